"""Waiting for what a test means, however slow the machine is: work is bounded, time is not."""

import time
from collections.abc import Callable
from typing import Final, TypeVar

HANG: Final = 900.0  # seconds; ends what would never end, and is no measure of anything
Found = TypeVar("Found")


def until(found: Callable[[], Found], what: str) -> Found:
    """Ask until the answer is true, and return it; AssertionError saying `what` never came."""
    end = time.monotonic() + HANG
    while True:
        answer = found()
        if answer:
            return answer
        assert time.monotonic() < end, f"it never came: {what}"
        time.sleep(0.02)

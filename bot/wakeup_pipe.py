"""The bell between the two parts of `run`: the door rings it when events have come for the office.

It is made before the parts are forked, and carries nothing. A ring that is lost, or that nobody hears because the
office is just being restarted, costs a poll's wait; one more than needed costs a look.
"""

import os
from contextlib import suppress
from typing import Final

_RINGS_AT_ONCE: Final = 4096


class Bell:
    """A pipe: one part rings, the other waits at its other end."""

    def __init__(self) -> None:
        self._heard_at, self._rung_at = os.pipe()
        os.set_blocking(self._rung_at, False)

    def ring(self) -> None:
        with suppress(BlockingIOError):  # nobody has heard the last thousands yet
            os.write(self._rung_at, b"!")

    def hear(self) -> None:
        """Wait for a ring; several are one."""
        os.read(self._heard_at, _RINGS_AT_ONCE)

"""Notices when a process stands still although it runs: each of its loops has a pulse, which beats in every round.

It is counted by the monotonic clock. A suspended host does not age it; a process that was stopped is well again after
one round.
"""

from collections.abc import Iterable
from time import monotonic
from typing import Final

# Seconds without a beat. A round takes milliseconds, and what it may wait for (the database's pool, LINE) gives up
# after 10 to 30 seconds.
STANDS_STILL_AFTER: Final = 60.0


class Pulse:
    """The pulse of one loop. It counts from its first beat until it is `over`."""

    def __init__(self, loop: str) -> None:
        self.loop = loop
        self._last: float | None = None

    def beat(self) -> None:
        self._last = monotonic()

    def over(self) -> None:
        """The loop has ended because it was told to."""
        self._last = None

    def seconds(self) -> float:
        """Return how long ago the last beat was."""
        last = self._last
        return monotonic() - last if last is not None else 0.0


def standstill(pulses: Iterable[Pulse]) -> str | None:
    """Return which loops stand still and for how long, in words for the operator; None if all go round."""
    found = [(pulse.loop, pulse.seconds()) for pulse in pulses]
    still = [f"{loop}: no round for {seconds:.0f} s" for loop, seconds in found if seconds > STANDS_STILL_AFTER]
    return ", ".join(still) or None

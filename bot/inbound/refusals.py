"""Notices that calls of the webhook are refused for their signature and none is taken: then the secret is wrong.

Anybody may send such calls. So a few say nothing, nor do they while LINE's own are taken; and /readyz, which tells of
them, is for monitoring only.
"""

from time import monotonic
from typing import Final

SAY_SOMETHING: Final = 3  # calls in a row
TAKEN_LATELY: Final = 60.0  # seconds
FORGOTTEN_AFTER: Final = 600.0  # seconds without another


class Refusals:
    """The calls of one process. Threads note them; a call that is counted wrongly does not matter."""

    def __init__(self) -> None:
        self._in_a_row, self._last = 0, 0.0
        self._taken_at: float | None = None

    def refused(self) -> None:
        self._in_a_row, self._last = self._in_a_row + 1, monotonic()

    def taken(self) -> None:
        self._in_a_row, self._taken_at = 0, monotonic()

    def trouble(self) -> str | None:
        """Return what to tell the operator, or None if calls are taken or none come."""
        now = monotonic()
        lately = self._taken_at is not None and now - self._taken_at < TAKEN_LATELY
        if self._in_a_row < SAY_SOMETHING or now - self._last > FORGOTTEN_AFTER or lately:
            return None
        return (
            f"the last {self._in_a_row} webhook calls had a wrong signature: LINE_CHANNEL_SECRET is perhaps another"
            " channel's; see python -m bot doctor"
        )

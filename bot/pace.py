"""Keeping LINE's rates: permits to call an endpoint, reserved in blocks from the pace that all senders share."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic, sleep
from typing import Final

from bot.clock import Clock
from models import rates
from models.database import Database

BLOCKS_A_SECOND: Final = 20
PERMIT_KEEPS: Final = 0.25  # seconds after its instant a permit may still be used: an unused one must not pile up
PAUSE_AFTER_429: Final = 1.0


class Pace:
    """Permits for one process. `per_second` maps an endpoint to the rate of the whole channel."""

    def __init__(self, database: Database, clock: Clock, per_second: Mapping[str, float]) -> None:
        self._database = database
        self._clock = clock
        self._per_second = per_second
        self._locks = {endpoint: Lock() for endpoint in per_second}
        self._blocks: dict[str, list[float]] = {
            endpoint: [] for endpoint in per_second
        }  # monotonic instants, latest first
        self._paused_until: dict[str, float] = dict.fromkeys(per_second, 0.0)

    def wait_for_permit(self, endpoint: str) -> None:
        """Block until this process may call the endpoint once more."""
        with self._locks[endpoint]:
            permit = self._next_permit(endpoint)
        wait = max(permit, self._paused_until[endpoint]) - monotonic()
        if wait > 0:
            sleep(wait)

    def slow_down(self, endpoint: str) -> None:
        """LINE answered 429: nobody of this process calls the endpoint for a moment."""
        self._paused_until[endpoint] = monotonic() + PAUSE_AFTER_429

    def _next_permit(self, endpoint: str) -> float:
        block = self._blocks[endpoint]
        oldest_usable = monotonic() - PERMIT_KEEPS
        while block:
            permit = block.pop()
            if permit >= oldest_usable:
                return permit
        block.extend(self._reserve(endpoint))
        return block.pop()

    def _reserve(self, endpoint: str) -> list[float]:
        per_second = self._per_second[endpoint]
        size = max(1, int(per_second / BLOCKS_A_SECOND))
        with self._database.write() as session:
            now = self._clock.real()
            start: datetime = rates.reserve(session, endpoint, size, per_second, now)
        first = monotonic() + max(0.0, (start - now) / timedelta(seconds=1))
        return [first + step / per_second for step in reversed(range(size))]

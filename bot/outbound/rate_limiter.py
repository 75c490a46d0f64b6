"""Keeps LINE's rates: permits to call an endpoint, reserved in blocks from the rate that all senders share."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from threading import Event, Lock
from time import monotonic, sleep
from typing import Final

from bot.clock import Clock
from models.messaging import rates
from models.storage.database import Database

BLOCKS_A_SECOND: Final = 20
PERMIT_KEEPS: Final = 0.25  # seconds for which a permit is valid after its instant; unused ones must not add up
PAUSE_AFTER_429: Final = 1.0
LAST_PERMITS: Final = 2.0  # seconds for which permits are still waited for when the process is to end


class Stopping(Exception):
    """The process ends before the permit comes."""


class RateLimiter:
    """Permits for one process. `per_second` maps an endpoint to the rate of the whole channel."""

    def __init__(self, database: Database, clock: Clock, per_second: Mapping[str, float]) -> None:
        self._database = database
        self._clock = clock
        self._per_second = per_second
        self._locks = {endpoint: Lock() for endpoint in per_second}
        self._reserving = {endpoint: Lock() for endpoint in per_second}  # only one thread asks the database
        self._blocks: dict[str, list[float]] = {
            endpoint: [] for endpoint in per_second
        }  # instants of the monotonic clock, latest first
        self._stopping = Event()
        self._paused_until: dict[str, float] = dict.fromkeys(per_second, 0.0)

    def wait_for_permit(self, endpoint: str) -> None:
        """Block until this process may call the endpoint once more. Raises Stopping if the process is to end before."""
        permit = max(self._next_permit(endpoint), self._paused_until[endpoint])
        wait = permit - monotonic()
        if wait > 0 and self._stopping.wait(wait):
            if permit - monotonic() > LAST_PERMITS:
                raise Stopping
            sleep(max(0.0, permit - monotonic()))

    def stop(self) -> None:
        """Let nobody wait much longer."""
        self._stopping.set()

    def slow_down(self, endpoint: str) -> None:
        """Stop this process from calling the endpoint for a moment, after LINE answered 429."""
        self._paused_until[endpoint] = monotonic() + PAUSE_AFTER_429

    def _next_permit(self, endpoint: str) -> float:
        """Take a permit. A thread that leaves only a few fetches more, so that others need not wait for that."""
        while True:
            permit, left = self._taken(endpoint)
            if permit is None:
                with self._reserving[endpoint]:  # or wait until another thread has done it
                    if not self._blocks[endpoint]:
                        self._reserve(endpoint)
            elif left == self._size(endpoint) // 3 > 0 and self._reserving[endpoint].acquire(blocking=False):
                try:
                    self._reserve(endpoint)
                finally:
                    self._reserving[endpoint].release()
                if permit >= monotonic() - PERMIT_KEEPS:
                    return permit
            else:
                return permit

    def _taken(self, endpoint: str) -> tuple[float | None, int]:
        """Return the next valid permit, and how many are left."""
        with self._locks[endpoint]:
            block = self._blocks[endpoint]
            oldest_usable = monotonic() - PERMIT_KEEPS
            while block:
                permit = block.pop()
                if permit >= oldest_usable:
                    return permit, len(block)
            return None, 0

    def _size(self, endpoint: str) -> int:
        return max(1, int(self._per_second[endpoint] / BLOCKS_A_SECOND))

    def _reserve(self, endpoint: str) -> None:
        per_second, size = self._per_second[endpoint], self._size(endpoint)
        with self._database.write(urgent=True) as session:
            now = self._clock.real()
            start: datetime = rates.reserve(session, endpoint, size, per_second, now)
        first = monotonic() + max(0.0, (start - now) / timedelta(seconds=1))
        with self._locks[endpoint]:
            self._blocks[endpoint][:0] = [first + step / per_second for step in reversed(range(size))]

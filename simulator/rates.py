"""Rate limits: one token bucket for each endpoint of the channel."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Bucket:
    """A bucket of ``calls`` in ``seconds``. It is full at the start and is refilled steadily."""

    calls: float
    seconds: float
    level: float
    filled: float

    def take(self, now: float) -> bool:
        self.level = min(self.calls, self.level + (now - self.filled) * self.calls / self.seconds)
        self.filled = now
        if self.level < 1.0:
            return False
        self.level -= 1.0
        return True


class Rates:
    """Buckets by endpoint name. An endpoint without a bucket has no limit."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[str, Bucket] = {}

    def set(self, endpoint: str, calls: float, seconds: float) -> None:
        """Allow ``calls`` in ``seconds``; raises ValueError unless both are positive."""
        if calls <= 0 or seconds <= 0:
            raise ValueError("calls and seconds must be more than 0")
        self._buckets[endpoint] = Bucket(calls, seconds, calls, self._clock())

    def allows(self, endpoint: str) -> bool:
        bucket = self._buckets.get(endpoint)
        return bucket is None or bucket.take(self._clock())

    def to_json(self) -> dict[str, dict[str, float]]:
        return {name: {"calls": one.calls, "seconds": one.seconds} for name, one in self._buckets.items()}

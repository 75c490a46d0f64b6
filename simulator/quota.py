"""The month's quota: how many messages are allowed, how many were sent, and the counts of each day and route."""

from collections import Counter
from datetime import datetime, timedelta, timezone
from typing import Any

from simulator.clock import VirtualClock

# LINE counts days in UTC+9 (Messaging API reference, "Get number of sent push messages").
_LINE_DAYS = timezone(timedelta(hours=9))


class PlatformQuota:
    """``limit`` is None in a plan without a limit. Replies are counted by day and cost nothing."""

    def __init__(self, clock: VirtualClock, limit: int | None = None) -> None:
        self._clock = clock
        self.limit = limit
        self._used: Counter[str] = Counter()
        self._sent: Counter[tuple[str, str]] = Counter()

    def day(self) -> str:
        return datetime.fromtimestamp(self._clock.now(), _LINE_DAYS).strftime("%Y%m%d")

    @property
    def used(self) -> int:
        return self._used[self.day()[:6]]

    @used.setter
    def used(self, messages: int) -> None:
        self._used[self.day()[:6]] = messages

    def allows(self, recipients: int) -> bool:
        return self.limit is None or self.used + recipients <= self.limit

    def spend(self, way: str, recipients: int, cost: int) -> None:
        day = self.day()
        self._used[day[:6]] += cost
        self._sent[way, day] += recipients

    def sent_on(self, way: str, day: str) -> int:
        return self._sent[way, day]

    def to_json(self) -> dict[str, Any]:
        return {"type": "none" if self.limit is None else "limited", "value": self.limit, "totalUsage": self.used}

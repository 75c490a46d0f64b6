"""The month's quota of pushes: how many the plan has, and how many are used."""

from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic
from typing import Final, Protocol

import structlog

from bot.line.client import LineTrouble

log = structlog.get_logger()
TRUSTED_FOR: Final = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class PushesUsed:
    """The pushes of this month; `limit` is None in a plan without a limit."""

    limit: int | None
    used: int

    @property
    def is_used_up(self) -> bool:
        return self.limit is not None and self.used >= self.limit

    def left(self) -> int | None:
        """Return how many pushes are left, or None if there is no limit."""
        return None if self.limit is None else max(0, self.limit - self.used)


def kept_back(reserve: int, limit: int) -> int:
    """Return how many of `limit` pushes are kept for messages that must arrive: `reserve`, but never more than a
    quarter, so that a small plan can be used at all."""
    return min(reserve, limit // 4)


class UsageSource(Protocol):
    """A source of the numbers: the plan's pushes a month (None: no limit) and how many were used."""

    def pushes_of_the_month(self) -> tuple[int | None, int]: ...


class PushQuota:
    """LINE's own count, asked at most once a minute, plus what this process has pushed since then."""

    def __init__(self, line: UsageSource, *, reserve: int = 0) -> None:
        self._line = line
        self._reserve = reserve
        self._lock, self._counting = Lock(), Lock()
        self._asked_at = float("-inf")
        self._usage: PushesUsed | None = None
        self._spent = 0
        self._asking: Thread | None = None

    def is_used_up(self, pushes: int = 1) -> bool:
        """Return whether fewer pushes than these are left. If LINE does not answer, return False: it will refuse a push
        without quota."""
        usage = self.usage()
        left = usage.left() if usage is not None else None
        return left is not None and left - self._spent < pushes

    def reserve_only(self) -> bool:
        """Return whether only the reserve is left, by what is known now; LINE is asked in the background."""
        if monotonic() - self._asked_at > TRUSTED_FOR and (self._asking is None or not self._asking.is_alive()):
            self._asking = Thread(target=self.usage, name="quota", daemon=True)
            self._asking.start()
        usage = self._usage
        if usage is None or usage.limit is None:
            return False
        return usage.limit - usage.used - self._spent <= kept_back(self._reserve, usage.limit)

    def spend(self, pushes: int) -> None:
        """Count pushes that were made since LINE was asked."""
        with self._counting:
            self._spent += pushes

    def usage(self) -> PushesUsed | None:
        with self._lock:
            if monotonic() - self._asked_at > TRUSTED_FOR:
                self._usage = self._ask()
                self._asked_at, self._spent = monotonic(), 0
            return self._usage

    def _ask(self) -> PushesUsed | None:
        try:
            return PushesUsed(*self._line.pushes_of_the_month())
        except LineTrouble as error:
            log.warning("quota.unknown", status=error.status)
            return self._usage

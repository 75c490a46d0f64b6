"""The two times of the bot: programme time, which a demo may move, and real time, which nothing moves.

Programme time decides what day it is for people, by the wall clock. Real time drives leases, retries and rate limits:
it is counted by the monotonic clock, so that neither travelling through a programme nor setting the host's clock
expires a lease or delays a message. No other module reads the wall clock.
"""

import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECONDS: Final = 1_000_000  # in a second


def wall() -> int:
    """Return the wall clock in microseconds of Unix time. It may be set forward or back at any time."""
    return time.time_ns() // 1000


def uptime() -> int:
    """Return the monotonic clock in microseconds, the same for all processes of a host."""
    return time.monotonic_ns() // 1000


class ClockError(ValueError):
    """CLOCK_FILE cannot be read or has wrong content."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A point of the clock: at `real` (Unix seconds) it showed `virtual`, and it runs at `rate` (0 or 1)."""

    real: float
    virtual: float
    rate: float


def read_anchor(path: Path) -> Anchor:
    """Read `{"real": s, "virtual": s, "rate": 0|1}`; raises ClockError naming the file."""
    try:
        values = json.loads(path.read_text("utf-8"))
        anchor = Anchor(float(values["real"]), float(values["virtual"]), float(values["rate"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ClockError(f"CLOCK_FILE {path}: {error}") from error
    if anchor.rate not in (0, 1):
        raise ClockError(f"CLOCK_FILE {path}: rate must be 0 or 1, not {anchor.rate:g}")
    return anchor


@dataclass(slots=True)
class Clock:
    """`now()` is programme time, `real()` real time; both aware UTC.

    Real time is what the wall clock showed once, and what has passed since then by the monotonic clock. All processes
    at a database agree about it (bot/shared_time.py).

    `offset` is CLOCK_OFFSET; `file` is CLOCK_FILE and has precedence. If the file cannot be read, the last good reading
    is used, so that a restart of the simulator does not move a process back to the present.
    """

    offset: timedelta = timedelta(0)
    file: Path | None = None
    _anchor: Anchor | None = field(default=None, init=False)
    _seen: tuple[int, int] | None = field(default=None, init=False)  # identifies the version of the file that was read
    _began: int = field(default_factory=lambda: wall() - uptime(), init=False)

    def __post_init__(self) -> None:
        if self.file is not None:
            self._anchor = read_anchor(self.file)

    def now(self) -> datetime:
        if self.file is None:
            return EPOCH + timedelta(microseconds=wall()) + self.offset
        with suppress(OSError, ClockError):
            written = os.stat(self.file)  # the file is replaced as a whole, so each version is a new file
            if self._seen != (written.st_ino, written.st_mtime_ns):
                self._anchor = read_anchor(self.file)
                self._seen = (written.st_ino, written.st_mtime_ns)
        anchor = self._anchor or read_anchor(self.file)
        return datetime.fromtimestamp(anchor.virtual + anchor.rate * (wall() / MICROSECONDS - anchor.real), UTC)

    def real(self) -> datetime:
        return EPOCH + timedelta(microseconds=self._began + uptime())

    def begin_real(self, began: int, *, give_or_take: int = 0) -> None:
        """Let real time be `began` (microseconds of Unix time) when the monotonic clock is 0. What is within
        `give_or_take` already stays as it is."""
        self._began = max(began - give_or_take, min(self._began, began + give_or_take))

    def anchor(self) -> Anchor | None:
        """Return the content of CLOCK_FILE now; it is different each time the file is written."""
        self.now()
        return self._anchor

    def age(self, instant: datetime) -> timedelta:
        """Return how long ago an instant of programme time happened.

        If CLOCK_FILE jumped over the instant, it happened at the moment of the jump, so that a jump makes nothing late.
        """
        passed = self.now() - instant
        if self.file is None or self._anchor is None:
            return passed
        landed = datetime.fromtimestamp(self._anchor.virtual, UTC)
        since_landing = timedelta(seconds=wall() / MICROSECONDS - self._anchor.real)
        return passed if instant > landed else min(passed, since_landing)

"""The two times of the bot: programme time, which a demo may move, and real time, which nothing moves.

Programme time decides what day it is for people. Real time drives leases, retries and rate limits, so that
travelling through a programme never expires a lease or a reply token.
"""

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import time


class ClockError(ValueError):
    """CLOCK_FILE does not hold what a clock needs."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One line through time: at `real` (unix seconds) it was `virtual`, and it runs at `rate` (0 or 1)."""

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
    """`now()` is programme time, `real()` wall-clock time; both aware UTC.

    `offset` is CLOCK_OFFSET; `file` is CLOCK_FILE and wins over it. An unreadable file keeps the last good
    reading: a half-second of a simulator's restart must not throw a process back to the present.
    """

    offset: timedelta = timedelta(0)
    file: Path | None = None
    _anchor: Anchor | None = field(default=None, init=False)
    _seen: tuple[int, int] | None = field(default=None, init=False)  # which writing of the file was read

    def __post_init__(self) -> None:
        if self.file is not None:
            self._anchor = read_anchor(self.file)

    def now(self) -> datetime:
        if self.file is None:
            return datetime.now(UTC) + self.offset
        with suppress(OSError, ClockError):
            written = os.stat(self.file)  # it is replaced whole, so a new writing is a new file
            if self._seen != (written.st_ino, written.st_mtime_ns):
                self._anchor = read_anchor(self.file)
                self._seen = (written.st_ino, written.st_mtime_ns)
        anchor = self._anchor or read_anchor(self.file)
        return datetime.fromtimestamp(anchor.virtual + anchor.rate * (time() - anchor.real), UTC)

    def real(self) -> datetime:
        return datetime.now(UTC)

    def anchor(self) -> Anchor | None:
        """What CLOCK_FILE says at this moment; each time it is written it says something else."""
        self.now()
        return self._anchor

    def age(self, instant: datetime) -> timedelta:
        """How long ago an instant of programme time came about, as far as anybody could notice.

        A jump of CLOCK_FILE brings about all it jumps over at the moment of the jump: travelling makes nothing late.
        """
        passed = self.now() - instant
        if self.file is None or self._anchor is None:
            return passed
        landed = datetime.fromtimestamp(self._anchor.virtual, UTC)
        since_landing = timedelta(seconds=time() - self._anchor.real)
        return passed if instant > landed else min(passed, since_landing)

    @property
    def is_real(self) -> bool:
        """Whether programme time is simply the time."""
        return self.file is None and not self.offset

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
    """`now()` is programme time, `real()` wall-clock time; both aware UTC.

    `offset` is CLOCK_OFFSET; `file` is CLOCK_FILE and has precedence. If the file cannot be read, the last good reading
    is used, so that a restart of the simulator does not move a process back to the present.
    """

    offset: timedelta = timedelta(0)
    file: Path | None = None
    _anchor: Anchor | None = field(default=None, init=False)
    _seen: tuple[int, int] | None = field(default=None, init=False)  # identifies the version of the file that was read

    def __post_init__(self) -> None:
        if self.file is not None:
            self._anchor = read_anchor(self.file)

    def now(self) -> datetime:
        if self.file is None:
            return datetime.now(UTC) + self.offset
        with suppress(OSError, ClockError):
            written = os.stat(self.file)  # the file is replaced as a whole, so each version is a new file
            if self._seen != (written.st_ino, written.st_mtime_ns):
                self._anchor = read_anchor(self.file)
                self._seen = (written.st_ino, written.st_mtime_ns)
        anchor = self._anchor or read_anchor(self.file)
        return datetime.fromtimestamp(anchor.virtual + anchor.rate * (time() - anchor.real), UTC)

    def real(self) -> datetime:
        return datetime.now(UTC)

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
        since_landing = timedelta(seconds=time() - self._anchor.real)
        return passed if instant > landed else min(passed, since_landing)

"""The simulator's virtual time. It runs, stands still or is moved forward; a file tells it to other processes."""

import json
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


class BackwardsError(ValueError):
    """Somebody tried to move virtual time backwards; it only moves forward."""


class VirtualClock:
    """Virtual now = virtual anchor + rate × (real now − real anchor), in Unix seconds; rate is 0 (frozen) or 1."""

    def __init__(
        self, start: datetime | None = None, file: Path | None = None, real: Callable[[], float] = time.time
    ) -> None:
        self._real = real
        self._real_anchor = real()
        self._virtual_anchor = start.timestamp() if start else self._real_anchor
        self._rate = 1
        self.file = file
        self._write()

    def now(self) -> float:
        return self._virtual_anchor + self._rate * (self._real() - self._real_anchor)

    def milliseconds(self) -> int:
        return int(self.now() * 1000)

    @property
    def frozen(self) -> bool:
        return self._rate == 0

    @property
    def rate(self) -> int:
        return self._rate

    def set(self, moment: datetime) -> None:
        """Jump to an aware datetime at or after now; raises BackwardsError."""
        self.land(moment.timestamp(), self._rate)

    def advance(self, seconds: float) -> None:
        """Jump forward; raises BackwardsError for a negative number."""
        self.land(self.now() + seconds, self._rate)

    def land(self, virtual: float, rate: int) -> None:
        """Set the time (Unix seconds, at or after now) and the rate; raises BackwardsError."""
        if virtual < self.now():
            raise BackwardsError("the clock only moves forward")
        self._anchor(virtual, rate)

    def freeze(self) -> None:
        self._anchor(self.now(), 0)

    def run(self) -> None:
        self._anchor(self.now(), 1)

    def to_json(self) -> dict[str, Any]:
        return {
            "now": datetime.fromtimestamp(self.now(), UTC).isoformat(timespec="milliseconds"),
            "virtual": self.now(),
            "real": self._real(),
            "rate": self._rate,
        }

    def _anchor(self, virtual: float, rate: int) -> None:
        self._real_anchor, self._virtual_anchor, self._rate = self._real(), virtual, rate
        self._write()

    def _write(self) -> None:
        if self.file is None:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        temporary = self.file.with_name(f"{self.file.name}.{os.getpid()}.tmp")
        anchor = {"real": self._real_anchor, "virtual": self._virtual_anchor, "rate": self._rate}
        temporary.write_text(json.dumps(anchor), encoding="utf-8")
        temporary.replace(self.file)

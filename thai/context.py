"""Who speaks and when: all that understanding may know besides the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")

ANYBODY = "anybody"


class PhaseDates(Protocol):
    """A numbered phase of a programme (ช่วงที่ ๒) with its first and last day."""

    @property
    def number(self) -> int: ...
    @property
    def start(self) -> date: ...
    @property
    def end(self) -> date: ...


class StageDates(Protocol):
    """A placement inside a programme (pilot, target, province) with its first and last day."""

    @property
    def key(self) -> str: ...
    @property
    def start(self) -> date: ...
    @property
    def end(self) -> date: ...


class ProgrammeDates(Protocol):
    """As much of a programme as words about time refer to; `programmes.Programme` is one."""

    @property
    def phases(self) -> Sequence[PhaseDates]: ...
    @property
    def stages(self) -> Sequence[StageDates]: ...


@dataclass(frozen=True, slots=True)
class Span:
    """A plain phase or stage, for callers without a programme file."""

    start: date
    end: date
    number: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A plain ProgrammeDates."""

    phases: tuple[Span, ...] = ()
    stages: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """The speaker and the moment of one message.

    `now` is aware. `role` is None for a stranger; ANYBODY is for showing what words mean whoever says them.
    `district` and `province` are geothai's 4- and 2-digit codes of the speaker's own area.
    `people` are full names the speaker may see, for commands about somebody.
    """

    now: datetime
    role: str | None = None
    district: str | None = None
    province: str | None = None
    programme: ProgrammeDates | None = None
    people: Sequence[str] = ()

    @property
    def tells_activities(self) -> bool:
        """Whether this speaker's narratives are activities."""
        return self.role in ("participant", ANYBODY)

    @property
    def today(self) -> date:
        """The speaker's day: programmes live on Bangkok's calendar."""
        return self.now.astimezone(BANGKOK).date()

    @property
    def home_province(self) -> str | None:
        """The speaker's province, from the district when only that is known."""
        return self.province or (self.district[:2] if self.district else None)

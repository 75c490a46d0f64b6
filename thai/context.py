"""The speaker and the time of a message: everything that understanding may know besides the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    """A stage of a programme with its first and last day."""

    @property
    def key(self) -> str: ...
    @property
    def start(self) -> date: ...
    @property
    def end(self) -> date: ...


class InTwoLanguages(Protocol):
    """A name in Thai and in English."""

    @property
    def th(self) -> str: ...
    @property
    def en(self) -> str: ...


class AgencyNames(Protocol):
    """An agency from which people come, with everything that it is called."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> InTwoLanguages: ...
    @property
    def also_written(self) -> Sequence[str]: ...


class UnitNames(Protocol):
    """A unit of a programme with everything that it is called."""

    @property
    def said(self) -> Sequence[str]: ...
    def called(self, language: str) -> str: ...


class UnitTree(Protocol):
    """The units of a programme that have a team."""

    @property
    def teams(self) -> Sequence[UnitNames]: ...


Tables = Mapping[str, Mapping[str, str]]  # name of a table -> word -> a message in which it means that


class ProgrammeWords(Protocol):
    """What people call a programme's sectors, tags and stages, and other ways to say commands.

    `sectors_of` says for each table of `sectors` which sectors its words stand for, one or several. Equal words are
    compiled once, so comparing and hashing them must be quick, and they never change.
    """

    @property
    def sectors(self) -> Tables: ...
    @property
    def tags(self) -> Tables: ...
    @property
    def stages(self) -> Tables: ...
    @property
    def commands(self) -> Tables: ...
    @property
    def sectors_of(self) -> Mapping[str, tuple[str, ...]]: ...
    def __hash__(self) -> int: ...


class SpokenProgramme(Protocol):
    """What people speak about of a programme: its dates, agencies, units and words. `programmes.Programme` is one."""

    @property
    def phases(self) -> Sequence[PhaseDates]: ...
    @property
    def stages(self) -> Sequence[StageDates]: ...
    @property
    def agencies(self) -> Sequence[AgencyNames]: ...
    @property
    def words(self) -> ProgrammeWords: ...
    @property
    def units(self) -> UnitTree | None: ...


@dataclass(frozen=True, slots=True)
class Context:
    """The speaker and the time of one message.

    `now` is aware. `role` is None for somebody who has not joined; ANYBODY is for explaining words without a speaker.
    `district` and `province` are geothai's 4- and 2-digit codes of the speaker's own area.
    `people` are full names the speaker may see, for commands about somebody.
    """

    now: datetime
    role: str | None = None
    district: str | None = None
    province: str | None = None
    programme: SpokenProgramme | None = None
    people: Sequence[str] = ()

    @property
    def tells_activities(self) -> bool:
        """Whether what this speaker tells of their work becomes an activity."""
        return self.role in ("participant", ANYBODY)

    @property
    def words(self) -> ProgrammeWords | None:
        """The words of the speaker's programme."""
        return self.programme.words if self.programme else None

    @property
    def today(self) -> date:
        """The speaker's day, in Bangkok."""
        return self.now.astimezone(BANGKOK).date()

    @property
    def home_province(self) -> str | None:
        """The speaker's province, from the district when only that is known."""
        return self.province or (self.district[:2] if self.district else None)

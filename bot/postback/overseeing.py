"""Buttons of those who look after others: summaries, people, announcements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.postback.button import Postback


@dataclass(frozen=True, slots=True)
class OfDays(Postback):
    """A button of a summary: its days, and the area and agency (by key) it was narrowed to. Whose records these are
    is decided by who taps."""

    first: str  # "2023-07-12"
    last: str
    area: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class ShowSummary(OfDays):
    kind: ClassVar[str] = "summary"


@dataclass(frozen=True, slots=True)
class ShowMissing(OfDays):
    kind: ClassVar[str] = "missing"
    page: int = 1


@dataclass(frozen=True, slots=True)
class ShowDetails(OfDays):
    kind: ClassVar[str] = "details"


@dataclass(frozen=True, slots=True)
class RemindMissing(OfDays):
    """Show how many would be reminded and what it costs; nobody is told anything yet."""

    kind: ClassVar[str] = "remind"


@dataclass(frozen=True, slots=True)
class ExportDays(OfDays):
    """Which file is wanted of these days; without `what` the kinds are offered."""

    kind: ClassVar[str] = "export"
    what: str | None = None
    suffix: str | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class ShowPerson(Postback):
    """A participant's days, entries and reviews; without days the last week's."""

    kind: ClassVar[str] = "person"
    person: int
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class ChoosePerson(Postback):
    """Which of several people of similar names was meant by the open question."""

    kind: ClassVar[str] = "who"
    person: int


@dataclass(frozen=True, slots=True)
class Decide(Postback):
    """Yes or no to what the open question has shown; `pick` is which of several ways to say yes."""

    kind: ClassVar[str] = "decide"
    yes: bool
    pick: str | None = None


@dataclass(frozen=True, slots=True)
class AddressBroadcast(Postback):
    """Turn one choice of an announcement's audience on or off; an agency by its key, an area by its code."""

    kind: ClassVar[str] = "address"
    broadcast: int
    by: str
    pick: str


@dataclass(frozen=True, slots=True)
class HandleBroadcast(Postback):
    """Look at an announcement as it will be sent, send it, put it away, or see how it goes."""

    kind: ClassVar[str] = "announce"
    broadcast: int
    deed: str

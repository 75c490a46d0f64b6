"""Buttons for coordinators and mentors: summaries, people, announcements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

from bot.postback.button import Postback

ALL_DAYS: Final = date(1000, 1, 1).isoformat()  # in a button of exports, it means all days


@dataclass(frozen=True, slots=True)
class OfDays(Postback):
    """A button of a summary: its days, and the area and agency (by key) to which it is limited. The person who taps
    decides the access scope."""

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
class ShowComparison(OfDays):
    """Show a page of a table that compares provinces, districts, agencies, mentors or people."""

    kind: ClassVar[str] = "compare"
    group: str = "province"
    order: str = "worst"
    page: int = 1


@dataclass(frozen=True, slots=True)
class ShowPhotosOfDays(OfDays):
    """Show a page of the photos of all entries of these days."""

    kind: ClassVar[str] = "album"
    page: int = 1


@dataclass(frozen=True, slots=True)
class RemindMissing(OfDays):
    """Show how many people would be reminded and what it costs. Nothing is sent yet."""

    kind: ClassVar[str] = "remind"


@dataclass(frozen=True, slots=True)
class ExportDays(OfDays):
    """Ask for an export of these days; without `what` the kinds of export are offered."""

    kind: ClassVar[str] = "export"
    what: str | None = None
    suffix: str | None = None
    form: str | None = None

    @classmethod
    def of_all(cls, **more: Any) -> ExportDays:
        """Return the button for all days up to today."""
        return cls(ALL_DAYS, ALL_DAYS, **more)

    @property
    def has_all_days(self) -> bool:
        return self.first == ALL_DAYS


@dataclass(frozen=True, slots=True)
class ShowPerson(Postback):
    """Show a participant's days, entries and reviews; without days those of the last week."""

    kind: ClassVar[str] = "person"
    person: int
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class ChoosePerson(Postback):
    """Choose which of several people with similar names the open question is about."""

    kind: ClassVar[str] = "who"
    person: int


@dataclass(frozen=True, slots=True)
class Decide(Postback):
    """Say yes or no to what the open question has shown; `pick` is one of several ways to say yes."""

    kind: ClassVar[str] = "decide"
    yes: bool
    pick: str | None = None


@dataclass(frozen=True, slots=True)
class AddressBroadcast(Postback):
    """Turn one choice of an announcement's receivers on or off: an agency by its key, an area by its code."""

    kind: ClassVar[str] = "address"
    broadcast: int
    by: str
    pick: str


@dataclass(frozen=True, slots=True)
class HandleBroadcast(Postback):
    """Preview an announcement, send it, cancel it, change its words, receivers or time, or show its progress.

    With "time" the picked time comes in the event's params.datetime; "now" means that it does not wait,
    "plain" that it has no pictures."""

    kind: ClassVar[str] = "announce"
    broadcast: int
    deed: str


@dataclass(frozen=True, slots=True)
class HandleRoster(Postback):
    """Import a roster that was sent as a file, put it away, or undo its import. "same" and "new" answer who somebody
    in it is: `number` names them, `person` is the one stored."""

    kind: ClassVar[str] = "roster"
    roster: int
    todo: str
    number: int | None = None
    person: int | None = None


@dataclass(frozen=True, slots=True)
class ShowReceivers(Postback):
    """Show who has received an announcement, page by page."""

    kind: ClassVar[str] = "receivers"
    broadcast: int
    page: int = 1

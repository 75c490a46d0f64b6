"""The values of a summary; the card shows them in the reader's language."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from programmes.sections import Label


@dataclass(frozen=True, slots=True)
class MissingPerson:
    """A person with missing reports, and the number of days. `muted` is true if they want no reminders."""

    person_id: int
    name: str
    agency: str | None
    days: int
    muted: bool = False


def share_of(reported: int, expected: int) -> int | None:
    """Return reported of expected days in whole per cent, None if none was expected; 100 only if all were reported."""
    if not expected:
        return None
    return 100 if reported >= expected else min(99, round(100 * reported / expected))


@dataclass(frozen=True, slots=True)
class Totals:
    """Reported and expected days of all people; the number of entries, and how many name each sector, with zeros."""

    expected: int
    reported: int
    entries: int
    sectors: dict[str, int]

    @property
    def share(self) -> int | None:
        """Reported of expected days, in whole per cent; None if none was expected."""
        return share_of(self.reported, self.expected)


@dataclass(frozen=True, slots=True)
class SilentPerson:
    """A person of whom nobody has heard for the last `days` working days: since the day `since`, which is the one after
    they were last heard of, working day or not, so that a holiday declared later does not change it."""

    person_id: int
    name: str
    days: int
    since: date


@dataclass(frozen=True, slots=True)
class StuckReviews:
    """Entries that have waited too long, by their present mentor; `mentor` is None if there is none. The oldest has
    waited for `longest` working days, with any mentor; `taken_over` of them only so long because of an earlier one."""

    mentor: str | None
    entries: int
    longest: int
    taken_over: int = 0
    mentor_id: int | None = None


@dataclass(frozen=True, slots=True)
class Unreviewed:
    """All entries that wait for a review, by age: each pair is the least number of working days, and how many."""

    by_age: tuple[tuple[int, int], ...] = ()

    @property
    def total(self) -> int:
        return sum(count for _, count in self.by_age)


@dataclass(frozen=True, slots=True)
class Pushes:
    """The month's pushes: used, the plan's limit (None if there is none), and the forecast, if known."""

    used: int
    limit: int | None
    forecast: int | None = None

    @property
    def is_short(self) -> bool:
        needed = self.used if self.forecast is None else self.forecast
        return self.limit is not None and needed >= self.limit


@dataclass(frozen=True, slots=True)
class UnhandledMessage:
    """A message that could not be handled. `name` is None if nobody knows its sender; `raw` is its event's JSON, or
    None if the scope does not show what they sent."""

    name: str | None
    at: datetime
    raw: str | None


@dataclass(frozen=True, slots=True)
class UnansweredCall:
    """A call that is open, and how many units have sent less than is asked of them."""

    name: Label
    units: int


@dataclass(frozen=True, slots=True)
class Waits:
    """How many trainings wait to be confirmed and nominations to be answered, and which calls lack answers."""

    trainings: int = 0
    nominations: int = 0
    calls: tuple[UnansweredCall, ...] = ()


@dataclass(frozen=True, slots=True)
class TroubleReport:
    """What needs attention: messages that were not delivered or not handled, and people who cannot be reached.

    `parked` are the oldest of the `unhandled`; `mentors_away` are mentors of today's participants who are not in LINE;
    `waits` is what waits beside reviews. `backup_days` is how old the newest backup is if it should be newer, or 0 if
    there is none.
    """

    undelivered: int = 0
    unhandled: int = 0
    parked: tuple[UnhandledMessage, ...] = ()
    unreachable: tuple[str, ...] = ()
    not_joined: tuple[str, ...] = ()
    mentors_away: tuple[str, ...] = ()
    pushes: Pushes | None = None
    backup_days: int | None = None
    waits: Waits = field(default_factory=Waits)


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary of some days within one access scope. `people` are its participants; `missing` has the most days first,
    then by name; `last_week` is the same days a week earlier, None if a comparison makes no sense. `silent` are those
    without a report for so many working days that somebody should ask, the longest first. `open_day` is
    today if it is among the days and not over."""

    first: date
    last: date
    scopes: tuple[str, ...]
    place: str | None
    agency: str | None
    people: int
    missing: tuple[MissingPerson, ...]
    on_leave: tuple[str, ...]
    totals: Totals
    last_week: Totals | None
    silent: tuple[SilentPerson, ...] = ()
    unreviewed: Unreviewed = field(default_factory=Unreviewed)
    stuck: tuple[StuckReviews, ...] = ()
    unwell: TroubleReport = field(default_factory=TroubleReport)
    open_day: date | None = None

    @property
    def digest(self) -> str:
        """Return a digest of what needs somebody: of two summaries of the same days with one digest, the second says
        nothing that its reader has not to do since the first."""
        unwell, is_short = replace(self.unwell, pushes=None), bool(self.unwell.pushes and self.unwell.pushes.is_short)
        needs = (self.missing, self.silent, self.unreviewed, self.stuck, unwell, is_short, self.open_day)
        return hashlib.sha256(repr(needs).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """The figures of one agency or area: reported and expected days, number of people and of missing reports."""

    label: str
    people: int
    missing: int
    expected: int
    reported: int

    @property
    def share(self) -> int | None:
        """Reported of expected days, in whole per cent; None if none was expected."""
        return share_of(self.reported, self.expected)


@dataclass(frozen=True, slots=True)
class ComparedGroup(GroupFigures):
    """The figures of a group in a comparison. `key` is the code of its area, the Thai name of its agency, or the id of
    its mentor or person; None for people who belong to none. `area` is where its people work, if it is one area.
    `waiting` entries wait for a review, the oldest for `longest` working days; with `taken_over`, some of them also
    with an earlier mentor."""

    key: str | None = None
    area: str | None = None
    waiting: int = 0
    longest: int = 0
    taken_over: bool = False

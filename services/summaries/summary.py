"""What a summary says, as plain values; the card is made of it in the reader's language."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class MissingPerson:
    """Somebody of whom reports are missing on so many days. `muted`: they want no reminders."""

    person_id: int
    name: str
    agency: str | None
    days: int
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """Days reported of days expected, all people together; entries, and how many name each sector, zeros included."""

    expected: int
    reported: int
    entries: int
    sectors: dict[str, int]

    @property
    def share(self) -> int | None:
        """Reported of expected, in whole per cent; None when nothing was expected. Not all is never called 100."""
        if not self.expected:
            return None
        return 100 if self.reported >= self.expected else min(99, round(100 * self.reported / self.expected))


@dataclass(frozen=True, slots=True)
class StuckReviews:
    """Entries that have waited too long for one mentor; `mentor` None: nobody answers for them. In working days."""

    mentor: str | None
    entries: int
    longest: int


@dataclass(frozen=True, slots=True)
class Pushes:
    """The month's pushes: used, of how many (None: no limit), and how many will be needed if known."""

    used: int
    limit: int | None
    forecast: int | None = None

    @property
    def is_short(self) -> bool:
        needed = self.used if self.forecast is None else self.forecast
        return self.limit is not None and needed >= self.limit


@dataclass(frozen=True, slots=True)
class Unwell:
    """What somebody should look after: messages not delivered or not handled, people who cannot be reached."""

    undelivered: int = 0
    unhandled: int = 0
    unreachable: tuple[str, ...] = ()
    not_joined: tuple[str, ...] = ()
    pushes: Pushes | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """One span of days within one sight. `people`: participants in it; `missing`: the most days first, then by name;
    `last_week`: the same span seven days earlier, None where that says nothing."""

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
    stuck: tuple[StuckReviews, ...] = ()
    unwell: Unwell = field(default_factory=Unwell)


@dataclass(frozen=True, slots=True)
class Group:
    """People of one agency or area: days reported of days expected; `people` of them, so many `missing` reports."""

    label: str
    people: int
    missing: int
    expected: int
    reported: int

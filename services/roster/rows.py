"""The rows of a roster that was read, and its problems."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from thai.dates import short_day

RosterRole = Literal["participant", "mentor", "coordinator"]
Translate = Callable[..., str]  # text(key, **args) in one language
Argument = str | int | date  # of a message; a day is said as people read it


@dataclass(frozen=True, slots=True)
class RosterScope:
    """A coordinator's scope. `value` is a phase number, an agency's name, a 2-digit province code, a unit's
    code, or None for all."""

    kind: Literal["all", "phase", "agency", "province", "unit"]
    value: str | None = None

    def __str__(self) -> str:
        return self.kind if self.value is None else f"{self.kind}:{self.value}"


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One membership of one person. Areas are official codes: 2 digits for a province, 4 for a district.

    `placements` maps the key of each stage to the area in which a participant works.
    `agency` is the name the programme uses, however the file abbreviates it. `deputy` is the full name of the mentor
    this person stands in for. No `from_day`: from the beginning; no `to_day`: to the end.
    """

    line: int
    id: str | None
    name: str
    role: RosterRole
    agency: str | None = None
    position: str | None = None
    placements: Mapping[str, str] = field(default_factory=dict, hash=False)
    area: str | None = None
    scope: RosterScope | None = None
    deputy: str | None = None
    from_day: date | None = None
    to_day: date | None = None
    unit: str | None = None  # the code of the unit to whose team a participant belongs
    seat: str | None = None  # and the key of the seat there
    group: str | None = None  # the key of a participant's group of staff in the development plan
    line_of_work: str | None = None  # and of their line of work
    level: str | None = None  # their grade, and the days of birth and of appointment to it
    born: date | None = None
    appointed: date | None = None
    sheet: str = ""  # of a file of which several sheets are read

    @property
    def place(self) -> str | int:
        """Where the row stands, as a spreadsheet writes it: 3, or Mentors!3 in a file of several sheets."""
        return f"{self.sheet}!{self.line}" if self.sheet else self.line

    @property
    def person(self) -> tuple[str, ...]:
        """What identifies the person of a row: the id, else name and agency."""
        return (self.id,) if self.id else (self.name, self.agency or "")

    @property
    def span(self) -> tuple[date, date]:
        """The first and last day; an open end is the first or last day that a date can have."""
        return self.from_day or date.min, self.to_day or date.max

    def overlaps(self, other: "RosterRow") -> bool:
        """Return whether there is a day on which both rows hold."""
        return self.span[0] <= other.span[1] and other.span[0] <= self.span[1]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """One membership of a person who is already stored, to whom a row may refer. `area` and `span` are those of a
    mentor who is no deputy."""

    name: str
    role: str
    id: str | None = None
    agency: str | None = None
    area: str | None = None
    span: tuple[date, date] = (date.min, date.max)


@dataclass(frozen=True, slots=True)
class RosterProblem:
    """One problem: line, heading of the column (None: the whole line), value, and the reason as a message key of
    roster.ftl with its arguments. The reason says what would be right."""

    line: int
    column: str | None
    value: str
    key: str
    args: Mapping[str, Argument] = field(default_factory=dict)
    sheet: str = ""  # of a file of which several sheets are read
    people: tuple[tuple[int, str], ...] = ()  # who of those stored is meant, perhaps: id, and name and agency

    def say(self, text: Translate) -> str:
        """Return the problem as one sentence in the language of `text`."""
        language = getattr(text, "language", "th")
        said = {
            name: short_day(value, language) if isinstance(value, date) else value for name, value in self.args.items()
        }
        reason = text(self.key, **said)
        if not self.line:
            return (
                text("roster-sheet", sheet=self.sheet, reason=reason)
                if self.sheet
                else text("roster-file", reason=reason)
            )
        if self.sheet:
            return text("roster-in-sheet", sheet=self.sheet, problem=replace(self, sheet="").say(text))
        if self.column is None:
            return text("roster-line", line=self.line, reason=reason)
        if not self.value:
            return text("roster-empty-cell", line=self.line, column=self.column, reason=reason)
        return text("roster-cell", line=self.line, column=self.column, value=self.value, reason=reason)


class RosterErrors(ValueError):
    """A roster cannot be imported. `.problems` has all problems, in the order of the file."""

    def __init__(self, problems: Iterable[RosterProblem]) -> None:
        found = list(problems)
        order = {sheet: place for place, sheet in enumerate(dict.fromkeys(["", *(one.sheet for one in found)]))}
        self.problems: Sequence[RosterProblem] = sorted(found, key=lambda one: (order[one.sheet], one.line))
        super().__init__("; ".join(f"line {problem.line}: {problem.key}" for problem in self.problems))

    def say(self, text: Translate) -> list[str]:
        """Return a sentence for each problem."""
        return [problem.say(text) for problem in self.problems]


@dataclass(frozen=True, slots=True)
class Roster:
    """All memberships of a file, and notices for its author that are not errors."""

    rows: tuple[RosterRow, ...]
    notices: tuple[RosterProblem, ...] = ()

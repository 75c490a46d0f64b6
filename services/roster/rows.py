"""What a roster holds once read, and what can be wrong with it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Role = Literal["participant", "mentor", "coordinator"]
Say = Callable[..., str]  # text(key, **args) in one language


@dataclass(frozen=True, slots=True)
class Scope:
    """What a coordinator sees. `value`: phase number, agency's name, 2-digit province code; None for all."""

    kind: Literal["all", "phase", "agency", "province"]
    value: str | None = None

    def __str__(self) -> str:
        return self.kind if self.value is None else f"{self.kind}:{self.value}"


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One membership of one person. Areas are official codes: 2 digits a province, 4 a district.

    `placements` says where a participant works in each stage: the stage's key -> its area.
    `agency` is the name the programme uses, however the file abbreviates it. `deputy` is the full name of the mentor
    this person stands in for. No `from_day`: from the beginning; no `to_day`: to the end.
    """

    line: int
    id: str | None
    name: str
    role: Role
    agency: str | None = None
    position: str | None = None
    placements: Mapping[str, str] = field(default_factory=dict, hash=False)
    area: str | None = None
    scope: Scope | None = None
    deputy: str | None = None
    from_day: date | None = None
    to_day: date | None = None

    @property
    def person(self) -> tuple[str, ...]:
        """What makes rows one person's: the id, else name and agency."""
        return (self.id,) if self.id else (self.name, self.agency or "")

    @property
    def span(self) -> tuple[date, date]:
        """First and last day, open ends as the calendar's own."""
        return self.from_day or date.min, self.to_day or date.max

    def overlaps(self, other: "RosterRow") -> bool:
        """Return whether both rows hold on some day."""
        return self.span[0] <= other.span[1] and other.span[0] <= self.span[1]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Someone already on record, whom a row may refer to."""

    name: str
    role: str
    id: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class RosterProblem:
    """One thing wrong: file line, column as the file heads it (None: the whole line), value, and the reason as a
    message key of roster.ftl with its arguments; the reason says what would be right."""

    line: int
    column: str | None
    value: str
    key: str
    args: Mapping[str, str | int] = field(default_factory=dict)

    def say(self, text: Say) -> str:
        """Return the problem as one sentence in the language of `text`."""
        reason = text(self.key, **self.args)
        if not self.line:
            return text("roster-file", reason=reason)
        if self.column is None:
            return text("roster-line", line=self.line, reason=reason)
        if not self.value:
            return text("roster-empty-cell", line=self.line, column=self.column, reason=reason)
        return text("roster-cell", line=self.line, column=self.column, value=self.value, reason=reason)


class RosterErrors(ValueError):
    """A roster that cannot be taken; `.problems` holds everything wrong with it, in the file's order."""

    def __init__(self, problems: Iterable[RosterProblem]) -> None:
        self.problems: Sequence[RosterProblem] = sorted(problems, key=lambda problem: problem.line)
        super().__init__("; ".join(f"line {problem.line}: {problem.key}" for problem in self.problems))

    def say(self, text: Say) -> list[str]:
        """Return a sentence for each problem."""
        return [problem.say(text) for problem in self.problems]


@dataclass(frozen=True, slots=True)
class Roster:
    """Every membership of a file, and what its author may want to know although it is no error."""

    rows: tuple[RosterRow, ...]
    notices: tuple[RosterProblem, ...] = ()

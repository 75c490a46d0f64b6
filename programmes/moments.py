"""When a reminder is due, as a programme file says it in words, and the instants that follow from the programme.

    14 days before each phase starts, 09:00        the day phase 2 ends, 18:30
    the day each stage changes, 09:00              the day each form is half over, 09:00
    each working day 17:30 while reporting         each working day 08:30 after a reporting day
    each Friday 15:30 while reporting              each Monday 09:00 after a reporting week

Dated ones come on whatever day they fall; the daily and weekly ones on working days only. What is told of a week that
is over comes on the first working day after a Monday that is off: no week is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from programmes.sections import WEEKDAYS

if TYPE_CHECKING:
    from programmes.definition import Programme

BANGKOK: Final = ZoneInfo("Asia/Bangkok")
_TIME: Final = r",? (?P<time>[0-2]\d:[0-5]\d)"
_DATED: Final = re.compile(
    r"(?:the day|(?P<count>\d+) (?P<unit>day|week)s? (?P<side>before|after)) "
    r"(?:(?P<each>each) )?(?P<kind>phase|stage|form|evaluation)(?: (?P<key>[a-z0-9_-]+?))? "
    r"(?P<edge>starts|ends|changes|opens|is half over|closes)" + _TIME
)
_RECURRING: Final = re.compile(
    rf"(?:each )?(?P<day>working day|{'|'.join(WEEKDAYS)}){_TIME}"
    r"(?:,? (?P<rest>while reporting|after a reporting (?:day|week)))?"
)
_EDGES: Final = {
    "phase": ("starts", "ends"),
    "stage": ("starts", "ends", "changes"),
    "form": ("opens", "is half over", "closes"),
    "evaluation": ("opens", "is half over", "closes"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One due instant (aware, in Bangkok) and what it is about: `phase:2`, `stage:target`, `form:feedback7`,
    `evaluation:phase_2`, `day:2023-07-12` or `week:2023-07-10` (its Monday)."""

    at: datetime
    subject: str

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def key(self) -> str:
        """What tells this occurrence of a rule from all its others. Another date is another occurrence."""
        return f"{self.subject}@{self.at:%Y-%m-%dT%H:%M}"


@dataclass(frozen=True, slots=True)
class Dated:
    """So many days from an edge of a phase, stage, form or evaluation. `key` None: each of them."""

    kind: str
    key: str | None
    edge: str
    offset: timedelta
    at: time

    recurs = False

    def moments(self, programme: Programme) -> Iterator[Moment]:
        for subject, day in _edges(programme, self.kind, self.edge):
            if self.key is None or subject == f"{self.kind}:{self.key}":
                yield Moment(datetime.combine(day + self.offset, self.at, BANGKOK), subject)

    def unknown(self, programme: Programme) -> str | None:
        """Return what the words name and the programme does not have."""
        known = {subject for edge in _EDGES[self.kind] for subject, _ in _edges(programme, self.kind, edge)}
        return f"{self.kind} {self.key}" if self.key is not None and f"{self.kind}:{self.key}" not in known else None


@dataclass(frozen=True, slots=True)
class Recurring:
    """Each working day, or one weekday of each week. `rest` says which of them."""

    weekday: int | None
    at: time
    rest: str | None

    recurs = True

    def moments(self, programme: Programme) -> Iterator[Moment]:
        for count in range((programme.end - programme.start).days + 1):
            day = programme.start + timedelta(count)
            if programme.is_working_day(day) and self._falls_on(programme, day):
                subject = self._subject(programme, day)
                if subject is not None:
                    yield Moment(datetime.combine(day, self.at, BANGKOK), subject)

    def _falls_on(self, programme: Programme, day: date) -> bool:
        """Whether a working day is the one of its week, or stands in for it."""
        late = day.weekday() - (day.weekday() if self.weekday is None else self.weekday)
        if late <= 0 or self.rest != "after a reporting week":
            return late == 0
        return not any(programme.is_working_day(day - timedelta(back)) for back in range(1, late + 1))

    def _subject(self, programme: Programme, day: date) -> str | None:
        monday = day - timedelta(days=day.weekday())
        if self.rest == "after a reporting day":
            before = _working_day_before(programme, day)
            return f"day:{before}" if before and programme.is_expected(before) else None
        if self.rest == "after a reporting week":
            week = programme.expected_days(monday - timedelta(days=7), monday - timedelta(days=1))
            return f"week:{monday - timedelta(days=7)}" if week else None
        if self.rest == "while reporting" and not programme.is_expected(day):
            return None
        if programme.gap_on(day):
            return None
        return f"day:{day}" if self.weekday is None else f"week:{monday}"

    def unknown(self, _: Programme) -> str | None:
        return None


When = Dated | Recurring


def read_when(words: str) -> When:
    """Return what the words say; ValueError with what could be said instead."""
    said = " ".join(words.lower().split())
    if found := _DATED.fullmatch(said):
        return _dated(found)
    if found := _RECURRING.fullmatch(said):
        day = found["day"]
        weekday = next((n for n, name in enumerate(WEEKDAYS) if name == day), None)
        if found["rest"] == f"after a reporting {'week' if weekday is None else 'day'}":
            raise ValueError("a working day is “after a reporting day”, a weekday “after a reporting week”")
        return Recurring(weekday, time.fromisoformat(found["time"]), found["rest"])
    raise ValueError(
        f"{words!r} is no time of the programme; such are “14 days before phase 2 starts, 09:00”, "
        "“the day each form closes, 09:00”, “each working day 17:30 while reporting”, “each Friday 15:30”"
    )


def _dated(found: re.Match[str]) -> Dated:
    kind, edge, key = found["kind"], found["edge"], found["key"]
    if edge not in _EDGES[kind]:
        raise ValueError(f"a {kind} {', '.join(_EDGES[kind])}; it never {edge}")
    if (found["each"] is None) == (key is None):
        raise ValueError(f"say “each {kind}” or which {kind}, such as “{kind} {'2' if kind == 'phase' else 'target'}”")
    days = int(found["count"] or 0) * (7 if found["unit"] == "week" else 1)
    offset = timedelta(days=-days if found["side"] == "before" else days)
    return Dated(kind, key, edge, offset, time.fromisoformat(found["time"]))


def _edges(programme: Programme, kind: str, edge: str) -> Iterator[tuple[str, date]]:
    """Yield what has such an edge, and on which day."""
    if kind == "phase":
        for phase in programme.phases:
            yield f"phase:{phase.number}", phase.start if edge == "starts" else phase.end
    elif kind == "stage":
        for stage in programme.stages:
            if edge != "changes":
                yield f"stage:{stage.key}", stage.start if edge == "starts" else stage.end
            elif stage.start != programme.phase(stage.phase).start:  # else it is the phase that begins
                yield f"stage:{stage.key}", stage.start
    else:
        for key, opens, closes in _forms(programme, kind):
            halfway = opens + (closes - opens) // 2
            yield f"{kind}:{key}", {"opens": opens, "is half over": halfway, "closes": closes}[edge]


def _forms(programme: Programme, kind: str) -> Iterator[tuple[str, date, date]]:
    """Yield evaluation rounds by their forms, or the forms that are neither an evaluation nor asked every week."""
    of_round = {turn.form: turn.key for turn in programme.evaluation.rounds if turn.form is not None}
    for form in programme.forms:
        if kind == "evaluation" and form.key in of_round:
            yield of_round[form.key], form.opens, form.closes
        elif kind == "form" and form.key not in of_round and not form.each_week:
            yield form.key, form.opens, form.closes


def _working_day_before(programme: Programme, day: date) -> date | None:
    """Return the last working day before `day`; None if a fortnight has none."""
    before = (day - timedelta(days=back) for back in range(1, 15))
    return next((candidate for candidate in before if programme.is_working_day(candidate)), None)


_SPAN: Final = re.compile(r"(\d+) (minute|hour|day)s?")
_UNTIL: Final = re.compile(r"until (?:(\d+) days? later )?([0-2]\d:[0-5]\d)")


def read_window(words: str) -> tuple[timedelta, time | None]:
    """Return how long an occurrence is worth sending: a span, or so many days on until a time of day.

    `3 hours`, `2 days`, `until 20:30`, `until 1 day later 20:30`; else ValueError.
    """
    said = " ".join(words.lower().split())
    if found := _SPAN.fullmatch(said):
        return timedelta(**{f"{found[2]}s": int(found[1])}), None
    if found := _UNTIL.fullmatch(said):
        return timedelta(days=int(found[1] or 0)), time.fromisoformat(found[2])
    raise ValueError(f"{words!r} is no window; such are “3 hours”, “2 days”, “until 20:30”, “until 1 day later 20:30”")


def window_end(window: tuple[timedelta, time | None], due: datetime) -> datetime:
    """Return until when something due at an instant is worth sending."""
    span, clock = window
    if clock is None:
        return due + span
    return datetime.combine(due.astimezone(BANGKOK).date() + span, clock, BANGKOK)

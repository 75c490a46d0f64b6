"""Reads the words with which a programme file says when a reminder is due.

    14 days before each phase starts, 09:00        the day phase 2 ends, 18:30
    the day each stage changes, 09:00              the day each form is half over, 09:00
    each working day 17:30 while reporting         each working day 08:30 after a reporting day
    each Friday 15:30 while reporting              each Monday 09:00 after a reporting week
    the day each check-in opens, 09:00             the day follow-up 3 opens, 09:00
    10 days before each nomination closes, 09:00   (of a rating round's raters)
    3 days before each call closes, 09:00          3 days before each selection closes, 09:00
    the day each phase starts, 09:00, or the day before

Dated reminders come on their day, whatever day it is. With “or the day before”, what falls on a day off comes on the
day before, if that is a working day: a phase that starts on a Saturday is told on Friday. Daily and weekly ones come
only on working days. If a Monday is a holiday, the reminder about the week before comes on the next working day, so
that no week is left out.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from programmes.bangkok import BANGKOK
from programmes.sections import WEEKDAYS

_TIME: Final = r",? (?P<time>[0-2]\d:[0-5]\d)"
_DATED: Final = re.compile(
    r"(?:the day|(?P<count>\d{1,3}) (?P<unit>day|week)s? (?P<side>before|after)) "
    r"(?:(?P<each>each) )?(?P<kind>phase|stage|form|evaluation|nomination|check-in|follow-up|call|selection)"
    r"(?: (?P<key>[a-z0-9_-]+?))? "
    r"(?P<edge>starts|ends|changes|opens|is half over|closes)" + _TIME + r"(?P<earlier>,? or the day before)?"
)
_RECURRING: Final = re.compile(
    rf"(?:each )?(?P<day>working day|{'|'.join(WEEKDAYS)}){_TIME}"
    r"(?:,? (?P<rest>while reporting|after a reporting (?:day|week)))?"
)
WORDS: Final = f"{_DATED.pattern}|{_RECURRING.pattern}"  # the pattern of all words of a time
EDGES: Final = {  # the days from which a dated time can be counted
    "phase": ("starts", "ends"),
    "stage": ("starts", "ends", "changes"),
    "form": ("opens", "is half over", "closes"),
    "evaluation": ("opens", "is half over", "closes"),
    "nomination": ("closes",),
    "check-in": ("opens",),
    "follow-up": ("opens",),
    "call": ("opens", "closes"),
    "selection": ("opens", "closes"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One due instant (aware, in Bangkok) and what it is about: `phase:2`, `stage:target`, `form:feedback7`,
    `evaluation:phase_2`, `nomination:final`, `check-in:2023-07`, `follow-up:3` (months after the end), `call:team`,
    `selection:contest`, `day:2023-07-12`, `week:2023-07-10` (its Monday), or `silence:2023-07-10` (since that day; told
    to others, with the id of who is silent)."""

    at: datetime
    subject: str

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def key(self) -> str:
        """The key that distinguishes this occurrence of a rule from its others. Another date is another occurrence,
        but of a silence, which is told once."""
        if self.subject.startswith("silence:"):
            return self.subject
        return f"{self.subject}@{self.at:%Y-%m-%dT%H:%M}"


@dataclass(frozen=True, slots=True)
class Dated:
    """A number of days from an edge of a phase, stage, form, evaluation, nomination, check-in, follow-up, call or
    selection. If `key` is None, each of them is meant. `earlier`: if that is a day off and the day before is
    none, it comes on the day before."""

    kind: str
    key: str | None
    edge: str
    offset: timedelta
    at: time
    earlier: bool = False

    recurs = False


@dataclass(frozen=True, slots=True)
class Recurring:
    """Each working day, or one weekday of each week. `rest` limits them."""

    weekday: int | None
    at: time
    rest: str | None

    recurs = True


When = Dated | Recurring


def read_when(words: str) -> When:
    """Return the meaning of the words. Raises ValueError with what could be written instead."""
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
    if edge not in EDGES[kind]:
        raise ValueError(f"a {kind} {', '.join(EDGES[kind])}; it never {edge}")
    if (found["each"] is None) == (key is None):
        raise ValueError(f"say “each {kind}” or which {kind}, such as “{kind} {'2' if kind == 'phase' else 'target'}”")
    days = int(found["count"] or 0) * (7 if found["unit"] == "week" else 1)
    offset = timedelta(days=-days if found["side"] == "before" else days)
    return Dated(kind, key, edge, offset, time.fromisoformat(found["time"]), found["earlier"] is not None)


_SPAN: Final = re.compile(r"(\d{1,3}) (minute|hour|day)s?")
_UNTIL: Final = re.compile(r"until (?:(\d{1,3}) days? later )?([0-2]\d:[0-5]\d)")
WINDOW_WORDS: Final = f"{_SPAN.pattern}|{_UNTIL.pattern}"  # the pattern of all words of a window


def read_window(words: str) -> tuple[timedelta, time | None]:
    """Return how long an occurrence may be sent: a duration, or until a time of day some days later.

    `3 hours`, `2 days`, `until 20:30`, `until 1 day later 20:30`; else ValueError.
    """
    said = " ".join(words.lower().split())
    if found := _SPAN.fullmatch(said):
        return timedelta(**{f"{found[2]}s": int(found[1])}), None
    if found := _UNTIL.fullmatch(said):
        return timedelta(days=int(found[1] or 0)), time.fromisoformat(found[2])
    raise ValueError(f"{words!r} is no window; such are “3 hours”, “2 days”, “until 20:30”, “until 1 day later 20:30”")


def window_end(window: tuple[timedelta, time | None], due: datetime) -> datetime:
    """Return until when something that is due at an instant may still be sent."""
    span, clock = window
    if clock is None:
        return due + span
    return datetime.combine(due.astimezone(BANGKOK).date() + span, clock, BANGKOK)

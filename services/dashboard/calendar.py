"""The programme's calendar: phases, stages, forms, rounds, holidays and reminders by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from locales.texts import Text
from programmes import Programme
from programmes.moments import moments_of
from programmes.when import Recurring, When


class CalendarKind(StrEnum):
    """What stands in the calendar."""

    PHASE = "phase"
    STAGE = "stage"
    ROUND = "round"
    HOLIDAY = "holiday"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """What begins, ends or is due on a day. `key`: the text that says so of the name. `at`: the hour, of a reminder."""

    day: date
    kind: CalendarKind
    key: str
    name: str
    at: str | None = None
    to: tuple[str, ...] = ()


def entries(programme: Programme, text: Text) -> list[CalendarEntry]:
    """Return everything by day; reminders that come each working day or week are left out: see `recurring`."""
    found = [*_dates(programme, text), *_holidays(programme, text), *_reminders(programme, text)]
    return sorted(found, key=lambda one: (one.day, one.at or "", list(CalendarKind).index(one.kind), one.name))


def recurring(programme: Programme, text: Text) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return (name, when, to whom) of the reminders that come each working day or week."""
    return [
        (rule_name(programme, one.rule, text), tuple(_said(when, text) for when in one.whens), tuple(one.to))
        for one in programme.reminders
        if any(when.recurs for when in one.whens)
    ]


def _said(when: When, text: Text) -> str:
    at = when.at.strftime("%H:%M")
    if isinstance(when, Recurring) and when.weekday is not None:
        return text("web-dates-each-week", day=when.weekday, at=at)
    return text("web-dates-each-day", at=at)


def rule_name(programme: Programme, rule: str, text: Text) -> str:
    """Return the name of a rule: as the programme says, else as our texts do, else its key."""
    name = next((one.name for one in programme.reminders if one.rule == rule), None)
    key = f"rehearsal-rule-{rule}"
    return name(text.language) if name else text(key) if key in text.messages else rule


def _dates(programme: Programme, text: Text) -> Iterator[CalendarEntry]:
    spans = [(CalendarKind.PHASE, one.name(text.language), one.start, one.end) for one in programme.phases]
    spans += [(CalendarKind.STAGE, one.name(text.language), *programme.stage_days(one)) for one in programme.stages]
    spans += [
        (CalendarKind.ROUND, one.name(text.language), *programme.round_days(one)) for one in programme.evaluation.rounds
    ]
    for kind, name, first, last in spans:
        yield CalendarEntry(first, kind, "web-dates-begins", name)
        yield CalendarEntry(last, kind, "web-dates-ends", name)


def _holidays(programme: Programme, text: Text) -> Iterator[CalendarEntry]:
    for count in range((programme.end - programme.start).days + 1):
        day = programme.start + timedelta(days=count)
        name = programme.holiday_name(day, text.language)
        if name:
            yield CalendarEntry(day, CalendarKind.HOLIDAY, "web-dates-holiday", name)


def _reminders(programme: Programme, text: Text) -> Iterator[CalendarEntry]:
    for one in programme.reminders:
        if not any(when.recurs for when in one.whens):
            name = rule_name(programme, one.rule, text)
            for moment in moments_of(programme, one):
                at = moment.at.strftime("%H:%M")
                yield CalendarEntry(moment.day, CalendarKind.REMINDER, "web-dates-reminder", name, at, tuple(one.to))

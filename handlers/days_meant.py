"""The days that a command is about, as its words may be read, and whether anything about them is in doubt."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from locales.texts import Text
from programmes import Programme
from thai.dates import near_day, weekday_name
from thai.meaning import Doubt, DoubtKind, Understood

# What makes days doubtful: the days themselves, or that the command is only guessed.
DAY_SLOTS: Final = ("activity_date", "period", "intent")
Span = tuple[date, date]  # the first and the last day
Reading = tuple[Span, ...]  # one way to read the words; all its spans are meant


def day_doubts(understood: Understood) -> tuple[Doubt, ...]:
    """Return what is in doubt about the days."""
    return tuple(doubt for doubt in understood.doubts if doubt.slot in DAY_SLOTS)


def readings_of(understood: Understood) -> tuple[Reading, ...]:
    """Return the readings of the days that a message speaks of, the likeliest first, or () if it speaks of none."""
    slots, found = understood.slots, list[Reading]()
    if slots.period is not None:
        found.append((slots.period,))
    elif slots.activity_date is not None:
        found.append(((slots.activity_date, slots.activity_date),))
    for doubt in day_doubts(understood):
        spans = tuple(span for span in map(_span, doubt.options) if span is not None)
        if doubt.kind is DoubtKind.SEVERAL_DAYS and not found:
            found.append(spans)  # all of them are meant
        elif doubt.kind is DoubtKind.SEVERAL_DAYS and found == [spans[:1]]:  # from the first to the last of them
            found = [_joined(spans[1:]), *found, *((span,) for span in spans[1:])]
        else:
            found += [(span,) for span in spans]
    return tuple(dict.fromkeys(reading for reading in found if reading))


def is_certain(understood: Understood) -> bool:
    """Return whether a message speaks of days without doubt."""
    return not day_doubts(understood) and understood.slots.problem is None


def days_in(reading: Reading) -> list[date]:
    """Return all days of a reading."""
    return [first + timedelta(days) for first, last in reading for days in range((last - first).days + 1)]


def working_days(programme: Programme, reading: Reading) -> int:
    """Return how many working days a reading has."""
    return sum(programme.is_working_day(day) for day in days_in(reading))


def weekday_remark(doubts: Iterable[Doubt], text: Text) -> str | None:
    """Return the sentence that a weekday contradicts the written date, or None if none does."""
    for doubt in doubts:
        days = [option for option in doubt.options if isinstance(option, date)]
        if doubt.kind is DoubtKind.WEEKDAY and len(days) > 1:
            language = text.language
            return text("days-weekday", weekday=weekday_name(days[1], language), day=near_day(days[0], language))
    return None


def _joined(spans: Iterable[Span]) -> Reading:
    """Return spans in order, as one where one begins on the day after another."""
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and first - joined[-1][1] <= timedelta(days=1):
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


def _span(option: object) -> Span | None:
    if isinstance(option, date):
        return option, option
    if isinstance(option, tuple) and len(option) == 2:
        return option
    return None


def iso_day(said: object) -> date | None:
    """Return the day that a conversation or a picker says as 2023-07-12, or None if it is none."""
    try:
        return date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None

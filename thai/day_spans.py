"""Joins days that are said together: from one day or month to another, and lists of days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from thai.almanac import almanac, month_of
from thai.day_mentions import DayKind, DayMention
from thai.written_dates import listed_days

LONGEST_SPAN = timedelta(days=400)
LONGEST_UNTIL = 20  # characters before a day in which "until" stands


def joined_days(said: list[DayMention], text: str) -> list[DayMention]:
    """Return mentions in which spans (จันทร์ถึงพุธ, 24 – 26 ก.ค.) and lists (วันนี้กับพรุ่งนี้) are one."""
    joined: list[DayMention] = []
    for found in said:
        before = joined[-1] if joined else None
        together = None
        if before and before.kind is found.kind is DayKind.MONTH:
            if _to().fullmatch(text, before.end, found.start):
                together = _months(before, found)
        elif before and found.first and before.first and not found.last:
            between = (before.end, found.start)
            if before.is_one_day and _to().fullmatch(text, *between):
                together = _span(before, found)
            elif not before.last and (_and().fullmatch(text, *between) or _follow(before, found, text)):
                together = _list(before, found)
        if together:
            joined[-1] = together
        else:
            open_start = bool(
                found.is_one_day and _until().search(text, max(0, found.start - LONGEST_UNTIL), found.start)
            )
            joined.append(replace(found, open_start=open_start))
    return joined


def _follow(before: DayMention, found: DayMention, text: str) -> bool:
    """Return whether two weekdays follow each other with nothing between them: จันทร์ อังคาร, พฤหัส ศุกร์นี้."""
    both = before.kind is DayKind.WEEKDAY and found.kind in (DayKind.WEEKDAY, DayKind.RELATIVE)
    return both and not text[before.end : found.start].strip()


def _span(before: DayMention, found: DayMention) -> DayMention | None:
    """Return the days from one to another, or None if they are not in order."""
    if before.first is None or found.first is None:
        return None
    last, last_ahead = found.first, found.ahead or found.first
    first, first_ahead = before.first, before.ahead or before.first
    if before.kind is DayKind.WEEKDAY:
        first, first_ahead = _back_to(first.weekday(), last), _back_to(first.weekday(), last_ahead)
    elif not before.month_said and found.month_said and found.kind is DayKind.DATE:
        first = first_ahead = _same_month(first.day, last)
    elif last < first and found.ahead:
        last = found.ahead
    if found.kind is DayKind.WEEKDAY and last_ahead < first_ahead:  # พุธหน้าถึงศุกร์: the Friday behind it
        last_ahead = last = first_ahead + timedelta(days=(last.weekday() - first_ahead.weekday()) % 7)
    if not first <= last <= first + LONGEST_SPAN:
        return None
    in_order = first_ahead <= last_ahead
    return DayMention(
        before.start,
        found.end,
        first,
        last if last != first else None,
        first_ahead if in_order else first,
        last_ahead if in_order else last,
        kind=found.kind,
        weekday=before.weekday if before.weekday is not None else found.weekday,
    )


def _months(before: DayMention, found: DayMention) -> DayMention | None:
    """Return the days from the beginning of a month to the end of another (พ.ค. ถึง มิ.ย.). Of months without a year,
    the first is the last one before the other."""
    if before.first is None or found.first is None or found.last is None:
        return None
    first = before.first
    if first > found.first:
        first = first.replace(year=found.first.year - (first.month > found.first.month))
    return replace(found, start=before.start, first=first) if found.last - first <= LONGEST_SPAN else None


def _back_to(weekday: int, last: date) -> date:
    """Return the last day with that weekday that is not after `last`."""
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _same_month(day: int, last: date) -> date:
    """Return the day of the month of `last`, or of the month before if it would be later."""
    month = last if day <= last.day else last.replace(day=1) - timedelta(days=1)
    return month.replace(day=min(day, month_of(month.year, month.month)[1].day))


def _list(before: DayMention, found: DayMention) -> DayMention | None:
    """Return both days together. A weekday and another day may be two different things, so these are not joined."""
    if before.first is None or found.first is None:
        return None
    first = [*before.days] or [before.first]
    if before.kind is DayKind.WEEKDAY and found.kind is DayKind.RELATIVE:
        first = [_back_to(before.first.weekday(), found.first)]
    if not before.month_said and found.month_said and found.kind is DayKind.DATE:
        first = [_same_month(day.day, found.first) for day in first]
    together = listed_days(before.start, found.end, [*first, found.first])
    one, other = before.ahead or before.first, found.ahead or found.first
    if not before.days and first == [before.first] and one < other:
        together = replace(together, ahead=one, ahead_last=other if together.last else None)
    return replace(together, kind=found.kind, month_said=before.month_said or found.month_said)


@cache
def _to() -> re.Pattern[str]:
    return re.compile(rf"\s*{almanac().parts['to']}\s*")


@cache
def _and() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:,|{almanac().parts['and']})\s*")


@cache
def _until() -> re.Pattern[str]:
    return re.compile(rf"{almanac().parts['until']}\s*(?:{almanac().parts['date']})?\s*$")

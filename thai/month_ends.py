"""Reads the last day of a month, and its first or last of a weekday: สิ้นเดือนที่แล้ว, วันพุธสุดท้ายของเดือนก่อน."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from thai.almanac import SHIFTS, almanac, either, full_year, month_of, period
from thai.context import Context
from thai.day_mentions import DayKind, DayMention
from thai.written_dates import nearest_day


def month_ends(digits: str, context: Context) -> Iterator[DayMention]:
    """Yield every last day of a month in the message. Without a month it is the latest one, or the next."""
    today = context.today
    for match in _pattern().finditer(digits):
        start, end = match.span()
        if match["name"]:
            month = almanac().months[match["name"]]
            year = full_year(int(match["year"]), today) if match["year"] else nearest_day(month, 1, today).year
            if year:
                yield DayMention(start, end, month_of(year, month)[1], kind=DayKind.RELATIVE)
        elif match["which"]:
            shift = SHIFTS[almanac().modifiers[match["which"]]]
            yield DayMention(start, end, _last_day(today, shift), kind=DayKind.RELATIVE)
        else:
            this = _last_day(today, 0)
            past = this if this <= today else _last_day(today, -1)
            yield DayMention(start, end, past, ahead=this, kind=DayKind.RELATIVE)


def weekdays_of_months(digits: str, context: Context) -> Iterator[DayMention]:
    """Yield every first or last of a weekday in a month: วันพุธสุดท้ายของเดือนก่อน, จันทร์แรกของเดือนกรกฎาคม."""
    words, today = almanac(), context.today
    for match in _weekday_of_month().finditer(digits):
        if match["period"]:
            first, last = period(*words.periods[match["period"]], today)
        else:
            month = words.months[match["name"]]
            first, last = month_of(nearest_day(month, 1, today).year, month)
        number = words.weekdays[match["weekday"]]
        if match["last"]:
            day = last - timedelta(days=(last.weekday() - number) % 7)
        else:
            day = first + timedelta(days=(number - first.weekday()) % 7)
        yield DayMention(*match.span(), day, kind=DayKind.RELATIVE)


def _last_day(today: date, shift: int) -> date:
    """Return the last day of this month, or of one so many months away."""
    year, month = divmod(today.year * 12 + today.month - 1 + shift, 12)
    return month_of(year, month + 1)[1]


@cache
def _pattern() -> re.Pattern[str]:
    words = almanac()
    return re.compile(
        rf"{words.parts['month_end']}\s*(?:(?P<which>{either(words.modifiers)})"
        rf"|(?P<name>{either(words.months)})(?:\s*(?P<year>\d{{4}}|\d{{2}})(?!\d))?)?"
    )


@cache
def _weekday_of_month() -> re.Pattern[str]:
    words = almanac()
    months = [word for word in words.periods if re.match(words.parts["month"], word)]
    return re.compile(
        rf"(?P<weekday>{either(words.weekdays)})(?:(?P<last>{words.parts['last_of_month']})|{words.parts['first_of_month']})"
        rf"\s*(?:(?P<period>{either(months)})|(?:{words.parts['month']})?\s*(?P<name>{either(words.months)}))"
    )

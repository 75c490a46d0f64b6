"""The days of feasts that follow the moon. Buddhist ones are computed by `holidays`, Islamic ones are a kept table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from holidays.calendars.thai import _ThaiLunisolar

from thai.almanac import almanac
from thai.data import read
from thai.day_mentions import DayKind, DayMention

SABBATH = "wan_phra"
EVE = "wan_kon"  # the day before a sabbath
UNKNOWN = "unknown"


def feast_day(word: str, start: int, end: int, today: date) -> DayMention:
    """Return the mention of a feast: the day nearest to today. If it is not known, the mention has a problem."""
    feast = almanac().feasts[word]
    if feast in (SABBATH, EVE):
        return _sabbath(start, end, today, timedelta(days=feast == EVE))
    days = [day for year in (today.year - 1, today.year, today.year + 1) for day in days_of(feast, year)]
    this_year = [day for day in days if day.year == today.year]
    if not this_year:
        return DayMention(start, end, kind=DayKind.FEAST, problem=word)
    return DayMention(start, end, min(days, key=lambda day: abs(day - today)), kind=DayKind.FEAST)


@cache
def days_of(feast: str, year: int) -> tuple[date, ...]:
    """Return the days of a feast in a Gregorian year, none if they are not known."""
    if feast in read("calendar")["islamic"]:
        return tuple(day for day in read("calendar")["islamic"][feast] if day.year == year)
    found = {
        "makha": _lunar().makha_bucha_date,
        "visakha": _lunar().visakha_bucha_date,
        "asarnha": _lunar().asarnha_bucha_date,
        "khao_phansa": _lunar().khao_phansa_date,
        "ok_phansa": _lunar().ok_phansa_date,
        "tak_bat_thewo": lambda of: _after(_lunar().ok_phansa_date(of), 1),
        "sart_duean_sip": lambda of: _after(_lunar().ok_phansa_date(of), -15),
        "loy_krathong": _lunar().loy_krathong_date,
    }.get(feast)
    day = found(year) if found else None
    return (day,) if day else ()


def _sabbath(start: int, end: int, today: date, before: timedelta) -> DayMention:
    """Return วันพระ, or the day before it: the latest one not after today, and the next one."""
    days = sorted(day - before for day in _sabbaths(today))
    past = max((day for day in days if day <= today), default=None)
    ahead = min((day for day in days if day >= today), default=None)
    return DayMention(start, end, past, ahead=ahead, kind=DayKind.FEAST)


def _sabbaths(today: date) -> Iterator[date]:
    for year in {(today - timedelta(days=20)).year, (today + timedelta(days=20)).year}:
        yield from _lunar().buddhist_sabbath_dates(year)


def _after(day: date | None, days: int) -> date | None:
    return day + timedelta(days=days) if day else None


@cache
def _lunar() -> _ThaiLunisolar:
    return _ThaiLunisolar()

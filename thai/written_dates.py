"""Reads days with digits: dates in both eras, periods, "3 days ago", the programme's weeks and phases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from thai.almanac import almanac, either, full_year, month_of, period
from thai.context import Context, PhaseDates
from thai.data import read
from thai.day_mentions import DayKind, DayMention

LAST_OF_MONTH, SUNDAY = 31, 6
DateReader = Callable[[re.Match[str], Context], DayMention | None]


def written_days(digits: str, context: Context) -> Iterator[DayMention]:
    """Yield every day in the message with digits. Overlapping readings come in order of precedence."""
    if not _HAS_DIGIT.search(digits) and not any(word in digits for word in _first_words()):
        return
    for pattern, reader in _patterns():
        for match in pattern.finditer(digits):
            found = reader(match, context)
            if found:
                yield found


@cache
def _first_words() -> tuple[str, ...]:
    return tuple(read("calendar")["part"]["first"])


_HAS_DIGIT = re.compile(r"\d")
_SOME = re.compile(r"(\d{1,2})(?:\s?-\s?(\d{1,2}))?")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], DateReader], ...]:
    """Return patterns in order of precedence, each with the function that reads a match."""
    words = almanac()
    part = words.parts
    month = rf"(?:{_short_months()}(?!{_GOES_ON})|{_long_months()})(?![a-z])"
    english_month = either(name for name in words.months if name.isascii())
    year = (
        rf"(?:\s*{part['year']}\s*(?P<named_year>\d{{4}}|\d{{2}})(?![\d.:/,])"
        rf"|\s*(?P<year>\d{{4}}|\d{{2}})(?![\d.:/,]|\s*{part['not_year']}))?"
    )
    day, other = r"(?<![\d/:,-])(?<!(?<!ว)\.)(?P<day>\d{1,2})", r"(?P<other>\d{1,2})"
    to = rf"\s*{part['to']}\s*"
    some = r"\d{1,2}(?:\s?-\s?\d{1,2})?"  # a day, or the first and the last of some
    listed = rf"\s*(?:,|{part['and']})\s*(?:{part['date']}\s*|{part['ordinal']}\s*)?"
    sources: list[tuple[str, DateReader]] = [
        (r"(?<![\d/-])(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?![\d/-])", _numeric),
        (
            rf"{day}{to}{other}\s*/\s*(?P<month>\d{{1,2}})\s*/\s*(?P<year>\d{{4}}|\d{{2}})(?![\d/-])",
            _numeric_span,
        ),
        (
            rf"{day}(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<year>\d{{4}}|\d{{2}})(?![\d/-])",
            _numeric,
        ),
        (
            rf"{day}\s*{part['month']}?\s*(?P<name>{month}){to}{other}\s*{part['month']}?\s*(?P<name2>{month}){year}",
            _between_months,
        ),
        (
            rf"(?<![\d/.:,-])(?P<days>{some}(?:{listed}{some})+)\s*{part['month']}?\s*(?P<name>{month}){year}",
            _listed,
        ),
        (rf"{part['date']}\s*(?P<days>{some}(?:{listed}{some})+)(?![\d.:/])", _listed_of_month),
        (rf"{day}(?:{to}{other})?\s*{part['month']}?\s*(?P<name>{month}){year}", _named),
        (
            rf"(?P<name>{english_month})\s+(?P<day>\d{{1,2}})(?:{to}{other})?(?:,?\s+(?P<year>\d{{4}}))?(?![\d:.])",
            _named,
        ),
        (rf"(?<![\d/.-])(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?![\d/]|\s*{part['not_year']})", _numeric),
        (rf"{part['date']}\s*(?P<day>\d{{1,2}})(?:{to}{other})?(?![\d.:/])", _of_month),
        (rf"{part['month']}\s*(?P<name>{month}){year}", _whole_month),
        (rf"(?P<n>\d{{1,2}})\s*{part['day_unit']}\s*{part['ago']}", _days_ago),
        (rf"(?:{part['back']}\s*)(?P<n>\d{{1,3}})\s*{part['day_unit']}", _latest_days),
        (rf"(?P<n>\d{{1,3}})\s*{part['day_unit']}\s*{part['latest']}", _latest_days),
        (rf"{part['ahead']}\s*(?P<n>\d{{1,2}})\s*{part['day_unit']}(?!{part['of_this_month']})", _days_ahead),
        (rf"(?P<n>\d{{1,2}})\s*{part['week_unit']}\s*{part['ago']}", _weeks_ago),
        (rf"(?<!{words.day_word}){part['week_number']}\s*(?P<n>\d{{1,2}})(?:{to}{other})?(?!\d)", _programme_weeks),
        (rf"{part['week_unit']}{part['first']}(?!\s*{part['of_a_month']})", _programme_weeks),
        (rf"(?P<n>\d{{1,2}})\s*{part['month']}\s*{part['ago']}", _months_ago),
        (rf"{part['phase_number']}\s*(?P<n>\d)(?!\d|\s*{part['no_phase']})", _phase),
        (
            rf"{part['quarter']}\s*{part['ordinal']}?\s*(?:(?P<n>[1-4])(?!\d)|{part['first']}|(?P<last>{part['final']}))"
            rf"(?:\s*/?\s*{part['fiscal']}?\s*(?P<year>\d{{4}}|\d{{2}})(?!\d))?",
            _quarter,
        ),
        (rf"{part['fiscal']}\s*(?P<year>\d{{4}}|\d{{2}})(?!\d)", _fiscal_year),
    ]
    return tuple((re.compile(source), reader) for source, reader in sources)


# A short month without its dots is a word of its own (5 กค, 5 กคที่ผ่านมา), no beginning of another (1 พยาบาล).
_GOES_ON = r"(?!ที่|นี้|กับ|และ|ถึง|แล้ว|ค่ะ|คะ|ครับ|คับ|นะ)[\u0e01-\u0e4e]"
LONGEST_SHORT = 3


@cache
def _short_months() -> str:
    return either(word for word in almanac().months if len(word) <= LONGEST_SHORT and "." not in word)


@cache
def _long_months() -> str:
    return either(word for word in almanac().months if len(word) > LONGEST_SHORT or "." in word)


def _date(context: Context, day: int, month: int, year: int | None) -> date | None:
    today = context.today
    if year is None:
        return nearest_day(month, day, today) if _exists(day, month, 2024) else None
    full = full_year(year, today)
    return date(full, month, day) if full and _exists(day, month, full) else None


def _exists(day: int, month: int, year: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= month_of(year, month)[1].day


def nearest_day(month: int, day: int, today: date) -> date:
    """Return the date with this day and month that is nearest to today."""
    years = (today.year - 1, today.year, today.year + 1)
    candidates = [date(year, month, day) for year in years if _exists(day, month, year)]
    candidates = candidates or [date(2024, month, day)]
    return min(candidates, key=lambda candidate: abs(candidate - today))


def _year(match: re.Match[str]) -> int | None:
    year = _group(match, "year")
    return year if year is not None else _group(match, "named_year")


def _group(match: re.Match[str], name: str) -> int | None:
    value = match.groupdict().get(name)
    return int(value) if value else None


def _impossible(match: re.Match[str]) -> DayMention:
    return DayMention(match.start(), match.end(), problem=match.group().strip())


def _numeric(match: re.Match[str], context: Context) -> DayMention | None:
    day, month, year = int(match["day"]), int(match["month"]), _year(match)
    if year is None and (_house_before().search(match.string, 0, match.start()) or not 1 <= month <= 12):
        return None
    if year is not None and full_year(year, context.today) is None:
        return _impossible(match)
    found = _date(context, day, month, year)
    return DayMention(match.start(), match.end(), found) if found else _impossible(match)


def _numeric_span(match: re.Match[str], context: Context) -> DayMention:
    """Read 4-6/9/66."""
    month, year = int(match["month"]), int(match["year"])
    first = _date(context, int(match["day"]), month, year)
    last = _date(context, int(match["other"]), month, year)
    if first is None or last is None or last <= first:
        return _impossible(match)
    return DayMention(match.start(), match.end(), first, last)


def _named(match: re.Match[str], context: Context) -> DayMention:
    month, year = almanac().months[match["name"]], _year(match)
    first = _date(context, int(match["day"]), month, year)
    other = _group(match, "other")
    last = _date(context, other, month, year) if other else None
    if first is None or (other and (last is None or last < first)):
        return _impossible(match)
    return DayMention(match.start(), match.end(), first, last if last != first else None)


def _listed(match: re.Match[str], context: Context) -> DayMention:
    month, year = almanac().months[match["name"]], _year(match)
    days = [_date(context, day, month, year) for day in _numbers_of(match["days"])]
    return _several(match, [day for day in days if day]) if all(days) else _impossible(match)


def _numbers_of(days: str) -> list[int]:
    """Return the days of the month of a list such as "17-18 และ 20"."""
    return [
        day
        for first, last in _SOME.findall(days)
        for day in range(int(first), (int(last) if last and int(last) >= int(first) else int(first)) + 1)
    ]


def _listed_of_month(match: re.Match[str], context: Context) -> DayMention:
    numbers = _numbers_of(match["days"])
    if not all(1 <= number <= 31 for number in numbers):
        return _impossible(match)
    last = with_day(context.today, numbers[-1], -1)
    days = [last.replace(day=day) for day in numbers if _exists(day, last.month, last.year)]
    return replace(_several(match, days), month_said=False) if len(days) == len(numbers) else _impossible(match)


def _several(match: re.Match[str], days: list[date]) -> DayMention:
    return listed_days(match.start(), match.end(), days)


def listed_days(start: int, end: int, days: list[date]) -> DayMention:
    """Return several days: a period if they follow each other, else a list."""
    known = sorted(set(days))
    if len(known) == 1:
        return DayMention(start, end, known[0])
    if (known[-1] - known[0]).days == len(known) - 1:
        return DayMention(start, end, known[0], known[-1])
    return DayMention(start, end, known[0], days=tuple(known))


def _between_months(match: re.Match[str], context: Context) -> DayMention:
    months, year = almanac().months, _year(match)
    last = _date(context, int(match["other"]), months[match["name2"]], year)
    first = _date(context, int(match["day"]), months[match["name"]], year)
    if first is None or last is None:
        return _impossible(match)
    if first > last and _exists(first.day, first.month, first.year - 1):
        first = first.replace(year=first.year - 1)
    return DayMention(match.start(), match.end(), first, last)


def _of_month(match: re.Match[str], context: Context) -> DayMention | None:
    """Read วันที่ 3 as the latest such day, or as the next one for something in the future."""
    today, day, other = context.today, int(match["day"]), _group(match, "other")
    if not 1 <= day <= 31 or (other and not day < other <= 31):
        return _impossible(match)
    past = with_day(today, day, -1)
    ahead = with_day(today, day, +1)
    if other:
        more = timedelta(days=other - day)
        return DayMention(match.start(), match.end(), past, past + more, ahead, ahead + more, month_said=False)
    return DayMention(match.start(), match.end(), past, ahead=ahead, month_said=False)


def with_day(today: date, day: int, step: int) -> date:
    """Return the nearest date with that day of the month, from today backwards (-1) or forwards (+1)."""
    month = today.year * 12 + today.month - 1
    while True:
        year, index = divmod(month, 12)
        if _exists(day, index + 1, year):
            found = date(year, index + 1, day)
            if (found - today).days * step >= 0:
                return found
        month += step


def _whole_month(match: re.Match[str], context: Context) -> DayMention | None:
    month, said_year = almanac().months[match["name"]], _year(match)
    year = full_year(said_year, context.today) if said_year else nearest_day(month, 1, context.today).year
    return (
        DayMention(match.start(), match.end(), *month_of(year, month), kind=DayKind.MONTH)
        if year
        else _impossible(match)
    )


def _days_ago(match: re.Match[str], context: Context) -> DayMention:
    day = context.today - timedelta(days=int(match["n"]))
    return DayMention(match.start(), match.end(), day, kind=DayKind.RELATIVE)


def _days_ahead(match: re.Match[str], context: Context) -> DayMention:
    day = context.today + timedelta(days=int(match["n"]))
    return DayMention(match.start(), match.end(), day, kind=DayKind.RELATIVE)


def _latest_days(match: re.Match[str], context: Context) -> DayMention | None:
    days = int(match["n"])
    if days < 1:
        return None
    first = context.today - timedelta(days=days - 1)
    return DayMention(match.start(), match.end(), first, context.today, kind=DayKind.PERIOD)


def _weeks_ago(match: re.Match[str], context: Context) -> DayMention:
    first, last = period("week", -int(match["n"]), context.today)
    return DayMention(match.start(), match.end(), first, last, kind=DayKind.PERIOD)


def _months_ago(match: re.Match[str], context: Context) -> DayMention:
    first, last = period("month", -int(match["n"]), context.today)
    return DayMention(match.start(), match.end(), first, last, kind=DayKind.PERIOD)


def _programme_weeks(match: re.Match[str], context: Context) -> DayMention | None:
    """Read สัปดาห์ที่ 5 as a week of today's phase, or of the longest phase if today's is shorter."""
    number, other = _group(match, "n") or 1, _group(match, "other")
    if number < 1:
        return None
    if other is None and (sunday := _sunday(match, number, context.today)):
        return sunday
    if not context.programme:
        return None

    def week(of: PhaseDates, n: int) -> date:
        return of.start + timedelta(weeks=n - 1)

    phases = sorted(context.programme.phases, key=lambda phase: phase.end - phase.start, reverse=True)
    phases.sort(key=lambda phase: not phase.start <= context.today <= phase.end)
    for phase in phases:
        if week(phase, other or number) <= phase.end:
            last = min(week(phase, other or number) + timedelta(days=6), phase.end)
            return DayMention(match.start(), match.end(), week(phase, number), last, kind=DayKind.STAGE)
    return None


def _sunday(match: re.Match[str], number: int, today: date) -> DayMention | None:
    """Return the Sunday of the last four weeks that อาทิตย์ที่ 20 may mean instead of a week, or None."""
    if number > LAST_OF_MONTH or not match[0].startswith(almanac().weekday_names["th"][SUNDAY]):
        return None
    day = with_day(today, number, -1)
    if day.weekday() != SUNDAY or today - day > timedelta(weeks=4):
        return None
    return DayMention(match.start(), match.end(), day, kind=DayKind.DATE)


def _phase(match: re.Match[str], context: Context) -> DayMention | None:
    for phase in context.programme.phases if context.programme else ():
        if phase.number == int(match["n"]):
            return DayMention(match.start(), match.end(), phase.start, phase.end, kind=DayKind.STAGE)
    return None


def _quarter(match: re.Match[str], context: Context) -> DayMention | None:
    """Read a quarter of a budget year of the Thai state, which begins in October of the year before."""
    year = _budget_year(match, context)
    if year is None:
        return _impossible(match)
    number = int(match["n"] or (4 if match["last"] else 1))
    start = year * 12 - 3 + 3 * (number - 1)  # in months; October of the year before is the first
    first, last = month_of(*_month(start))[0], month_of(*_month(start + 2))[1]
    return DayMention(match.start(), match.end(), first, last, kind=DayKind.PERIOD)


def _fiscal_year(match: re.Match[str], context: Context) -> DayMention | None:
    year = _budget_year(match, context)
    if year is None:
        return _impossible(match)
    return DayMention(match.start(), match.end(), date(year - 1, 10, 1), date(year, 9, 30), kind=DayKind.PERIOD)


def _budget_year(match: re.Match[str], context: Context) -> int | None:
    said = _group(match, "year")
    return full_year(said, context.today) if said else context.today.year + (context.today.month >= 10)


def _month(months: int) -> tuple[int, int]:
    return months // 12, months % 12 + 1


@cache
def _house_before() -> re.Pattern[str]:
    return re.compile(almanac().parts["house_number"] + r"\s*$")

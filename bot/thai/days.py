"""Days and periods said in a message: words, weekdays, dates in both eras, spans, the programme's weeks and phases."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from bot.thai.almanac import SHIFTS, Almanac, almanac, either, full_year, month_of, period
from bot.thai.context import Context, PhaseDates
from bot.thai.words import Token

LONGEST_SPAN = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Said:
    """A day or period at [start, end) of the text it was read from.

    `last` is None for a single day. `ahead` is the reading for something to come, where the words
    allow both (วันศุกร์, วันที่ 25). `problem` holds the words of an impossible date; the days are None then.
    `cycle` marks รายเดือน, ประจำสัปดาห์: a kind of report rather than a time. `to_come` when it begins after today.
    """

    start: int
    end: int
    first: date | None = None
    last: date | None = None
    ahead: date | None = None
    problem: str | None = None
    cycle: bool = False
    to_come: bool = False


Reader = Callable[[re.Match[str], Context], Said | None]


def days_in(digits: str, tokens: Sequence[Token], offsets: Sequence[int], context: Context) -> list[Said]:
    """Everything said about days, in order; `digits` and `offsets` come from `numbers.in_digits`.

    Positions of the result are those of the tokens' text.
    """
    said: list[Said] = []
    for found in (*_in_patterns(digits, context), *_in_words(tokens, offsets, digits, context)):
        if not any(found.start < other.end and other.start < found.end for other in said):
            said.append(found)
    said.sort(key=lambda found: found.start)
    joined = _joined(said, digits)
    today = context.today
    return [
        replace(
            found,
            start=offsets[found.start],
            end=offsets[found.end],
            to_come=found.first is not None and found.first > today,
        )
        for found in joined
    ]


def _in_patterns(digits: str, context: Context) -> Iterator[Said]:
    if not _HAS_DIGIT.search(digits):
        return
    for pattern, reader in _patterns():
        for match in pattern.finditer(digits):
            found = reader(match, context)
            if found:
                yield found


def _in_words(tokens: Sequence[Token], offsets: Sequence[int], digits: str, context: Context) -> Iterator[Said]:
    """Days said without digits. Token positions are mapped onto `digits`, so that all readings can be compared."""
    words = almanac()
    today = context.today
    same = len(digits) + 1 == len(offsets) and (not tokens or offsets[-1] == len(digits))

    def at(offset: int) -> int:
        return offset if same else bisect_left(offsets, offset)

    for index, token in enumerate(tokens):
        kind = token.key("calendar")
        if kind is None or kind == "modifier":
            continue
        start, end = at(token.start), at(token.end)
        if kind == "day":
            yield Said(start, end, today + timedelta(days=words.days[token.text]))
        elif kind == "yearly":
            yield Said(start, end, _nearest_day(*words.yearly[token.text], today))
        elif kind == "period":
            first, last = period(*words.periods[token.text], today)
            yield Said(start, end, first, last, cycle=token.text in words.cycles)
        elif kind == "weekday":
            found = _weekday(tokens, index, context)
            if found:
                yield replace(found, start=start, end=at(found.end))
        elif kind == "unit":
            after = _after(tokens, index)
            if after and after.key("calendar") == "modifier":
                first, last = period(words.units[token.text], SHIFTS[words.modifiers[after.text]], today)
                yield Said(start, at(after.end), first, last)
        elif kind == "month":
            first, last = month_of(_nearest_day(words.months[token.text], 1, today).year, words.months[token.text])
            before = tokens[index - 1] if index else None
            opening = before.start if before and _month_word().fullmatch(before.text) else token.start
            yield Said(at(opening), end, first, last)
        elif kind == "stage" and context.programme:
            for stage in context.programme.stages:
                if stage.key == words.stages[token.text]:
                    yield Said(start, end, stage.start, stage.end)


def _weekday(tokens: Sequence[Token], index: int, context: Context) -> Said | None:
    """A weekday with what follows it: นี้ is this week's, ที่แล้ว the latest one past, หน้า next week's."""
    words, today = almanac(), context.today
    token = tokens[index]
    number = words.weekdays[token.text]
    monday = today - timedelta(days=today.weekday())
    past = today - timedelta(days=(today.weekday() - number) % 7)
    strictly_past = past if past < today else past - timedelta(days=7)
    coming = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    after = _after(tokens, index)
    after_kind = after.key("calendar") if after else None
    if after and after_kind == "modifier":
        end = after.end
        match words.modifiers[after.text]:
            case "this":
                return Said(token.start, end, monday + timedelta(days=number))
            case "past":
                return Said(token.start, end, strictly_past)
            case "next":
                return Said(token.start, end, monday + timedelta(days=7 + number))
            case _:
                return Said(token.start, end, coming)
    if after and after_kind == "unit":
        further = _after(tokens, tokens.index(after))
        shift = SHIFTS.get(words.modifiers.get(further.text, "")) if further else None
        if further and shift is not None and words.units[after.text] == "week":
            return Said(token.start, further.end, monday + timedelta(weeks=shift, days=number))
    if after and after_kind == "period" and words.periods[after.text][0] == "week":
        return Said(token.start, after.end, monday + timedelta(weeks=words.periods[after.text][1], days=number))
    if not _stands_alone(tokens, index):
        return None
    return Said(token.start, token.end, past, ahead=past if past == today else coming)


def _after(tokens: Sequence[Token], index: int) -> Token | None:
    """The next token that is not a space."""
    return next((token for token in tokens[index + 1 : index + 3] if not token.blank), None)


def _stands_alone(tokens: Sequence[Token], index: int) -> bool:
    """A bare พุธ or เสาร์ is a weekday only between spaces; with วัน before it always is."""
    if len(tokens[index].text) > 5 or tokens[index].text.startswith(almanac().day_word):
        return True
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return (before is None or before.blank or bool(before.senses)) and (after is None or after.blank)


def _joined(said: list[Said], text: str) -> list[Said]:
    """Two days with ถึง or - between them are one period."""
    joined: list[Said] = []
    for found in said:
        before = joined[-1] if joined else None
        if (
            before
            and before.first
            and found.first
            and not (before.last or found.last)
            and _to().fullmatch(text, before.end, found.start)
        ):
            last = found.first
            if last < before.first and found.ahead:
                last = found.ahead
            if before.first <= last <= before.first + LONGEST_SPAN:
                joined[-1] = Said(before.start, found.end, before.first, last)
                continue
        joined.append(found)
    return joined


# Patterns with digits


_HAS_DIGIT = re.compile(r"\d")


@cache
def _to() -> re.Pattern[str]:
    return re.compile(rf"\s*{almanac().parts['to']}\s*")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """Patterns in order of precedence, with the function that reads a match."""
    words = almanac()
    part = words.parts
    month = either(words.months) + r"(?![a-z])"
    year = rf"(?:\s*{part['year']}?\s*(?P<year>\d{{4}}|\d{{2}})(?![\d.:/,]|\s*{_never_year(words)}))?"
    day, other = r"(?<![\d/.:,-])(?P<day>\d{1,2})", r"(?P<other>\d{1,2})"
    to = rf"\s*{part['to']}\s*"
    sources: list[tuple[str, Reader]] = [
        (r"(?<![\d/-])(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?![\d/-])", _numeric),
        (
            rf"{day}(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<year>\d{{4}}|\d{{2}})(?![\d/-])",
            _numeric,
        ),
        (
            rf"{day}\s*{part['month']}?\s*(?P<name>{month}){to}{other}\s*{part['month']}?\s*(?P<name2>{month}){year}",
            _between_months,
        ),
        (rf"{day}(?:{to}{other})?\s*{part['month']}?\s*(?P<name>{month}){year}", _named),
        (rf"(?P<name>{month})\s+(?P<day>\d{{1,2}})(?:{to}{other})?(?:,?\s+(?P<year>\d{{4}}))?(?![\d:.])", _named),
        (r"(?<![\d/.-])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/])", _numeric),
        (rf"{part['date']}\s*(?P<day>\d{{1,2}})(?:{to}{other})?(?![\d.:/])", _of_month),
        (rf"{part['month']}\s*(?P<name>{month}){year}", _whole_month),
        (rf"(?P<n>\d{{1,2}})\s*{part['day_unit']}\s*{part['ago']}", _days_ago),
        (rf"(?:{part['back']}\s*)(?P<n>\d{{1,3}})\s*{part['day_unit']}", _latest_days),
        (rf"(?P<n>\d{{1,3}})\s*{part['day_unit']}\s*{part['latest']}", _latest_days),
        (rf"{part['ahead']}\s*(?P<n>\d{{1,2}})\s*{part['day_unit']}", _days_ahead),
        (rf"(?P<n>\d{{1,2}})\s*{part['week_unit']}\s*{part['ago']}", _weeks_ago),
        (rf"{part['week_number']}\s*(?P<n>\d{{1,2}})(?:{to}{other})?(?!\d)", _programme_weeks),
        (rf"{part['phase_number']}\s*(?P<n>\d)(?!\d)", _phase),
    ]
    return tuple((re.compile(source), reader) for source, reader in sources)


def _never_year(words: Almanac) -> str:
    """What makes two digits after a month something else: 12 ก.ค. 25 คน, 12 ก.ค. 09 น."""
    return words.parts["not_year"]


def _date(context: Context, day: int, month: int, year: int | None) -> date | None:
    today = context.today
    if year is None:
        return _nearest_day(month, day, today) if _exists(day, month, 2024) else None
    full = full_year(year, today)
    return date(full, month, day) if full and _exists(day, month, full) else None


def _exists(day: int, month: int, year: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= month_of(year, month)[1].day


def _nearest_day(month: int, day: int, today: date) -> date:
    years = (today.year - 1, today.year, today.year + 1)
    candidates = [date(year, month, day) for year in years if _exists(day, month, year)]
    candidates = candidates or [date(2024, month, day)]
    return min(candidates, key=lambda candidate: abs(candidate - today))


def _group(match: re.Match[str], name: str) -> int | None:
    value = match.groupdict().get(name)
    return int(value) if value else None


def _impossible(match: re.Match[str]) -> Said:
    return Said(match.start(), match.end(), problem=match.group().strip())


def _numeric(match: re.Match[str], context: Context) -> Said | None:
    day, month, year = int(match["day"]), int(match["month"]), _group(match, "year")
    if year is None and (_house_before().search(match.string, 0, match.start()) or not 1 <= month <= 12):
        return None
    if year is not None and full_year(year, context.today) is None:
        return _impossible(match)
    found = _date(context, day, month, year)
    return Said(match.start(), match.end(), found) if found else _impossible(match)


def _named(match: re.Match[str], context: Context) -> Said:
    month, year = almanac().months[match["name"]], _group(match, "year")
    first = _date(context, int(match["day"]), month, year)
    other = _group(match, "other")
    last = _date(context, other, month, year) if other else None
    if first is None or (other and (last is None or last < first)):
        return _impossible(match)
    return Said(match.start(), match.end(), first, last if last != first else None)


def _between_months(match: re.Match[str], context: Context) -> Said:
    months, year = almanac().months, _group(match, "year")
    last = _date(context, int(match["other"]), months[match["name2"]], year)
    first = _date(context, int(match["day"]), months[match["name"]], year)
    if first is None or last is None:
        return _impossible(match)
    if first > last and _exists(first.day, first.month, first.year - 1):
        first = first.replace(year=first.year - 1)
    return Said(match.start(), match.end(), first, last)


def _of_month(match: re.Match[str], context: Context) -> Said | None:
    """วันที่ 3: the latest such day, or the next one for things to come."""
    today, day, other = context.today, int(match["day"]), _group(match, "other")
    if not 1 <= day <= 31 or (other and not day < other <= 31):
        return _impossible(match)
    past = _with_day(today, day, -1)
    if other:
        last = past + timedelta(days=other - day)
        return Said(match.start(), match.end(), past, last)
    return Said(match.start(), match.end(), past, ahead=_with_day(today, day, +1))


def _with_day(today: date, day: int, step: int) -> date:
    """The nearest date with that day of the month, today included, looking back (-1) or ahead (+1)."""
    month = today.year * 12 + today.month - 1
    while True:
        year, index = divmod(month, 12)
        if _exists(day, index + 1, year):
            found = date(year, index + 1, day)
            if (found - today).days * step >= 0:
                return found
        month += step


def _whole_month(match: re.Match[str], context: Context) -> Said | None:
    month, said_year = almanac().months[match["name"]], _group(match, "year")
    year = full_year(said_year, context.today) if said_year else _nearest_day(month, 1, context.today).year
    return Said(match.start(), match.end(), *month_of(year, month)) if year else _impossible(match)


def _days_ago(match: re.Match[str], context: Context) -> Said:
    return Said(match.start(), match.end(), context.today - timedelta(days=int(match["n"])))


def _days_ahead(match: re.Match[str], context: Context) -> Said:
    return Said(match.start(), match.end(), context.today + timedelta(days=int(match["n"])))


def _latest_days(match: re.Match[str], context: Context) -> Said | None:
    days = int(match["n"])
    if days < 1:
        return None
    return Said(match.start(), match.end(), context.today - timedelta(days=days - 1), context.today)


def _weeks_ago(match: re.Match[str], context: Context) -> Said:
    return Said(match.start(), match.end(), *period("week", -int(match["n"]), context.today))


def _programme_weeks(match: re.Match[str], context: Context) -> Said | None:
    """สัปดาห์ที่ 5: of the phase of today, or of the longest one when today's is shorter."""
    number, other = int(match["n"]), _group(match, "other")
    if not context.programme or number < 1:
        return None

    def week(of: PhaseDates, n: int) -> date:
        return of.start + timedelta(weeks=n - 1)

    phases = sorted(context.programme.phases, key=lambda phase: phase.end - phase.start, reverse=True)
    phases.sort(key=lambda phase: not phase.start <= context.today <= phase.end)
    for phase in phases:
        if week(phase, other or number) <= phase.end:
            last = min(week(phase, other or number) + timedelta(days=6), phase.end)
            return Said(match.start(), match.end(), week(phase, number), last)
    return None


def _phase(match: re.Match[str], context: Context) -> Said | None:
    for phase in context.programme.phases if context.programme else ():
        if phase.number == int(match["n"]):
            return Said(match.start(), match.end(), phase.start, phase.end)
    return None


@cache
def _month_word() -> re.Pattern[str]:
    return re.compile(almanac().parts["month"])


@cache
def _house_before() -> re.Pattern[str]:
    return re.compile(almanac().parts["house_number"] + r"\s*$")

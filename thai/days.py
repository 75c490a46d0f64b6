"""Finds the days and periods in a message: in words (เมื่อวาน, จันทร์ที่แล้ว, ต้นเดือน) and with digits."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import chain, zip_longest

from thai.almanac import SHIFTS, almanac, meant_instead, month_of, period
from thai.context import Context
from thai.day_mentions import DayKind, DayMention
from thai.day_spans import joined_days
from thai.feasts import feast_day
from thai.lexicon import WordToken, lexicon
from thai.month_ends import month_ends, weekdays_of_months
from thai.weekdays import beside_dates, token_after, weekday_at
from thai.written_dates import nearest_day, written_days

MOST_DAYS = 40
MONTHS_A_YEAR, LAST_OF_MONTH, BUDDHIST = 12, 31, 543
_MONTH = "เดือน"


def days_in(digits: str, tokens: Sequence[WordToken], offsets: Sequence[int], context: Context) -> list[DayMention]:
    """Return all mentions of days, in order. `digits` and `offsets` come from `numbers.in_digits`.

    The positions in the result are positions in the tokens' text.
    """
    digits = _without_taken_back(_with_month_named(digits, context.today))
    said: list[DayMention] = []
    in_months = chain(month_ends(digits, context), weekdays_of_months(digits, context))
    for found in chain(in_months, written_days(digits, context), _in_words(tokens, offsets, context)):
        if len(said) == MOST_DAYS:
            break
        if not any(found.start < other.end and other.start < found.end for other in said):
            said.append(found)
    if not said:
        return said
    said.sort(key=lambda found: found.start)
    pairs = zip_longest(said, said[1:])
    said = [one for one, other in pairs if not (other and _gives_way(digits, one, other))]
    today = context.today
    joined = joined_days(beside_dates(said, digits, today), digits)
    return [
        replace(
            found,
            start=offsets[found.start],
            end=offsets[found.end],
            to_come=found.first is not None and found.first > today,
        )
        for found in joined
    ]


def _gives_way(digits: str, one: DayMention, other: DayMention) -> bool:
    """Return whether the day behind decides: เมื่อวาน เอ้ย วันจันทร์, เมื่อเช้าวันพุธ."""
    return _is_taken_back(digits, one, other) or _is_part_of(digits, one, other)


def _is_part_of(digits: str, one: DayMention, other: DayMention) -> bool:
    """Return whether a word for a part of today or yesterday is of the day directly behind it: เมื่อเช้าวันพุธ."""
    dated = other.kind in (DayKind.WEEKDAY, DayKind.DATE) or (other.kind is DayKind.RELATIVE and other.is_one_day)
    adjacent = not digits[one.end : other.start].strip()
    return dated and adjacent and _part_of_day().fullmatch(digits, one.start, one.end) is not None


@cache
def _part_of_day() -> re.Pattern[str]:
    return re.compile(almanac().parts["part_of_day"])


def _is_taken_back(digits: str, one: DayMention, other: DayMention) -> bool:
    """Return whether another day was meant: เมื่อวาน เอ้ย วันจันทร์."""
    return meant_instead().fullmatch(digits, one.end, max(one.end, other.start)) is not None


def _without_taken_back(digits: str) -> str:
    """Return the text, in as many characters, without the number that is taken back in วันที่ 10 เอ้ย 11."""
    return _number_taken_back().sub(lambda match: match["date"] + " " * (len(match[0]) - len(match["date"])), digits)


@cache
def _number_taken_back() -> re.Pattern[str]:
    return re.compile(rf"(?P<date>{almanac().parts['date']}\s*)\d{{1,2}}{meant_instead().pattern}(?=\d{{1,2}})")


def _with_month_named(digits: str, today: date) -> str:
    """Return the text with the month's name, in as many characters, where a day has เดือนหน้า behind it.

    A small number may count months (3 เดือนที่แล้ว), unless วันที่ or ถึง stands before it.
    """
    if _MONTH not in digits:
        return digits

    def named(match: re.Match[str]) -> str:
        number, word = int(match["day"]), match["month"]
        if not 1 <= number <= LAST_OF_MONTH or (number <= MONTHS_A_YEAR and not match["before"]):
            return match[0]
        first, _ = period(*almanac().periods[word], today)
        name = f"{almanac().month_names['th'][first.month - 1]}{(first.year + BUDDHIST) % 100}"
        return match[0][: -len(word)] + name.ljust(len(word)) if len(name) <= len(word) else match[0]

    return _day_of_a_month().sub(named, digits)


@cache
def _day_of_a_month() -> re.Pattern[str]:
    words = sorted((word for word in almanac().periods if word.startswith(_MONTH)), key=len, reverse=True)
    joint = rf"(?:{almanac().parts['date']}|{almanac().parts['to']}|{almanac().parts['and']}|,)"
    return re.compile(
        rf"(?P<before>{joint}\s*)?(?<![\d.:/])(?P<day>\d{{1,2}})\s*(?P<month>{'|'.join(map(re.escape, words))})"
    )


def _in_words(tokens: Sequence[WordToken], offsets: Sequence[int], context: Context) -> Iterator[DayMention]:
    """Yield days in words. Token positions are mapped onto `digits`, so that all mentions can be compared."""
    words = almanac()
    today = context.today

    def at(offset: int) -> int:
        return bisect_left(offsets, offset)

    for index, token in enumerate(tokens):
        kind = token.key("calendar")
        if kind is None or kind == "modifier":
            continue
        start, end = at(token.start), at(token.end)
        if kind == "day":
            yield DayMention(start, end, today + timedelta(days=words.days[token.text]), kind=DayKind.RELATIVE)
        elif kind == "yearly":
            yield DayMention(start, end, nearest_day(*words.yearly[token.text], today), kind=DayKind.FEAST)
        elif kind == "feast":
            yield feast_day(token.text, start, end, today)
        elif kind == "period":
            first, last = period(*words.periods[token.text], today)
            yield DayMention(start, end, first, last, kind=DayKind.PERIOD, cycle=token.text in words.cycles)
        elif kind == "weekday":
            found = weekday_at(tokens, index, context)
            if found:
                yield replace(found, start=start, end=at(found.end))
        elif kind == "unit":
            after = token_after(tokens, index)
            if after and index and after.text.startswith(")") and tokens[index - 1].text.endswith("("):
                sunday = today - timedelta(days=(today.weekday() + 1) % 7)  # 9 ก.ค. (อาทิตย์)
                yield DayMention(start, end, sunday, kind=DayKind.WEEKDAY)
            elif after and after.key("calendar") == "modifier":
                first, last = period(words.units[token.text], SHIFTS[words.modifiers[after.text]], today)
                yield DayMention(start, at(after.end), first, last, kind=DayKind.PERIOD)
        elif kind == "month":
            first, last = month_of(nearest_day(words.months[token.text], 1, today).year, words.months[token.text])
            before = tokens[index - 1] if index else None
            opening = before.start if before and _month_word().fullmatch(before.text) else token.start
            yield DayMention(at(opening), end, first, last, kind=DayKind.MONTH)
        elif kind == "stage" and context.programme:
            key = lexicon(context.words).stages[token.text]
            for stage in context.programme.stages:
                if stage.key == key:
                    yield DayMention(start, end, stage.start, stage.end, kind=DayKind.STAGE)


@cache
def _month_word() -> re.Pattern[str]:
    return re.compile(almanac().parts["month"])

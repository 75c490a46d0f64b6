"""Finds the days and periods in a message: in words (เมื่อวาน, จันทร์ที่แล้ว, ต้นเดือน) and with digits."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import chain

from thai.almanac import SHIFTS, almanac, month_of, period
from thai.context import Context
from thai.day_mentions import DayMention
from thai.lexicon import WordToken, lexicon
from thai.written_dates import nearest_day, written_days

LONGEST_SPAN = timedelta(days=400)
MOST_DAYS = 40


def days_in(digits: str, tokens: Sequence[WordToken], offsets: Sequence[int], context: Context) -> list[DayMention]:
    """Return all mentions of days, in order. `digits` and `offsets` come from `numbers.in_digits`.

    The positions in the result are positions in the tokens' text.
    """
    said: list[DayMention] = []
    for found in chain(written_days(digits, context), _in_words(tokens, offsets, context)):
        if len(said) == MOST_DAYS:
            break
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
            yield DayMention(start, end, today + timedelta(days=words.days[token.text]))
        elif kind == "yearly":
            yield DayMention(start, end, nearest_day(*words.yearly[token.text], today))
        elif kind == "period":
            first, last = period(*words.periods[token.text], today)
            yield DayMention(start, end, first, last, cycle=token.text in words.cycles)
        elif kind == "weekday":
            found = _weekday(tokens, index, context)
            if found:
                yield replace(found, start=start, end=at(found.end))
        elif kind == "unit":
            after = _after(tokens, index)
            if after and after.key("calendar") == "modifier":
                first, last = period(words.units[token.text], SHIFTS[words.modifiers[after.text]], today)
                yield DayMention(start, at(after.end), first, last)
        elif kind == "month":
            first, last = month_of(nearest_day(words.months[token.text], 1, today).year, words.months[token.text])
            before = tokens[index - 1] if index else None
            opening = before.start if before and _month_word().fullmatch(before.text) else token.start
            yield DayMention(at(opening), end, first, last)
        elif kind == "stage" and context.programme:
            key = lexicon(context.words).stages[token.text]
            for stage in context.programme.stages:
                if stage.key == key:
                    yield DayMention(start, end, stage.start, stage.end)


def _weekday(tokens: Sequence[WordToken], index: int, context: Context) -> DayMention | None:
    """Read a weekday and the word after it: นี้ means this week's, ที่แล้ว the last one, หน้า next week's."""
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
                return DayMention(token.start, end, monday + timedelta(days=number))
            case "past":
                return DayMention(token.start, end, strictly_past)
            case "next":
                return DayMention(token.start, end, monday + timedelta(days=7 + number))
            case _:
                return DayMention(token.start, end, coming)
    if after and after_kind == "unit":
        further = _after(tokens, tokens.index(after))
        shift = SHIFTS.get(words.modifiers.get(further.text, "")) if further else None
        if further and shift is not None and words.units[after.text] == "week":
            return DayMention(token.start, further.end, monday + timedelta(weeks=shift, days=number))
    if after and after_kind == "period" and words.periods[after.text][0] == "week":
        return DayMention(token.start, after.end, monday + timedelta(weeks=words.periods[after.text][1], days=number))
    if not _stands_alone(tokens, index):
        return None
    return DayMention(token.start, token.end, past, ahead=past if past == today else coming)


def _after(tokens: Sequence[WordToken], index: int) -> WordToken | None:
    """Return the next token that is not a space."""
    return next((token for token in tokens[index + 1 : index + 3] if not token.blank), None)


def _stands_alone(tokens: Sequence[WordToken], index: int) -> bool:
    """Return whether พุธ or เสาร์ is a weekday: only between spaces, but always after วัน."""
    if len(tokens[index].text) > 5 or tokens[index].text.startswith(almanac().day_word):
        return True
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return (before is None or before.blank or bool(before.senses)) and (after is None or after.blank)


def _joined(said: list[DayMention], text: str) -> list[DayMention]:
    """Join two days with ถึง or - between them into one period."""
    joined: list[DayMention] = []
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
                joined[-1] = DayMention(before.start, found.end, before.first, last)
                continue
        if before and _two_days_running(before, found) and _and().fullmatch(text, before.end, found.start):
            joined[-1] = DayMention(before.start, found.end, before.first, found.first)
            continue
        joined.append(found)
    return joined


def _two_days_running(one: DayMention, other: DayMention) -> bool:
    """Return whether two days follow each other: วันนี้กับพรุ่งนี้ is a period, เมื่อวานและวันศุกร์ is not."""
    if not one.first or not other.first or one.last or other.last:
        return False
    return other.first - one.first == timedelta(days=1)


@cache
def _month_word() -> re.Pattern[str]:
    return re.compile(almanac().parts["month"])


@cache
def _and() -> re.Pattern[str]:
    return re.compile(rf"\s*{almanac().parts['and']}\s*")


@cache
def _to() -> re.Pattern[str]:
    return re.compile(rf"\s*{almanac().parts['to']}\s*")

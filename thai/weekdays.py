"""Reads weekdays: alone, with a word such as หน้า or ที่แล้ว, and beside a written date, which then decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import zip_longest

from thai.almanac import SHIFTS, almanac
from thai.context import Context
from thai.day_mentions import DayKind, DayMention
from thai.lexicon import WordToken
from thai.written_dates import with_day

SHORT = 5  # letters; a weekday of so few letters is also part of other words


def weekday_at(tokens: Sequence[WordToken], index: int, context: Context) -> DayMention | None:
    """Read a weekday and the word after it: นี้ means this week's, ที่แล้ว the last one, หน้า next week's.

    Positions are those of the tokens. Without such a word the mention is of the kind WEEKDAY.
    """
    words, today = almanac(), context.today
    token = tokens[index]
    number = words.weekdays[token.text]
    monday = today - timedelta(days=today.weekday())
    past = today - timedelta(days=(today.weekday() - number) % 7)
    coming = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    after = token_after(tokens, index)
    after_kind = after.key("calendar") if after else None

    def on(end: int, day: date) -> DayMention:
        return DayMention(token.start, end, day, kind=DayKind.RELATIVE)

    if after and after_kind == "modifier":
        strictly_past = past if past < today else past - timedelta(days=7)
        day = {
            "this": monday + timedelta(days=number),
            "past": strictly_past,
            "next": monday + timedelta(days=7 + number),
        }.get(words.modifiers[after.text], coming)
        return on(after.end, day)
    if after and after_kind == "unit":
        further = token_after(tokens, tokens.index(after))
        shift = SHIFTS.get(words.modifiers.get(further.text, "")) if further else None
        if further and shift is not None and words.units[after.text] == "week":
            return on(further.end, monday + timedelta(weeks=shift, days=number))
    if after and after_kind == "period" and words.periods[after.text][0] == "week":
        return on(after.end, monday + timedelta(weeks=words.periods[after.text][1], days=number))
    if not _stands_alone(tokens, index):
        return None
    ahead = past if past == today else coming
    return DayMention(token.start, token.end, past, ahead=ahead, kind=DayKind.WEEKDAY)


def beside_dates(said: list[DayMention], text: str, today: date) -> list[DayMention]:
    """Return mentions in which a weekday and the date beside it are one: วันพุธที่ 5 ก.ค., วันพุธที่ 5, 5 ก.ค. (พุธ).

    The date decides. `weekday` of the mention is set if the weekday is not that date's.
    """
    merged: list[DayMention] = []
    for found, following in zip_longest(said, said[1:]):
        before = merged[-1] if merged else None
        if before and found.start < before.end:
            continue  # the day of the month, which was read with its weekday
        if before and _is_weekday(before) and _goes_before(before, found, text):
            merged[-1] = _with_weekday(replace(found, start=before.start), before)
        elif before and _is_date(before) and _is_weekday(found) and _goes_after(before, found, text):
            closing = found.end + text.startswith(")", found.end)
            merged[-1] = _with_weekday(replace(before, end=closing), found)
        elif _is_weekday(found) and not (following and _goes_before(found, following, text)):
            merged.append(_with_day_of_month(found, text, today) or found)
        else:
            merged.append(found)
    return merged


def _goes_before(weekday: DayMention, dated: DayMention, text: str) -> bool:
    return _is_date(dated) and bool(_before_date().fullmatch(text, weekday.end, dated.start))


def _goes_after(dated: DayMention, weekday: DayMention, text: str) -> bool:
    return bool(_after_date().fullmatch(text, dated.end, weekday.start))


def _with_day_of_month(weekday: DayMention, text: str, today: date) -> DayMention | None:
    """Return วันพุธที่ 5 as the latest such day, or as the next one for something in the future."""
    match = _day_of_month().match(text, weekday.end)
    number = int(match["day"]) if match else 0
    if match is None or not 1 <= number <= 31:
        return None
    past, coming = with_day(today, number, -1), with_day(today, number, +1)
    return _with_weekday(DayMention(weekday.start, match.end(), past, ahead=coming, month_said=False), weekday)


def _with_weekday(dated: DayMention, weekday: DayMention) -> DayMention:
    """Return the mention of a date with what the weekday beside it says of it."""
    if weekday.first is None or dated.first is None:
        return dated
    number = weekday.first.weekday()
    if dated.month_said:
        return dated if dated.first.weekday() == number else replace(dated, weekday=number)
    past, coming = dated.first, dated.ahead or dated.first
    if past.weekday() == number:
        return replace(dated, ahead=coming if coming.weekday() == number else past)
    if coming.weekday() == number:
        return replace(dated, first=coming, ahead=coming)
    return replace(dated, weekday=number)


def days_of_weekday(day: date, weekday: int) -> tuple[date, ...]:
    """Return the day with this weekday that is nearest to another day."""
    shift = (weekday - day.weekday() + 3) % 7 - 3
    return (day + timedelta(days=shift),)


def _is_weekday(mention: DayMention) -> bool:
    return mention.kind is DayKind.WEEKDAY


def _is_date(mention: DayMention) -> bool:
    return mention.kind is DayKind.DATE and mention.is_one_day


def token_after(tokens: Sequence[WordToken], index: int) -> WordToken | None:
    """Return the next token that is not a space."""
    return next((token for token in tokens[index + 1 : index + 3] if not token.blank), None)


def _stands_alone(tokens: Sequence[WordToken], index: int) -> bool:
    """Return whether พุธ or เสาร์ is a weekday: only between spaces or before a date, but always after วัน."""
    if len(tokens[index].text) > SHORT or tokens[index].text.startswith(almanac().day_word):
        return True
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after and not after.blank and not _leads_to_date(tokens, index + 1) and not _leads_to_day(tokens, index + 1):
        return False
    if before is None or before.blank or before.senses or not before.text[-1].isalpha():
        return True
    return _joint().fullmatch(before.text) is not None  # 17 ฮอดพุธที่ 19


def _leads_to_day(tokens: Sequence[WordToken], index: int) -> bool:
    """Return whether another weekday follows กับ, และ or ถึง: พฤหัสกับศุกร์."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    joins = _joint().fullmatch(tokens[index].text) is not None
    return joins and following is not None and following.key("calendar") == "weekday"


def _leads_to_date(tokens: Sequence[WordToken], index: int) -> bool:
    """Return whether digits follow, perhaps after ที่, or the bracket around the weekday is closed."""
    text = tokens[index].text
    if text in almanac().ordinals and index + 1 < len(tokens):
        following = tokens[index + 1]
        text = tokens[index + 2].text if following.blank and index + 2 < len(tokens) else following.text
    return text[0].isdigit() or text.startswith(")")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"{almanac().parts['and']}|{almanac().parts['to']}")


@cache
def _before_date() -> re.Pattern[str]:
    return re.compile(rf"[\s,(]*(?:{almanac().parts['weekday_beside']}\s*)?[,(]?\s*")


@cache
def _after_date() -> re.Pattern[str]:
    return re.compile(rf"\s*[,(]?\s*(?:{almanac().parts['weekday_beside']}\s*)?")


@cache
def _day_of_month() -> re.Pattern[str]:
    part = almanac().parts
    return re.compile(rf"\s*{part['ordinal']}\s*(?P<day>\d{{1,2}})(?![\d/.:,]|\s*(?:{part['not_year']}))")

"""Reads short answers to one question: a day, places, sectors, tags."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from thai import sentence
from thai.context import Context, ProgrammeWords
from thai.data import read
from thai.day_mentions import DayKind
from thai.days import days_in
from thai.lexicon import tokens_of
from thai.meaning import Place
from thai.normalise import normalise
from thai.numbers import in_digits, numbers_in, read_number
from thai.partners import sectors_in, tags_in
from thai.place_mentions import places_in
from thai.written_dates import with_day

_DAY_OF_MONTH = re.compile(r"0?[1-9]|[12]\d|3[01]")

__all__ = [
    "normalise",
    "read_date",
    "read_number",
    "read_places",
    "read_sectors",
    "read_tags",
    "says_every_day",
    "says_not_to_record",
    "says_only",
    "says_only_days_of_month",
    "speaks_of_a_part",
]


def read_date(text: str, context: Context) -> date | None:
    """Return the first single day, or None if there is only a period, an impossible date or nothing.

    A number alone is the latest such day of the month, because people answer "10" when asked which day.
    """
    words = normalise(text)
    if _DAY_OF_MONTH.fullmatch(words):
        return with_day(context.today, int(words), -1)
    tokens = tokens_of(words, context.words)
    digits, offsets = in_digits(tokens, numbers_in(tokens))
    for said in days_in(digits, tokens, offsets, context):
        return None if said.last else said.first
    return None


def says_only_days_of_month(text: str, context: Context) -> bool:
    """Return whether every day is named by its number alone (แค่วันที่ 10), so that its month follows from elsewhere."""
    said = sentence.read(normalise(text), context).days
    return bool(said) and all(day.kind is DayKind.DATE and not day.month_said for day in said)


def read_places(text: str, context: Context) -> tuple[Place, ...]:
    """Return the places in order, with codes where these are certain."""
    words = normalise(text)
    return tuple(place for _, _, place in places_in(words, tokens_of(words, context.words), context))


def read_sectors(text: str, words: ProgrammeWords) -> tuple[str, ...]:
    """Return the keys of the programme's sectors met, in the order of the message."""
    return tuple(cause.value for cause in sectors_in(tokens_of(normalise(text), words), words.sectors_of))


def read_tags(text: str, words: ProgrammeWords) -> tuple[str, ...]:
    """Return the keys of the programme's suggested tags, in the order of the message."""
    return tuple(cause.value for cause in tags_in(tokens_of(normalise(text), words)))


def says_every_day(text: str, words: ProgrammeWords) -> bool:
    """Return whether an answer means all of the days that were named: ทุกวัน, ทั้งสามวัน."""
    said = normalise(text).lower()
    if any(word in said for word in _words("every_day")):
        return True
    return any(word in said for word in _words("all_of")) and read_number(text, words) is not None


def says_only(text: str) -> bool:
    """Return whether an answer narrows what was asked about: แค่วันที่ 10, เฉพาะของเมื่อวาน."""
    said = normalise(text).lower()
    return any(word in said for word in _words("only"))


def says_not_to_record(text: str) -> bool:
    """Return whether an answer means that nothing is to be recorded."""
    said = normalise(text).lower()
    return any(said.startswith(word) for word in _words("not_to_record"))


@cache
def _words(table: str) -> tuple[str, ...]:
    return tuple(read("answers")[table])


def speaks_of_a_part(text: str) -> bool:
    """Return whether words name a part of an entry (ลบรูป, ลบจำนวนคน), before any word for a whole one: ลบบันทึกที่ไม่มีรูป."""
    said = normalise(text).lower()
    part, whole = (
        min((at for word in _words(table) if (at := said.find(word)) >= 0), default=len(said))
        for table in ("part_of_entry", "whole_entry")
    )
    return part < whole

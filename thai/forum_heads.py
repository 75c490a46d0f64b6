"""Reads who came to a forum: heads by sector, the total, and whether the numbers leave a doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from thai.almanac import either
from thai.context import Context
from thai.data import read
from thai.forum_words import THAI, ends_with, pattern, words
from thai.numbers import numbers_in
from thai.sentence import Sentence
from thai.sentence import read as read_sentence

MOST_PEOPLE: Final = 100_000
_AROUND: Final = " :;,.-–\n\t()\"'"
_ALONE: Final = re.compile(r"\s*(?:[\n,)\t]|$)| (?=[^\d\s])")
_RUN_TOGETHER: Final = re.compile(rf"(?<={THAI})(?=\d)|(?<=\d)(?={THAI})")
_BELOW_NOTHING: Final = re.compile(r"(?:^|[\s(])-$")
_ONLY_A_NUMBER: Final = re.compile(r"\s*\d[\d,]*\s*")


@dataclass(frozen=True, slots=True)
class HeadsSaid:
    """Heads by sector, and the total that is said beside them. `many`: only that there were many; `unsure`: a range, a
    number below nothing, more than a forum holds, or totals that contradict each other."""

    heads: Mapping[str, int]
    total: int | None
    many: bool
    unsure: bool


@dataclass(frozen=True, slots=True)
class _Total:
    """A number of people without a sector. `whole`: said to be all; `came`: said of those who came; `of_village`."""

    count: int
    whole: bool
    came: bool
    of_village: bool


def heads_in(rest: str, context: Context) -> HeadsSaid:
    """Return who came by what a message says besides agenda and decision."""
    text = _RUN_TOGETHER.sub(" ", rest.replace("=", " "))  # รัฐ20ศาสนา5, รัฐ=20
    sentence = read_sentence(text, context)
    heads: dict[str, int] = {}
    totals: list[_Total] = []
    many = unsure = False
    before = 0
    for number in numbers_in(sentence.tokens):
        start, end = sentence.tokens[number.first].start, sentence.tokens[number.last].end
        chunk, earlier, before = text[before:start], before, end
        unit = pattern("people_after").match(text, end)
        if _is_dated(sentence, start) or (ends_with("ordinal", chunk) and not unit):
            before = earlier if ends_with("villages", chunk) else end  # หมู่ 3 มา 20 คน: the number says where, too
            continue
        lines = chunk.rsplit("\n", 1)
        chunk = lines[-1] if lines[-1].strip(_AROUND) else chunk
        sector = sector_of(chunk, context)
        is_span = pattern("spans").fullmatch(chunk.strip()) is not None  # 20 ถึง 30 คน
        if number.value is None or number.value > MOST_PEOPLE or is_span or _BELOW_NOTHING.search(chunk):
            alone = _stands_alone(text, end) and not pattern("counted_else").search(text, start, end)  # งบ 2 ล้าน
            counts = unit is not None or (sector is not None and alone)
            many = many or counts
            unsure = unsure or (counts and any(one.isdigit() for one in text[start:end]))
            continue
        if (not unit and not _stands_alone(text, end)) or ends_with("left_out", chunk):
            continue
        if sector is not None:
            heads[sector] = heads.get(sector, 0) + number.value
        elif unit or ends_with("total", chunk):
            totals.append(
                _Total(
                    number.value,
                    ends_with("whole", chunk) is not None,
                    ends_with("total", chunk) is not None,
                    pattern("villages").search(chunk) is not None,
                )
            )
    total, contradict = _together(totals, sentence)
    apart = (total or 0) < sum(heads.values()) and any(one.of_village and not one.whole for one in totals)
    unsure = unsure or contradict or apart or (many and bool(heads or totals))
    return HeadsSaid(heads, total, many, unsure or max(sum(heads.values()), total or 0) > MOST_PEOPLE)


def only_number(text: str) -> int | None:
    """Return the number that is all a text says: the answer to how many came."""
    return int(text.strip().replace(",", "")) if _ONLY_A_NUMBER.fullmatch(text) else None


def _together(totals: list[_Total], sentence: Sentence) -> tuple[int | None, bool]:
    """Return how many came in all, and whether the numbers contradict each other."""
    if not totals:
        return None, False
    whole = {one.count for one in totals if one.whole}
    if whole:
        return next(one.count for one in totals if one.whole), len(whole) > 1
    if len(totals) > 1 and all(one.of_village for one in totals):
        return sum(one.count for one in totals), False
    came = [one.count for one in totals if one.came] or [one.count for one in totals]
    if len(set(came)) == 1:
        return came[0], False
    people = sentence.people.count
    return (people, False) if people in came else (came[0], True)


def _is_dated(sentence: Sentence, at: int) -> bool:
    spans = [(day.start, day.end) for day in sentence.days] + [(start, end) for start, end, _ in sentence.times]
    return any(start <= at < end for start, end in spans)


def _stands_alone(rest: str, end: int) -> bool:
    """Return whether nothing is counted by a number: ภาครัฐ 15, but not 2 จุด, 8 ส.ค. or 20 บ้าน."""
    return _ALONE.match(rest, end) is not None and not pattern("counted_else").match(rest, end)


def sector_of(chunk: str, context: Context) -> str | None:
    """Return the sector that is named nearest to the number behind a few words."""
    found: list[tuple[int, int, str]] = []  # end, length, sector
    for sector, named in _sectors():
        found += [(match.end(), len(match[0]), sector) for match in named.finditer(chunk)]
    known = context.words
    if known is not None:
        end = len(chunk.rstrip(_AROUND))
        for token in read_sentence(chunk, context).tokens:
            key = token.key("partners")
            if key is None or len(known.sectors_of[key]) != 1:
                continue
            if token.text in _sites() and (token.end < end or chunk[: token.start].rstrip().endswith(words("at"))):
                continue  # ที่วัดกลาง มีคนมา 40 คน: the villagers were there
            found.append((token.end, token.end - token.start, known.sectors_of[key][0]))
    sectors = {one for several in known.sectors_of.values() for one in several} if known else set()
    nearest = max(((end, size, one) for end, size, one in found if one in sectors), default=None)
    if nearest is None:
        return None
    whom = ends_with("of_everybody", chunk)  # พระครูเปิดงาน มีคนมา 40 คน: they are not all monks
    return nearest[2] if whom is None or not chunk[nearest[0] : whom.start()].strip(_AROUND) else None


@cache
def sector_words() -> re.Pattern[str]:
    """Return the pattern of all words by which sectors are named beside heads."""
    tables = [name for name in read("forums") if name.startswith("sector_")]
    return re.compile(either(sorted((word for name in tables for word in words(name)), key=len, reverse=True)))


@cache
def _sites() -> frozenset[str]:
    """Words for places that also stand for the people of that place."""
    common = read("common")
    return frozenset((*common["homes"], *common["sites"]))


@cache
def _sectors() -> tuple[tuple[str, re.Pattern[str]], ...]:
    tables = [name for name in read("forums") if name.startswith("sector_")]
    return tuple(
        (name.removeprefix("sector_"), re.compile(rf"(?<!{THAI}){either(words(name))}(?!{THAI})")) for name in tables
    )

"""Reads what a message tells of a forum: its agenda, who came by sector, how many in all, and what was decided."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from thai.almanac import either
from thai.context import Context
from thai.data import read
from thai.normalise import folded, tidy
from thai.numbers import numbers_in
from thai.sentence import Sentence
from thai.sentence import read as read_sentence

MOST_PEOPLE: Final = 100_000
NEAR: Final = 30  # characters around the word for a forum in which it is said that it is to come
_AROUND: Final = " :;,.-–\n\t()\"'"
_PARTICLES: Final = re.compile(r"\s*(?:นะ)?(?:ครับ|คับ|ค่ะ|คะ|จ้า)\s*$")
_ABBREVIATED: Final = r"[ก-ฮ]{1,2}\.[ก-ฮ]{1,2}\."  # a month, such as ส.ค.
_ALONE: Final = re.compile(r"\s*(?:[\n,)\t]|$)| (?=[^\d\s])")
_THAI: Final = r"[\u0e01-\u0e4e]"


@dataclass(frozen=True, slots=True)
class ForumSaid:
    """What was read; what was not said is None. `people` is how many came: the total that is said, else the sum of
    `heads` (sector -> people). `differs`: another total was said than the sum, with all sectors named."""

    agenda: str | None = None
    decided: str | None = None
    heads: Mapping[str, int] = field(default_factory=dict)
    people: int | None = None
    differs: bool = False


@dataclass(frozen=True, slots=True)
class HeadsSaid:
    """Heads by sector, and the total that is said beside them; `vague`: only that there were many."""

    heads: Mapping[str, int]
    total: int | None
    vague: bool


def forum_in(text: str, context: Context, said: Sequence[str]) -> ForumSaid | None:
    """Return what a message tells of a forum that was held, or None. `said` are the programme's words for one."""
    whole, low = _forms(text)
    named = _forum(tuple(said)).search(low)
    if named is None:
        return None
    agenda, decided, rest = _parts(whole, low, context, tuple(said))
    counted = _counted(rest, context)
    somebody = bool(counted.heads) or counted.total is not None or counted.vague
    around = low[max(0, named.start() - NEAR) : named.end() + NEAR]
    if not somebody and decided is None:
        if _pattern("not_held").search(low) or _pattern("asks").search(low):
            return None
    elif _pattern("not_held").search(around) and decided is None and not counted.heads:
        return None
    return _forum_said(agenda, decided, counted)


def more_of_forum(text: str, context: Context, said: Sequence[str]) -> ForumSaid:
    """Return what a message adds to a forum that is being recorded, without a word for one."""
    whole, low = _forms(text)
    agenda, decided, rest = _parts(whole, low, context, tuple(said))
    return _forum_said(agenda, decided, _counted(rest, context))


def asks_about_forums(text: str, said: Sequence[str]) -> bool:
    """Return whether a message asks how far the forums are."""
    _, low = _forms(text)
    named = _forum(tuple(said)).search(low) or re.search(r"(?:จัด)?เวที(?!การ)", low)
    return bool(named and _pattern("asks").search(low) and not re.search(r"\d+ ?(?:คน|รูป)", low))


def _forum_said(agenda: str | None, decided: str | None, counted: HeadsSaid) -> ForumSaid:
    together = sum(counted.heads.values())
    people = counted.total if counted.total is not None else (together or None)
    differs = counted.total is not None and bool(counted.heads) and together > counted.total
    return ForumSaid(agenda, decided, counted.heads, people, differs)


def _forms(text: str) -> tuple[str, str]:
    """Return the message tidied, and in the form for comparing, with every character at the same place."""
    whole = tidy(text)
    low = folded(whole)
    return (whole, low) if len(whole) == len(low) else (low, low)


# ── the parts ──


def _parts(whole: str, low: str, context: Context, said: tuple[str, ...]) -> tuple[str | None, str | None, str]:
    """Return agenda and decision as written, and the rest for comparing, in which they are tabs."""
    rest = _forum(said).sub(_tabs, low)
    found = _pattern("decided").search(rest)
    decided = None
    if found is not None:
        end = _line_end(rest, found.end())
        decided = _said(whole[found.end() : end])
        if decided is not None:
            rest = rest[: found.start()] + "\t" * (end - found.start()) + rest[end:]
    about = _pattern("agenda").search(rest)
    agenda = None
    if about is not None:
        end = _end_of_agenda(rest, about.end(), context)
        agenda = _said(whole[about.end() : end])
        rest = rest[: about.start()] + "\t" * (end - about.start()) + rest[end:]
    return agenda, decided, rest


def _end_of_agenda(rest: str, start: int, context: Context) -> int:
    """Return where what it is about ends: at the line's end, a tab, or before a sector with its heads."""
    end = min(_line_end(rest, start), (rest + "\t").index("\t", start))
    begun = start + len(rest[start:end]) - len(rest[start:end].lstrip(_AROUND))
    for gap in re.finditer(r"[ ,]", rest[begun:end]):
        at = begun + gap.end()
        ahead = re.match(r"[^\d\n\t]{0,40}?\d[\d,]*", rest[at:end])
        if ahead and (_sector_of(ahead[0], context) or _ends_with("total", ahead[0].rstrip("0123456789,"))):
            return at
        if _pattern("who_came").match(rest, at, end):
            return at
    return end


def _line_end(text: str, start: int) -> int:
    while start < len(text) and text[start] in " :\n":  # a label with what it says on the next line
        start += 1
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _said(words: str) -> str | None:
    return _PARTICLES.sub("", words).strip(_AROUND) or None


def _tabs(match: re.Match[str]) -> str:
    return "\t" * len(match[0])


# ── who came ──


def _counted(rest: str, context: Context) -> HeadsSaid:
    sentence = read_sentence(rest, context)
    tokens = sentence.tokens
    heads: dict[str, int] = {}
    totals: list[tuple[bool, int]] = []  # whether it is said of those who came, and the number
    vague = False
    before = 0
    for number in numbers_in(tokens):
        start, end = tokens[number.first].start, tokens[number.last].end
        chunk, before = rest[before:start], end
        unit = _pattern("people_after").match(rest, end)
        if _is_dated(sentence, start) or (_ends_with("ordinal", chunk) and not unit):
            continue
        chunk = chunk.rsplit("\n", 1)[-1] if chunk.rsplit("\n", 1)[-1].strip(_AROUND) else chunk
        if number.value is None or number.value > MOST_PEOPLE:
            vague = vague or unit is not None or _vague_people(rest, end)
            continue
        if not unit and not _stands_alone(rest, end):
            continue
        if _ends_with("left_out", chunk):
            continue
        sector = _sector_of(chunk, context)
        if sector is not None:
            heads[sector] = heads.get(sector, 0) + number.value
        elif unit or _ends_with("total", chunk):
            totals.append((_ends_with("total", chunk), number.value))
    surest = [value for said, value in totals if said] or [value for _, value in totals]
    return HeadsSaid(heads, surest[0] if surest else None, vague)


def _is_dated(sentence: Sentence, at: int) -> bool:
    spans = [(day.start, day.end) for day in sentence.days] + [(start, end) for start, end, _ in sentence.times]
    return any(start <= at < end for start, end in spans)


def _stands_alone(rest: str, end: int) -> bool:
    """Return whether nothing is counted by a number: ภาครัฐ 15, but not 2 จุด, 8 ส.ค. or 20 บ้าน."""
    return _ALONE.match(rest, end) is not None and not _pattern("counted_else").match(rest, end)


def _vague_people(rest: str, end: int) -> bool:
    return re.match(r"\s*(?:กว่า|เศษ)?\s*(?:คน|ราย)", rest[end:]) is not None


def _sector_of(chunk: str, context: Context) -> str | None:
    """Return the sector that is named nearest to the number behind a few words."""
    found: list[tuple[int, int, str]] = []  # end, length, sector
    for sector, pattern in _sectors():
        found += [(match.end(), len(match[0]), sector) for match in pattern.finditer(chunk)]
    words = context.words
    if words is not None:
        sentence = read_sentence(chunk, context)
        for token in sentence.tokens:
            key = token.key("partners")
            if key is not None and len(words.sectors_of[key]) == 1:
                found.append((token.end, token.end - token.start, words.sectors_of[key][0]))
    known = {one for several in words.sectors_of.values() for one in several} if words else set()
    return max(((end, size, one) for end, size, one in found if one in known), default=(0, 0, None))[2]


@cache
def _sectors() -> tuple[tuple[str, re.Pattern[str]], ...]:
    tables = [name for name in read("forums") if name.startswith("sector_")]
    return tuple(
        (name.removeprefix("sector_"), re.compile(rf"(?<!{_THAI}){either(_words(name))}(?!{_THAI})")) for name in tables
    )


def _ends_with(table: str, words: str) -> bool:
    return _pattern(f"{table}$").search(words.rstrip(" :=~\t") + "\0") is not None


@cache
def _pattern(table: str) -> re.Pattern[str]:
    if table == "counted_else":
        return re.compile(rf"\s*(?:{either(_words(table))}|{_ABBREVIATED})")
    if table == "people_after":
        return re.compile(rf"\s*{either(_words('people'))}")
    if table.endswith("$"):
        return re.compile(rf"{either(_words(table[:-1]))}(?:ประมาณ|ราว|เกือบ|จริง|ได้|มี)?\s*\0")
    return re.compile(either(_words(table)))


@cache
def _forum(said: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(either(sorted((word.lower() for word in said), key=len, reverse=True)))


@cache
def _words(table: str) -> tuple[str, ...]:
    return tuple(sorted((word.lower() for word in read("forums")[table]), key=len, reverse=True))

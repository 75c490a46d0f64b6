"""What is alike in all messages about calls: how a letter closes, and what is only told, planned or wished."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from thai.almanac import either
from thai.context import Context
from thai.data import read
from thai.lexicon import tokens_of
from thai.normalise import folded, tidy

LONGEST: Final = 3000  # characters; a longer message sends nobody
LONGEST_BEFORE: Final = 200  # characters before words of sending in which it may be said that nothing is sent
SHORTEST_INSIDE: Final = 4  # letters of a word with which a longer one may begin
_THAI: Final = r"[\u0e01-\u0e4e]"
_SALUTATION: Final = re.compile(r"(?:^|\n)\s*(?:กราบ)?เรียน\s?:?\s?(?:ท่าน)?(?:คุณ)?\S+(?=[\s\n])")
_SIGNED: Final = re.compile(r"(?:ขอแสดงความนับถือ|ด้วยความเคารพ).*", re.DOTALL)
_PREFACE: Final = re.compile(r".*(?:\bนั้น\s|[\n.?!]\s|\n)", re.DOTALL)
_UNIT: Final = "\ue000"  # stands for a unit that was named


class CallText(NamedTuple):
    """A message without its closing. `low` is the same in small letters, each at the same position; `whole` is all of
    the message in small letters."""

    said: str
    low: str
    whole: str


def text_of(text: str) -> CallText | None:
    """Return a message as it is read, or None if it is too long."""
    said = tidy(text).replace("|", "\t")
    if len(said) > LONGEST:
        return None
    low = folded(said)
    if len(low) != len(said):  # letters were drawn out: ค่าาาา
        said = low
    end = len(said)
    if signed := _SIGNED.search(said):
        end = signed.start()
    said = _closing().sub("", said[:end])
    small = folded(said)
    return CallText(said, small if len(small) == len(said) else said.lower(), low)


def sends_now(before: str, context: Context) -> bool:
    """Return whether what stands before a word of sending leaves it a sending: it is not planned, wished, told or
    done by others."""
    before = before[-LONGEST_BEFORE:]
    clause = _PREFACE.sub("", _SALUTATION.sub(" ", before)) if "\n" in before or "นั้น" in before else before
    clause = _SALUTATION.sub(" ", clause)
    units = units_in(context)
    own = _unit_pattern(units).sub(_UNIT, clause) if units else clause
    if _right_before().search(own.rstrip()):
        return False
    return not _says_not_now(own.replace(_UNIT, " "), context)


def units_in(context: Context) -> tuple[str, ...]:
    """Return what the programme's units are called."""
    tree = context.programme.units if context.programme else None
    if tree is None:
        return ()
    return _names_of(tuple((unit.called("th"), unit.called("en"), *unit.said) for unit in tree.teams))


def is_written_to(before: str) -> bool:
    """Return whether a message only writes to the unit that is named behind these words: เรียน ผู้อำนวยการ"""
    return _written_to().search(before) is not None


@cache
def _written_to() -> re.Pattern[str]:
    words = read("calls")
    return re.compile(rf"{either(words['written_to'])}\s*(?:ท่าน)?\s*(?:{either(words['heads'])})?\s*$")


@cache
def pattern(table: str) -> re.Pattern[str]:
    """Return a pattern for the words of a table."""
    return re.compile(either(word.lower() for word in read("calls")[table]))


def only_of(words: str, table: str) -> bool:
    """Return whether words are nothing but words of a table, numbers and signs."""
    left = pattern(table).sub(" ", words.lower())
    return re.search(r"[\u0e01-\u0e4ea-z]", left) is None


def _says_not_now(clause: str, context: Context) -> bool:
    """Return whether words of `not_now` stand in a clause as whole words; a longer one may begin with a long one
    (เมื่อวานนี้)."""
    tokens = tokens_of(clause, context.words)
    starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
    found = pattern("not_now").finditer(clause)
    return any(one.start() in starts and (one.end() in ends or len(one[0]) >= SHORTEST_INSIDE) for one in found)


@cache
def _right_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(read('calls')['others_do'])})\s*(?:ขอ)?$")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"{either(read('calls')['closing'])}[^\n]*", re.IGNORECASE)


@lru_cache(maxsize=8)
def _names_of(names: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in names for name in each if name))


@lru_cache(maxsize=8)
def _unit_pattern(units: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"{either(units)}", re.IGNORECASE)

"""Reads numbers in digits and words, and finds how many people a message mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pythainlp.util.numtoword import num_to_thaiword
from pythainlp.util.wordtonum import thaiword_to_num

from thai.context import ProgrammeWords
from thai.data import read
from thai.lexicon import WordToken, tokens_of
from thai.meaning import Doubt
from thai.normalise import normalise

MOST_PEOPLE = 100_000

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}")
_WORDS_OF_NUMBER = ("digit", "last_one", "unit", "million", "twenty")
_TWENTY = num_to_thaiword(20)


@dataclass(frozen=True, slots=True)
class PeopleSaid:
    """How many people took part, None if there is no definite number. `doubt` is set if another number may be meant."""

    count: int | None = None
    doubt: Doubt | None = None


class Number(NamedTuple):
    """A number between two token indexes; `value` is None if it is vague (ร้อยกว่า, สองสาม, 20-30)."""

    first: int
    last: int
    value: int | None


def read_number(text: str, words: ProgrammeWords | None = None) -> int | None:
    """Return the only definite whole number of an answer such as "สัก 25 คน" or "๑๒", otherwise None."""
    tokens = tokens_of(normalise(text), words)
    found = numbers_in(tokens)
    return found[0].value if len(found) == 1 else None


def numbers_in(tokens: Sequence[WordToken]) -> list[Number]:
    """Return all whole numbers in order, in digits and in words."""
    found: list[Number] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.text[0].isdigit():
            number = _from_digits(tokens, index)
        elif token.senses and _number_word(token):
            number = _from_words(tokens, index)
        elif token.key("numbers") == "many":
            number = Number(index, index, None)
        else:
            number = None
        if number:
            found.append(number)
            index = number.last
        index += 1
    return found


def people_in(tokens: Sequence[WordToken], numbers: Sequence[Number]) -> PeopleSaid:
    """Return how many people took part: a stated total, else the sum of the groups."""
    return PeopleSaid(_count(tokens, numbers))


def _count(tokens: Sequence[WordToken], numbers: Sequence[Number]) -> int | None:
    counts: list[int] = []
    for number in numbers:
        if not _counts_people(tokens, number):
            continue
        if number.value is None or number.value > MOST_PEOPLE:
            return None
        if _is_total(tokens, number):
            return number.value
        counts.append(number.value)
    if not counts:
        return None
    largest = max(counts)
    return largest if len(counts) > 2 and 2 * largest == sum(counts) else sum(counts)


def speaks_of_people(tokens: Sequence[WordToken], numbers: Sequence[Number]) -> bool:
    """Return whether a number of people is mentioned, even a vague one (หลายคน)."""
    return any(_counts_people(tokens, number) for number in numbers)


def in_digits(tokens: Sequence[WordToken], numbers: Sequence[Number]) -> tuple[str, list[int]]:
    """Return the message with number words as digits, and for each character its offset in the message.

    Vague numbers become `~`, so that no date or time is read from them.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    spans = {number.first: number for number in numbers if tokens[number.first].senses}
    index = 0
    while index < len(tokens):
        token = tokens[index]
        number = spans.get(index)
        if number is None:
            pieces.append(token.text)
            offsets.extend(range(token.start, token.end))
        else:
            shown = "~" if number.value is None else str(number.value)
            pieces.append(shown)
            offsets.extend([token.start] * len(shown))
            index = number.last
        index += 1
    offsets.append(tokens[-1].end if tokens else 0)
    return "".join(pieces), offsets


def _from_digits(tokens: Sequence[WordToken], index: int) -> Number | None:
    text = tokens[index].text
    if not _DIGITS.fullmatch(text):
        return None
    after = _at(tokens, index + 1)
    if after and after.text in "-~" and (beyond := _at(tokens, index + 2)) and beyond.text.isdigit():
        return Number(index, index + 2, None)
    return Number(index, index, _unless_vague(tokens, index, index, int(text.replace(",", ""))))


def _from_words(tokens: Sequence[WordToken], index: int) -> Number:
    last = index
    while (following := _at(tokens, last + 1)) and _number_word(following):
        last += 1
    words = tokens[index : last + 1]
    return Number(index, last, _unless_vague(tokens, index, last, _value(words)))


def _value(words: Sequence[WordToken]) -> int | None:
    """Return the number of these words, or None if they are two numbers (สองสาม, สิบยี่สิบ, สามสี่สิบ)."""
    kinds = [word.key("numbers") for word in words]
    units = [word.text for word, kind in zip(words, kinds, strict=True) if kind == "unit"]
    for one, other in pairwise(kinds):
        if one == other == "digit":
            return None
    if len(units) != len(set(units)) and "million" not in kinds:
        return None
    said = "".join(_TWENTY if kind == "twenty" else word.text for word, kind in zip(words, kinds, strict=True))
    try:
        value = int(thaiword_to_num(said))
    except ValueError:
        return None
    # PyThaiNLP reads สองพันห้า as 2,005; people mean 2,500.
    if len(words) >= 2 and kinds[-1] == "digit" and kinds[-2] == "unit":
        unit = int(thaiword_to_num(words[-2].text))
        if unit >= 1000:
            digit = int(thaiword_to_num(words[-1].text))
            return value - digit + digit * unit // 10
    return value


def _unless_vague(tokens: Sequence[WordToken], first: int, last: int, value: int | None) -> int | None:
    before, after = _beside(tokens, first, -1), _beside(tokens, last, +1)
    vague = (before and _is(before, "vague_before")) or (after and _is(after, "vague_after"))
    return None if vague else value


def _counts_people(tokens: Sequence[WordToken], number: Number) -> bool:
    after = _beside(tokens, number.last, +1, skipping=("vague_after",))
    before = _beside(tokens, number.first, -1, skipping=("about", "vague_before", "total"))
    if before and before.key("numbers") in ("each", "ordinal"):
        return False
    after_kind = after.key("numbers") if after else None
    if after_kind == "people":
        return True
    if after_kind == "monks":
        return any(token.text in _of_religion() for token in tokens[: number.first])
    if after_kind in ("things", "month_or_time", "of_day"):
        return False
    return before is not None and before.key("numbers") == "crowd" and tokens[number.first].text != "0"


@cache
def _of_religion() -> frozenset[str]:
    """Return the words after which รูป counts monks, not pictures."""
    return frozenset(read("common")["of_religion"])


def _is_total(tokens: Sequence[WordToken], number: Number) -> bool:
    before = _beside(tokens, number.first, -1, skipping=("about", "crowd"))
    return before is not None and before.key("numbers") == "total"


def _beside(tokens: Sequence[WordToken], index: int, step: int, skipping: tuple[str, ...] = ()) -> WordToken | None:
    """Return the nearest token on that side that is neither blank nor of a kind to skip."""
    index += step
    while (token := _at(tokens, index)) and (token.blank or any(_is(token, kind) for kind in skipping)):
        index += step
    return token


def _is(token: WordToken, kind: str) -> bool:
    return any(sense.kind == "numbers" and sense.key == kind for sense in token.senses)


def _number_word(token: WordToken) -> bool:
    return token.key("numbers") in _WORDS_OF_NUMBER


def _at(tokens: Sequence[WordToken], index: int) -> WordToken | None:
    return tokens[index] if 0 <= index < len(tokens) else None

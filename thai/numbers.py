"""Reads numbers in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pythainlp.util.numtoword import num_to_thaiword
from pythainlp.util.wordtonum import thaiword_to_num

from thai.context import ProgrammeWords
from thai.lexicon import WordToken, tokens_of
from thai.normalise import normalise

_DECIMAL = re.compile(r"\d{1,4}\.\d{1,3}")
_THOUSAND = re.compile(r"\d{4,6}")
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}")
_WORDS_OF_NUMBER = ("digit", "last_one", "unit", "million", "twenty")
_SPELT = {"นึง": num_to_thaiword(1)}
_TWENTY = num_to_thaiword(20)


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
        elif token.senses and is_number_word(token):
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
    decimal = _DECIMAL.fullmatch(text)
    if not _DIGITS.fullmatch(text) and not decimal:
        return None
    scaled = _with_units(tokens, index)
    if scaled:
        return Number(index, scaled[0], _unless_vague(tokens, index, scaled[0], scaled[1]))
    if decimal:
        return None
    after = token_at(tokens, index + 1)
    if after and after.text in "-~" and (beyond := token_at(tokens, index + 2)) and beyond.text.isdigit():
        return Number(index, index + 2, None)
    spaced = _spaced_thousands(tokens, index)
    if spaced:
        return Number(index, index + 2, _unless_vague(tokens, index, index + 2, spaced))
    return Number(index, index, _unless_vague(tokens, index, index, int(text.replace(",", ""))))


def _with_units(tokens: Sequence[WordToken], index: int) -> tuple[int, int] | None:
    """Return (last token, value) of digits with units: 2 ร้อย, 1.2 พัน, 1 พัน 2 ร้อย, 1 พัน 250."""
    total, last, smallest = 0.0, index, None
    while True:
        token = token_at(tokens, index)
        if token is None or not (_DIGITS.fullmatch(token.text) or _DECIMAL.fullmatch(token.text)):
            break
        number = float(token.text.replace(",", ""))
        unit_at = index + 1 + bool((gap := token_at(tokens, index + 1)) and gap.blank)
        unit = token_at(tokens, unit_at)
        size = int(thaiword_to_num(unit.text)) if unit and unit.key("numbers") in ("unit", "million") else None
        if smallest is None and size is None:
            return None
        if size is None or (smallest is not None and size >= smallest):
            if smallest is not None and size is None and number < smallest:
                total, last = total + number, index  # 1 พัน 250
            break
        total, last, smallest = total + number * size, unit_at, size
        index = unit_at + 1 + bool((gap := token_at(tokens, unit_at + 1)) and gap.blank)
    return (last, round(total)) if smallest else None


def _spaced_thousands(tokens: Sequence[WordToken], index: int) -> int | None:
    """Return 1200 for `1 200` before a classifier of people, unless 1 is the number of something."""
    gap, rest = token_at(tokens, index + 1), token_at(tokens, index + 2)
    if gap is None or gap.text != " " or rest is None or not _THOUSAND.fullmatch(tokens[index].text + rest.text):
        return None
    if len(tokens[index].text) > 3 or len(rest.text) != 3:
        return None
    after, before = token_beside(tokens, index + 2, +1), token_beside(tokens, index, -1)
    if after is None or not sense_of(after, "people") or (before is not None and before.key("places")):
        return None
    return None if before is not None and sense_of(before, "ordinal") else int(tokens[index].text + rest.text)


def _from_words(tokens: Sequence[WordToken], index: int) -> Number:
    last = _last_word(tokens, index)
    words = [token for token in tokens[index : last + 1] if not token.blank]
    before = token_at(tokens, index - 1)
    if before and sense_of(before, "becomes") and len(words) == 1 and words[0].key("numbers") == "unit":
        value: int | None = None  # เป็นร้อย
    elif before and sense_of(before, "half") and len(words) == 1 and words[0].key("numbers") in ("unit", "million"):
        value = int(thaiword_to_num(words[0].text)) // 2  # ครึ่งร้อย
    else:
        value = _value(words)
    return Number(index, last, _unless_vague(tokens, index, last, value))


def _last_word(tokens: Sequence[WordToken], index: int) -> int:
    """Return the last word of a number. A telephone that is spoken to writes spaces between them (ห้า สิบ สาม คน): they
    are one number if people are counted, and the first is not the number of a village or the like (หมู่ ห้า สิบ คน)."""
    last = spaced = index
    while (following := token_at(tokens, spaced + 1)) and (
        is_number_word(following) or (following.text == " " and _begins_number(tokens, spaced + 2))
    ):
        spaced += 1
        if last == spaced - 1 and not following.blank:
            last = spaced
    if spaced == last:
        return last
    before, after = token_beside(tokens, index, -1), token_beside(tokens, spaced, +1)
    is_named = before is not None and (sense_of(before, "ordinal") or before.key("places") is not None)
    return spaced if after is not None and sense_of(after, "people") and not is_named else last


def _begins_number(tokens: Sequence[WordToken], index: int) -> bool:
    token = token_at(tokens, index)
    return token is not None and is_number_word(token)


def _value(words: Sequence[WordToken]) -> int | None:
    """Return the number of these words, or None if they are two numbers (สองสาม, สิบยี่สิบ, สามสี่สิบ)."""
    kinds = [word.key("numbers") for word in words]
    units = [word.text for word, kind in zip(words, kinds, strict=True) if kind == "unit"]
    for one, other in pairwise(kinds):
        if one == other == "digit":
            return None
    if len(units) != len(set(units)) and "million" not in kinds:
        return None
    said = "".join(
        _SPELT.get(word.text) or (_TWENTY if kind == "twenty" else word.text)
        for word, kind in zip(words, kinds, strict=True)
    )
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
    before, after = token_beside(tokens, first, -1), token_beside(tokens, last, +1)
    vague = (before and sense_of(before, "vague_before")) or (after and sense_of(after, "vague_after"))
    return None if vague else value


def token_beside(
    tokens: Sequence[WordToken], index: int, step: int, skipping: tuple[str, ...] = ()
) -> WordToken | None:
    """Return the nearest token on that side that is neither blank nor of a kind to skip."""
    index += step
    while (token := token_at(tokens, index)) and (token.blank or sense_of(token, *skipping)):
        index += step
    return token


def sense_of(token: WordToken, *tables: str) -> bool:
    """Return whether a token is in one of these tables of data/numbers.toml."""
    for kind, key in token.senses:  # noqa: SIM110 - asked of every number, and any() costs twice as much
        if kind == "numbers" and key in tables:
            return True
    return False


def is_number_word(token: WordToken) -> bool:
    """Return whether a token is a word of numbers, such as สาม or ร้อย."""
    return token.key("numbers") in _WORDS_OF_NUMBER


def token_at(tokens: Sequence[WordToken], index: int) -> WordToken | None:
    """Return the token with an index, or None if there is none."""
    return tokens[index] if 0 <= index < len(tokens) else None

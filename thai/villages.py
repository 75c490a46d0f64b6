"""Finds villages in a message: บ้านหนองบัว, หมู่ 5, ม.5 บ้านหนองบัว. They have no codes; names stay as written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from thai.almanac import either
from thai.data import read
from thai.gazetteer import gazetteer
from thai.lexicon import WordToken
from thai.meaning import Place
from thai.numbers import is_number_word

LONGEST_VILLAGE = 30

FoundVillage = tuple[int, int, Place]

_NUMBER = re.compile(r"\s*(\d{1,2})(?!\d)(?:[-–](\d{1,2})(?!\d))?")
MOST_IN_RANGES = 30  # villages of all ranges of a message
_CONSONANT = re.compile(r"[\u0e01-\u0e2e]")  # กท|ม.
_THAI = re.compile(r"[\u0e01-\u0e4e]")


def villages_in(text: str, tokens: Sequence[WordToken], taken: Sequence[FoundVillage]) -> Iterator[FoundVillage]:
    """Yield villages such as บ้านหนองบัว, หมู่ 5, ม.5 บ้านหนองบัว: the name as written, else the number."""
    index = 0
    most = MOST_IN_RANGES
    numbered: FoundVillage | None = None
    while index < len(tokens):
        token = tokens[index]
        kind = token.key("places")
        if kind == "village_number":
            number = _NUMBER.match(text, token.end)
            if number and not _ends_abbreviation(text, tokens, index):
                if numbered:
                    yield numbered
                *before, numbered = _numbered(token.start, number, most)
                most -= len(before)
                yield from before
        elif (
            (kind == "village" or _ends_in_village(token))
            and not _of_institution(tokens, index)
            and not _inside(token, taken)
        ):
            end = _village_end(text, tokens, index)
            name = text[token.end : end].strip() if end else ""
            if end and name not in _no_villages():
                start = token.start if kind == "village" else token.end - len(_village_word())
                if numbered and not text[numbered[1] : token.start].strip(" ,"):
                    start, numbered = numbered[0], None
                yield start, end, Place("village", _village_word() + name)
                following = _moo_after().match(text, end)
                if following:
                    index = _index_at(tokens, following.end(), index)
                    continue
        index += 1
    if numbered:
        yield numbered


def _numbered(start: int, number: re.Match[str], most: int) -> Iterator[FoundVillage]:
    """Yield the villages of a number or a range: ม.5, ม.1-3. A range of more than `most` is only its first."""
    first, last = int(number[1]), int(number[2] or number[1])
    if not first <= last <= first + most:
        last = first
    for one in range(first, last + 1):
        yield start, number.end(), Place("village", f"{_moo_word()} {one}")


def _ends_abbreviation(text: str, tokens: Sequence[WordToken], index: int) -> bool:
    """Return whether ม. is the end of a longer abbreviation: กท|ม., but not พ่นยุง|ม."""
    token, before = tokens[index], tokens[index - 1] if index else None
    if before is None or not token.text.endswith(".") or not _CONSONANT.match(text, token.start - 1):
        return False
    return not before.senses


def _ends_in_village(token: WordToken) -> bool:
    """Return whether a village's name may follow a word: after ผู้ใหญ่บ้าน, ชาวบ้าน, เยี่ยมบ้าน, not after แม่บ้าน."""
    if not token.text.endswith(_village_word()):
        return False
    return token.text in _villagers() or token.key("fieldwork") is not None


def _of_institution(tokens: Sequence[WordToken], index: int) -> bool:
    """Return whether บ้าน… is in the name of a temple or school: วัดบ้านปาง."""
    return index > 0 and tokens[index - 1].text in _institutions()


def _inside(token: WordToken, taken: Sequence[FoundVillage]) -> bool:
    return any(start <= token.start < end for start, end, _ in taken)


def _index_at(tokens: Sequence[WordToken], position: int, index: int) -> int:
    while index < len(tokens) and tokens[index].start < position:
        index += 1
    return index


def _village_end(text: str, tokens: Sequence[WordToken], index: int) -> int | None:
    """Return where the name after บ้าน ends, or None if บ้าน means a house.

    After a longer word (ผู้ใหญ่บ้านหนองบัว, เยี่ยมบ้านห้วยทราย) it must look like a name.
    """
    following = index + 1
    dotted = tokens[index].text.endswith(".")
    if following < len(tokens) and tokens[following].text == " " and (dotted or tokens[index].text.isascii()):
        following += 1
    if following >= len(tokens) or not _THAI.match(tokens[following].text):
        return None
    first = tokens[following]
    if first.key("places") == "village" or _counts_people(tokens, following):
        return None
    known = _longest_place_name(text, first.start)
    if tokens[index].key("places") != "village" and not known and first.key("places") != "toponym":
        return None
    sure = bool(known and known != first.text)
    if not sure and not _in_names(first):
        return None
    end = _to_token_end(tokens, following, first.start + len(known)) if known and sure else first.end
    for token in tokens[following + 1 :]:
        if token.start < end:
            continue
        goes_on = token.senses and _in_names(token) if sure else _in_names(token)
        if token.blank or not _THAI.match(token.text) or end - first.start > LONGEST_VILLAGE or not goes_on:
            break
        end = token.end
    return end if end - first.start >= 2 else None


def _counts_people(tokens: Sequence[WordToken], index: int) -> bool:
    """Return whether a number of people in words begins here and no name: ชาวบ้านสามสิบคน, ชาวบ้านสาม ร้อย คน."""
    if not is_number_word(tokens[index]):
        return False
    rest = (token for token in tokens[index:] if not token.blank and not is_number_word(token))
    counted = next(rest, None)
    return counted is not None and counted.text.startswith(_classifiers())


def _in_names(token: WordToken) -> bool:
    """Return whether a village's name may contain a word: unknown words, nouns of nature, usual parts of names."""
    if not token.senses or token.key("places") == "toponym":
        return True
    if any(kind in ("speech", "fieldwork", "partners") for kind, _ in token.senses):
        return False
    return token.key("common") == "nouns" or len(token.text) <= 2


def _to_token_end(tokens: Sequence[WordToken], index: int, end: int) -> int:
    """Return the end of a name. Inside an unknown word, or before a word's last letter (คลองยา|ว), it is that word's
    end."""
    for token in tokens[index:]:
        if token.end >= end:
            inside_a_word = token.senses and token.key("places") != "toponym" and token.end - end != 1
            return end if inside_a_word else token.end
    return end


def _longest_place_name(text: str, start: int) -> str | None:
    places = gazetteer().names
    for length in range(min(gazetteer().longest, len(text) - start), 3, -1):
        name = text[start : start + length]
        if name in places["subdistrict"] or name in places["district"]:
            return name
    return None


@cache
def _moo_after() -> re.Pattern[str]:
    return re.compile(rf"\s*{either(read('places')['village_number'])}\s*\d{{1,2}}")


@cache
def _no_villages() -> frozenset[str]:
    return frozenset(read("provinces")["no_village"]["words"])


@cache
def _institutions() -> frozenset[str]:
    return frozenset(read("provinces")["institution"]["words"])


@cache
def _classifiers() -> tuple[str, ...]:
    return tuple(read("numbers")["people"])


@cache
def _villagers() -> frozenset[str]:
    return frozenset(read("common")["villagers"])


@cache
def _village_word() -> str:
    return str(next(iter(read("places")["village"])))


@cache
def _moo_word() -> str:
    return str(list(read("places")["village_number"])[1])

"""Reads words about forms: recording somebody's opinion, "change answer 3", choices by number or label, decimals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from rapidfuzz import fuzz, process

from thai.context import ProgrammeWords
from thai.data import read
from thai.normalise import normalise
from thai.numbers import read_number

TYPO_SCORE: Final = 84  # of 100; it allows one or two wrong letters in a short label
TYPO_LEAST: Final = 3  # letters; a shorter label must be typed without a mistake
PART_LEAST: Final = 4  # letters; the least part of a label that may be typed instead of all of it
BEGINNING: Final = 40  # characters; this is asked of every message, so only its beginning is read
LONGEST_VIEWER: Final = 80  # characters; longer words say more than whose opinion it was

_DECIMAL = re.compile(r"(?<![\d.])([-+]?)\s*(\d[\d,]*(?:\.\d+)?)(?![\d.])")


def view_told(text: str) -> str | None:
    """Return whose opinion a message begins to record, or None if it does not."""
    beginning = normalise(text[:BEGINNING]).casefold()
    opening = next((opening for opening in _openings() if beginning.startswith(opening)), None)
    if opening is None:
        return None
    rest = normalise(text).strip()[len(opening) :].strip()
    for of in read("forms")["of"]["words"]:
        rest = rest.removeprefix(of).strip()
    return rest or None


def way_said(text: str) -> str | None:
    """Return the action in a form that a message names, and nothing else (ข้าม, พักไว้ก่อน)."""
    said = _plain(text)
    return _ways().get(said) or _ways().get(_without_particle(said))


def answer_number(text: str) -> int | None:
    """Return the number of the answer to change ("แก้ข้อ 3"), or None for any other message."""
    match = _edit().fullmatch(normalise(text).strip().casefold())
    return int(match[1]) if match else None


def numbers_said(text: str, known: ProgrammeWords | None = None) -> list[int]:
    """Return the numbers of a message that only has numbers of a list (1 3 · ๑, ๓ และ 5); empty for any other."""
    words = normalise(text).strip()
    if not _listed().fullmatch(words):
        spoken = read_number(words, known) if len(words) <= 12 and not re.search(r"\d", words) else None
        return [spoken] if spoken is not None else []
    return [int(digits) for digits in re.findall(r"\d{1,3}", words)]


def choice_said(text: str, labels: Sequence[str]) -> int | None:
    """Return the index of the label that was typed: in full, as a part of only one label, or with a small typo."""
    said = _plain(text)
    if not said:
        return None
    plain = [_plain(label) for label in labels]
    if plain.count(said) == 1:
        return plain.index(said)
    within = [place for place, label in enumerate(plain) if len(said) >= PART_LEAST and said in label]
    if len(within) == 1:
        return within[0]
    if len(said) < TYPO_LEAST:
        return None
    near = process.extract(said, plain, scorer=fuzz.ratio, score_cutoff=TYPO_SCORE, limit=2)
    if not near or (len(near) > 1 and near[0][1] == near[1][1]):
        return None
    return int(near[0][2])


def decimal_said(text: str, known: ProgrammeWords | None = None) -> Decimal | None:
    """Return the only number of a short answer (๒.๕, 1,200 บาท, -3, ยี่สิบห้าคน), or None if it has none or several."""
    words = normalise(text)
    found = _DECIMAL.findall(words)
    if len(found) == 1:
        sign, digits = found[0]
        value = Decimal(digits.replace(",", ""))
        return -value if sign == "-" else value
    if found or re.search(r"\d", words):
        return None
    spoken = read_number(words, known)
    return Decimal(spoken) if spoken is not None else None


def _plain(text: str) -> str:
    return normalise(text).replace(" ", "").casefold()


def _without_particle(said: str) -> str:
    """Return plain words without the particle at their end (เสร็จแล้วครับ)."""
    if len(said) > BEGINNING:
        return said
    ending = max((word for word in read("speech")["particle"] if said.endswith(word)), key=len, default="")
    return said.removesuffix(ending)


@cache
def _ways() -> dict[str, str]:
    return {_plain(word): way for way, words in read("forms")["ways"].items() for word in words}


@cache
def _openings() -> tuple[str, ...]:
    """Return the words, the longest first, because one may begin like another."""
    return tuple(sorted((normalise(word).casefold() for word in read("forms")["opening"]), key=len, reverse=True))


@cache
def _edit() -> re.Pattern[str]:
    words = sorted((re.escape(normalise(word).casefold()) for word in read("forms")["edit"]), key=len, reverse=True)
    between = "|".join(re.escape(word) for word in read("forms")["numbered"]["before"])
    return re.compile(rf"(?:{'|'.join(words)})\s*(?:{between})?\s*(\d{{1,3}})")


@cache
def _listed() -> re.Pattern[str]:
    beside = "|".join(re.escape(word) for word in read("forms")["numbered"]["beside"])
    return re.compile(rf"(?:[\s,.;/+&]|{beside})*(?:\d{{1,3}}(?:[\s,.;/+&]|{beside})*)+")


@cache
def yes_and_no() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of choices that mean yes, and those that mean no."""
    return frozenset(read("forms")["yes"]["names"]), frozenset(read("forms")["no"]["names"])

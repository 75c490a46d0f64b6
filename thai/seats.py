"""Reads nominations to seats of a unit's team, and questions about teams and forums."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal

from thai.almanac import either
from thai.beginnings import word_at_beginning
from thai.context import Context
from thai.data import read
from thai.forums import asks_about_forums
from thai.normalise import folded, tidy
from thai.phones import phones_in
from thai.rater_names import name_at, names_in, untitled_in
from thai.sentence import read as read_sentence

LONGEST: Final = 300  # characters; a longer message nominates nobody
LONGEST_QUESTION: Final = 80
LONGEST_POST: Final = 24  # letters that are said of somebody besides name and seat, without a word of nominating
LONGEST_BESIDE: Final = 12  # letters besides a seat in the answer to which it is
_LETTERS: Final = re.compile(r"[\u0e01-\u0e2eA-Za-z]")
_AROUND: Final = " :;,.-–=()\n\t\"'/"
_EDGES: Final = re.compile(
    r"^(?:ขอ|เป็น|คือ|ชื่อ|ใน|ที่|ตำแหน่ง|ผู้แทน|ตัวแทน|โทร\.?|เบอร์)\s*|\s*(?:เป็น|คือ|ไม่มีเบอร์|โทร\.?|เบอร์(?:โทร)?|นะ?(?:ครับ|ค่ะ|คะ))$|\sนะ$"
)
Asked = Literal["forums", "teams", "record", "waiting", "steps"]


@dataclass(frozen=True)
class PostWords:
    """The words for each seat: key -> words."""

    words: Mapping[str, Sequence[str]]

    def __hash__(self) -> int:
        return hash(tuple((key, tuple(words)) for key, words in self.words.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PostWords) and hash(self) == hash(other)


@dataclass(frozen=True, slots=True)
class TeamNominee:
    """Who is nominated to which seat (None: it is to be asked). `phone` is digits; `position` what else is said of
    them. `more`: the message has further phone numbers, so it names others, too."""

    name: str
    seat: str | None
    phone: str | None = None
    position: str | None = None
    more: bool = False


def seat_nomination_in(text: str, context: Context, words: PostWords) -> TeamNominee | None:
    """Return whom a message nominates, or None. Without a word of nominating it must name a seat and somebody, and say
    hardly anything else: who tells what somebody did nominates nobody."""
    said = tidy(text)
    low = folded(said)
    if len(said) > LONGEST or word_at_beginning(low, _words("proposes_else")) is not None:
        return None
    begins = word_at_beginning(low, _words("nominates"))
    rest = said[len(begins) :] if begins and len(low) == len(said) else said
    phones = phones_in(rest)
    for one in sorted(phones, reverse=True):
        rest = rest[: one.start] + "\t" + rest[one.end :]
    seat, without = _seat_in(rest, words)
    name = _name_in(without, rest, context)
    if name is None or (seat is None and begins is None):
        return None
    if begins is None and not (word_at_beginning(low, _all_words(words)) or phones):
        return None
    left = _left(rest.replace(name, "\t", 1), words)
    if begins is None and _tells(low, left, context):
        return None
    phone = next((one.digits for one in phones if one.digits), None)
    return TeamNominee(name, seat, phone, left, more=len({one.digits for one in phones if one.digits}) > 1)


def seat_named(text: str, words: PostWords) -> str | None:
    """Return the seat that a few words name, such as the answer to "which seat?"."""
    return _seat_in(tidy(text), words)[0]


def answers_seat(text: str, words: PostWords) -> bool:
    """Return whether words name a seat and say hardly anything else: เป็นกำนันค่ะ, but not what a กำนัน did."""
    seat, rest = _seat_in(tidy(text), words)
    return seat is not None and len(_LETTERS.findall(rest)) <= LONGEST_BESIDE


def asked_of_units(text: str, said: Sequence[str]) -> Asked | None:
    """Return what a message asks about forums or teams, or None."""
    low = folded(tidy(text))
    if len(low) > LONGEST_QUESTION or "\n" in low:
        return None
    if _pattern("record").search(low):
        return "record"
    if _pattern("waiting").search(low):
        return "waiting"
    if said and asks_about_forums(text, said):
        return "forums"
    if _pattern("asks_team").search(low) and (
        _pattern("team").search(low) or re.search(r"เสนอ(?:ชื่อ)?(?:กัน)?(?:ยัง)?(?:ไม่)?ครบ", low)
    ):
        return "teams"
    if _pattern("asks_seats").search(low):
        return "teams"
    return "teams" if _pattern("team").fullmatch(low.strip(_AROUND)) else None


def speaks_of_teams(text: str) -> bool:
    """Return whether words speak of the teams of units."""
    return _pattern("team").search(folded(tidy(text))) is not None


def _seat_in(said: str, words: PostWords) -> tuple[str | None, str]:
    """Return the seat that is named, and the words without it. The longest word counts, of equal ones the first."""
    found = [
        (-(match.end() - match.start()), match.start(), match.end(), key)
        for key, pattern in _seat_patterns(words)
        for match in pattern.finditer(said)
    ]
    if not found:
        return None, said
    _, start, end, key = min(found)
    return key, said[:start] + "\t" + said[end:]


@lru_cache(maxsize=8)
def _seat_patterns(words: PostWords) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (key, re.compile(r"(?:ผู้แทน|ตัวแทน)?\s?" + either(sorted(known, key=len, reverse=True))))
        for key, known in words.words.items()
    )


@lru_cache(maxsize=8)
def _all_words(words: PostWords) -> tuple[str, ...]:
    known = [word.lower() for several in words.words.values() for word in several]
    return tuple(
        sorted([*known, *(f"ผู้แทน{word}" for word in known), *(f"ผู้แทน {word}" for word in known)], key=len, reverse=True)
    )


def _name_in(without: str, rest: str, context: Context) -> str | None:
    """Return the name with its title: in what is left without the seat, else where the title is the seat's own word
    (กำนันบุญเลิศ)."""
    cut = "\t".join(_EDGES.sub("", part.strip(_AROUND)) for part in re.split(r"[\t\n]", without))
    for names in (names_in(cut, context.words, official=True), names_in(rest, context.words, official=True)):
        formal = [one for one in names if one.formal] or list(names)
        if formal:
            return formal[0].text.strip()
    one = untitled_in(cut, context.words) or name_at(cut, 0, context.words)
    return one.text.strip() if one else None


def _left(rest: str, words: PostWords) -> str | None:
    """Return what else is said of somebody: their post, without the seat."""
    _, rest = _seat_in(rest, words)
    parts = [_EDGES.sub("", _EDGES.sub("", part.strip(_AROUND))).strip(_AROUND) for part in re.split(r"[\t\n]", rest)]
    return next((part for part in parts if len(re.findall(r"[\u0e01-\u0e2eA-Za-z]", part)) >= 3), None)


def _tells(low: str, left: str | None, context: Context) -> bool:
    """Return whether a message tells of something that was done, or says more of somebody than their post."""
    sentence = read_sentence(low, context)
    deed = any(token.key("fieldwork") for token in sentence.tokens) or bool(sentence.days or sentence.tags)
    return deed or len(_LETTERS.findall(left or "")) > LONGEST_POST


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile(either(_words(table)))


@cache
def _words(table: str) -> tuple[str, ...]:
    return tuple(sorted((word.lower() for word in read("forums")[table]), key=len, reverse=True))

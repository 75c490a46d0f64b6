"""Questions to the mentor: recognises that a message asks the mentor something, and what it asks."""

from __future__ import annotations

import re
from functools import cache

from thai.almanac import either
from thai.beginnings import word_at_beginning
from thai.data import read
from thai.normalise import tidy

_AROUND = " :;,-\n"
READ_FOR_THAT = 120  # characters in which it is said to whom the words go
SHORTEST_WORDS = 4


def asks(text: str) -> bool:
    """Return whether a message begins with a word of asking: ถามพี่เลี้ยง, not ครูพี่เลี้ยงเป็นใคร."""
    return _after(tidy(text).strip(), _words("asks")) is not None


def question_in(text: str) -> str | None:
    """Return the question as written: everything after "ask my mentor (that)", or None if nothing follows.

    After the title of an office, and after words such as เรียน and แจ้ง, there must be a break or ว่า: people also tell of
    work with them (ปรึกษานายอำเภอเรื่องถนน, เรียนนายอำเภอเรื่องน้ำท่วมแล้ว).
    """
    if not text.lstrip().lower().startswith(_openings()):  # nearly every message; it need not be tidied
        return None
    tidied = tidy(text).strip()
    said = _to(tidied, _words("asks"), tuple(read("commands")["mentor"]))
    if said is None:
        said = _to(tidied, _openings(), _mentors())
        if said is None or not said.startswith((*_AROUND, *_words("that"))):
            return None
        if word_at_beginning(said.lstrip(_AROUND), _words("reports")):
            return None  # เรียนพี่เลี้ยง ขอรายงานผลการลงพื้นที่ …
    said = said.lstrip(_AROUND)
    rest = _after(said, _words("that"))
    return (said if rest is None else rest).strip(_AROUND) or None


def thinks_aloud(text: str) -> bool:
    """Return whether a message of somebody who looks after others is no request yet: เดี๋ยวค่อยดูว่าใครยังไม่ส่ง."""
    return any(word in text for word in read("enquiries")["thinks_aloud"])


def words_after_that(text: str) -> str | None:
    """Return the words to announce behind the first ว่า or colon, or None if there is none or little follows."""
    found = _that().search(text[:READ_FOR_THAT])
    rest = text[found.end() :].strip(_AROUND) if found else ""
    return rest if len(rest) >= SHORTEST_WORDS else None


@cache
def _that() -> re.Pattern[str]:
    return re.compile(either(_words("says")))


def _to(said: str, openings: tuple[str, ...], mentors: tuple[str, ...]) -> str | None:
    """Return what follows one of the openings and one of the mentor's names, or None."""
    rest = _after(said, openings)
    found = word_at_beginning(rest.lower(), mentors) if rest else None
    return rest[len(found) :] if rest and found else None


def _after(said: str, words: tuple[str, ...]) -> str | None:
    """Return what follows the longest of these words at the beginning, or None if it begins with none of them."""
    found = word_at_beginning(said.lower(), words)
    return said[len(found) :].lstrip(_AROUND) if found else None


@cache
def _openings() -> tuple[str, ...]:
    return (*_words("asks"), *_words("addresses"))


@cache
def _words(table: str) -> tuple[str, ...]:
    return tuple(read("asking")[table])


@cache
def _mentors() -> tuple[str, ...]:
    return (*read("commands")["mentor"], *_words("mentor"))

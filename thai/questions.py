"""Knows what asks: words that ask as whole words, not inside of names and things."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from thai.almanac import either
from thai.data import read
from thai.formal_names import people_named
from thai.normalise import folded, tidy
from thai.phones import phones_in

LONGEST_QUESTION: Final = 200  # characters
LONGEST_TAIL: Final = 120  # characters at the end of a longer message that may ask
_NOBODY: Final = "\u2060"  # stands for somebody who was named: no letter, and no space
_NOT_AT_END: Final = ("สอบถาม", "ขอดู", "ขอทราบ")


def asks(text: str) -> bool:
    """Return whether a message asks something: words that ask as whole words, not inside of names and things (นายไหม
    ทองดี, ผ้าไหม). Of a message with a phone number, or a long one, only how it ends."""
    low = _without_names(tidy(text))
    if len(low) > LONGEST_QUESTION or any(one.digits for one in phones_in(low)):
        low = low[-LONGEST_TAIL:]
        return _ends_asking().search(low) is not None
    if _asks_at_end().search(low) or _in_english().search(low) or _counted().search(low):
        return True
    return _any("asks").search(low) is not None


def _without_names(said: str) -> str:
    """Return words in small letters without the people who are named in them, and without what only seems to ask."""
    parts, at = [], 0
    for one in people_named(said):
        parts += [said[at : one.start], _NOBODY]
        at = one.end
    low = folded("".join([*parts, said[at:]]))
    return _any("no_question").sub(_NOBODY, low)


@cache
def _asks_at_end() -> re.Pattern[str]:
    """Return a pattern for a question's end: a polite word, a space or the end follows."""
    words = read("questions")
    particles = either(words["particles"])
    return re.compile(rf"{either(words['ends'])}(?:{particles}|[\s?])*(?=$|[\s,?])")


@cache
def _ends_asking() -> re.Pattern[str]:
    words = read("questions")
    ends = either((*words["ends"], *(one for one in words["asks"] if one not in _NOT_AT_END)))
    return re.compile(rf"{ends}(?:{either(words['particles'])}|แล้ว|[\s?])*$")


@cache
def _in_english() -> re.Pattern[str]:
    return re.compile(rf"^\s*(?:please\s|hello\s|hi\s)*{either(read('questions')['begins_in_english'])}\b")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"กี่\s?{either(read('questions')['counted'])}")


@cache
def _any(table: str) -> re.Pattern[str]:
    return re.compile(either(read("questions")[table]))

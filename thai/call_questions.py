"""Reads questions about calls: by when, how many, which units have answered, what one's own has sent."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from thai.almanac import either
from thai.call_text import pattern
from thai.data import read
from thai.formal_names import people_named
from thai.normalise import folded, tidy
from thai.phones import phones_in

LONGEST_QUESTION: Final = 200  # characters
LONGEST_TAIL: Final = 120  # characters behind which the end of a longer message may ask
AskedOfCall = Literal["deadline", "who", "mine", "how"]
_KINDS: Final[tuple[AskedOfCall, ...]] = ("mine", "who", "deadline")
_YET: Final = re.compile(r"ยัง(?:ครับ|คับ|ค่ะ|คะ|[\s?])*$")  # กองคลังส่งชื่อยัง
_NOBODY: Final = "\u2060"  # stands for somebody who was named: no letter, and no space


def asked_of_calls(text: str, *, alone: bool) -> AskedOfCall | None:
    """Return what a message asks about a call, or None. `alone`: nothing else is sent by a day, so that who speaks of
    sending speaks of a call."""
    low = folded(tidy(text))
    if len(low) > LONGEST_QUESTION or not asks(text):
        return None
    sends = alone and pattern("about_sending").search(pattern("sends_else").sub("", low))
    about = pattern("about_calls").search(low) or sends
    if not about or pattern("asks_why").search(low):
        return None
    kind = next((kind for kind in _KINDS if pattern(f"asks_{kind}").search(low)), None)
    return kind or ("who" if pattern("asks_whether").search(low) or _YET.search(low) else "how")


def asks(text: str) -> bool:
    """Return whether a message asks something: words that ask as whole words, not inside of names and things (นายไหม
    ทองดี, ผ้าไหม). Of a message with a phone number, or a long one, only how it ends."""
    low = _without_names(tidy(text))
    if len(low) > LONGEST_QUESTION or any(one.digits for one in phones_in(low)):
        low = low[-LONGEST_TAIL:]
        return _ends_asking().search(low) is not None
    if _asks_at_end().search(low) or _in_english().search(low) or _counted().search(low):
        return True
    return pattern("question").search(low) is not None


def kind_asked(text: str) -> Literal["people", "projects"] | None:
    """Return whether a question about calls is about people or projects, or None if it does not say."""
    low = folded(tidy(text))
    if pattern("of_projects").search(low):
        return "projects"
    return "people" if pattern("of_people").search(low) else None


def speaks_of_candidates(text: str) -> bool:
    """Return whether words about a file mean what units have sent."""
    return pattern("exported").search(folded(tidy(text))) is not None


def _without_names(said: str) -> str:
    """Return words in small letters without the people who are named in them, and without what only seems to ask."""
    parts, at = [], 0
    for one in people_named(said):
        parts += [said[at : one.start], _NOBODY]
        at = one.end
    low = folded("".join([*parts, said[at:]]))
    return pattern("no_question").sub(_NOBODY, low)


@cache
def _asks_at_end() -> re.Pattern[str]:
    """Return a pattern for a question's end: a polite word, a space or the end follows."""
    calls = read("calls")
    particles = either(calls["question_particles"])
    return re.compile(rf"{either(calls['question_at_end'])}(?:{particles}|[\s?])*(?=$|[\s,?])")


@cache
def _ends_asking() -> re.Pattern[str]:
    calls = read("calls")
    ends = either((*calls["question_at_end"], *(one for one in calls["question"] if one not in _NOT_AT_END)))
    return re.compile(rf"{ends}(?:{either(calls['question_particles'])}|แล้ว|[\s?])*$")


_NOT_AT_END: Final = ("สอบถาม", "ขอดู", "ขอทราบ")


@cache
def _in_english() -> re.Pattern[str]:
    return re.compile(rf"^\s*(?:please\s|hello\s|hi\s)*{either(read('calls')['question_in_english'])}\b")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"กี่\s?{either(read('calls')['counted'])}")

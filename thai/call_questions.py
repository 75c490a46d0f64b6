"""Reads questions about calls: by when, how many, which units have answered, what one's own has sent."""

from __future__ import annotations

import re
from typing import Final, Literal

from thai.call_text import pattern
from thai.normalise import folded, tidy
from thai.questions import asks

LONGEST_QUESTION: Final = 200  # characters
AskedOfCall = Literal["deadline", "who", "mine", "how"]
_KINDS: Final[tuple[AskedOfCall, ...]] = ("mine", "who", "deadline")
_YET: Final = re.compile(r"ยัง(?:ครับ|คับ|ค่ะ|คะ|[\s?])*$")  # กองคลังส่งชื่อยัง


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
    whether = pattern("asks_whether").search(low) or _YET.search(low)
    return kind or ("who" if whether and not pattern("asks_how").search(low) else "how")


def wants_to_apply(text: str) -> bool:
    """Return whether a message speaks of applying: ขอสมัครอำเภอนำร่อง, สมัครยังไง. Of whom has joined it means no
    registration."""
    low = folded(tidy(text))
    return len(low) <= LONGEST_QUESTION and pattern("applies").search(low) is not None


def kind_asked(text: str) -> Literal["people", "projects"] | None:
    """Return whether a question about calls is about people or projects, or None if it does not say."""
    low = folded(tidy(text))
    if pattern("of_projects").search(low):
        return "projects"
    return "people" if pattern("of_people").search(low) else None


def asks_to_take_in(text: str) -> bool:
    """Return whether a message asks to make members of those who were sent or chosen. It is shown first who that is."""
    low = folded(tidy(text))
    return len(low) <= LONGEST_QUESTION and pattern("takes_in").match(low) is not None


def speaks_of_candidates(text: str) -> bool:
    """Return whether words about a file mean what units have sent."""
    return pattern("exported").search(folded(tidy(text))) is not None

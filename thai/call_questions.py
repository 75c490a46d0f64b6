"""Reads questions about calls: by when, how many, which units have answered, what one's own has sent."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from thai.almanac import either
from thai.data import read
from thai.normalise import folded, tidy

LONGEST_QUESTION: Final = 100  # characters
AskedOfCall = Literal["deadline", "who", "mine", "how"]
_KINDS: Final[tuple[AskedOfCall, ...]] = ("mine", "who", "deadline")


def asked_of_calls(text: str, *, alone: bool) -> AskedOfCall | None:
    """Return what a message asks about a call, or None. `alone`: nothing else is sent by a day, so that who speaks of
    sending speaks of a call."""
    low = folded(tidy(text))
    if len(low) > LONGEST_QUESTION or "\n" in low or _pattern("question").search(low) is None:
        return None
    sends = alone and _pattern("about_sending").search(_pattern("sends_else").sub("", low))
    about = _pattern("about_calls").search(low) or sends
    if not about:
        return None
    return next((kind for kind in _KINDS if _pattern(f"asks_{kind}").search(low)), "how")


def kind_asked(text: str) -> Literal["people", "projects"] | None:
    """Return whether a question about calls is about people or projects, or None if it does not say."""
    low = folded(tidy(text))
    if _pattern("of_projects").search(low):
        return "projects"
    return "people" if _pattern("of_people").search(low) else None


def speaks_of_candidates(text: str) -> bool:
    """Return whether words about a file mean what units have sent."""
    return _pattern("exported").search(folded(tidy(text))) is not None


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile(either(word.lower() for word in read("calls")[table]))

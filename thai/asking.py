"""Words to the mentor: whether somebody asks them something, or only who they are, and what it is they ask."""

from __future__ import annotations

from functools import cache

from thai.data import read
from thai.normalise import tidy

_AROUND = " :;,-\n"


def asks(text: str) -> bool:
    """Whether a message begins with a word of asking: ถามพี่เลี้ยง, not ครูพี่เลี้ยงเป็นใคร."""
    return _after(tidy(text).strip(), _words("asks")) is not None


def question_in(text: str) -> str | None:
    """What is asked, as it was written: all that follows "ask my mentor (that)"; None when nothing does."""
    if not text.lstrip().lower().startswith(_words("asks")):  # nearly every message: spares tidying it
        return None
    said = _after(tidy(text).strip(), _words("asks"))
    said = _after(said, _mentors()) if said else None
    if said is None:
        return None
    rest = _after(said, _words("that"))
    return (said if rest is None else rest).strip(_AROUND) or None


def _after(said: str, words: tuple[str, ...]) -> str | None:
    """What follows the longest of these words at the beginning; None when it begins with none of them."""
    low = said.lower()
    found = max((word for word in words if low.startswith(word)), key=len, default=None)
    return said[len(found) :].lstrip(_AROUND) if found else None


@cache
def _words(table: str) -> tuple[str, ...]:
    return tuple(read("asking")[table])


@cache
def _mentors() -> tuple[str, ...]:
    return (*read("commands")["mentor"], *_words("mentor"))

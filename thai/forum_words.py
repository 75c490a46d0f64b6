"""The words of forums as patterns: the tables of data/forums.toml, and where a programme's word for a forum stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from thai.almanac import either
from thai.data import read

THAI: Final = r"[\u0e01-\u0e4e]"
_ABBREVIATED: Final = r"[ก-ฮ]{1,2}\.[ก-ฮ]{1,2}\."  # a month, such as ส.ค.
_SHORTEST_MISSPELT: Final = 7  # letters of a word of which one letter may be wrong
_EDGE: Final = 2  # letters at either end that must be right, or other words would be taken for it


@cache
def words(table: str) -> tuple[str, ...]:
    """Return the words of a table in lower case, the longest first."""
    return tuple(sorted((word.lower() for word in read("forums")[table]), key=len, reverse=True))


@cache
def pattern(table: str) -> re.Pattern[str]:
    """Return the pattern of a table. `people_after` and `counted_else` stand behind a number; TABLE$ ends a text."""
    if table == "counted_else":
        return re.compile(rf"\s*(?:{either(words(table))}|{_ABBREVIATED})")
    if table == "people_after":
        return re.compile(rf"\s*{either(words('people'))}")
    if table.endswith("$"):
        return re.compile(rf"{either(words(table[:-1]))}(?:ประมาณ|ราว|เกือบ|จริง|ได้|มี)?\s*\0")
    return re.compile(either(words(table)))


def ends_with(table: str, text: str) -> re.Match[str] | None:
    """Return the word of a table with which a text ends, but for spaces, marks and “about”."""
    return pattern(f"{table}$").search(text.rstrip(" :=~\t") + "\0")


def forum_names(low: str, said: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Yield where a text names a forum by one of the programme's words, or by one with a wrong letter. Names of other
    things that have such a word in them (ศาลาประชาคม) are none."""
    return (match for match in _named(said).finditer(low) if match["forum"])


@cache
def _named(said: tuple[str, ...]) -> re.Pattern[str]:
    known = sorted((word.lower() for word in said), key=len, reverse=True)
    wrong = dict.fromkeys(one for word in known for one in _misspelt(word))
    misspelt = rf"(?:{'|'.join(wrong) or '(?!)'})(?![\u0e30-\u0e3a\u0e47-\u0e4e])"
    return re.compile(rf"{either(words('no_forum'))}|(?P<forum>{either(known)}|{misspelt})")


def _misspelt(word: str) -> Iterator[str]:
    """Yield patterns for a word with one letter too many, too few, another one, or two in the wrong order."""
    if len(word) < _SHORTEST_MISSPELT or not re.fullmatch(f"{THAI}+", word):
        return
    for at in range(_EDGE, len(word) - _EDGE + 1):
        yield word[:at] + THAI + word[at:]
    for at in range(_EDGE, len(word) - _EDGE):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + THAI + word[at + 1 :]
    for at in range(1, len(word) - 2):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]

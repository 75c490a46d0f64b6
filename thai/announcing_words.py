"""Finds the words of data/announcing.toml in what is announced: which stand at a place, and where the text goes on."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from thai.almanac import either
from thai.beginnings import word_at_beginning
from thai.data import read

LONGEST_ADDRESS: Final = 120  # characters in which it is said to whom the words go
AROUND: Final = " \t\n:;,-–—\u200b"
_ENDS = ("", " ", "\t", "\n", ":", ",")
_THAT = "ว่า"
_MORE = "กว่า"


def after(text: str, at: int, table: str) -> tuple[int, bool]:
    """Return (where the text goes on behind the longest word of a table, whether there is one)."""
    start = at + len(text[at:]) - len(text[at:].lstrip(" \t"))
    low = text[start : start + LONGEST_ADDRESS].lower()
    found = word_at_beginning(low, (word for word in words_of(table) if _is_whole(low, word, table)))
    return (at, False) if found is None else (start + len(found), True)


def _is_whole(low: str, word: str, table: str) -> bool:
    """Return whether a word at the beginning is not part of a longer one: all of allies, ว่า of ว่าที่ร้อยตรี, ทราบ of
    ทราบแล้ว."""
    rest = low[len(word) :]
    if word.isascii() and word.isalpha():
        return not (rest[:1].isascii() and rest[:1].isalpha())
    if table != "that":
        return True
    return (
        not rest.startswith(words_of("ranks")) if word.endswith(_THAT) else not word[-1].isalpha() or rest[:1] in _ENDS
    )


def is_break(text: str, at: int) -> bool:
    """Return whether a word ends at a place: at the end of the text, or at a space, a line or a colon."""
    return at >= len(text) or text[at] in " \t\n:" or text[at - 1] in " \t\n:"


@cache
def that_pattern() -> re.Pattern[str]:
    """Return a pattern of the words behind which an announcement begins (ว่า, ทราบ), but not of กว่า or ว่าที่ร้อยตรี."""
    return re.compile(rf"(?:{either(read('announcing')['that'])})(?<!{_MORE})(?!{either(words_of('ranks'))})")


@cache
def words_of(table: str) -> tuple[str, ...]:
    """Return the words of a table of data/announcing.toml in small letters."""
    return tuple(word.lower() for word in read("announcing")[table])

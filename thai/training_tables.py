"""The tables of data/trainings.toml, the longest word of each first, and patterns of them."""

from __future__ import annotations

import re
from functools import cache

from thai.almanac import either
from thai.data import read


@cache
def table_words(table: str) -> tuple[str, ...]:
    """Return the words of a table in small letters."""
    return tuple(sorted((word.lower() for word in read("trainings")[table]), key=len, reverse=True))


@cache
def any_word_of(*tables: str) -> str:
    """Return the pattern of any word of these tables."""
    return either(word for table in tables for word in table_words(table))


@cache
def table_pattern(table: str) -> re.Pattern[str]:
    """Return the compiled pattern of any word of a table."""
    return re.compile(any_word_of(table))

"""Reads questions about selections: who was chosen, what came of it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from thai.almanac import either
from thai.data import read
from thai.normalise import folded, tidy

LONGEST_QUESTION: Final = 80  # characters


def asks_about_selections(text: str) -> bool:
    """Return whether a message asks what came of a selection. What is told of one, with a day, does not."""
    low = folded(tidy(text))
    if len(low) > LONGEST_QUESTION or "\n" in low or _pattern("told").search(low):
        return False
    return _pattern("results").search(low) is not None


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile(either(word.lower() for word in read("selections")[table]))

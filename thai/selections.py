"""Reads questions about selections: who was chosen, what came of it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from thai.almanac import either
from thai.data import read
from thai.normalise import folded, tidy
from thai.questions import asks

LONGEST_QUESTION: Final = 80  # characters


def asks_about_selections(text: str) -> bool:
    """Return whether a message asks what came of a selection. What is told of one, with a day, does not."""
    low = folded(tidy(text))
    if asks_for_outcome(text):
        return True
    if len(low) > LONGEST_QUESTION or "\n" in low or _pattern("told").search(low):
        return False
    return _pattern("results").search(low) is not None


def asks_for_outcome(text: str) -> bool:
    """Return whether a message asks who chooses, or when it is told who was chosen: ใครเป็นคนตัดสิน, ผลออกวันไหน."""
    low = folded(tidy(text))
    if len(low) > LONGEST_QUESTION or "\n" in low or _pattern("told").search(low):
        return False
    if not asks(text):
        return asks_who_chooses(text) and _pattern("who").search(low) is not None
    return any(_pattern(table).search(low) for table in ("results", "asks_result", "asks_who_chooses"))


def asks_who_chooses(text: str) -> bool:
    """Return whether a message asks who chooses, or by what."""
    return _pattern("asks_who_chooses").search(folded(tidy(text))) is not None


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile(either(word.lower() for word in read("selections")[table]))

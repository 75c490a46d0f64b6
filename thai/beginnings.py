"""Finds the word of a table with which a text begins, for messages that say in their first words what they want."""

from __future__ import annotations

from collections.abc import Iterable


def word_at_beginning(text: str, words: Iterable[str]) -> str | None:
    """Return the longest of these words with which a text begins, None if it begins with none of them."""
    return max((word for word in words if text.startswith(word)), key=len, default=None)

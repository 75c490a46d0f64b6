"""The commands cards offer a role, and the texts they are offered with; the table itself: thai/intents.py."""

from __future__ import annotations

from thai.intents import MENUS, STRANGER


def commands_of(role: str | None) -> tuple[str, ...]:
    """Intents offered to `role` (None: has not joined), in the order of its rich menu, without the menu itself."""
    return tuple(intent for row in MENUS[role or STRANGER] for intent in row if intent != "menu")


def word_key(intent: str) -> str:
    """Return the text key of the command word for `intent`."""
    return f"command-{intent.replace('_', '-')}"


def about_key(intent: str) -> str:
    """The text key of what `intent` is for, in a few words."""
    return f"about-{intent.replace('_', '-')}"

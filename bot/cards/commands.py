"""The commands that cards offer to a role, with the keys of their texts. The table of intents is thai/intents.py."""

from __future__ import annotations

from thai.intents import MENUS, STRANGER


def commands_of(role: str | None) -> tuple[str, ...]:
    """Return the intents offered to `role` (None: has not joined), in its rich menu's order, without the menu."""
    return tuple(intent for row in MENUS[role or STRANGER] for intent in row if intent != "menu")


def word_key(intent: str) -> str:
    """Return the text key of the command word for `intent`."""
    return f"command-{intent.replace('_', '-')}"


def about_key(intent: str) -> str:
    """Return the text key of the short description of `intent`."""
    return f"about-{intent.replace('_', '-')}"

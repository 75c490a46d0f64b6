"""Which commands each role is offered, in the order of the menu card, the help card and the rich menus."""

from __future__ import annotations

from typing import Final

COMMANDS: Final[dict[str, tuple[str, ...]]] = {
    "stranger": ("register", "help"),
    "participant": (
        "log_activity",
        "list_activities",
        "my_status",
        "start_feedback",
        "coverage",
        "contact_mentor",
        "my_data",
        "help",
    ),
    "mentor": ("pending_reviews", "summary", "who_is_missing", "start_feedback", "my_status", "my_data", "help"),
    "coordinator": ("summary", "who_is_missing", "broadcast", "export", "my_status", "my_data", "help"),
}
PICTOGRAMS: Final = {
    "register": "🔑",
    "log_activity": "📝",
    "list_activities": "📅",
    "my_status": "📊",
    "pending_reviews": "✅",
    "contact_mentor": "💬",
    "start_feedback": "📋",
    "coverage": "🧭",
    "summary": "📈",
    "who_is_missing": "🔎",
    "broadcast": "📣",
    "export": "📤",
    "my_data": "👤",
    "help": "💡",
    "menu": "☰",
}


def commands_of(role: str | None) -> tuple[str, ...]:
    """Intents offered to `role`; None is a stranger."""
    return COMMANDS[role or "stranger"]


def word_key(intent: str) -> str:
    """The text key of the word a person taps or types for `intent`."""
    return f"command-{intent.replace('_', '-')}"

"""Words whose reading is in doubt, whatever the language module makes of them: what a conversation is tested with."""

from dataclasses import replace
from datetime import date
from typing import Any

from thai import understand as language
from thai.context import Context
from thai.meaning import Doubt, DoubtKind, Understood


def july(day: int) -> date:
    return date(2023, 7, day)


def weekday(written: date, *others: date) -> Doubt:
    """A weekday that contradicts the written date."""
    return Doubt("activity_date", DoubtKind.WEEKDAY, (written, *others))


class Doubting:
    """Understands as the bot does, but some messages with other slots and with doubts."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[dict[str, Any], tuple[Doubt, ...], str | None, tuple[str, ...]]] = {}

    def reads(
        self, text: str, *doubts: Doubt, intent: str | None = None, guesses: tuple[str, ...] = (), **slots: Any
    ) -> str:
        """Let a message be read so, and return it."""
        self._known[text] = (slots, doubts, intent, guesses)
        return text

    def understand(self, text: str, context: Context) -> Understood:
        read = language.understand(text, context)
        if text not in self._known:
            return read
        slots, doubts, intent, guesses = self._known[text]
        changed = replace(read.slots, **slots)
        return replace(read, intent=intent or read.intent, exact=False, slots=changed, doubts=doubts, guesses=guesses)

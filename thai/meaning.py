"""What a message was understood to mean: intent, slots and the words that caused them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """A place as said; `code` is geothai's 2-, 4- or 6-digit code, None when unknown or ambiguous."""

    level: str
    name: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a slot has a value: the words of the message behind it."""

    slot: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Slots:
    """Everything said besides the intent; None or () when not said."""

    activity_date: date | None = None
    time: str | None = None
    period: tuple[date, date] | None = None
    people_count: int | None = None
    sectors: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    tags: tuple[str, ...] = ()
    person: str | None = None
    code: str | None = None
    message: str | None = None
    language: str | None = None
    problem: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Only what was said, in the shapes of the `understand` command."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self) if self._said(field.name)}

    def _said(self, name: str) -> bool:
        value = getattr(self, name)
        return value is not None and value != ()


@dataclass(frozen=True, slots=True)
class Understood:
    """One message, understood.

    `exact`: the whole message is nothing but the command, particles aside. `guesses`: the two likeliest
    intents when `intent` is "unknown". `because`: the words behind each suggestion.
    """

    text: str
    intent: str
    exact: bool
    guesses: tuple[str, ...]
    slots: Slots
    because: tuple[Cause, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """{"text", "intent", "guesses", "slots"}."""
        return {
            "text": self.text,
            "intent": self.intent,
            "guesses": list(self.guesses),
            "slots": self.slots.to_json(),
        }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        if value and isinstance(value[0], date):
            first, last = value
            return {"from": first.isoformat(), "to": last.isoformat()}
        return [_plain(item) for item in value]
    if isinstance(value, Place):
        return {"level": value.level, "name": value.name, "code": value.code}
    return value

"""The meaning of a message: its intent, its slots, and the words that caused them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """A place as written; `code` is geothai's 2-, 4- or 6-digit code, None if it is unknown or ambiguous."""

    level: str
    name: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """The words of the message because of which a slot has a value."""

    slot: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Slots:
    """Everything in a message besides the intent. A slot that is not mentioned is None or ()."""

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
        """Return the slots that were mentioned, in the shapes of the `understand` command."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self) if self._said(field.name)}

    def _said(self, name: str) -> bool:
        value = getattr(self, name)
        return value is not None and value != ()


@dataclass(frozen=True, slots=True)
class Understood:
    """The meaning of one message.

    `exact`: the message is only the command, apart from particles. `guesses`: the two likeliest intents if `intent` is
    "unknown". `because`: the words that caused each slot.
    """

    text: str
    intent: str
    exact: bool
    guesses: tuple[str, ...]
    slots: Slots
    because: tuple[Cause, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return {"text", "intent", "guesses", "slots"}."""
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

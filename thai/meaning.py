"""The meaning of a message: its intent, its slots, and the words that caused them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
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


class DoubtKind(StrEnum):
    """Why the value of a slot is in doubt."""

    WEEKDAY = "weekday"  # the weekday contradicts the written date; the options are that date and days of that weekday
    SEVERAL_DAYS = "several_days"  # work of several days; the options are all of them
    WHICH_DAY = "which_day"  # one of several dates is meant; the first option is the likeliest
    PERIOD_ONLY = "period_only"  # work of some day in a period, such as last week; the options may be empty
    FUTURE = "future"  # work of a day to come
    UNKNOWN_DAY = "unknown_day"  # a feast whose date is not in the calendar, or an impossible date; no options
    WHICH_NUMBER = "which_number"  # one of several numbers is meant, or parts and total differ
    LENGTH = "length"  # leave whose last day is not certain; the options are periods
    NOT_ASKED = "not_asked"  # illness or absence is told, but leave is not asked for
    GUESSED = "guessed"  # the intent itself: no rule says it, but the whole message is like others with it
    LIKE_NAME = "like_name"  # a place whose name is spelt differently; the options are known places


DoubtOption = date | tuple[date, date] | int | Place


@dataclass(frozen=True, slots=True)
class Doubt:
    """A slot that was read with less than certainty.

    `slot` is the name of a field of Slots, or "intent". `options` are the values to choose from, the likeliest first;
    the slot has the first of them, or nothing if none can be assumed. `words` are the words that are in doubt.
    """

    slot: str
    kind: DoubtKind
    options: tuple[DoubtOption, ...] = ()
    words: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return {"slot", "kind", "options", "words"}, with options in the shapes of slots."""
        return {
            "slot": self.slot,
            "kind": self.kind.value,
            "options": [_plain_option(option) for option in self.options],
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class Understood:
    """The meaning of one message.

    `exact`: the message is only the command, apart from particles. `guesses`: the two likeliest intents if `intent` is
    "unknown". `because`: the words that caused each slot. `doubts`: slots that a person should confirm or choose.
    """

    text: str
    intent: str
    exact: bool
    guesses: tuple[str, ...]
    slots: Slots
    because: tuple[Cause, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def doubts_of(self, slot: str) -> tuple[Doubt, ...]:
        """Return the doubts about a slot."""
        return tuple(doubt for doubt in self.doubts if doubt.slot == slot)

    def to_json(self) -> dict[str, Any]:
        """Return {"text", "intent", "guesses", "slots"}, and "doubts" if there are any."""
        told: dict[str, Any] = {
            "text": self.text,
            "intent": self.intent,
            "guesses": list(self.guesses),
            "slots": self.slots.to_json(),
        }
        return told | {"doubts": [doubt.to_json() for doubt in self.doubts]} if self.doubts else told


def _plain_option(option: DoubtOption) -> Any:
    return _plain((option,))[0] if isinstance(option, Place) else _plain(option)


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

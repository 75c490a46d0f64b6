"""Scores of one way of understanding over marked messages: by intent, by slot, wrong acts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.thai.messages import Message
from thai.intents import INTENTS

# One way of understanding: a message becomes an intent and slots as JSON.
Reader = Callable[[Message], tuple[str, Mapping[str, Any]]]

SET_SLOTS = ("sectors", "places", "tags")
SLOTS = ("dates", "time", "people_count", "places", "sectors", "tags", "person", "code", "message", "language")


@dataclass
class Count:
    """Right ones of all, or for sets of values: hits, misses and false ones."""

    right: int = 0
    all: int = 0
    hits: int = 0
    missed: int = 0
    false: int = 0

    @property
    def share(self) -> float:
        return self.right / self.all if self.all else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.hits + self.missed + self.false
        return 2 * self.hits / total if total else 1.0


@dataclass
class Score:
    """What one reader got right; `mistakes` are (message, what was understood, what differs)."""

    intents: dict[str, Count] = field(default_factory=dict)
    slots: dict[str, Count] = field(default_factory=dict)
    wrong_acts: int = 0
    messages: int = 0
    mistakes: list[tuple[Message, str, str]] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        return sum(count.right for count in self.intents.values()) / max(1, self.messages)

    @property
    def wrong_act_rate(self) -> float:
        return self.wrong_acts / max(1, self.messages)


def score(messages: Sequence[Message], reader: Reader) -> Score:
    """Reads every message and compares.

    A wrong act is a command that changes something and was not meant. A slot counts where it was said or
    read; dates are right when day, period or impossibility all agree. Tags count only where they are marked.
    """
    result = Score()
    for message in messages:
        intent, slots = reader(message)
        result.messages += 1
        count = result.intents.setdefault(message.intent, Count())
        count.all += 1
        if intent == message.intent:
            count.right += 1
        else:
            result.mistakes.append((message, intent, "intent"))
            result.wrong_acts += intent in INTENTS.acting
        for name, said, read in _compared(message, slots):
            slot = result.slots.setdefault(name, Count())
            slot.all += 1
            slot.hits += len(said & read)
            slot.missed += len(said - read)
            slot.false += len(read - said)
            if said == read:
                slot.right += 1
            else:
                result.mistakes.append((message, f"{sorted(map(str, read))}", name))
    return result


def _compared(message: Message, slots: Mapping[str, Any]) -> Iterable[tuple[str, set[Any], set[Any]]]:
    """(slot, what was said, what was read) for every slot said or read."""
    for name in SLOTS:
        if name == "tags" and name not in message.slots:
            continue
        said, read = _values(name, message.slots), _values(name, slots)
        if said or read:
            yield name, said, read


def _values(name: str, slots: Mapping[str, Any]) -> set[Any]:
    if name == "dates":
        period = slots.get("period")
        day = slots.get("activity_date")
        values: set[Any] = {("day", day)} if day else set()
        if period:
            values.add((period["from"], period["to"]))
        if slots.get("problem"):
            values.add("problem")
        return values
    value = slots.get(name)
    if value is None:
        return set()
    if name == "places":
        return {(place["level"], place["code"] or place["name"]) for place in value}
    return set(value) if name in SET_SLOTS else {value}

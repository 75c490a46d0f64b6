"""Scores a way of understanding on marked messages: by intent, by slot, and by wrong acts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.thai.messages import MarkedMessage
from thai.intents import INTENTS

# A way of understanding: it returns intent and slots of a message as JSON.
# What is only done after a question has `ASKED` beside its slots.
MessageReader = Callable[[MarkedMessage], tuple[str, Mapping[str, Any]]]
ASKED = "asked"

SET_SLOTS = ("sectors", "places", "tags")
# What a correction says of the work was not marked when these sets were written.
CORRECTION, OF_CORRECTIONS = "edit_activity", ("people_count", "sectors", "tags")
# Of evaluations and plans only the intent was marked: a nomination has a reader and a bench of its own.
INTENT_ONLY = frozenset(
    ("my_plan", "plan_checkin", "duties_on_return", "evaluation_result", "nominate_rater", "list_raters")
)
SLOTS = ("dates", "time", "people_count", "places", "sectors", "tags", "person", "code", "message", "language")


@dataclass
class Count:
    """Counts of right results, or for sets of values of hits, misses and false values."""

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
    """The score of one reader; `mistakes` are (message, what was understood, what differs)."""

    intents: dict[str, Count] = field(default_factory=dict)
    slots: dict[str, Count] = field(default_factory=dict)
    wrong_acts: int = 0
    messages: int = 0
    mistakes: list[tuple[MarkedMessage, str, str]] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        return sum(count.right for count in self.intents.values()) / max(1, self.messages)

    @property
    def wrong_act_rate(self) -> float:
        return self.wrong_acts / max(1, self.messages)


def score(messages: Sequence[MarkedMessage], reader: MessageReader) -> Score:
    """Read every message and compare the result with its marks.

    A wrong act is a command that changes something and was not meant, carried out without a question. A slot counts if
    it was marked or read. A date is right if day, period and impossibility all agree. Tags count only in messages that
    have them marked.
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
            result.wrong_acts += intent in INTENTS.acting and not slots.get(ASKED)
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


def _compared(message: MarkedMessage, slots: Mapping[str, Any]) -> Iterable[tuple[str, set[Any], set[Any]]]:
    """Yield (slot, marked values, read values) for every slot that was marked or read."""
    if message.intent in INTENT_ONLY:
        return
    for name in SLOTS:
        if name not in message.slots and (name == "tags" or (name in OF_CORRECTIONS and message.intent == CORRECTION)):
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

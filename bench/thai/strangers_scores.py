"""Scores understanding on the messages of strangers, where asking back can be the right answer.

The sets are folders beside this file, each with `dev.jsonl` and `unseen.jsonl`; their README says who wrote them. A
message marked `asked` is one where a careful clerk would ask before doing anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import orjson

from bench.thai.messages import MarkedMessage, marked_message
from thai.intents import INTENTS
from thai.meaning import Understood
from thai.understand import understand

FOLDER: Final = Path(__file__).parent
SETS: Final = ("strangers", "records", "kinds")
DAY_SLOTS: Final = ("activity_date", "period")
# The intents whose handlers use a slot; what is read of others does nothing.
WORK: Final = ("log_activity", "edit_activity")
REPORTS: Final = ("summary", "who_is_missing", "export")
DATED: Final = (*WORK, *REPORTS, "delete_activity", "list_activities", "leave", "mute")
USED: Final[Mapping[str, Sequence[str]]] = {
    "dates": DATED,
    "time": WORK,
    "people_count": WORK,
    "places": (*WORK, *REPORTS),
    "sectors": ("log_activity",),
}
# Acts that destroy, excuse or send: one of them carried out wrongly is worse than any other mistake.
GRAVE: Final = frozenset(("delete_activity", "leave", "contact_mentor"))
A_WEEK: Final = 7  # days
# These are always shown and asked about before anything is done.
ALWAYS_ASKED: Final = frozenset(("broadcast", "forget_me"))
ASPECTS: Final = ("intents", "dates", "time", "people_count", "places", "sectors")


@dataclass(frozen=True, slots=True)
class StrangersMessage:
    """A message of a stranger. `asked`: a question back is the right answer; `villages`: they are marked, too."""

    marked: MarkedMessage
    asked: bool
    villages: bool = True

    def places(self, slots: Mapping[str, Any]) -> set[tuple[str, str]]:
        return {place for place in _places(slots) if self.villages or place[0] != "village"}


@dataclass
class StrangersScore:
    """Right and all messages by aspect; the texts of wrong acts; `mistakes` are (message, aspect, what was read)."""

    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ASPECTS, 0))
    all: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ASPECTS, 0))
    wrong_acts: list[str] = field(default_factory=list)
    grave_acts: list[str] = field(default_factory=list)
    guessed: int = 0
    unknown: int = 0
    needless_questions: int = 0
    mistakes: list[tuple[StrangersMessage, str, str]] = field(default_factory=list)

    def share(self, aspect: str) -> float:
        return self.right[aspect] / self.all[aspect] if self.all[aspect] else 1.0

    def count(self, message: StrangersMessage, aspect: str, right: bool, read: object) -> None:
        self.all[aspect] += 1
        self.right[aspect] += right
        if not right:
            self.mistakes.append((message, aspect, str(read)))


def strangers(name: str, half: str) -> list[StrangersMessage]:
    """Return the messages of a half of a set, in the order of its file."""
    path = FOLDER / name / f"{half}.jsonl"
    rows = [orjson.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []
    return [
        StrangersMessage(
            _with_whom_they_name(marked_message(row)), bool(row.get("asked")), bool(row.get("villages", True))
        )
        for row in rows
    ]


def _with_whom_they_name(message: MarkedMessage) -> MarkedMessage:
    """Return the message of a speaker who may see the person that is named: strangers invented their people."""
    person, people = message.slots.get("person"), message.context.people
    if not person or not people:
        return message
    return replace(message, context=replace(message.context, people=(*people, person)))


def score_strangers(messages: Sequence[StrangersMessage]) -> StrangersScore:
    """Read every message and compare the result with its marks."""
    score = StrangersScore()
    for message in messages:
        _judge(message, understand(message.marked.text, message.marked.context), score)
    return score


def lines(name: str, half: str, score: StrangersScore) -> Iterator[str]:
    """Yield the score of a half as text."""
    count = score.all["intents"]
    yield f"{name}, {half} half: {count} messages"
    for aspect in ASPECTS:
        yield f"    {aspect:<14} {score.share(aspect):7.1%}  {score.right[aspect]}/{score.all[aspect]}"
    yield f"    wrong acts     {len(score.wrong_acts) / max(1, count):7.1%}  {len(score.wrong_acts)}"
    yield f"    of these, that delete, excuse or send: {len(score.grave_acts)}"
    yield f"    right intent among the guesses of a message that was not understood: {score.guessed}/{score.unknown}"
    yield f"    questions about messages that a clerk would not ask about: {score.needless_questions}"


def _judge(message: StrangersMessage, read: Understood, score: StrangersScore) -> None:
    marked, told = message.marked, read.to_json()["slots"]
    same = read.intent == marked.intent
    score.count(message, "intents", same, read.intent)
    if not same and read.intent == "unknown":
        score.unknown += 1
        score.guessed += marked.intent in read.guesses
    if _is_wrong_act(message, read, told):
        score.wrong_acts.append(marked.text)
        if read.intent in GRAVE:
            score.grave_acts.append(marked.text)
    score.needless_questions += bool(read.doubts) and not message.asked
    if not same:
        return  # the slots of another intent say nothing
    for aspect, wanted, found, doubtful in _aspects(message, read, told):
        if wanted or found or doubtful:
            score.count(message, aspect, wanted == found or (doubtful and _asks_well(message, wanted, read)), found)


def _aspects(
    message: StrangersMessage, read: Understood, told: Mapping[str, Any]
) -> Iterator[tuple[str, object, object, bool]]:
    """Yield (aspect, marked value, read value, whether the reading is in doubt)."""
    marked = message.marked.slots
    every = (
        ("dates", _days(marked), _days(told), any(doubt.slot in DAY_SLOTS for doubt in read.doubts)),
        ("time", marked.get("time"), told.get("time"), False),
        ("people_count", marked.get("people_count"), told.get("people_count"), bool(read.doubts_of("people_count"))),
        ("places", message.places(marked), message.places(told), bool(read.doubts_of("places"))),
        ("sectors", set(marked.get("sectors", ())), set(told.get("sectors", ())), False),
    )
    yield from (one for one in every if read.intent in USED[one[0]])


def _asks_well(message: StrangersMessage, wanted: object, read: Understood) -> bool:
    """Return whether a question back is right: it is wanted, or the right answer is one of its options."""
    offered = [str(option) for doubt in read.doubts for option in doubt.options]
    return message.asked or any(str(wanted_one) in offered for wanted_one in _flat(wanted))


def _flat(wanted: object) -> list[object]:
    return [*wanted] if isinstance(wanted, tuple | set) else [wanted]


def _is_wrong_act(message: StrangersMessage, read: Understood, told: Mapping[str, Any]) -> bool:
    """Return whether something would be done that was not meant, without a question."""
    if read.intent not in (INTENTS.acting | {"contact_mentor"}) - ALWAYS_ASKED or read.doubts:
        return False
    marked = message.marked
    if _is_asked_first(message, read, told) or (read.intent == "log_activity" and marked.context.role != "participant"):
        return False
    if read.intent != marked.intent:
        return read.intent != "contact_mentor" or bool(read.slots.message)
    return read.intent in ("delete_activity", "leave") and _days(told) != _days(marked.slots)


def _is_asked_first(message: StrangersMessage, read: Understood, told: Mapping[str, Any]) -> bool:
    """Return whether it is leave that is not stored without a yes: without days, begun before today, or over a week."""
    days = _days(told)
    if read.intent != "leave":
        return False
    if days is None:
        return True
    first, last = (date.fromisoformat(day) for day in days)
    return first < message.marked.context.today or (last - first).days >= A_WEEK


def _days(slots: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the first and the last day; one day is a period of that day."""
    period, day = slots.get("period"), slots.get("activity_date")
    if period:
        return str(period["from"]), str(period["to"])
    return (str(day), str(day)) if day else None


def _places(slots: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(place["level"], _plain_name(place["name"])) for place in slots.get("places", ())}


def _plain_name(name: str) -> str:
    """Return a name without what may be written or left out: บ้าน, the word of its level, spaces, ที่ of หมู่ที่."""
    bare = re.sub(r"\s", "", name)
    bare = re.sub(r"^(?:หมู่บ้าน|ตำบล|อำเภอ|จังหวัด|บ้าน|บ\.|ต\.|อ\.|จ\.)", "", bare) or bare
    return re.sub(r"^(?:หมู่ที่|หมู่|ม\.)(?=\d)", "หมู่", bare)

"""Two simple ways to understand messages, for comparison: exact keywords, and the nearest example by tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache
from itertools import pairwise
from typing import Any

from pythainlp.tokenize import word_tokenize

from bench.thai.messages import CAST, MarkedMessage
from bench.thai.scores import MessageReader
from thai.data import read

LONG_NARRATIVE = 25


def exact_keywords() -> MessageReader:
    """Return a reader that takes the longest keyword in a message as its command, and finds slots by plain search."""
    keywords = sorted(_keywords(), key=lambda pair: len(pair[0]), reverse=True)

    def reader(message: MarkedMessage) -> tuple[str, Mapping[str, Any]]:
        text = message.text.strip().lower()
        for word, intent in keywords:
            if text == word:
                return intent, _plain_slots(message)
        if message.context.role == "participant" and len(text) >= LONG_NARRATIVE:
            return "log_activity", _plain_slots(message)
        for word, intent in keywords:
            if len(word) > 3 and word in text:
                return intent, _plain_slots(message)
        return "unknown", _plain_slots(message)

    return reader


def nearest_example(examples: Sequence[MarkedMessage]) -> MessageReader:
    """Return a reader that takes the intent of the example with most tokens in common (PyThaiNLP's dictionary)."""
    known = [(Counter(_words(example.text)), example.intent) for example in examples]

    def reader(message: MarkedMessage) -> tuple[str, Mapping[str, Any]]:
        words = Counter(_words(message.text))
        best, intent = 0.0, "unknown"
        for other, label in known:
            shared = sum((words & other).values())
            alike = 2 * shared / max(1, words.total() + other.total())
            if alike > best:
                best, intent = alike, label
        return (intent if best >= 0.3 else "unknown"), _plain_slots(message)

    return reader


def _words(text: str) -> list[str]:
    return [word for word in word_tokenize(text.lower(), keep_whitespace=False) if word.strip()]


def _keywords() -> list[tuple[str, str]]:
    """Return the single words of our rules, to be matched exactly."""
    tables = {key: {**words, **CAST.words.commands.get(key, {})} for key, words in read("commands").items()}
    pairs = []
    for rule in read("rules")["rule"]:
        if len(rule["needs"]) == 1:
            pairs += [(word, rule["intent"]) for word in tables[rule["needs"][0]]]
    return pairs


def _plain_slots(message: MarkedMessage) -> dict[str, Any]:
    """Return the slots that a plain search finds: day words, the first number before คน, words of partners."""
    text = message.text
    slots: dict[str, Any] = {}
    today = message.context.today
    for entry in read_days():
        if entry["word"] in text:
            slots["activity_date"] = (today + timedelta(days=entry["offset"])).isoformat()
            break
    words = word_tokenize(text, keep_whitespace=False)
    for number, unit in pairwise(words):
        if number.isdigit() and unit == "คน":
            slots["people_count"] = int(number)
            break
    sectors = [sector for sector, known in read_partners().items() if any(word in words for word in known)]
    if sectors and message.context.role == "participant":
        slots["sectors"] = sectors
    return slots


@cache
def read_days() -> list[dict[str, Any]]:
    """Return the day words, the longest first."""
    return sorted(read("calendar")["day"], key=lambda entry: -len(entry["word"]))


@cache
def read_partners() -> dict[str, set[str]]:
    """Words of each sector of CAST."""
    return {key: set(words) for key, words in CAST.words.sectors.items()}

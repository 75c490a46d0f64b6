"""Measures the understanding of Thai on the unseen half, beside two baselines, and its speed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bench.thai.baselines import exact_keywords, nearest_example
from bench.thai.messages import HALVES, MarkedMessage, messages
from bench.thai.scores import ASKED, SET_SLOTS, Score, score
from bench.thai.speed import Speed, measure
from thai.understand import understand

Measured = tuple[str, float, str]

OURS, KEYWORDS, NEAREST = "this bot", "exact keywords", "tokens + nearest example"


def run() -> list[Measured]:
    """Return rows of (what, value, unit) for the unseen half and the speed."""
    scores = read_half("unseen")
    rows: list[Measured] = []
    for name, found in scores.items():
        rows.append((f"understanding: intents right, {name}", found.accuracy * 100, "%"))
        rows.append((f"understanding: wrong acts, {name}", found.wrong_act_rate * 100, "%"))
    ours = scores[OURS]
    for slot, count in ours.slots.items():
        rows.append((f"understanding: {slot} right", count.share * 100, "%"))
        if slot in SET_SLOTS:
            rows.append((f"understanding: {slot} F1", count.f1, ""))
    return rows + _speed_rows(measure([message for half in HALVES for message in messages(half)]))


def read_half(half: str) -> dict[str, Score]:
    """Return the scores of our reader and both baselines on a half; the nearest examples are from the dev half."""
    marked = messages(half)
    examples = messages("dev")
    if half == "dev":
        return {OURS: score(marked, _ours), KEYWORDS: score(marked, exact_keywords())}
    return {
        OURS: score(marked, _ours),
        KEYWORDS: score(marked, exact_keywords()),
        NEAREST: score(marked, nearest_example(examples)),
    }


def table(scores: Mapping[str, Score]) -> Iterator[str]:
    """Yield the lines of a table by intent and slot, with one column for each reader."""
    names = list(scores)
    first = next(iter(scores.values()))
    yield f"| {'on ' + str(first.messages) + ' messages':<28} | " + " | ".join(f"{name:>24}" for name in names) + " |"
    yield "|" + "-" * 30 + "|" + "|".join("-" * 26 for _ in names) + "|"

    def line(label: str, cells: list[str]) -> str:
        return f"| {label:<28} | " + " | ".join(f"{cell:>24}" for cell in cells) + " |"

    yield line("intents right", [f"{found.accuracy:.1%}" for found in scores.values()])
    yield line("wrong acts", [f"{found.wrong_act_rate:.1%}" for found in scores.values()])
    for slot in first.slots:
        counts = [found.slots.get(slot) for found in scores.values()]
        cells = [
            "" if count is None else f"{count.share:.1%}" + (f" F1 {count.f1:.2f}" if slot in SET_SLOTS else "")
            for count in counts
        ]
        yield line(f"{slot} ({counts[0].all if counts[0] else 0})", cells)
    for intent in sorted(first.intents):
        cells = [f"{found.intents[intent].right}/{found.intents[intent].all}" for found in scores.values()]
        yield line(intent, cells)


def _ours(message: MarkedMessage) -> tuple[str, Mapping[str, Any]]:
    understood = understand(message.text, message.context)
    asked = {ASKED: True} if understood.doubts_of("intent") else {}
    return understood.intent, understood.to_json()["slots"] | asked


def _speed_rows(speed: Speed) -> list[Measured]:
    return [
        ("understanding: a message, p50", speed.p50_ms, "ms"),
        ("understanding: a message, p99", speed.p99_ms, "ms"),
        ("understanding: start", speed.start_ms, "ms"),
        ("understanding: memory", speed.start_mb, "MB"),
        ("understanding: `understand -`", speed.lines_per_second, "messages/s"),
    ]

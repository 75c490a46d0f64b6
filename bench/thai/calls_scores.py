"""Scores the reading of answers to calls: who and what is sent, what is withdrawn, and questions about both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bench.thai.aspects import AspectScore, read_rows
from programmes import load
from services.calls.words import call_words
from thai.call_questions import asked_of_calls
from thai.call_said import CallWords
from thai.calls import sent_in
from thai.context import Context

FOLDER: Final = Path(__file__).parent / "calls"
PROGRAMME: Final = Path(__file__).parents[2] / "programmes" / "talent-2561"
HALVES: Final = ("dev", "unseen", "strangers_dev", "strangers_unseen")  # the last two were written by others
ASPECTS: Final = ("kind", "names", "phones", "positions")
NOW: Final = datetime.fromisoformat("2018-02-22T10:00:00+07:00")


def read_half(half: str) -> list[dict[str, Any]]:
    return read_rows(FOLDER, half)


def read_message(text: str, context: Context, calls: Sequence[CallWords]) -> dict[str, Any]:
    """Return what is read in a message, as the chat reads it: questions first, then what is sent."""
    asked = asked_of_calls(text, alone=True)
    if asked is not None:
        return {"kind": asked}
    said = sent_in(text, context, calls)
    if said is None:
        return {"kind": None}
    named = [*said.named, *(said.also.named if said.also else ())]
    parts = {
        "names": [one.name for one in named],
        "phones": [one.facts["phone"] for one in named if "phone" in one.facts],
        "positions": [one.facts["position"] for one in named if "position" in one.facts],
    }
    return {"kind": {"projects": "project"}.get(said.kind, said.kind), **parts}


def score_calls(rows: Sequence[Mapping[str, Any]]) -> AspectScore:
    """Score rows."""
    programme, found = load(PROGRAMME), AspectScore(ASPECTS)
    words = [call_words(call) for call in programme.calls]
    for row in rows:
        got = read_message(row["text"], Context(NOW, "participant", programme=programme), words)
        found.add(row, got)
    return found


def lines(half: str, found: AspectScore) -> list[str]:
    return found.said("calls", half)

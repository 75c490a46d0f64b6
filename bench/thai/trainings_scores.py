"""Scores the reading of trainings of staff, and of questions about the development plan of their organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bench.thai.aspects import AspectScore, read_rows
from programmes import load
from thai.context import Context
from thai.development_asked import development_asked
from thai.several_trainings import trainings_in
from thai.trainings import WayWords

FOLDER: Final = Path(__file__).parent / "trainings"
PROGRAMME: Final = Path(__file__).parents[2] / "programmes" / "local-2567"
HALVES: Final = ("dev", "unseen", "strangers_dev", "strangers_unseen")
ASPECTS: Final = ("kind", "way", "topic", "days", "hours", "last")
NOW: Final = datetime.fromisoformat("2024-02-14T16:00:00+07:00")


def read_half(half: str) -> list[dict[str, Any]]:
    return read_rows(FOLDER, half)


def read_message(text: str, context: Context, ways: WayWords, said: Sequence[str]) -> dict[str, Any]:
    """Return what is read in a message, as the chat reads it: questions first, then trainings that are done."""
    asked = development_asked(text, said)
    if asked is not None:
        return {"kind": asked.view}
    parts = trainings_in(text, context, ways)
    if not parts or not parts[0].said.is_done:
        return {"kind": "none"}
    found = parts[0].said
    last = found.last.isoformat() if found.last else None
    return {
        "kind": "training", "way": found.way, "topic": found.topic, "days": found.days, "hours": found.hours,
        "last": last,
    }  # fmt: skip


def score_trainings(rows: Sequence[Mapping[str, Any]]) -> AspectScore:
    """Score rows."""
    programme, found = load(PROGRAMME), AspectScore(ASPECTS)
    if programme.development is None:
        raise ValueError(f"{PROGRAMME} has no development plan")
    ways = WayWords({way.key: way.words for way in programme.development.ways})
    for row in rows:
        context = Context(NOW, "participant", programme=programme)
        got = read_message(row["text"], context, ways, programme.development.said)
        found.add(row, got)
    return found


def lines(half: str, found: AspectScore) -> list[str]:
    return found.said("trainings", half)

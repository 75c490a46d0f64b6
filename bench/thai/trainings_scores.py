"""Scores the reading of trainings of staff, and of questions about the development plan of their organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import orjson

from programmes import load
from thai.context import Context
from thai.development_asked import development_asked
from thai.normalise import tidy
from thai.trainings import WayWords, training_in

FOLDER: Final = Path(__file__).parent / "trainings"
PROGRAMME: Final = Path(__file__).parents[2] / "programmes" / "local-2567"
ASPECTS: Final = ("kind", "way", "topic", "days", "hours", "last")
NOW: Final = datetime.fromisoformat("2024-02-14T16:00:00+07:00")


@dataclass
class TrainingScore:
    """How many are right by aspect, of how many that have it; `mistakes` are (message, aspect, what was read)."""

    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ASPECTS, 0))
    of: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ASPECTS, 0))
    mistakes: list[tuple[Mapping[str, Any], str, object]] = field(default_factory=list)


def read_half(half: str) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in (FOLDER / f"{half}.jsonl").read_bytes().splitlines() if line.strip()]


def read_message(text: str, context: Context, ways: WayWords, said: Sequence[str]) -> dict[str, Any]:
    """Return what is read in a message, as the chat reads it: questions first, then trainings that are done."""
    asked = development_asked(text, said)
    if asked is not None:
        return {"kind": asked.view}
    found = training_in(text, context, ways)
    if found is None or not found.is_done:
        return {"kind": "none"}
    last = found.last.isoformat() if found.last else None
    return {
        "kind": "training", "way": found.way, "topic": found.topic, "days": found.days, "hours": found.hours,
        "last": last,
    }  # fmt: skip


def score_trainings(rows: Sequence[Mapping[str, Any]]) -> TrainingScore:
    """Score rows; spaces and the kind of digits do not count."""
    programme, found = load(PROGRAMME), TrainingScore()
    if programme.development is None:
        raise ValueError(f"{PROGRAMME} has no development plan")
    ways = WayWords({way.key: way.words for way in programme.development.ways})
    for row in rows:
        context = Context(NOW, "participant", programme=programme)
        got = read_message(row["text"], context, ways, programme.development.said)
        for aspect in ASPECTS:
            if aspect in row:
                found.of[aspect] += 1
                if _bare(got.get(aspect)) == _bare(row[aspect]):
                    found.right[aspect] += 1
                else:
                    found.mistakes.append((row, aspect, got.get(aspect)))
    return found


def lines(half: str, found: TrainingScore) -> list[str]:
    """Return the score in words."""
    shares = (f"{aspect} {found.right[aspect]}/{found.of[aspect]}" for aspect in ASPECTS)
    return [f"trainings, {half}: " + ", ".join(shares)]


def _bare(value: object) -> object:
    return "".join(tidy(value).split()) if isinstance(value, str) else value

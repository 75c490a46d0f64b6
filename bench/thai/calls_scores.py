"""Scores the reading of answers to calls: who and what is sent, what is withdrawn, and questions about both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import orjson

from programmes import load
from services.calls.words import call_words
from thai.call_questions import asked_of_calls
from thai.calls import CallWords, sent_in
from thai.context import Context
from thai.normalise import tidy

FOLDER: Final = Path(__file__).parent / "calls"
PROGRAMME: Final = Path(__file__).parents[2] / "programmes" / "talent-2561"
ASPECTS: Final = ("kind", "names", "phones", "positions")
NOW: Final = datetime.fromisoformat("2018-02-22T10:00:00+07:00")


@dataclass
class CallScore:
    """How many are right by aspect, of how many that have it; `mistakes` are (message, aspect, what was read)."""

    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ASPECTS, 0))
    of: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ASPECTS, 0))
    mistakes: list[tuple[Mapping[str, Any], str, object]] = field(default_factory=list)


def read_half(half: str) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in (FOLDER / f"{half}.jsonl").read_bytes().splitlines() if line.strip()]


def read_message(text: str, context: Context, calls: Sequence[CallWords]) -> dict[str, Any]:
    """Return what is read in a message, as the chat reads it: questions first, then what is sent."""
    asked = asked_of_calls(text, alone=True)
    if asked is not None:
        return {"kind": asked}
    said = sent_in(text, context, calls)
    if said is None:
        return {"kind": None}
    parts = {
        "names": [one.name for one in said.named],
        "phones": [one.facts["phone"] for one in said.named if "phone" in one.facts],
        "positions": [one.facts["position"] for one in said.named if "position" in one.facts],
    }
    return {"kind": {"projects": "project"}.get(said.kind, said.kind), **parts}


def score_calls(rows: Sequence[Mapping[str, Any]]) -> CallScore:
    """Score rows; spaces and the kind of digits do not count."""
    programme, found = load(PROGRAMME), CallScore()
    words = [call_words(call) for call in programme.calls]
    for row in rows:
        got = read_message(row["text"], Context(NOW, "participant", programme=programme), words)
        for aspect in ASPECTS:
            if aspect in row:
                found.of[aspect] += 1
                if _bare(got.get(aspect)) == _bare(row[aspect]):
                    found.right[aspect] += 1
                else:
                    found.mistakes.append((row, aspect, got.get(aspect)))
    return found


def lines(half: str, found: CallScore) -> list[str]:
    """Return the score in words."""
    shares = (f"{aspect} {found.right[aspect]}/{found.of[aspect]}" for aspect in ASPECTS)
    return [f"calls, {half}: " + ", ".join(shares)]


def _bare(value: object) -> object:
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return "".join(tidy(value).split()) if isinstance(value, str) else value

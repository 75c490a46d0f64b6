"""Scores the reading of forums, of nominations to seats of a team, and of questions about both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import orjson

from programmes import load
from thai.context import Context
from thai.forums import forum_in
from thai.normalise import tidy
from thai.seats import PostWords, asked_of_units, seat_nomination_in

FOLDER: Final = Path(__file__).parent / "forums"
PROGRAMME: Final = Path(__file__).parents[2] / "programmes" / "pilot-2565"
ASPECTS: Final = ("kind", "heads", "people", "agenda", "decided", "seat", "name", "phone", "about")
NOW: Final = datetime.fromisoformat("2022-08-10T10:00:00+07:00")


@dataclass
class ForumScore:
    """How many are right by aspect, of how many that have it; `mistakes` are (message, aspect, what was read)."""

    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ASPECTS, 0))
    of: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ASPECTS, 0))
    mistakes: list[tuple[Mapping[str, Any], str, object]] = field(default_factory=list)


def read_half(half: str) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in (FOLDER / f"{half}.jsonl").read_bytes().splitlines() if line.strip()]


def read_message(text: str, context: Context, words: PostWords, said: Sequence[str]) -> dict[str, Any]:
    """Return what is read in a message, as the chat reads it: questions first, then forums, then nominations."""
    asked = asked_of_units(text, said)
    if asked is not None:
        return {"kind": "ask", "about": asked}
    forum = forum_in(text, context, said)
    if forum is not None:
        parts = {"heads": dict(forum.heads), "people": forum.people, "agenda": forum.agenda, "decided": forum.decided}
        return {"kind": "forum", **parts}
    one = seat_nomination_in(text, context, words)
    return {"kind": "seat", "seat": one.seat, "name": one.name, "phone": one.phone} if one else {"kind": None}


def score_forums(rows: Sequence[Mapping[str, Any]]) -> ForumScore:
    """Score rows; spaces and the kind of digits do not count."""
    programme, found = load(PROGRAMME), ForumScore()
    if programme.units is None or programme.forums is None:
        raise ValueError(f"{PROGRAMME} has no units and forums")
    words = PostWords({seat.key: (seat.name.th, *seat.said) for seat in programme.units.seats})
    for row in rows:
        got = read_message(row["text"], Context(NOW, "participant", programme=programme), words, programme.forums.said)
        for aspect in ASPECTS:
            if aspect in row:
                found.of[aspect] += 1
                if _bare(got.get(aspect)) == _bare(row[aspect]):
                    found.right[aspect] += 1
                else:
                    found.mistakes.append((row, aspect, got.get(aspect)))
    return found


def lines(half: str, found: ForumScore) -> list[str]:
    """Return the score in words."""
    shares = (f"{aspect} {found.right[aspect]}/{found.of[aspect]}" for aspect in ASPECTS)
    return [f"forums and seats, {half}: " + ", ".join(shares)]


def _bare(value: object) -> object:
    return "".join(tidy(value).split()) if isinstance(value, str) else value

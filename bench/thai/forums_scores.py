"""Scores the reading of forums, of nominations to seats of a team, and of questions about both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bench.thai.aspects import AspectScore, read_rows
from programmes import load
from thai.context import Context
from thai.forums import forum_in
from thai.seats import PostWords, asked_of_units, seat_nomination_in

FOLDER: Final = Path(__file__).parent / "forums"
PROGRAMME: Final = Path(__file__).parents[2] / "programmes" / "pilot-2565"
ASPECTS: Final = ("kind", "heads", "people", "agenda", "decided", "seat", "name", "phone", "about")
NOW: Final = datetime.fromisoformat("2022-08-10T10:00:00+07:00")


def read_half(half: str) -> list[dict[str, Any]]:
    return read_rows(FOLDER, half)


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


def score_forums(rows: Sequence[Mapping[str, Any]]) -> AspectScore:
    """Score rows."""
    programme, found = load(PROGRAMME), AspectScore(ASPECTS)
    if programme.units is None or programme.forums is None:
        raise ValueError(f"{PROGRAMME} has no units and forums")
    words = PostWords({seat.key: (seat.name.th, *seat.said) for seat in programme.units.seats})
    for row in rows:
        got = read_message(row["text"], Context(NOW, "participant", programme=programme), words, programme.forums.said)
        found.add(row, got)
    return found


def lines(half: str, found: AspectScore) -> list[str]:
    return found.said("forums and seats", half)

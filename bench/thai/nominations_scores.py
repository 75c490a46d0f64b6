"""Scores the reading of nominations: the person, their organisation, sector and phone, and whom they are to rate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import orjson

from programmes import load
from thai.context import Context
from thai.nominations import nominations_in

FOLDER: Final = Path(__file__).parent / "nominations"
PROGRAMME: Final = Path(__file__).parents[2] / "programmes" / "cast-2566"
PARTS: Final = ("name", "organisation", "sector", "phone", "about")
ASPECTS: Final = ("found", *PARTS, "asked")
NOW: Final = datetime(2023, 11, 29, 3, tzinfo=UTC)


@dataclass
class NominationScore:
    """How many are right by aspect, of how many messages; `mistakes` are (message, aspect, what was read)."""

    messages: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ASPECTS, 0))
    mistakes: list[tuple[Mapping[str, Any], str, object]] = field(default_factory=list)


def read_half(half: str) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in (FOLDER / f"{half}.jsonl").read_bytes().splitlines() if line.strip()]


def score_nominations(rows: Sequence[Mapping[str, Any]]) -> NominationScore:
    """Score rows; spaces do not count. Of a list of several people that is marked as a whole, only asking counts."""
    programme, found = load(PROGRAMME), NominationScore()
    for row in rows:
        several = nominations_in(row["text"], Context(NOW, row["role"], programme=programme))
        one = several[0] if several and not (len(several) > 1 and row["name"] is None) else None
        read: dict[str, object] = {part: _bare(getattr(one, part)) if one else None for part in PARTS}
        read |= {"found": bool(several), "asked": not several or bool(several[0].doubts)}
        meant: dict[str, object] = {part: _bare(row[part]) for part in PARTS}
        meant |= {"found": True, "asked": row["asked"]}
        found.messages += 1
        for aspect in ASPECTS:
            if read[aspect] == meant[aspect]:
                found.right[aspect] += 1
            else:
                found.mistakes.append((row, aspect, read[aspect]))
    return found


def lines(half: str, found: NominationScore) -> list[str]:
    """Return the score in words."""
    shares = (f"{aspect} {count / found.messages:.0%}" for aspect, count in found.right.items())
    return [f"nominations, {half}: {found.messages} messages: " + ", ".join(shares)]


def _bare(value: str | None) -> str | None:
    return "".join(value.split()) if value else None

"""Scores requests for papers: whether a message opens the paper that was meant, as the files and of whom it said; and
whether what is none opens none. The set is in papers/; its README says who wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import orjson

from bench.thai.messages import CAST, PEOPLE
from thai.context import Context
from thai.papers import bare_name, read_paper

FOLDER: Final = Path(__file__).parent / "papers"
NOW: Final = datetime.fromisoformat("2023-07-12T18:00:00+07:00")
RESULTS: Final = ("right", "another paper", "not opened", "opened though none was meant")
DISTRICT: Final = "5711"
SAME: Final = {"report": ("report", "summary")}  # which of them is made depends on who asks


@dataclass
class PapersScore:
    """How many messages had which result; `mistakes` are (result, line, what was read)."""

    results: Counter[str] = field(default_factory=Counter)
    mistakes: list[tuple[str, Mapping[str, Any], str]] = field(default_factory=list)


def read_half(half: str) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in (FOLDER / f"{half}.jsonl").read_bytes().splitlines() if line]


def score_papers(rows: Sequence[Mapping[str, Any]]) -> PapersScore:
    """Read every line and compare the result with its marks."""
    score = PapersScore()
    for row in rows:
        result, read = _judged(row)
        score.results[result] += 1
        if result != "right":
            score.mistakes.append((result, row, read))
    return score


def lines(half: str, score: PapersScore) -> Iterator[str]:
    """Yield the score of a half as text."""
    count = score.results.total()
    yield f"papers, {half} half: {count} messages"
    yield from (f"    {result:<29} {score.results[result]:3}" for result in RESULTS)


def _judged(row: Mapping[str, Any]) -> tuple[str, str]:
    overseeing = row["role"] != "participant"
    context = Context(NOW, row["role"], DISTRICT, DISTRICT[:2], programme=CAST, people=PEOPLE if overseeing else ())
    read = read_paper(row["text"], context)
    if read is None:
        return ("right" if row["kind"] is None else "not opened"), "none"
    shown = f"{read.kind} {read.suffixes} {read.name} {'own' if read.own else ''}"
    if row["kind"] is None:
        return "opened though none was meant", shown
    whose = None if overseeing and row["whose"] == "own" else row["whose"]
    named = bare_name(read.name) if read.name else None
    right = (
        read.kind in SAME.get(row["kind"], (row["kind"],))
        and set(read.suffixes) == set(row["suffixes"])
        and (whose in (None, "own") or named == bare_name(whose))
        and (whose not in (None, "own") or named is None)
    )
    return ("right" if right else "another paper"), shown

"""Scores requests for papers: whether a message opens the paper that was meant, as the files and of whom it said; and
whether what is none opens none. Of the second set also whether days and places are read as they were meant. The sets
are in papers/; its README says who wrote them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import orjson

from bench.thai.messages import CAST, PEOPLE
from thai.context import Context
from thai.enquiries import read_enquiry
from thai.papers import bare_name, read_paper, without_purpose

FOLDER: Final = Path(__file__).parent / "papers"
NOW: Final = datetime.fromisoformat("2023-07-12T18:00:00+07:00")
RESULTS: Final = ("right", "another paper", "not opened", "opened though none was meant")
DISTRICT: Final = "5711"
SETS: Final = ("", "second_")  # what their files' names begin with
SAME: Final = {"report": ("report", "summary")}  # which of them is made depends on who asks
OF_PARTICIPANTS: Final = ("report", "summary", "participant")  # a participant gets the same paper for each


@dataclass
class PapersScore:
    """How many messages had which result; `mistakes` are (result, line, what was read). `parts`: how many of the papers
    that were opened have the days and the place that were meant, `parted` how many there are."""

    results: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    parted: int = 0
    mistakes: list[tuple[str, Mapping[str, Any], str]] = field(default_factory=list)


def read_half(half: str, of: str = "") -> list[dict[str, Any]]:
    """Return the lines of a half; `of` is one of SETS."""
    return [orjson.loads(line) for line in (FOLDER / f"{of}{half}.jsonl").read_bytes().splitlines() if line]


def score_papers(rows: Sequence[Mapping[str, Any]]) -> PapersScore:
    """Read every line and compare the result with its marks."""
    score = PapersScore()
    for row in rows:
        context = _context(row["role"])
        result, read = _judged(row, context)
        score.results[result] += 1
        if result != "right":
            score.mistakes.append((result, row, read))
        elif "days" in row and row["kind"] is not None:
            score.parted += 1
            for part, is_right, shown in _parts(row, context):
                score.parts[part] += is_right
                if not is_right:
                    score.mistakes.append((f"other {part}", row, shown))
    return score


def lines(half: str, score: PapersScore) -> Iterator[str]:
    """Yield the score of a half as text."""
    count = score.results.total()
    yield f"papers, {half} half: {count} messages"
    yield from (f"    {result:<29} {score.results[result]:3}" for result in RESULTS)
    yield from (
        f"    {part} right, of those opened{'':<5} {score.parts[part]:3} of {score.parted}" for part in score.parts
    )


def _context(role: str) -> Context:
    people = () if role == "participant" else PEOPLE
    return Context(NOW, role, DISTRICT, DISTRICT[:2], programme=CAST, people=people)


def _parts(row: Mapping[str, Any], context: Context) -> Iterator[tuple[str, bool, str]]:
    """Yield the days and the place of a paper, whether they are those that were meant, and what was read."""
    asked = read_enquiry(without_purpose(row["text"]), context)
    day = asked.slots.activity_date
    said = asked.slots.period or ((day, day) if day else None)
    if said is None and (asked.from_start or asked.of_programme):
        said = (CAST.start, NOW.date())
    meant = row["days"] and row["days"] != "any" and tuple(date.fromisoformat(day) for day in row["days"])
    yield "days", row["days"] == "any" or _clipped(said) == _clipped(meant), f"{said}"
    code = next((place.code for place in asked.slots.places if place.code), None)
    agency = next((one.name.th for one in CAST.agencies if one.name.th in row["text"]), None)
    yield "place", (code and code[:2]) == row["place"] or (row["place"] or "") == agency, f"{code} {agency}"


def _clipped(days: Sequence[date] | None) -> tuple[date, date]:
    """Return the days as a paper has them: this month if none are said, none in the future or before the beginning."""
    first, last = days or (NOW.date().replace(day=1), NOW.date())
    return max(first, CAST.start), min(last, NOW.date())


def _judged(row: Mapping[str, Any], context: Context) -> tuple[str, str]:
    overseeing = row["role"] != "participant"
    read = read_paper(row["text"], context)
    if read is None:
        return ("right" if row["kind"] is None else "not opened"), "none"
    shown = f"{read.kind} {read.suffixes} {read.name} {'own' if read.own else ''}"
    if row["kind"] is None:
        return "opened though none was meant", shown
    whose = None if overseeing and row["whose"] == "own" else row["whose"]
    named = bare_name(read.name) if read.name else None
    same = OF_PARTICIPANTS if not overseeing and row["kind"] in OF_PARTICIPANTS else SAME.get(row["kind"])
    right = (
        read.kind in (same or (row["kind"],))
        and set(read.suffixes) == set(row["suffixes"])
        and (whose in (None, "own") or named == bare_name(whose))
        and (whose not in (None, "own") or named is None)
    )
    return ("right" if right else "another paper"), shown

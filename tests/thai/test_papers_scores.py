"""Requests for papers of the bench: the halves share no line, and scores tell what the bot would do."""

from typing import Any

import pytest

from bench.thai.messages import HALVES
from bench.thai.papers_scores import SETS, read_half, score_papers
from thai.paper_kinds import KINDS
from thai.papers import SUFFIXES


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize(("of", "count"), [("", 30), ("second_", 40)])
def test_each_line_asks_for_a_paper_that_there_is_or_for_none(of: str, count: int, half: str) -> None:
    rows = read_half(half, of)
    assert len(rows) == count
    assert sum(row["kind"] is None for row in rows) == 10
    for row in rows:
        assert row["kind"] in (None, "report", "summary", *KINDS)
        assert set(row["suffixes"]) <= set(SUFFIXES)


@pytest.mark.parametrize(("of", "manners"), [("", 3), ("second_", 6)])
def test_no_line_stands_in_both_halves_and_each_manner_in_either(of: str, manners: int) -> None:
    dev, unseen = ({row["text"] for row in read_half(half, of)} for half in HALVES)
    assert not dev & unseen
    for half in HALVES:
        assert len({row["manner"] for row in read_half(half, of)}) == manners


def test_most_of_the_halves_that_may_be_read_is_right_and_nothing_else_becomes_a_paper() -> None:
    """What has been learned is not lost: the shares of the development halves, not of the others."""
    for of in SETS:
        rows = read_half("dev", of)
        found = score_papers(rows)
        assert found.results["right"] >= len(rows) - 1
        assert found.results["opened though none was meant"] == 0
        assert all(found.parts[part] >= found.parted - 1 for part in found.parts)


def row(text: str, kind: str | None, suffixes: tuple[str, ...] = (), whose: str | None = None) -> dict[str, Any]:
    return {"role": "coordinator", "text": text, "kind": kind, "suffixes": suffixes, "whose": whose}


def test_days_and_places_are_counted_apart() -> None:
    line = row("ขอรายงานสถานการณ์ จ.พะเยา 3-7 ก.ค. เป็น word", "situation", ("docx",))
    found = score_papers([{**line, "days": ["2023-07-03", "2023-07-07"], "place": "56"}])
    assert (found.parts, found.parted) == ({"days": 1, "place": 1}, 1)
    other = score_papers([{**line, "days": None, "place": "57"}])
    assert (other.parts.total(), [one for one, _, _ in other.mistakes]) == (0, ["other days", "other place"])


@pytest.mark.parametrize(
    ("line", "result"),
    [
        (row("ขอรายงานสถานการณ์เป็น word", "situation", ("docx",)), "right"),
        (row("ขอรายงานสถานการณ์เป็น word", "situation", ("pdf",)), "another paper"),
        (row("ขอรายงานสถานการณ์เป็น word", "plan", ("docx",)), "another paper"),
        (row("ขอพอร์ตของมาลี", "participant", (), "มาลี"), "right"),
        (row("ขอพอร์ตของมาลี", "participant", (), "สมชาย"), "another paper"),
        (row("กขคง", "situation"), "not opened"),
        (row("กขคง", None), "right"),
        (row("ขอรายงานสถานการณ์", None), "opened though none was meant"),
    ],
)
def test_a_request_opens_its_paper_another_or_none(line: dict[str, Any], result: str) -> None:
    assert score_papers([line]).results == {result: 1}

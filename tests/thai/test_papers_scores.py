"""Requests for papers of the bench: the halves share no line, and scores tell what the bot would do."""

from typing import Any

import pytest

from bench.thai.messages import HALVES
from bench.thai.papers_scores import read_half, score_papers
from thai.papers import KINDS, SUFFIXES


@pytest.mark.parametrize("half", HALVES)
def test_each_line_asks_for_a_paper_that_there_is_or_for_none(half: str) -> None:
    rows = read_half(half)
    assert len(rows) == 30
    assert sum(row["kind"] is None for row in rows) == 10
    for row in rows:
        assert row["kind"] in (None, "report", "summary", *KINDS)
        assert set(row["suffixes"]) <= set(SUFFIXES)


def test_no_line_stands_in_both_halves_and_each_manner_in_either() -> None:
    dev, unseen = ({row["text"] for row in read_half(half)} for half in HALVES)
    assert not dev & unseen
    for half in HALVES:
        assert len({row["manner"] for row in read_half(half)}) == 3


def test_most_of_the_half_that_may_be_read_is_right() -> None:
    """What has been learned is not lost: the share of the development half, not of the other."""
    assert score_papers(read_half("dev")).results["right"] >= 29


def row(text: str, kind: str | None, suffixes: tuple[str, ...] = (), whose: str | None = None) -> dict[str, Any]:
    return {"role": "coordinator", "text": text, "kind": kind, "suffixes": suffixes, "whose": whose}


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

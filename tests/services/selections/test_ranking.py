"""Marks make ranks by hand: means are exact, equal scores stay equal, and a tie across a line is nobody's by chance."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from services.selections.ranking import decided, ranked, said, score_of

Marks = Mapping[str, Sequence[Mapping[str, int]]]
ONE: Marks = {"a": [{"x": 40, "y": 45}], "b": [{"x": 45, "y": 40}], "c": [{"x": 10, "y": 5}]}


def test_a_score_is_the_mean_of_the_sums_of_all_jurors_rounded_once() -> None:
    assert score_of([{"x": 40, "y": 41}, {"x": 50, "y": 30}, {"x": 41, "y": 40}]) == Fraction(242, 3)
    assert [said(Fraction(242, 3)), said(Fraction(1, 200)), said(Fraction(85))] == ["80.67", "0.01", "85.00"]
    assert score_of([]) is None


def test_the_best_of_each_group_is_first_and_who_has_no_marks_has_no_rank() -> None:
    marks: Marks = {"a": [{"x": 1}], "b": [{"x": 2}], "d": [{"x": 9}]}
    found = ranked({"north": ["a", "b", "c"], "south": ["d"]}, marks, [1])
    assert [(one.candidate, one.in_group, one.rank, one.place) for one in found] == [
        ("b", "north", 1, 0), ("a", "north", 2, 1), ("c", "north", None, None), ("d", "south", 1, 0),
    ]  # fmt: skip


def test_equal_scores_have_the_same_rank_and_are_tied_only_across_a_line() -> None:
    for lines, tied in (([1], True), ([2], False), ([1, 3], True), ([3], False)):
        found = ranked({"": ["a", "b", "c"]}, ONE, lines)
        assert [one.rank for one in found] == [1, 1, 3]
        assert [one.tied for one in found] == [tied, tied, False], lines
        assert [one.place for one in found] == ([None, None, 2] if tied else [0, 1, 2])


@pytest.mark.parametrize(
    ("order", "places"), [({"a": 1}, [0, 1, 2]), ({"b": 1}, [1, 0, 2]), ({"b": 1, "a": 2}, [1, 0, 2])]
)
def test_a_tie_is_decided_by_the_order_that_is_given(order: dict[str, int], places: list[int]) -> None:
    done = decided(ranked({"": ["a", "b", "c"]}, ONE, [1]), order)
    assert done is not None
    assert [one.place for one in done] == places


def test_a_tie_that_nobody_decides_is_not_decided() -> None:
    assert decided(ranked({"": ["a", "b", "c"]}, ONE, [1]), {"c": 1}) is None
    three: Marks = {key: [{"x": 5}] for key in "abc"}
    assert decided(ranked({"": list("abc")}, three, [1]), {"b": 1}) is None
    assert decided(ranked({"": list("abc")}, three, [1]), {"b": 1, "c": 1}) is None  # no two have the same place
    done = decided(ranked({"": list("abc")}, three, [1]), {"b": 1, "c": 2})
    assert done is not None
    assert {one.candidate: one.place for one in done} == {"b": 0, "c": 1, "a": 2}

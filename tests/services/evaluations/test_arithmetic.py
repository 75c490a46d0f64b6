"""The arithmetic against cases worked out by hand, and against a second way of doing it, in any order of events."""

import json
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes import Label
from services.evaluations.arithmetic import GivenRating, NotCounted, Score, rounded, work_out
from services.evaluations.terms import CriterionTerms, KindTerms, Terms, read_terms

LEDGERS = json.loads((Path(__file__).parent / "ledgers.json").read_text("utf-8"))
CRITERIA: tuple[str, ...] = tuple(LEDGERS["criteria"])


def label(text: str) -> Label:
    return Label(th=text, en=text)


def terms_of(kinds: list[tuple[str, Decimal, int, int]], *, late_counts: bool, criteria: tuple[str, ...]) -> Terms:
    return Terms(
        round_key="final",
        kinds=tuple(KindTerms(key, label(key), weight, least, sectors) for key, weight, least, sectors in kinds),
        criteria=tuple(CriterionTerms(key, label(key)) for key in criteria),
        best=Decimal(5),
        form="eval_final",
        form_version=1,
        late_counts=late_counts,
        opens=date(2023, 12, 4),
        closes=date(2023, 12, 20),
    )


def shown(value: Fraction | None) -> str | None:
    return None if value is None else str(rounded(value))


def worked_out(case: dict[str, Any]) -> Score:
    asked = case["round"]
    kinds = [(one["kind"], Decimal(one["weight"]), one["least_raters"], one["least_sectors"]) for one in asked["kinds"]]
    numbers: dict[str, int] = defaultdict(lambda: len(numbers))
    ratings = [
        GivenRating(
            numbers[one["rater"]],
            one["kind"],
            one["sector"],
            {key: Decimal(score) for key, score in zip(CRITERIA, one["scores"], strict=True)},
            withdrawn=one["withdrawn"],
            late=one["late"],
        )
        for one in case["ratings"]
    ]
    terms = terms_of(kinds, late_counts=asked["late_counts"], criteria=CRITERIA)
    return work_out(read_terms(terms.written()), ratings, closed=asked["closed"])


@pytest.mark.parametrize("case", LEDGERS["cases"], ids=lambda case: f"{case['case']} {case['name']}")
def test_a_case_worked_out_by_hand_comes_to_the_same(case: dict[str, Any]) -> None:
    score, expected = worked_out(case), case["expect"]
    assert shown(score.total) == expected["total"]
    assert score.total == (Fraction(expected["total_exact"]) if expected["total"] else None)
    assert shown(score.percent) == expected["percent_of_5"]
    assert score.weight == Decimal(expected["weight_counted"])
    assert ("final" if score.is_final else "provisional") == expected["state"]
    left_out = [
        {"rating": place, "rater": case["ratings"][place - 1]["rater"], "why": why.value}
        for place, why in enumerate(score.reasons, start=1)
        if why is not None
    ]
    assert left_out == expected["not_counted"]
    lacks = [(lack.kind, lack.what) if lack.what == "closing" else (lack.kind, lack.what, lack.have, lack.least)
             for lack in score.lacks]  # fmt: skip
    assert lacks == [
        (one["kind"], one["what"])
        if one["what"] == "closing"
        else (one["kind"], one["what"], one["have"], one["least"])
        for one in expected["missing"]
    ]
    for kind in score.kinds:
        wanted = expected["by_kind"][kind.kind.key]
        assert (kind.counted, len(kind.sectors)) == (wanted["counted"], wanted["different_sectors"])
        assert (shown(kind.mean), shown(kind.share)) == (wanted["mean"], wanted["share"])
        if kind.counted:
            assert {key: shown(mean) for key, mean in kind.criteria.items()} == wanted["criteria"]


@pytest.mark.parametrize(
    ("value", "text"),
    [("1/200", "0.01"), ("1/201", "0.00"), ("1/8", "0.13"), ("-1/8", "-0.13"), ("81/16", "5.06"), ("5", "5.00")],
)
def test_half_goes_up(value: str, text: str) -> None:
    assert str(rounded(Fraction(value))) == text


# ── any order of events ──

SECTORS = ("government", "religious", "people", "media")
raters = st.integers(1, 6)
scores = st.lists(st.integers(1, 5), min_size=6, max_size=6)
events = st.one_of(
    st.tuples(st.just("rates"), raters, st.sampled_from(["executive", "partner"]), scores, st.booleans()),
    st.tuples(st.just("is withdrawn"), raters),
)
versions = st.tuples(st.integers(1, 99), st.integers(1, 4), st.integers(0, 3), st.booleans(), st.integers(1, 6))


def by_decimals(terms: Terms, ratings: list[GivenRating]) -> tuple[Decimal | None, Decimal, set[int]]:
    """Work out total, weight and who counts in another way: sums of decimals of 60 digits, kind after kind."""
    first: dict[int, int] = {}
    for place, one in enumerate(ratings):
        usable = not one.withdrawn and (terms.late_counts or not one.late)
        if usable and any(kind.key == one.kind for kind in terms.kinds):
            first.setdefault(one.rater, place)
    total, weight = None, Decimal(0)
    with localcontext() as context:
        context.prec = 60
        for kind in terms.kinds:
            mine = [ratings[place] for place in first.values() if ratings[place].kind == kind.key]
            if mine:
                every = [one.scores[criterion.key] for one in mine for criterion in terms.criteria]
                total = (total or Decimal(0)) + kind.weight * sum(every) / len(every) / 100
                weight += kind.weight
    return total, weight, set(first.values())


@given(st.lists(events, max_size=14), versions)
def test_any_order_of_ratings_withdrawals_late_ones_and_versions_gives_what_a_second_way_gives(
    story: list[Any], version: tuple[int, int, int, bool, int]
) -> None:
    weight, least, least_sectors, late_counts, kept = version
    ratings: list[GivenRating] = []
    for event in story:
        if event[0] == "rates":
            _, rater, kind, given_scores, late = event
            said = {key: Decimal(score) for key, score in zip(CRITERIA, given_scores, strict=True)}
            ratings.append(GivenRating(rater, kind, SECTORS[rater % 4], said, late=late))
        else:
            ratings = [
                GivenRating(one.rater, one.kind, one.sector, one.scores, withdrawn=True, late=one.late)
                if one.rater == event[1]
                else one
                for one in ratings
            ]
    kinds = [("executive", Decimal(weight), 1, 0), ("partner", Decimal(100 - weight), least, min(least, least_sectors))]
    terms = terms_of(kinds, late_counts=late_counts, criteria=CRITERIA[:kept])
    score = work_out(terms, ratings, closed=True)
    total, counted_weight, counted = by_decimals(terms, ratings)
    assert {place for place, why in enumerate(score.reasons) if why is None} == counted
    assert score.weight == counted_weight
    if total is None:
        assert score.total is None
    else:
        assert score.total is not None
        assert abs(Fraction(total) - score.total) < Fraction(1, 10**40)
        exact = (total + Decimal("1e-50")).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert rounded(score.total) == exact
    partners = [ratings[place] for place in counted if ratings[place].kind == "partner"]
    executives = len(counted) - len(partners)
    enough = len(partners) >= least and len({one.sector for one in partners}) >= min(least, least_sectors)
    assert score.is_final == (executives > 0 and enough and bool(partners))


def test_a_rating_of_a_kind_that_new_terms_do_not_have_is_left_out_with_this_reason() -> None:
    terms = terms_of([("partner", Decimal(100), 1, 0)], late_counts=False, criteria=CRITERIA)
    said = dict.fromkeys(CRITERIA, Decimal(4))
    score = work_out(
        terms, [GivenRating(1, "executive", None, said), GivenRating(2, "partner", None, said)], closed=True
    )
    assert score.reasons == (NotCounted.KIND_GONE, None)
    assert score.is_final


def test_a_criterion_that_nobody_was_asked_about_is_missing_and_makes_a_score_provisional() -> None:
    terms = terms_of([("partner", Decimal(100), 1, 0)], late_counts=False, criteria=("vision", "ethics"))
    score = work_out(terms, [GivenRating(1, "partner", None, {"vision": Decimal(4)})], closed=True)
    assert [(lack.what, lack.have, lack.least) for lack in score.lacks] == [("criterion", 1, 2)]

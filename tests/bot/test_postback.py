"""Postbacks: what is packed comes back equal, anything else is refused quietly."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.postback import KINDS, Consent, DayPicked, EditActivity, OpenDay, Say, ShowMonth, ToggleSector, unpack
from bot.postback.fields import (
    AUDIENCE,
    BROADCAST_DEEDS,
    CALLS_VIEWS,
    CANDIDATE_ACTS,
    EXPORTS,
    FLAGS,
    FORGET_STAGES,
    FORM_STEPS,
    FORUM_PARTS,
    GOAL_PARTS,
    GROUPS,
    LANGUAGES,
    LARGEST_ID,
    ORDERS,
    PARTS,
    PHOTO_MOMENTS,
    PLAN_ASKED,
    PLAN_VIEWS,
    PLAN_WORDS,
    RATER_ACTS,
    REVIEW_ACTS,
    ROSTER_TODOS,
    ROUND_VIEWS,
    SEAT_ACTS,
    SUFFIXES,
    UNIT_VIEWS,
)

IDS = st.integers(1, LARGEST_ID)
VALUES = {
    "activity": IDS,
    "addition": IDS,
    "moment": st.sampled_from(PHOTO_MOMENTS),
    "inbox": IDS,
    "conversation": st.none() | IDS,
    "leave": IDS,
    "nomination": IDS,
    "unit_view": st.sampled_from(UNIT_VIEWS),
    "unit": st.none() | st.sampled_from(("5607", "north-upper-2")),
    "forum_part": st.sampled_from(FORUM_PARTS),
    "seat_act": st.sampled_from(SEAT_ACTS),
    "part": st.sampled_from(PARTS),
    "key": st.from_regex(r"[a-z][a-z0-9_]{0,39}", fullmatch=True),
    "month": st.from_regex(r"2[0-9]{3}-(0[1-9]|1[0-2])", fullmatch=True),
    "day": st.dates().map(lambda day: day.isoformat()).filter(lambda day: "1" <= day[0] < "3"),
    "version": st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}", fullmatch=True),
    "yes": st.booleans(),
    "intent": st.from_regex(r"[a-z][a-z_]{0,39}", fullmatch=True),
    "language": st.sampled_from(LANGUAGES),
    "stage": st.sampled_from(FORGET_STAGES),
    "revision": IDS,
    "listing": IDS,
    "page": IDS,
    "question": IDS,
    "form": st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,39}", fullmatch=True),
    "about": st.none() | IDS,
    "choice": st.none() | st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,59}", fullmatch=True),
    "submission": IDS,
    "number": IDS,
    "step": st.sampled_from(FORM_STEPS),
    "act": st.sampled_from(REVIEW_ACTS),
    "rating": IDS,
    "rater_act": st.sampled_from(RATER_ACTS),
    "flag": st.sampled_from(FLAGS),
    "person": IDS,
    "round": st.from_regex(r"[a-z][a-z0-9_-]{0,39}", fullmatch=True),
    "view": st.sampled_from(ROUND_VIEWS),
    "broadcast": IDS,
    "roster": IDS,
    "plan": IDS,
    "goal": IDS,
    "goal_part": st.sampled_from(GOAL_PARTS),
    "asked": st.sampled_from(PLAN_ASKED),
    "period": st.sampled_from(("2023-07", "end", "3", "12")),
    "said": st.sampled_from(PLAN_WORDS),
    "first": st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(date.isoformat),
    "last": st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(date.isoformat),
    "area": st.none() | st.from_regex(r"[1-9][0-9]([0-9]{2})?", fullmatch=True),
    "agency": st.none() | st.from_regex(r"[a-z][a-z0-9_-]{0,39}", fullmatch=True),
    "what": st.none() | st.sampled_from(EXPORTS),
    "suffix": st.none() | st.sampled_from(SUFFIXES),
    "group": st.sampled_from(GROUPS),
    "order": st.sampled_from(ORDERS),
    "by": st.sampled_from(AUDIENCE),
    "pick": st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", fullmatch=True),
    "deed": st.sampled_from(BROADCAST_DEEDS),
    "todo": st.sampled_from(ROSTER_TODOS),
    "plan_view": st.sampled_from(PLAN_VIEWS),
    "call": st.from_regex(r"[a-z][a-z0-9_-]{0,39}", fullmatch=True),
    "selection": st.from_regex(r"[a-z][a-z0-9_-]{0,39}", fullmatch=True),
    "call_field": st.from_regex(r"[a-z][a-z0-9_-]{0,39}", fullmatch=True),
    "candidate": IDS,
    "candidate_act": st.sampled_from(CANDIDATE_ACTS),
    "instead_of": IDS,
    "calls_view": st.sampled_from(CALLS_VIEWS),
}


@st.composite
def any_postback(draw: st.DrawFn) -> object:
    kind = draw(st.sampled_from(sorted(KINDS.values(), key=lambda one: one.kind)))
    return kind(**{field.name: draw(VALUES[field.name]) for field in fields(kind)})


@given(any_postback())
def test_what_is_packed_unpacks_to_the_same_value_within_lines_limit(postback):
    data = postback.pack()
    assert len(data.encode("utf-16-le")) // 2 <= 300
    assert unpack(data) == postback


@given(st.text())
def test_any_text_at_all_is_read_without_raising(data):
    assert unpack(data) is None or unpack(data).pack() == data


@given(any_postback(), st.integers(0, 300), st.characters())
def test_a_tampered_postback_is_refused_or_says_exactly_what_it_now_says(postback, at, char):
    data = postback.pack()
    tampered = data[: at % len(data)] + char + data[at % len(data) + 1 :]
    found = unpack(tampered)
    assert found is None or found.pack() == tampered or set(tampered.split("&")) == set(found.pack().split("&"))


def test_the_wire_form_is_short_and_readable():
    assert EditActivity(12, "people").pack() == "edit?activity=12&part=people"
    assert EditActivity(12, "people", conversation=3).pack() == "edit?v=3&activity=12&part=people"
    assert Consent("2566-1", yes=False).pack() == "consent?version=2566-1&yes=0"


@pytest.mark.parametrize(
    "data",
    [
        "",
        "edit",
        "edit?",
        "edit?activity=12",
        "edit?activity=12&part=salary",
        "edit?activity=0&part=people",
        "edit?activity=-1&part=people",
        "edit?activity=๑๒&part=people",
        "edit?activity= 12&part=people",
        "edit?activity=1_2&part=people",
        "edit?activity=9223372036854775808&part=people",
        "edit?activity=12&activity=13&part=people",
        "edit?activity=12&part=people&role=coordinator",
        "edit?activity=12&part=people&v=0",
        "edit?activity=12&part=people&v=",
        "EDIT?activity=12&part=people",
        "month?month=2023-13",
        "openday?day=2566-07-32",
        "consent?version=1&yes=2",
        "language?language=fr",
        "sector?activity=1&key=" + "a" * 300,
    ],
)
def test_unknown_tampered_and_overlong_data_is_none(data):
    assert unpack(data) is None


@pytest.mark.parametrize(
    "postback",
    [DayPicked(0), DayPicked(2**63), ToggleSector(1, "a&b=c"), ShowMonth("2023-7"), OpenDay("วันนี้"), Say("drop table")],
)
def test_a_value_that_would_not_come_back_is_not_packed(postback):
    with pytest.raises(ValueError, match=postback.kind):
        postback.pack()

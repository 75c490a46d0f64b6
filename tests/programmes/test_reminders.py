"""Reminder rules as data: what a rule may say, and what makes it another rule."""

from datetime import datetime

import pytest
from pydantic import ValidationError

from programmes import Programme, load
from programmes.bangkok import BANGKOK
from programmes.moments import moments_of
from programmes.reminders import Reminder
from tests.programmes.test_cast_2566 import FOLDER

SOUND = {
    "rule": "daily_missing",
    "at": "each working day 17:30 while reporting",
    "to": "participant",
    "condition": "not_reported",
    "text": "daily-missing",
    "window": "until 20:30",
    "urgency": "drop",
}


@pytest.fixture(scope="module")
def cast() -> Programme:
    return load(FOLDER)


def rule(**changed: object) -> Reminder:
    return Reminder.model_validate(SOUND | changed)


def test_one_or_many_times_and_audiences() -> None:
    assert rule().to == ("participant",)
    both = rule(to=["mentor", "owner"], at=["Friday 15:30", "each working day 08:30"])
    assert (both.to, len(both.whens)) == (("mentor", "owner"), 2)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"at": []}, "at least 1"),
        ({"to": []}, "at least 1"),
        ({"to": "villager"}, "Input should be"),
        ({"condition": "is_lazy"}, "Input should be"),
        ({"urgency": "soon"}, "Input should be"),
        ({"window": "a while"}, "no window"),
        ({"at": "each full moon"}, "no time of the programme"),
        ({"text": []}, "a text or a card"),
        ({"card": "summary"}, "a text or a card"),
        ({"condition": "sectors_unmet"}, "days belong to"),
        ({"condition": "sees_somebody"}, "belongs to a summary"),
        ({"days": 14}, "days belong to"),
        ({"condition": "silent"}, "days belong to"),
        ({"condition": "silent", "days": 3, "to": ["participant", "mentor"]}, "a silence is told"),
        ({"condition": "silent", "days": 3, "to": "owner"}, "a silence is told"),
        ({"condition": "silent", "days": 3, "at": "the day each phase starts, 09:00"}, "a silence is told"),
        ({"condition": "sectors_unmet", "days": 0}, "greater than or equal to 1"),
        ({"buttons": ["log_activity", "mute", "help", "menu"]}, "at most 3"),
        ({"text": "Remind me"}, "pattern"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(changed: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        rule(**changed)


def test_only_a_rule_whose_times_all_recur_is_held_back_by_leave(cast: Programme) -> None:
    assert rule().stops_on_leave
    assert not rule(at=["Friday 15:30", "the day each phase starts, 09:00"]).stops_on_leave
    assert {one.rule for one in cast.reminders if one.stops_on_leave} == {
        "summary_weekly",
        "summary_daily",
        "silence_asked",
        "silence_mentor",
        "silence_coordinator",
        "daily_missing",
        "mentor_weekly",
        "review_nudge",
        "review_escalation",
        "morning_after",
        "weekly_sectors",
        "plan_waits",
    }


def test_what_must_arrive_goes_first_and_what_may_wait_last() -> None:
    ranks = [rule(urgency=urgency).rank for urgency in ("must", "drop", "may_wait")]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == 3


def test_it_ends_with_its_window() -> None:
    due = datetime(2023, 7, 12, 17, 30, tzinfo=BANGKOK)
    assert rule().ends(due) == datetime(2023, 7, 12, 20, 30, tzinfo=BANGKOK)


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "other"},
        {"window": "until 20:00"},
        {"urgency": "must"},
        {"to": ["participant", "mentor"]},
        {"at": "each working day 17:00 while reporting"},
        {"buttons": ["mute"]},
    ],
)
def test_any_change_of_a_rule_shows_in_its_digest(cast: Programme, changed: dict[str, object]) -> None:
    before, after = rule(), rule(**changed)
    assert before.digest(moments_of(cast, before)) != after.digest(moments_of(cast, after))
    assert before.digest(moments_of(cast, before)) == rule().digest(moments_of(cast, rule()))


def test_a_date_that_moves_shows_in_the_digest_of_every_rule_it_moves(cast: Programme) -> None:
    third = cast.phase(3).model_copy(update={"end": cast.phase(3).end.replace(day=14)})
    moved = cast.model_copy(update={"phases": (*cast.phases[:2], third, cast.phases[3])})
    changed = {
        one.rule for one in cast.reminders if one.digest(moments_of(cast, one)) != one.digest(moments_of(moved, one))
    }
    assert changed == {
        "phase_end",
        "summary_phase",
        "summary_daily",
        "silence_asked",
        "silence_mentor",
        "silence_coordinator",
        "daily_missing",
        "morning_after",
        "weekly_sectors",  # the day is a Friday
        "review_nudge",  # and lies in a gap now
        "review_escalation",
        "mentor_change_soon",
        "mentor_change_from",
        "mentor_change_to",
        "new_mentor",
        "plan_results",
    }


def test_casts_rules_are_these_the_most_urgent_first(cast: Programme) -> None:
    names = (
        "phase_end phase_start stage_change evaluation_due form_due phase_before summary_phase summary_weekly"
        " mentor_change_soon mentor_change_from mentor_change_to new_mentor"
        " nominations_wanted rating_due raters_to_call"
        " plan_results plan_follow_up summary_daily silence_asked silence_mentor silence_coordinator daily_missing"
        " mentor_weekly review_nudge review_escalation plan_wanted plan_check_in morning_after"
        " weekly_sectors plan_waits"
    )
    assert [one.rule for one in cast.reminders] == names.split()
    assert [one.rank for one in cast.reminders] == sorted(one.rank for one in cast.reminders)

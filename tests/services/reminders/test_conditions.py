"""Conditions of rules: who still has to do the thing, and who has done it or cannot."""

import pytest
from sqlalchemy import select

from models.activities.activities import ActivityState
from models.people.people import Membership, Person, PersonState
from services.reminders.conditions import regular
from tests.running_bot import MALEE, PRAYUN, SOMCHAI
from tests.services.reminders.reminder_people import (
    AMNAT,
    DARUNEE,
    GOVERNOR,
    KANDA,
    OWNER_2,
    OWNER_3,
    THANA,
    WILAI,
    PeopleByName,
    working_days_later,
)

SECTORS = ("government", "religious", "academic", "private", "civil_society", "people", "media")


# ── not_reported ──


def test_who_has_no_entry_for_the_day_is_asked(town: PeopleByName) -> None:
    assert set(town.told("daily_missing", "2023-07-12")) == {SOMCHAI, MALEE}
    town.entry(SOMCHAI, "2023-07-12")
    assert set(town.told("daily_missing", "2023-07-12")) == {MALEE}
    assert set(town.told("daily_missing", "2023-07-13")) == {SOMCHAI, MALEE}


@pytest.mark.parametrize(
    ("state", "counts"),
    [
        (ActivityState.SUBMITTED, True),
        (ActivityState.RETURNED, True),  # it was sent; what it lacks is asked for in its own message
        (ActivityState.RESUBMITTED, True),
        (ActivityState.APPROVED, True),
        (ActivityState.DELETED, False),
        (ActivityState.NOTE, False),
    ],
)
def test_notes_and_deleted_entries_do_not_count(town: PeopleByName, state: ActivityState, counts: bool) -> None:
    town.entry(SOMCHAI, "2023-07-12", state=state)
    assert (SOMCHAI not in town.told("daily_missing", "2023-07-12")) is counts


def test_nobody_is_asked_for_a_day_of_their_leave(town: PeopleByName) -> None:
    town.leave(SOMCHAI, "2023-07-12", "2023-07-13")
    assert set(town.told("daily_missing", "2023-07-12")) == {MALEE}
    assert set(town.told("morning_after", "2023-07-14")) == {MALEE}  # about the 13th
    assert set(town.told("morning_after", "2023-07-12")) == {SOMCHAI, MALEE}  # about the 11th


def test_the_morning_after_asks_for_the_last_day_that_counts(town: PeopleByName) -> None:
    town.entry(SOMCHAI, "2023-07-27")
    assert town.facts("morning_after", "2023-08-03", MALEE) == {"day": "พฤหัสบดี 27 ก.ค. 2566"}
    assert set(town.told("morning_after", "2023-08-03")) == {MALEE}  # four days off lie between


def test_only_who_takes_part_on_the_day_is_asked(town: PeopleByName) -> None:
    with town.database.write() as session:
        somchai = town.recipients(session).people[0].person_id
        membership = session.scalars(select(Membership).where(Membership.person_id == somchai)).one()
        membership.to_day = town.due("daily_missing", "2023-07-11").moment.day
    assert SOMCHAI in town.told("daily_missing", "2023-07-11")
    assert SOMCHAI not in town.told("daily_missing", "2023-07-12")
    assert SOMCHAI in town.told("phase_start", "2023-06-05")
    assert SOMCHAI not in town.told("phase_before", "2023-11-29")


# ── sectors_unmet ──


def test_sectors_not_met_for_a_fortnight_are_named_with_whom_to_meet(town: PeopleByName) -> None:
    town.entry(SOMCHAI, "2023-07-12", "government", "people")
    town.entry(SOMCHAI, "2023-07-20", "religious")
    facts = town.facts("weekly_sectors", "2023-07-21", SOMCHAI)
    assert facts["sectors"] == "ภาควิชาการ · ภาคเอกชน · ภาคประชาสังคม · ภาคสื่อสารมวลชน"
    assert facts["next"] == "ภาควิชาการ"
    assert "โรงเรียน" in str(facts["who"])
    assert facts["days"] == 14


@pytest.mark.parametrize("state", [ActivityState.DELETED, ActivityState.NOTE])
def test_what_was_met_longer_ago_or_in_what_does_not_count_is_unmet_again(
    town: PeopleByName, state: ActivityState
) -> None:
    town.entry(SOMCHAI, "2023-07-14", *SECTORS)
    town.entry(SOMCHAI, "2023-07-24", "media", state=state)
    assert SOMCHAI not in town.told("weekly_sectors", "2023-07-21")
    assert town.facts("weekly_sectors", "2023-08-04", SOMCHAI)["sectors"].count("·") == 6  # type: ignore[union-attr]


def test_a_feedback_form_of_a_sector_is_a_meeting_with_it(town: PeopleByName) -> None:
    town.entry(SOMCHAI, "2023-07-20", *SECTORS[:6])
    assert town.facts("weekly_sectors", "2023-07-21", SOMCHAI)["sectors"] == "ภาคสื่อสารมวลชน"
    town.hands_in(SOMCHAI, "feedback7", "2023-07-20", sector="media")
    assert SOMCHAI not in town.told("weekly_sectors", "2023-07-21")


def test_only_the_question_that_the_programme_names_says_whom_somebody_met(town: PeopleByName) -> None:
    town.entry(SOMCHAI, "2023-07-20", *SECTORS[:6])
    town.hands_in(SOMCHAI, "survey", "2023-07-20", sector="media")
    assert SOMCHAI in town.told("weekly_sectors", "2023-07-21")
    survey = town.programme.form("feedback7").model_copy(update={"key": "survey"})
    town.programme = town.programme.model_copy(update={"forms": (survey,)})
    assert SOMCHAI not in town.told("weekly_sectors", "2023-07-21")
    survey = survey.model_copy(update={"sector_question": "whose"})
    town.programme = town.programme.model_copy(update={"forms": (survey,)})
    assert SOMCHAI in town.told("weekly_sectors", "2023-07-21")


def test_nobody_hears_of_a_fortnight_before_a_fortnight_has_passed(town: PeopleByName) -> None:
    assert town.told("weekly_sectors", "2023-07-07") == {}
    assert town.told("weekly_sectors", "2023-07-14") == {}
    assert set(town.told("weekly_sectors", "2023-07-21")) == {SOMCHAI, MALEE}


# ── form_missing ──


def test_a_form_is_finished_when_every_sector_was_heard(town: PeopleByName) -> None:
    for sector in SECTORS[:6]:
        town.hands_in(SOMCHAI, "feedback7", "2023-08-01", sector=sector)
    town.hands_in(SOMCHAI, "feedback7", "2023-08-02", sector="people")  # a second time is not another sector
    assert set(town.told("form_due", "2023-09-23")) == {SOMCHAI, MALEE}
    town.hands_in(SOMCHAI, "feedback7", "2023-08-03", sector="media")
    assert set(town.told("form_due", "2023-09-23")) == {MALEE}
    assert town.facts("form_due", "2023-09-23", MALEE)["edge"] == "half"


def test_a_mentor_is_asked_for_those_not_yet_evaluated(town: PeopleByName) -> None:
    assert town.facts("evaluation_due", "2023-11-20", WILAI)["names"] == SOMCHAI
    assert set(town.told("evaluation_due", "2023-11-20")) == {WILAI, PRAYUN}
    town.hands_in(WILAI, "eval_phase_2", "2023-11-21", about=SOMCHAI)
    assert set(town.told("evaluation_due", "2023-11-25")) == {PRAYUN}
    assert set(town.told("evaluation_due", "2023-12-04")) == {AMNAT}
    town.hands_in(AMNAT, "eval_phase_3", "2023-12-05", about=MALEE)
    assert town.facts("evaluation_due", "2023-12-09", AMNAT)["names"] == SOMCHAI


# ── looks_after_somebody ──


def test_a_mentor_hears_weekly_of_whom_they_look_after_now(town: PeopleByName) -> None:
    first, later = town.told("mentor_weekly", "2023-07-06"), town.told("mentor_weekly", "2023-07-20")
    assert {name: dict(reminder_item.facts)["names"] for name, reminder_item in first.items()} == {
        PRAYUN: SOMCHAI,
        WILAI: MALEE,
    }
    assert {name: dict(reminder_item.facts)["names"] for name, reminder_item in later.items()} == {
        PRAYUN: MALEE,
        WILAI: SOMCHAI,
    }
    assert set(town.told("mentor_weekly", "2023-12-07")) == {AMNAT}


def test_it_says_how_many_entries_wait(town: PeopleByName) -> None:
    town.entry(SOMCHAI, "2023-07-04")
    town.entry(SOMCHAI, "2023-07-05", state=ActivityState.APPROVED)
    town.entry(SOMCHAI, "2023-07-06", state=ActivityState.RESUBMITTED)
    assert town.facts("mentor_weekly", "2023-07-06", PRAYUN)["waiting"] == 2
    assert town.facts("mentor_weekly", "2023-07-06", WILAI)["waiting"] == 0


# ── reviews ──


def test_a_mentor_is_nudged_once_an_entry_comes_to_three_working_days(town: PeopleByName) -> None:
    entry = town.entry(SOMCHAI, "2023-07-04")
    told = {day: town.told("review_nudge", f"2023-07-{day}") for day in ("05", "06", "07", "10", "11")}
    assert [day for day, reminder_items in told.items() if reminder_items] == [
        "07"
    ]  # on the edge, not each day after it
    assert set(told["07"]) == {PRAYUN}
    assert dict(told["07"][PRAYUN].facts)["waiting"] == 1
    assert dict(told["07"][PRAYUN].facts)["days"] == 3
    town.becomes(entry, ActivityState.APPROVED)
    assert town.told("review_nudge", "2023-07-07") == {}


def test_the_deputy_hears_of_it_after_five(town: PeopleByName) -> None:
    town.entry(SOMCHAI, "2023-07-04")
    told = {day: town.told("review_escalation", f"2023-07-{day}") for day in ("07", "10", "11", "12")}
    assert [day for day, reminder_items in told.items() if reminder_items] == ["11"]
    assert set(told["11"]) == {DARUNEE}
    assert town.told("review_nudge", "2023-07-11") == {}


def test_holidays_and_the_mentors_leave_stop_the_count(town: PeopleByName) -> None:
    entry = "2023-07-25"
    town.entry(MALEE, entry)
    wake = working_days_later(town.programme, entry, 3)
    assert wake == "2023-08-03"  # 26, 27, then four days off
    assert set(town.told("review_nudge", wake)) == {PRAYUN}
    town.leave(PRAYUN, "2023-07-26")
    assert town.told("review_nudge", wake) == {}
    assert set(town.told("review_nudge", "2023-08-04")) == {PRAYUN}


def test_what_the_pilot_mentor_left_begins_anew_with_the_next(town: PeopleByName) -> None:
    town.entry(SOMCHAI, "2023-07-13")
    assert town.told("review_nudge", "2023-07-18") == {}
    (woken,) = town.told("review_nudge", "2023-07-20")  # since the target district began on Monday 17
    assert woken == WILAI


# ── audiences ──


def test_summaries_reach_those_whose_phase_it_is(town: PeopleByName) -> None:
    always = {KANDA, THANA, GOVERNOR}
    assert set(town.told("summary_daily", "2023-07-12")) == always | {OWNER_2}
    assert set(town.told("summary_daily", "2023-12-06")) == always | {OWNER_3}
    assert set(town.told("summary_weekly", "2023-12-04")) == always | {OWNER_2}  # the week ended with phase 2
    assert set(town.told("summary_phase", "2023-12-01")) == always | {OWNER_2}
    assert set(town.told("phase_before", "2023-06-19")) == {SOMCHAI, MALEE, PRAYUN, WILAI, OWNER_2}
    assert set(town.told("phase_before", "2023-11-29")) == {SOMCHAI, MALEE, AMNAT, OWNER_3}


def test_who_cannot_be_reached_is_left_out(town: PeopleByName) -> None:
    town.blocks(SOMCHAI)
    assert set(town.told("daily_missing", "2023-07-12")) == {MALEE}
    with town.database.write() as session:
        session.get_one(Person, town.ids[MALEE]).state = PersonState.WITHDRAWN.value
    assert town.told("daily_missing", "2023-07-12") == {}


# ── sees_somebody ──


def test_who_coordinates_a_province_gets_no_summary_of_days_on_which_nobody_is_theirs(town: PeopleByName) -> None:
    ends = ["2023-06-11", "2023-12-01", "2023-12-15", "2023-12-22"]
    of_phase = {day: set(town.told("summary_phase", day)) for day in ends}
    assert [day for day, told in of_phase.items() if GOVERNOR in told] == ends[1:3]
    assert all({KANDA, THANA} <= told for told in of_phase.values())
    assert GOVERNOR in town.told("summary_daily", "2023-07-12")


def test_who_recorded_each_of_the_last_five_reporting_days_is_spared_and_leave_does_not_count(
    town: PeopleByName,
) -> None:
    for day in ("2023-07-04", "2023-07-05", "2023-07-06", "2023-07-07", "2023-07-10", "2023-07-11"):
        town.entry(MALEE, day)
        if day != "2023-07-10":
            town.entry(SOMCHAI, day)
    assert _spared(town, "2023-07-12") == {MALEE}
    town.leave(SOMCHAI, "2023-07-10")
    assert _spared(town, "2023-07-12") == {MALEE, SOMCHAI}
    assert _spared(town, "2023-07-10") == set()  # after four days


def _spared(town: PeopleByName, day: str) -> set[str]:
    with town.database.read() as session:
        recipients = town.recipients(session)
        due = town.due("daily_missing", day)
        return {name for name, one in town.ids.items() if one in regular(recipients, due, recipients.ids)}

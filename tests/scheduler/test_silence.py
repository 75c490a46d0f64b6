"""Silence escalates: the person is asked, then the mentor is told, then the coordinators, each once a silence."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from models.people.leave import Leave
from models.people.people import Membership, Person, PersonState
from programmes import Holiday, Label, Programme
from programmes.moments import end_of
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI
from tests.scheduler.ticking import Ticking
from tests.services.reminders.reminder_people import GOVERNOR, OWNER_2, WILAI, PeopleByName, at

RULES = ("silence_asked", "silence_mentor", "silence_coordinator")


@pytest.fixture
def silence_only(town: PeopleByName) -> Ticking:
    """The town's clock, with no other rules than those about silence and a day without a report."""
    daily = (*RULES, "daily_missing", "morning_after")
    rules = tuple(one for one in town.programme.reminders if one.rule in daily)
    town.programme = town.programme.model_copy(update={"reminders": rules})
    return Ticking(town)


def told_of_silence(ticking: Ticking) -> list[tuple[str, str, str]]:
    """(day, rule, name) of each push about a silence, in order."""
    return sorted(
        (f"{push.day:%m-%d}", rule, push.name) for push in ticking.pushes for rule in push.rules if rule in RULES
    )


def records_daily(town: PeopleByName, name: str, first: date, last: date) -> None:
    for day in town.programme.expected_days(first, last):
        town.entry(name, day.isoformat())


def test_each_step_is_told_once_a_silence_and_the_next_silence_begins_anew(silence_only: Ticking) -> None:
    ticking, town = silence_only, silence_only.town
    records_daily(town, MALEE, date(2023, 7, 3), date(2023, 7, 31))
    ticking.goes_to("2023-07-03 06:00")
    ticking.lives_to("2023-07-20 12:00")
    to_coordinators = [("07-14", "silence_coordinator", name) for name in sorted((KANDA, OWNER_2, GOVERNOR))]
    wilai = ("07-17", "silence_mentor", WILAI)  # his mentor from that day
    asked, mentor = ("07-05", "silence_asked", SOMCHAI), ("07-10", "silence_mentor", PRAYUN)
    assert told_of_silence(ticking) == [asked, mentor, *to_coordinators, wilai]
    town.entry(SOMCHAI, "2023-07-20", sent="2023-07-20 12:30")
    ticking.lives_to("2023-07-26 06:00")
    assert told_of_silence(ticking)[6:] == [("07-25", "silence_asked", SOMCHAI)]


def asked_on(town: PeopleByName, name: str, first: date, last: date) -> str | None:
    """The first day on which somebody would be asked."""
    days = (day.isoformat() for day in town.programme.expected_days(first, last))
    return next((day for day in days if name in town.told("silence_asked", day)), None)


@on_sqlite
@pytest.mark.parametrize(
    ("heard", "asked"),
    [
        (lambda town: town.entry(SOMCHAI, "2023-07-03"), "2023-07-06"),
        (lambda town: town.entry(SOMCHAI, "2023-07-03", sent="2023-07-05 09:00"), "2023-07-10"),  # of an earlier day
        (lambda town: town.entry(SOMCHAI, "2023-07-08"), "2023-07-05"),  # later, on a Saturday
        (lambda town: town.leave(SOMCHAI, "2023-07-05"), "2023-07-10"),
        (lambda town: joins(town, "2023-07-05 10:00"), "2023-07-10"),
        (lambda town: takes_part_from(town, date(2023, 7, 27)), "2023-08-04"),  # four days off lie between
    ],
    ids=["a report", "a late report", "a report to come", "leave", "joining", "not there yet"],
)
def test_silence_is_counted_in_working_days_since_somebody_was_heard_of(
    town: PeopleByName, heard: Callable[[PeopleByName], object], asked: str
) -> None:
    heard(town)
    assert asked_on(town, SOMCHAI, date(2023, 7, 3), date(2023, 8, 10)) == asked


def joins(town: PeopleByName, when: str) -> None:
    with town.database.write() as session:
        session.get_one(Person, town.ids[SOMCHAI]).consent_at = at(when)


def takes_part_from(town: PeopleByName, day: date) -> None:
    with town.database.write() as session:
        mine = select(Membership).where(Membership.person_id == town.ids[SOMCHAI])
        session.scalars(mine).one().from_day = day


@on_sqlite
def test_a_step_that_could_not_be_sent_is_tried_again_and_one_that_is_not_true_any_more_is_not_sent(
    silence_only: Ticking,
) -> None:
    ticking, town = silence_only, silence_only.town
    records_daily(town, MALEE, date(2023, 7, 3), date(2023, 7, 31))
    town.mute(SOMCHAI, "2023-07-05")
    town.mute(PRAYUN, "2023-07-10")
    ticking.goes_to("2023-07-03 06:00")
    ticking.lives_to("2023-07-10 16:00")
    assert told_of_silence(ticking) == [("07-06", "silence_asked", SOMCHAI)]
    town.entry(SOMCHAI, "2023-07-10", sent="2023-07-10 16:30")
    assert ticking.writes(PRAYUN) == []
    ticking.lives_to("2023-07-13 06:00")
    assert told_of_silence(ticking) == [("07-06", "silence_asked", SOMCHAI)]


@on_sqlite
def test_of_who_withdrew_their_consent_nobody_is_told(town: PeopleByName) -> None:
    records_daily(town, MALEE, date(2023, 7, 3), date(2023, 7, 31))
    assert set(town.told("silence_coordinator", "2023-07-14")) == {KANDA, OWNER_2, GOVERNOR}
    with town.database.write() as session:
        session.get_one(Person, town.ids[SOMCHAI]).state = PersonState.WITHDRAWN
    assert town.told("silence_coordinator", "2023-07-14") == {}


@on_sqlite
def test_a_leave_that_is_cancelled_leaves_the_silence_what_it_was(town: PeopleByName) -> None:
    def key() -> str:
        return town.told("silence_asked", "2023-07-10")[SOMCHAI].due.moment.key

    before = key()
    assert before == "silence:2023-07-03"
    town.leave(SOMCHAI, "2023-07-06")
    assert SOMCHAI not in town.told("silence_asked", "2023-07-10")
    with town.database.write() as session:
        session.scalars(select(Leave)).one().cancelled_at = at("2023-07-06 10:00")
    assert key() == before


@on_sqlite
def test_a_holiday_that_is_declared_late_leaves_the_silence_what_it_was(town: PeopleByName) -> None:
    """It is told once a silence: with another first day it would be another silence, and be told again."""
    town.entry(SOMCHAI, "2023-07-07")
    before = town.told("silence_asked", "2023-07-13")[SOMCHAI].due.moment.key
    late = Holiday(day=date(2023, 7, 10), name=Label(th="วันหยุดพิเศษ", en="Special holiday"))
    town.programme = town.programme.with_holidays([late])
    later = town.told("silence_asked", "2023-07-14")[SOMCHAI]
    assert dict(later.facts)["days"] == 4  # 11 to 14 July
    assert later.due.moment.key == before


def test_the_texts_of_a_daily_reminder_take_turns_the_same_at_every_attempt(cast: Programme) -> None:
    days = cast.expected_days(date(2023, 7, 3), date(2023, 12, 15))
    for rule in ("daily_missing", "morning_after"):
        reminder = cast.reminder(rule)
        said = [reminder.text_on(day) for day in days]
        assert said == [reminder.text_on(day) for day in days]
        assert all(one != another for one, another in pairwise(said))
        assert set(said) == set(reminder.text)


def test_what_speaks_of_an_end_ends_with_it(cast: Programme) -> None:
    midnight = timedelta(days=1)
    for subject, last in (
        ("phase:2", "2023-12-01"),
        ("stage:pilot", "2023-07-14"),
        ("evaluation:phase_3", "2023-12-15"),
    ):
        over = end_of(cast, subject)
        assert over is not None
        assert over.isoformat() == f"{date.fromisoformat(last) + midnight}T00:00:00+07:00"
    assert end_of(cast, "day:2023-07-12") is None

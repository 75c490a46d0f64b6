"""A change of mentor, lived through: each whom it concerns is told once, in time, whatever brought it about."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from models.activities.activities import ActivityState
from models.people.people import Person, PersonState
from programmes import Programme
from programmes.bangkok import BANGKOK
from services.mentor_changes import MentorChanges, changes_between
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from tests.databases import on_sqlite
from tests.running_bot import MALEE, MUEANG_PHAYAO, PRAYUN, SOMCHAI
from tests.scheduler.ticking import Ticking
from tests.services.reminders.reminder_people import EVERYBODY, NEXT_CHIEF, WILAI, PeopleByName, settle

RULES = ("mentor_change_soon", "mentor_change_from", "mentor_change_to", "new_mentor")
OTHER = RosterRow(40, "X1", NEXT_CHIEF, "mentor", position="นายอำเภอ", area="4001")


@pytest.fixture
def ticking(database, cast, texts) -> Ticking:
    return Ticking(settle(database, cast, texts, (*EVERYBODY, OTHER)))


def lives(ticking: Ticking, first: str, last: str) -> None:
    """Days go by with a clock that dies and is replaced now and then."""
    ticking.goes_to(first)
    ticking.lives_to(last)
    ticking.follows(ticking.programme)


def told(ticking: Ticking, *rules: str) -> list[tuple[str, str, str]]:
    """(when, who, rule) of the changes that were pushed, in order."""
    return [
        (f"{push.at.astimezone(BANGKOK):%m-%d %H:%M}", push.name, rule)
        for push in ticking.pushes
        for rule in push.rules
        if rule in (rules or RULES)
    ]


def words(ticking: Ticking, name: str, rule: str) -> str:
    """How the newest card with a rule read to somebody."""
    found = [
        one.composed.text
        for notifications in ticking.recording.notifications.values()
        for one in notifications
        if one.recipient.name == name and rule in {item.reminder.rule for item in one.reminder_items}
    ]
    return found[-1]


def import_roster(town: PeopleByName, ticking: Ticking, *changed: RosterRow) -> None:
    keys = {row.id for row in changed}
    rows = [*(row for row in (*EVERYBODY, OTHER) if row.id not in keys), *changed]
    with town.database.write() as session:
        apply_roster(session, rows, ticking.programme, ticking.clock.now())


def test_with_a_stage_both_mentors_are_told_of_what_waits_and_nobody_twice(ticking: Ticking) -> None:
    ticking.town.entry(SOMCHAI, "2023-07-10")
    done = ticking.town.entry(SOMCHAI, "2023-07-11")
    ticking.town.leave(PRAYUN, "2023-07-12")  # on leave on the very day: told all the same
    lives(ticking, "2023-07-11 20:00", "2023-07-13 08:00")
    assert told(ticking) == [("07-12 15:30", PRAYUN, "mentor_change_soon")]
    soon = words(ticking, PRAYUN, "mentor_change_soon")
    assert "ก่อนเปลี่ยนครูพี่เลี้ยง บันทึก 2 รายการรอท่านอยู่" in soon
    assert "ตั้งแต่วันจันทร์ที่ 17 ก.ค. 2566 ผู้เข้าร่วมโครงการ 1 คน" in soon
    ticking.town.becomes(done, ActivityState.APPROVED)
    lives(ticking, "2023-07-13 08:00", "2023-07-21 08:00")
    assert told(ticking)[1:] == [
        ("07-17 15:30", PRAYUN, "mentor_change_from"),
        ("07-17 17:30", WILAI, "mentor_change_to"),
    ]
    left = words(ticking, PRAYUN, "mentor_change_from")
    assert f"ครูพี่เลี้ยงท่านใหม่ของ {SOMCHAI} คือ {WILAI}" in left
    assert "บันทึกที่ยังไม่ได้ตรวจ 1 รายการส่งต่อไปด้วย ท่านยังตอบได้ถึงวันอาทิตย์ที่ 23 ก.ค. 2566" in left
    came = words(ticking, WILAI, "mentor_change_to")
    assert "รับช่วงบันทึกรอตรวจ 1 รายการ" in came
    assert f"ค้างมาก่อนถึงท่าน นานที่สุด 5 วันทำการ ครูพี่เลี้ยงก่อนหน้านี้คือ {PRAYUN}" in came


def test_of_a_move_all_three_are_told_on_its_day(ticking: Ticking) -> None:
    """The roster came weeks before, with two dated lines."""
    ticking.town.entry(SOMCHAI, "2023-08-30")
    lives(ticking, "2023-08-21 20:00", "2023-08-22 10:00")
    somchai = next(row for row in EVERYBODY if row.name == SOMCHAI)
    there = {**somchai.placements, "target": "4001"}
    moves = (
        replace(somchai, to_day=date(2023, 8, 31)),
        replace(somchai, line=60, placements=there, from_day=date(2023, 9, 1)),
    )
    import_roster(ticking.town, ticking, *moves)
    lives(ticking, "2023-08-22 10:00", "2023-08-31 20:00")
    assert told(ticking) == [("08-29 15:30", WILAI, "mentor_change_soon")]
    lives(ticking, "2023-08-31 20:00", "2023-09-08 20:00")
    assert sorted(told(ticking)[1:]) == sorted(
        [
            ("09-01 15:30", WILAI, "mentor_change_from"),
            ("09-01 17:30", NEXT_CHIEF, "mentor_change_to"),  # who writes nothing before, by which it would ride
            ("09-01 17:30", SOMCHAI, "new_mentor"),
        ]
    )
    assert f"ครูพี่เลี้ยงของท่านคือ {NEXT_CHIEF} แทน {WILAI}" in words(ticking, SOMCHAI, "new_mentor")


@on_sqlite
def test_where_nothing_waits_a_stage_changes_without_a_further_word(ticking: Ticking) -> None:
    lives(ticking, "2023-07-11 20:00", "2023-07-18 08:00")
    assert told(ticking) == []


def test_after_an_import_all_three_are_told_the_same_day_and_not_again(ticking: Ticking) -> None:
    for day in ("2023-07-18", "2023-07-19"):
        ticking.town.entry(SOMCHAI, day)
    lives(ticking, "2023-07-18 20:00", "2023-07-20 10:00")
    wilai = next(row for row in EVERYBODY if row.name == WILAI)
    swap = replace(wilai, area="4105"), replace(OTHER, area=MUEANG_PHAYAO)
    import_roster(ticking.town, ticking, *swap)
    import_roster(ticking.town, ticking, *swap)
    lives(ticking, "2023-07-20 10:00", "2023-07-25 20:00")
    assert sorted(told(ticking)) == sorted(
        [
            ("07-20 17:30", WILAI, "mentor_change_from"),
            ("07-20 17:30", NEXT_CHIEF, "mentor_change_to"),
            ("07-20 17:30", SOMCHAI, "new_mentor"),
        ]
    )
    assert f"ครูพี่เลี้ยงของท่านคือ {NEXT_CHIEF} แทน {WILAI}" in words(ticking, SOMCHAI, "new_mentor")
    came = words(ticking, NEXT_CHIEF, "mentor_change_to")
    assert "ท่านเป็นครูพี่เลี้ยงของผู้เข้าร่วมโครงการ 1 คน" in came
    assert f"{SOMCHAI} · มีบันทึก 2 รายการค้างมาก่อนถึงท่าน" in came
    assert "ท่านยังตอบได้ถึงวันพฤหัสบดีที่ 27 ก.ค. 2566" in words(ticking, WILAI, "mentor_change_from")


@on_sqlite
@pytest.mark.parametrize(
    ("imported", "comes", "promise"),
    [("07-20", "17:30", "ท่านยังตอบได้ถึงวันอังคารที่ 25 ก.ค. 2566"), ("07-27", "15:30", "ขอบคุณที่ดูแลตลอดมา")],
)
def test_a_roster_that_comes_late_is_told_when_it_comes(
    ticking: Ticking, imported: str, comes: str, promise: str
) -> None:
    """It names days that are over; until it came, everything was submitted to the mentor before, who may answer it for
    a week after the last day that it names. What is pushed sooner takes it along."""
    ticking.town.entry(SOMCHAI, "2023-07-19")
    lives(ticking, "2023-07-18 20:00", f"2023-{imported} 10:00")
    wilai = next(row for row in EVERYBODY if row.name == WILAI)
    heir = replace(OTHER, area=MUEANG_PHAYAO, from_day=date(2023, 7, 19))
    import_roster(ticking.town, ticking, replace(wilai, to_day=date(2023, 7, 18)), heir)
    lives(ticking, f"2023-{imported} 10:00", "2023-08-01 10:00")
    assert sorted(told(ticking)) == sorted(
        [
            (f"{imported} 17:30", WILAI, "mentor_change_from"),
            (f"{imported} {comes}", NEXT_CHIEF, "mentor_change_to"),
            (f"{imported} 17:30", SOMCHAI, "new_mentor"),
        ]
    )
    assert f"1 รายการส่งต่อไปด้วย {promise}" in words(ticking, WILAI, "mentor_change_from")


@on_sqlite
def test_a_change_is_looked_up_once_for_all_however_many_are_told_one_after_the_other(
    ticking: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[datetime] = []

    def counted(
        session: Session, programme: Programme, after: datetime, until: datetime, concerning: int | None
    ) -> MentorChanges:
        asked.append(until)
        return changes_between(session, programme, after, until, concerning)

    monkeypatch.setattr("services.reminders.conditions.changes_between", counted)
    monkeypatch.setattr("scheduler.reminders.PEOPLE_AT_ONCE", 2)
    ticking.town.entry(SOMCHAI, "2023-07-11")
    lives(ticking, "2023-07-14 20:00", "2023-07-14 20:00")
    ticking.lives_to("2023-07-17 09:00")
    assert told(ticking) == []  # it waits for a reply
    assert len(asked) == 2  # by each of the two rules


@on_sqlite
def test_who_withdrew_their_consent_is_named_to_no_mentor_who_comes(ticking: Ticking) -> None:
    with ticking.town.database.write() as session:
        session.get_one(Person, ticking.town.ids[SOMCHAI]).state = PersonState.WITHDRAWN
    lives(ticking, "2023-07-18 20:00", "2023-07-20 10:00")
    wilai = next(row for row in EVERYBODY if row.name == WILAI)
    import_roster(ticking.town, ticking, replace(wilai, area="4105"), replace(OTHER, area=MUEANG_PHAYAO))
    lives(ticking, "2023-07-20 10:00", "2023-07-21 20:00")
    assert told(ticking) == []


@on_sqlite
def test_the_chief_who_leaves_in_october_is_told_though_no_role_is_left_to_them(ticking: Ticking) -> None:
    wilai = next(row for row in EVERYBODY if row.name == WILAI)
    heir = replace(OTHER, area=MUEANG_PHAYAO, from_day=date(2023, 10, 1))
    import_roster(ticking.town, ticking, replace(wilai, to_day=date(2023, 9, 30)), heir)
    ticking.town.entry(SOMCHAI, "2023-09-26")
    lives(ticking, "2023-09-26 20:00", "2023-10-04 08:00")
    assert told(ticking) == [
        ("09-27 15:30", WILAI, "mentor_change_soon"),
        ("10-02 17:30", SOMCHAI, "new_mentor"),
        ("10-02 17:30", WILAI, "mentor_change_from"),
        ("10-02 17:30", NEXT_CHIEF, "mentor_change_to"),
    ]
    assert MALEE not in words(ticking, WILAI, "mentor_change_from")

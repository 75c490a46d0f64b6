"""Somebody moves on 1 September: on each day the area, mentor, scope, figures and exports of that day."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.settings import ROOT
from locales.texts import Texts
from models.activities.activities import Activity, ActivityState
from models.coordination import audiences, scopes
from models.coordination.broadcasts import BroadcastAudience
from models.messaging import chats
from models.people import people, speakers
from models.people.people import Person
from models.reviews import mentoring, terms
from models.storage.database import Database
from programmes import Programme, load
from programmes.bangkok import BANGKOK
from services.exports.records import ExportSource, activities_table, coverage_table, people_table
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from services.summaries import counting
from tests.running_bot import KANDA, MAE_CHAI, MALEE, MUEANG_PHAYAO, NAMED_PEOPLE, SOMCHAI

CHUN = "5602"
WILAI, CHUN_CHIEF = "วิไล บุญมา", "ชาญชัย มาใหม่"
MOVE, AUGUST, OCTOBER = date(2023, 9, 1), date(2023, 8, 31), date(2023, 10, 2)
IMPORTED = datetime(2023, 8, 1, 9, tzinfo=BANGKOK)


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load(ROOT / "programmes" / "cast-2566")


def with_move() -> list[RosterRow]:
    somchai, *others = NAMED_PEOPLE
    then = replace(somchai, line=30, placements={**somchai.placements, "target": CHUN}, from_day=MOVE)
    chief = RosterRow(31, "M9", CHUN_CHIEF, "mentor", position="นายอำเภอ", area=CHUN)
    return [replace(somchai, to_day=AUGUST), then, chief, *others]


@pytest.fixture
def session(database: Database, programme: Programme):
    """The cast with Somchai's move, and an entry of his on each of four days."""
    with database.write() as session:
        apply_roster(session, NAMED_PEOPLE, programme, datetime(2023, 6, 1, tzinfo=BANGKOK))
        apply_roster(session, with_move(), programme, IMPORTED)
        session.flush()
        common = {"chat_key": "U", "photos": 0, "revision": 1, "state": ActivityState.SUBMITTED.value}
        common |= dict.fromkeys(("opened_at", "latest_at", "created_at", "updated_at"), IMPORTED)
        days = (date(2023, 7, 5), AUGUST, MOVE, OCTOBER)
        session.execute(insert(Activity), [common | {"person_id": pid(session), "day": day} for day in days])
        yield session


def pid(session: Session, name: str = SOMCHAI) -> int:
    return people.by_name(session, name)[0].id


def shown(session: Session, access: scopes.AccessScope) -> list[date]:
    mine = select(Activity.day).where(access.records(Activity.person_id, Activity.day)).order_by(Activity.day)
    return list(session.scalars(mine))


def test_the_area_and_the_mentor_are_those_of_the_day(session: Session, programme: Programme) -> None:
    target = programme.stage("target")
    for day, area, chief in ((AUGUST, MUEANG_PHAYAO, WILAI), (MOVE, CHUN, CHUN_CHIEF), (OCTOBER, CHUN, CHUN_CHIEF)):
        assert people.area_of(session, pid(session), "target", day) == area
        assert mentoring.areas_by_person(session, target, day)[pid(session)] == area
        assert people.roles_on_day(session, [pid(session)], day, "target")[pid(session)].area == area
        mentor = mentoring.mentor_of(session, target, pid(session), day)
        assert mentor is not None
        assert mentor.name == chief
        mine = mentoring.looked_after(session, target, [mentor.id], day)
        assert SOMCHAI in {one.name for one in mine[mentor.id]}
        assert pid(session) in mentoring.answered_for(session, programme, mentor.id, day)
        other = pid(session, CHUN_CHIEF if chief == WILAI else WILAI)
        assert pid(session) not in mentoring.answered_for(session, programme, other, day)
    assert people.area_of(session, pid(session), "pilot", OCTOBER) == MAE_CHAI
    assert people.area_of(session, pid(session), "target", date(2023, 6, 1)) == MUEANG_PHAYAO  # the first of the stage


def test_a_chat_speaks_from_the_area_of_the_day(session: Session) -> None:
    chats.ensure(session, ["U1"], IMPORTED)
    chats.by_line_ids(session, ["U1"])["U1"].person_id = pid(session)
    session.flush()
    for day, area in ((AUGUST, MUEANG_PHAYAO), (MOVE, CHUN)):
        assert speakers.speaker_roles(session, ["U1"], day, "target")["U1"].area == area
        found = speakers.speakers(session, ["U1"], day, "target")
        assert found["U1"].role.area == area


def test_the_former_chief_keeps_july_and_august_and_the_new_one_sees_the_days_since(
    session: Session, programme: Programme
) -> None:
    before, after = (scopes.of_mentor(session, programme, pid(session, name), OCTOBER) for name in (WILAI, CHUN_CHIEF))
    assert shown(session, before) == [AUGUST]
    assert shown(session, after) == [MOVE, OCTOBER]
    assert shown(session, scopes.of_scopes(["province:56"], programme)) == [date(2023, 7, 5), AUGUST, MOVE, OCTOBER]
    everybody = scopes.of_scopes(["all"], programme)
    assert shown(session, everybody.narrowed(MUEANG_PHAYAO)) == [AUGUST]
    assert shown(session, everybody.narrowed(CHUN)) == [MOVE, OCTOBER]
    assert scopes.person(session, after, pid(session)) is not None
    assert {name for _, name in scopes.names(session, after)} >= {SOMCHAI, CHUN_CHIEF}


def test_days_are_expected_where_they_were_worked(session: Session, programme: Programme) -> None:
    everybody, first, last = scopes.of_scopes(["all"], programme), date(2023, 8, 28), date(2023, 9, 8)
    for area, expected, reported in ((MUEANG_PHAYAO, 4, 1), (CHUN, 6, 1)):
        _, attended = counting.attended(session, programme, everybody.narrowed(area), first, last)
        assert attended.expected == {pid(session): expected}
        assert attended.reported == {pid(session): reported}
    _, attended = counting.attended(session, programme, everybody, first, last)
    assert (attended.expected[pid(session)], attended.reported[pid(session)]) == (10, 2)


def test_an_announcement_to_a_district_is_for_who_works_there_then(session: Session, programme: Programme) -> None:
    everybody = scopes.of_scopes(["all"], programme)
    for day, there in ((AUGUST, MUEANG_PHAYAO), (MOVE, CHUN)):
        for area in (MUEANG_PHAYAO, CHUN):
            audience = BroadcastAudience(roles=("participant",), areas=(area,))
            found = audiences.receivers(session, programme, everybody, audience, pid(session, KANDA), day)
            assert (pid(session) in {one.person_id for one in found}) is (area == there)
        assert there in audiences.areas(session, everybody, "target", day, 9)
    assert MUEANG_PHAYAO not in audiences.areas(session, everybody, "target", MOVE, 9)


def test_exports_have_the_area_and_the_mentor_of_the_day(session: Session, programme: Programme) -> None:
    text = Texts.load(ROOT / "locales").in_language("en")
    source = ExportSource(session, programme, scopes.of_scopes(["all"], programme), text, programme.start, OCTOBER)
    lines = [(one.activity.day, one.area, one.mentor) for one in activities_table(source).lines]
    assert [line for line in lines if line[0] >= AUGUST] == [
        (AUGUST, MUEANG_PHAYAO, WILAI),
        (MOVE, CHUN, CHUN_CHIEF),
        (OCTOBER, CHUN, CHUN_CHIEF),
    ]
    assert {one.name: one.area for one in coverage_table(source).lines}[SOMCHAI] == CHUN
    mine = [one for one in people_table(source).lines if one.person.name == SOMCHAI]
    assert sorted((one.membership.to_day or date.max, one.areas) for one in mine) == [
        (AUGUST, ((MAE_CHAI,), (MUEANG_PHAYAO,), ())),
        (date.max, ((), (CHUN,), ("56",))),
    ]
    (chief,) = [one for one in people_table(source).lines if one.person.name == CHUN_CHIEF]
    assert chief.areas == ((CHUN,), (CHUN,), ())


def test_the_day_of_a_move_is_a_day_on_which_mentors_change(session: Session, programme: Programme) -> None:
    assert MOVE in terms.days_of_change(session, programme, date(2023, 8, 20), date(2023, 9, 20))
    terms.note(session, programme, datetime(2023, 9, 2, 8, tzinfo=BANGKOK))
    change = next(
        one
        for one in terms.changes_between(session, IMPORTED, datetime(2023, 9, 2, tzinfo=BANGKOK))
        if one.person_id == pid(session)
    )
    assert change.at == datetime(2023, 9, 1, tzinfo=BANGKOK)
    assert change.before is not None
    assert change.after is not None
    assert (change.before.mentor_id, change.after.mentor_id) == (pid(session, WILAI), pid(session, CHUN_CHIEF))


def test_a_move_that_is_found_out_late_changes_the_mentor_when_it_is_imported(
    database: Database, programme: Programme
) -> None:
    late = datetime(2023, 9, 20, 10, tzinfo=BANGKOK)
    with database.write() as session:
        apply_roster(session, NAMED_PEOPLE, programme, datetime(2023, 6, 1, tzinfo=BANGKOK))
        apply_roster(session, with_move(), programme, late)
        assert people.area_of(session, pid(session), "target", date(2023, 9, 5)) == CHUN
        (change,) = terms.changes_between(session, datetime(2023, 9, 19, tzinfo=BANGKOK), late)
        assert change.at == late
        plan = apply_roster(session, with_move(), programme, late)  # the same file again
        assert (plan.added, plan.changed) == ([], [])
        back = apply_roster(session, [*NAMED_PEOPLE], programme, late)
        assert {one.row.name: one.what for one in back.changed} == {SOMCHAI: ("role", "area")}
        assert people.area_of(session, pid(session), "target", OCTOBER) == MUEANG_PHAYAO


def test_malee_who_does_not_move_stays_where_she_is(session: Session, programme: Programme) -> None:
    for day in (AUGUST, OCTOBER):
        assert people.area_of(session, pid(session, MALEE), "target", day) == MAE_CHAI
    assert session.scalar(select(Person.name).where(Person.id == pid(session, MALEE))) == MALEE

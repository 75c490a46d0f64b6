"""Whose records a coordinator or mentor sees, of which days: counted against the roster itself."""

from datetime import date

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.settings import ROOT
from models.activities.activities import Activity, ActivityState
from models.coordination import scopes
from models.coordination.scopes import AccessScope
from models.people import people
from models.people.people import Person, Placement
from models.storage.database import Database
from programmes import Programme, load
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from tests.conftest import WEDNESDAY
from tests.placements import placements
from tests.running_bot import KANDA, MAE_CHAI, MALEE, MUEANG_PHAYAO, NAMED_PEOPLE, PRAYUN, SOMCHAI

KHON_KAEN, MUEANG_KHON_KAEN = "40", "4001"
FARAWAY = "ไกล บ้านเรา"
DAYS = {name: date.fromisoformat(day) for name, day in {
    "training": "2023-06-07", "pilot": "2023-07-12", "between": "2023-07-16", "target": "2023-08-01",
    "province": "2023-12-06", "report": "2023-12-18",
}.items()}  # fmt: skip


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load(ROOT / "programmes" / "cast-2566")


@pytest.fixture
def session(database: Database, programme: Programme):
    """The cast, and somebody of another province, each with an entry on each of DAYS."""
    faraway = RosterRow(
        9, "P8", FARAWAY, "participant", "กรมที่ดิน", None, placements(MUEANG_KHON_KAEN, MUEANG_KHON_KAEN, KHON_KAEN)
    )
    with database.write() as session:
        apply_roster(session, [*NAMED_PEOPLE, faraway], programme, WEDNESDAY)
        session.flush()
        common = {"chat_key": "U", "photos": 0, "revision": 1, "state": ActivityState.SUBMITTED.value}
        common |= dict.fromkeys(("opened_at", "latest_at", "created_at", "updated_at"), WEDNESDAY)
        rows = [
            common | {"person_id": people.by_name(session, name)[0].id, "day": day}
            for name in (SOMCHAI, MALEE, FARAWAY)
            for day in DAYS.values()
        ]
        session.execute(insert(Activity), rows)
        yield session


def seen(session: Session, access: AccessScope) -> set[tuple[str, str]]:
    """(who, which of DAYS) of every record a sight shows."""
    named = {day: name for name, day in DAYS.items()}
    rows = session.execute(
        select(Person.name, Activity.day)
        .join(Activity, Activity.person_id == Person.id)
        .where(access.records(Activity.person_id, Activity.day))
    )
    return {(row.name, named[row.day]) for row in rows}


def everything() -> set[tuple[str, str]]:
    return {(name, day) for name in (SOMCHAI, MALEE, FARAWAY) for day in DAYS}


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (["all"], everything()),
        (["phase:2"], {(n, d) for n, d in everything() if d in ("pilot", "between", "target")}),
        (["agency:กรมที่ดิน"], {(n, d) for n, d in everything() if n != SOMCHAI}),
        (["province:56"], {(n, d) for n, d in everything() if n != FARAWAY and d not in ("training", "report")}),
        (["phase:4", "agency:กรมการปกครอง"], {(n, d) for n, d in everything() if n == SOMCHAI or d == "report"}),
        (["phase:9"], set()),
        (["agency:"], set()),
        (["province:"], set()),
        (["district:56"], set()),
        (["everything"], set()),
        ([], set()),
    ],
    ids=[
        "all",
        "phase",
        "agency",
        "province",
        "two",
        "unknown-phase",
        "no-agency",
        "no-province",
        "unknown-kind",
        "unknown",
        "none",
    ],
)
def test_a_scope_shows_its_people_s_records_of_its_days_and_no_others(session, programme, held, expected):
    assert seen(session, scopes.of_scopes(held, programme)) == expected


def test_a_mentor_sees_who_works_in_their_district_while_they_do(session, programme):
    prayun = people.by_name(session, PRAYUN)[0]
    access = scopes.of_mentor(session, programme, prayun.id, DAYS["pilot"])
    assert seen(session, access) == {(SOMCHAI, "pilot"), (SOMCHAI, "between")}  # who is to come is not theirs yet
    week = scopes.of_mentor(session, programme, prayun.id, date(2023, 7, 23))  # when they may still answer
    assert seen(session, week) == {(SOMCHAI, "pilot"), (SOMCHAI, "between"), (MALEE, "target")}
    later = scopes.of_mentor(session, programme, prayun.id, date(2023, 7, 24))
    assert seen(session, later) == {(MALEE, "target")}


def test_narrowing_to_a_district_never_shows_more(session, programme):
    for held in (["all"], ["phase:2"], ["agency:กรมที่ดิน"], ["province:56"]):
        access = scopes.of_scopes(held, programme)
        narrow = seen(session, access.narrowed(MAE_CHAI))
        mae_chai = {(SOMCHAI, "pilot"), (SOMCHAI, "between"), (MALEE, "target")}
        assert narrow == seen(session, access) & mae_chai
    assert seen(session, scopes.of_scopes(["province:40"], programme).narrowed(MUEANG_PHAYAO)) == set()


def test_an_area_reaches_from_its_first_part_to_its_last_and_not_into_its_neighbours(session, programme):
    somchai = people.by_name(session, SOMCHAI)[0]
    placed = session.scalar(select(Placement).where(Placement.person_id == somchai.id, Placement.stage == "pilot"))
    inside, outside = ("56", "5600", "5601", "5650", "5699"), ("55", "5599", "5", "57", "5700", "5799")
    for area in (*inside, *outside):
        placed.area = area
        session.flush()
        shown = seen(session, scopes.of_scopes(["province:56"], programme))
        assert ((SOMCHAI, "pilot") in shown) is (area in inside), area


def test_somebody_outside_the_scope_does_not_exist(session, programme):
    land = scopes.of_scopes(["agency:กรมที่ดิน"], programme)
    exists = {name for _, name in scopes.names(session, land)}
    assert {MALEE, FARAWAY} <= exists
    assert SOMCHAI not in exists
    assert KANDA not in exists  # coordinators are seen by the whole programme's only
    somchai = people.by_name(session, SOMCHAI)[0]
    assert scopes.person(session, land, somchai.id) is None
    assert scopes.person(session, land, 10**9) is None
    assert scopes.person(session, scopes.of_scopes(["all"], programme), somchai.id) is somchai


def test_people_are_found_by_a_part_of_their_name_and_not_by_a_wildcard(session, programme):
    everybody = scopes.of_scopes(["all"], programme)
    assert [name for _, name in scopes.names(session, everybody, like="ชาย ใจ")] == [SOMCHAI]
    for wildcard in ("%", "_", "สม%"):
        assert scopes.names(session, everybody, like=wildcard) == []


def test_a_scope_sees_the_mentors_of_its_people(session, programme):
    khon_kaen = {name for _, name in scopes.names(session, scopes.of_scopes(["province:40"], programme))}
    assert khon_kaen == {FARAWAY}  # nobody of the cast mentors there
    land = {name for _, name in scopes.names(session, scopes.of_scopes(["agency:กรมที่ดิน"], programme))}
    assert PRAYUN in land


def test_a_scope_ends_with_its_last_day(session, programme):
    kanda = people.by_name(session, KANDA)[0]
    assert scopes.of_coordinator(session, programme, kanda.id, DAYS["pilot"]).is_whole
    held = session.scalar(select(people.Membership).where(people.Membership.person_id == kanda.id))
    held.to_day = date(2023, 7, 11)
    session.flush()
    assert seen(session, scopes.of_coordinator(session, programme, kanda.id, DAYS["pilot"])) == set()

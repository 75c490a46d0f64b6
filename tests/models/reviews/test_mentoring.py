"""Whom a mentor looks after, and who answers for whom: by areas, days, stages and deputies. One rule, tested here."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event

from bot.settings import ROOT
from models.coordination import scopes
from models.people import people
from models.people.people import Membership, PersonState, Role
from models.reviews import mentoring
from programmes import load
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from tests.placements import placements

PROGRAMME = load(ROOT / "programmes" / "cast-2566")
NORTH, SOUTH, EAST, PROVINCE = "5607", "5601", "5602", "56"
END_OF_SEPTEMBER, OCTOBER = date(2023, 9, 30), date(2023, 10, 1)
ANAN, BUALA, CHAI = "อนันต์ ใจดี", "บัวลา แสงทอง", "ชัย มั่นคง"
HEAD_N, HEAD_S, NEW_S, HEAD_2 = "หัวหน้า เหนือ", "หัวหน้า ใต้", "หัวหน้า ใต้ใหม่", "หัวหน้า สองอำเภอ"
DEPUTY, ABROAD, GOVERNOR = "รอง เหนือ", "รอง ทั้งสอง", "หัวหน้า จังหวัด"
PEOPLE = (
    RosterRow(2, "P1", ANAN, "participant", "กรมการปกครอง", None, placements(NORTH, SOUTH, PROVINCE)),
    RosterRow(3, "P2", BUALA, "participant", "กรมที่ดิน", None, placements(SOUTH, EAST, PROVINCE)),
    RosterRow(
        4, "P3", CHAI, "participant", "กรมที่ดิน", None, placements(NORTH, NORTH, PROVINCE), to_day=date(2023, 7, 7)
    ),
    RosterRow(5, "M1", HEAD_N, "mentor", area=NORTH),
    RosterRow(6, "M2", HEAD_S, "mentor", area=SOUTH, to_day=END_OF_SEPTEMBER),
    RosterRow(7, "M3", NEW_S, "mentor", area=SOUTH, from_day=OCTOBER),
    RosterRow(8, "M4", HEAD_2, "mentor", area=EAST),
    RosterRow(9, "M5", DEPUTY, "mentor", area=NORTH, deputy=HEAD_N, from_day=date(2023, 7, 5), to_day=date(2023, 7, 6)),
    RosterRow(10, "M6", GOVERNOR, "mentor", area=PROVINCE),
)
PILOT, TARGET = date(2023, 7, 4), date(2023, 7, 18)
MENTORS = (HEAD_N, HEAD_S, NEW_S, HEAD_2, DEPUTY, GOVERNOR)


@pytest.fixture
def session(database):
    with database.write() as opened:
        apply_roster(opened, PEOPLE, PROGRAMME, datetime(2023, 6, 1, tzinfo=UTC))
        opened.flush()
        yield opened


def pid(session, name):
    return people.by_name(session, name)[0].id


def hold(session, name, area, first=None, last=None, deputy_for=None):
    """A role as mentor that came later."""
    mentor = pid(session, deputy_for) if deputy_for else None
    row = Membership(
        person_id=pid(session, name), role=Role.MENTOR.value, area=area, deputy_for_id=mentor,
        from_day=first, to_day=last,
    )  # fmt: skip
    session.add(row)
    session.flush()


def looked_after(session, day, names=MENTORS, stage=None, **how):
    """{mentor: [participant, …]} on a day, in the order told."""
    stage = stage or mentoring.answering_stage(PROGRAMME, day)
    ids = {pid(session, name): name for name in names}
    found = mentoring.looked_after(session, stage, ids, day, **how)
    return {ids[mentor]: [one.name for one in mine] for mentor, mine in found.items()}


def answer_for(session, name, day):
    """The names of those who may answer for somebody on a day, in order."""
    found = mentoring.reviewers_of(session, PROGRAMME, pid(session, name), day)
    known = people.by_ids(session, [one.person_id for one in found])
    return [known[one.person_id].name for one in found]


def test_a_mentor_looks_after_whoever_works_in_their_area_in_the_stage(session):
    assert looked_after(session, PILOT) == {HEAD_N: [CHAI, ANAN], HEAD_S: [BUALA]}
    assert looked_after(session, TARGET) == {HEAD_S: [ANAN], HEAD_2: [BUALA]}
    assert looked_after(session, date(2023, 12, 5)) == {GOVERNOR: [BUALA, ANAN]}


def test_a_stage_to_come_can_be_asked_for_before_it_begins(session):
    gap = date(2023, 6, 20)
    assert mentoring.answering_stage(PROGRAMME, gap) is None
    assert looked_after(session, gap, stage=PROGRAMME.stages[0]) == {HEAD_N: [CHAI, ANAN], HEAD_S: [BUALA]}
    assert mentoring.looked_after(session, None, [pid(session, HEAD_N)], gap) == {}


def test_the_stage_changes_on_its_first_day_and_the_days_between_belong_to_the_earlier(session):
    assert HEAD_S in looked_after(session, date(2023, 7, 16))
    assert looked_after(session, date(2023, 7, 16))[HEAD_S] == [BUALA]
    assert looked_after(session, date(2023, 7, 17))[HEAD_S] == [ANAN]
    assert answer_for(session, ANAN, date(2023, 7, 16)) == [HEAD_N]
    assert answer_for(session, ANAN, date(2023, 7, 17)) == [HEAD_S]


def test_in_october_the_new_chief_looks_after_them(session):
    assert looked_after(session, END_OF_SEPTEMBER)[HEAD_S] == [ANAN]
    assert NEW_S not in looked_after(session, END_OF_SEPTEMBER)
    assert looked_after(session, OCTOBER)[NEW_S] == [ANAN]
    assert HEAD_S not in looked_after(session, OCTOBER)
    assert [answer_for(session, ANAN, day) for day in (END_OF_SEPTEMBER, OCTOBER)] == [[HEAD_S], [NEW_S]]


@pytest.mark.parametrize(("day", "stands_in"), [(4, False), (5, True), (6, True), (7, False)])
def test_a_deputy_looks_after_them_too_on_their_days(session, day, stands_in):
    found = looked_after(session, date(2023, 7, day))
    assert found[HEAD_N] == [CHAI, ANAN]
    assert (found.get(DEPUTY) == [CHAI, ANAN]) is stands_in
    assert answer_for(session, ANAN, date(2023, 7, day)) == [HEAD_N, *([DEPUTY] if stands_in else [])]


def test_only_the_first_is_asked_and_a_deputy_alone_is_the_first(session):
    day = date(2023, 7, 5)
    assert looked_after(session, day, first_only=True) == {HEAD_N: [CHAI, ANAN], HEAD_S: [BUALA]}
    assert looked_after(session, day, [DEPUTY], first_only=True) == {}
    mentor = session.query(Membership).filter_by(person_id=pid(session, HEAD_N)).one()
    mentor.to_day = date(2023, 7, 4)
    session.flush()
    assert looked_after(session, day, first_only=True) == {DEPUTY: [CHAI, ANAN], HEAD_S: [BUALA]}
    stage = PROGRAMME.stage_on(day)
    assert mentoring.mentor_of(session, stage, pid(session, ANAN), day).name == DEPUTY


def test_of_two_who_hold_an_area_who_came_last_is_the_first(session):
    hold(session, HEAD_2, NORTH, first=date(2023, 7, 3))
    assert answer_for(session, ANAN, PILOT) == [HEAD_2, HEAD_N]
    assert looked_after(session, PILOT, first_only=True)[HEAD_2] == [CHAI, ANAN]
    assert HEAD_N not in looked_after(session, PILOT, first_only=True)


def test_a_mentor_of_two_areas_looks_after_both_by_name(session):
    hold(session, HEAD_N, SOUTH, deputy_for=HEAD_S)
    assert looked_after(session, PILOT)[HEAD_N] == [CHAI, BUALA, ANAN]
    assert looked_after(session, PILOT, first_only=True)[HEAD_N] == [CHAI, ANAN]
    hold(session, HEAD_N, NORTH, first=date(2023, 7, 1))  # the same area twice is nobody twice
    assert looked_after(session, PILOT)[HEAD_N] == [CHAI, BUALA, ANAN]


def test_a_deputy_who_names_no_area_holds_all_areas_of_their_mentor(session):
    hold(session, HEAD_2, NORTH, last=date(2023, 7, 8))
    session.add(people.Person(key="a", name=ABROAD, state="active", language="th", created_at=datetime.now(UTC)))
    session.flush()
    hold(session, ABROAD, None, first=date(2023, 7, 4), deputy_for=HEAD_2)
    both = looked_after(session, date(2023, 7, 4), [ABROAD])
    assert both == {ABROAD: [CHAI, ANAN]}
    assert answer_for(session, ANAN, date(2023, 7, 4))[-1] == ABROAD
    assert ABROAD not in answer_for(session, ANAN, date(2023, 7, 3))
    assert mentoring.areas_of(session, [pid(session, ABROAD)], date(2023, 7, 8))[pid(session, ABROAD)] == [EAST, NORTH]
    assert mentoring.areas_of(session, [pid(session, ABROAD)], date(2023, 7, 9))[pid(session, ABROAD)] == [EAST]
    assert looked_after(session, TARGET, [ABROAD]) == {ABROAD: [BUALA]}


def test_who_takes_part_no_longer_is_looked_after_no_more_but_still_answered_for(session):
    last, after = date(2023, 7, 7), date(2023, 7, 8)
    assert looked_after(session, last)[HEAD_N] == [CHAI, ANAN]
    assert looked_after(session, after)[HEAD_N] == [ANAN]
    assert looked_after(session, after, left_too=True)[HEAD_N] == [CHAI, ANAN]
    theirs = mentoring.answered_for(session, PROGRAMME, pid(session, HEAD_N), after)
    assert theirs == sorted([pid(session, ANAN), pid(session, CHAI)])
    assert answer_for(session, CHAI, after) == [HEAD_N]


def test_who_was_erased_is_nobodys(session):
    people.by_name(session, ANAN)[0].state = PersonState.ERASED.value
    session.flush()
    assert looked_after(session, PILOT, left_too=True)[HEAD_N] == [CHAI]


@pytest.mark.parametrize("day", [PILOT, date(2023, 7, 5), TARGET, OCTOBER, date(2023, 12, 5)])
def test_who_looks_after_whom_is_the_same_from_both_sides(session, day):
    """The model: each participant's reviewers, asked one by one."""
    participants = (ANAN, BUALA)
    asked = {name: answer_for(session, name, day) for name in participants}
    found = looked_after(session, day)
    for mentor in MENTORS:
        mine = [name for name in found.get(mentor, ()) if name in participants]
        assert sorted(mine) == sorted(name for name in participants if mentor in asked[name])
    first = looked_after(session, day, first_only=True)
    areas = mentoring.areas_by_person(session, mentoring.answering_stage(PROGRAMME, day), day)
    mentors = mentoring.mentors_of(session, areas, day)
    for name in participants:
        assert name in first[asked[name][0]]
        assert mentors[pid(session, name)].name == asked[name][0]


def test_what_a_mentor_sees_is_of_those_they_look_after(session):
    hold(session, HEAD_2, NORTH, last=date(2023, 7, 8))
    for name in MENTORS:
        access = scopes.of_mentor(session, PROGRAMME, pid(session, name), PILOT)
        seen = {one for _, one in scopes.names(session, access, [Role.PARTICIPANT])}
        assert seen == set(looked_after(session, PILOT, left_too=True).get(name, ()))


def test_many_are_asked_about_in_as_few_queries_as_one(session, database):
    ids = [pid(session, name) for name in MENTORS]
    stage = PROGRAMME.stage_on(PILOT)
    said = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    mentoring.looked_after(session, stage, ids, PILOT, first_only=True)
    assert len(said) <= 3
    said.clear()
    mentoring.mentors_of(session, mentoring.areas_by_person(session, stage, PILOT), PILOT)
    assert len(said) <= 3


@pytest.mark.parametrize(
    ("name", "first", "last", "areas"),
    [
        (HEAD_S, PILOT, TARGET, [SOUTH]),
        (HEAD_S, END_OF_SEPTEMBER, OCTOBER, [SOUTH]),
        (HEAD_S, OCTOBER, OCTOBER, []),
        (NEW_S, PILOT, END_OF_SEPTEMBER, []),
        (NEW_S, PILOT, OCTOBER, [SOUTH]),
        (DEPUTY, PILOT, TARGET, []),  # another's area is not one's own
    ],
)
def test_an_area_is_ones_own_from_its_first_day_to_its_last(session, name, first, last, areas):
    assert mentoring.own_areas(session, pid(session, name), first, last) == areas

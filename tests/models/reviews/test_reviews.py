"""For whose word entries wait and since when: over holidays, leave, stages, and the October rotation of chiefs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, func, insert, select
from sqlalchemy.exc import IntegrityError

from bot.settings import ROOT
from models.activities.activities import Activity, ActivityState
from models.activities.details import Understanding, save_activity
from models.people import leave, people
from models.people.people import Membership
from models.reviews import reviews, terms, verdicts
from models.reviews.reviews import Act
from models.reviews.terms import MentorTerm
from programmes import Holiday, Label, load
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from tests.placements import placements

PROGRAMME = load(ROOT / "programmes" / "cast-2566")
PILOT, TARGET, PROVINCE = "5607", "5601", "56"
NOW = datetime(2023, 6, 30, tzinfo=UTC)
PEOPLE = (
    RosterRow(2, "P1", "สมชาย ใจดี", "participant", "กรมการปกครอง", None, placements(PILOT, TARGET, PROVINCE)),
    RosterRow(3, "P2", "มาลี แสงทอง", "participant", "กรมที่ดิน", None, placements(PILOT, "5602", PROVINCE)),
    RosterRow(4, "M1", "ประยูร ศรีสุข", "mentor", area=PILOT),
    RosterRow(5, "M2", "วิไล บุญมา", "mentor", area=TARGET, to_day=date(2023, 9, 30)),
    RosterRow(6, "M3", "ชาญชัย มาใหม่", "mentor", area=TARGET, from_day=date(2023, 10, 1)),
    RosterRow(7, "M4", "สุดา แทนคุณ", "mentor", area=PILOT, deputy="ประยูร ศรีสุข"),
    RosterRow(8, "M5", "อำนาจ ทองดี", "mentor", area=PROVINCE),
)
SOMCHAI, MALEE, PRAYUN, WILAI, CHANCHAI, SUDA = (row.name for row in PEOPLE[:6])


@pytest.fixture
def session(database):
    with database.write() as opened:
        apply_roster(opened, PEOPLE, PROGRAMME, NOW)
        opened.flush()
        yield opened


def pid(session, name):
    return people.by_name(session, name)[0].id


def at(day, hour=17):
    return datetime(2023, *day, hour - 7, tzinfo=UTC)


def entry(session, name, day, sent=None, state=ActivityState.SUBMITTED):
    when = at(sent or day)
    new = Activity(
        person_id=pid(session, name), chat_key="U1", day=date(2023, *day), state=state.value, photos=0, revision=1,
        opened_at=when, latest_at=when, created_at=when, updated_at=when,
    )  # fmt: skip
    return save_activity(session, new, Understanding())


def waiting(session, day, programme=PROGRAMME):
    """{name: [(days, days in all), …]} on a day of 2023."""
    found = reviews.waiting_by_mentor(session, programme, date(2023, *day))
    names = people.by_ids(session, list(found))
    return {names[one].name: [(entry.days, entry.days_in_all) for entry in found[one]] for one in found}


@pytest.mark.parametrize(
    ("today", "days"),
    [((7, 4), 0), ((7, 5), 1), ((7, 7), 3), ((7, 8), 3), ((7, 9), 3), ((7, 10), 4), ((7, 12), 6)],
)
def test_working_days_are_counted_from_the_day_after_it_was_sent_without_weekends(session, today, days):
    entry(session, SOMCHAI, (7, 4))
    assert waiting(session, today) == {PRAYUN: [(days, days)]}


def test_holidays_are_no_working_days_and_those_declared_late_neither(session):
    entry(session, SOMCHAI, (7, 26))
    assert waiting(session, (8, 4)) == {WILAI: [(3, 3)]}  # the King's birthday, a bridge day, Asalha Bucha, Khao Phansa
    late = PROGRAMME.with_holidays([Holiday(day=date(2023, 8, 3), name=Label(th="วันหยุดพิเศษ", en="Special"))])
    assert waiting(session, (8, 4), late) == {WILAI: [(2, 2)]}


def test_a_mentors_leave_stops_their_clock_and_not_the_count_of_all_days(session):
    entry(session, SOMCHAI, (7, 4))
    mentor = pid(session, PRAYUN)
    leave.grant(session, mentor, date(2023, 7, 6), date(2023, 7, 9), said_by=mentor, now=NOW)
    assert waiting(session, (7, 11)) == {PRAYUN: [(3, 5)]}


def test_somebody_elses_leave_stops_nothing(session):
    entry(session, SOMCHAI, (7, 4))
    other = pid(session, SUDA)
    leave.grant(session, other, date(2023, 7, 6), date(2023, 7, 9), said_by=other, now=NOW)
    assert waiting(session, (7, 11)) == {PRAYUN: [(5, 5)]}


def test_open_entries_move_with_the_stage_and_the_new_mentors_clock_begins_with_it(session):
    entry(session, SOMCHAI, (7, 12))
    assert waiting(session, (7, 16)) == {PRAYUN: [(2, 2)]}  # the weekend still belongs to the earlier stage
    assert waiting(session, (7, 17)) == {WILAI: [(0, 3)]}
    assert waiting(session, (7, 20)) == {WILAI: [(3, 6)]}


def may_answer(session, name, day, one):
    """Whether an entry is in the list of a mentor on a day, and can be answered; always both or neither."""
    mentor, now = pid(session, name), datetime(2023, *day, 5, tzinfo=UTC)
    listed = one in reviews.waiting_for(session, PROGRAMME, mentor, now)
    assert listed == (verdicts.answerable(session, PROGRAMME, one.id, mentor, now) is one)
    return listed


def test_in_october_open_entries_move_to_the_new_chief(session):
    entry(session, SOMCHAI, (9, 27))
    assert waiting(session, (9, 29)) == {WILAI: [(2, 2)]}
    assert waiting(session, (10, 3)) == {CHANCHAI: [(2, 4)]}
    held = reviews.waiting_for(session, PROGRAMME, pid(session, CHANCHAI), terms.midnight(date(2023, 10, 3)))
    new = pid(session, CHANCHAI)
    assert reviews.held_before(session, held, new) == {pid(session, WILAI): 1}


@pytest.mark.parametrize("noted", [True, False])
def test_the_former_mentor_answers_for_a_week_what_was_submitted_to_them_and_nothing_else(session, noted):
    old, new = entry(session, SOMCHAI, (9, 27)), entry(session, SOMCHAI, (9, 28), sent=(10, 2))
    before = entry(session, SOMCHAI, (7, 12))  # submitted to the mentor of the stage before
    assert may_answer(session, WILAI, (9, 30), before)
    if noted:
        terms.note(session, PROGRAMME, at((10, 1)))
    assert [may_answer(session, WILAI, (10, 7), one) for one in (old, new, before)] == [True, False, False]
    assert [may_answer(session, CHANCHAI, (10, 7), one) for one in (old, new, before)] == [True, True, True]
    somchai = pid(session, SOMCHAI)
    assert terms.taken_over(session, {somchai: old.created_at}) == {somchai}
    assert terms.taken_over(session, {somchai: new.created_at}) == set()
    assert not may_answer(session, WILAI, (10, 8), old)
    assert not may_answer(session, PRAYUN, (10, 7), before)  # their week is long over


def test_what_was_sent_again_later_is_the_next_mentors_and_the_former_ones_comment_changes_nothing(session):
    again, commented = entry(session, SOMCHAI, (9, 27)), entry(session, SOMCHAI, (9, 28))
    terms.note(session, PROGRAMME, at((10, 1)))
    again.waits_since = at((10, 2), 16)
    wilai = pid(session, WILAI)
    verdicts.answer(session, commented, Act.COMMENT, by_person_id=wilai, at=at((10, 3)), words="เพิ่มจำนวนคน")
    session.flush()
    assert [may_answer(session, WILAI, (10, 4), one) for one in (again, commented)] == [False, True]
    assert [may_answer(session, CHANCHAI, (10, 4), one) for one in (again, commented)] == [True, True]


def test_a_day_on_which_nothing_changed_is_looked_at_once(session, monkeypatch):
    terms.note(session, PROGRAMME, at((10, 3)))
    looked: list[datetime] = []
    noting = terms._note_at
    monkeypatch.setattr(terms, "_note_at", lambda session, *of: (looked.append(of[1]), noting(session, *of)))
    later = datetime(2023, 10, 4, 5, tzinfo=UTC)
    terms.former(session, PROGRAMME, pid(session, WILAI), later)
    assert looked == []
    session.add(Membership(person_id=pid(session, WILAI), role="mentor", area="5699", from_day=date(2023, 10, 10)))
    session.flush()
    for hour in (5, 6, 7):
        terms.former(session, PROGRAMME, pid(session, WILAI), datetime(2023, 10, 12, hour, tzinfo=UTC))
    assert looked[0] == terms.midnight(date(2023, 10, 10))
    assert len(looked) == 2  # the day, and the moment at which it was noted


def test_one_that_lasts_is_noted_once_even_by_two_processes_at_different_instants(session):
    terms.note(session, PROGRAMME, at((10, 3)))
    (first, *_) = session.scalars(select(MentorTerm).where(MentorTerm.ends_at.is_(None)))
    again = {"person_id": first.person_id, "mentor_id": first.mentor_id, "first": first.first}
    count = select(func.count()).select_from(MentorTerm)
    before = session.scalar(count)
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(MentorTerm), [again | {"begins_at": at((10, 3), 10)}])
    assert session.scalar(count) == before


def test_changes_of_one_person_are_what_all_changes_say_of_them(session):
    terms.note(session, PROGRAMME, at((10, 3)))
    after, until = at((9, 25)), at((10, 3))
    everything = terms.changes_between(session, after, until)
    assert everything
    for one in {change.person_id for change in everything}:
        theirs = terms.changes_between(session, after, until, one)
        assert theirs == [change for change in everything if change.person_id == one]
    for mentor in {change.before.mentor_id for change in everything if change.before}:
        found = terms.changes_between(session, after, until, mentor)
        assert [c for c in found if c.before.mentor_id == mentor] == [
            c for c in everything if c.before and c.before.mentor_id == mentor
        ]
    assert terms.changes_between(session, after, until, 999_999) == []


def test_who_could_answer_when_is_kept_though_a_roster_replaces_the_mentor(session):
    old = entry(session, SOMCHAI, (8, 1))
    now = at((8, 2), 10)
    moved = [replace(row, area="5602") if row.name == WILAI else row for row in PEOPLE]
    heir = replace(PEOPLE[5], id="M9", name="ธนู ใหม่มา", area=TARGET, deputy=None)
    apply_roster(session, [*moved, heir], PROGRAMME, now)
    apply_roster(session, [*moved, heir], PROGRAMME, now + timedelta(hours=1))  # notes nothing twice
    held = [
        (people.by_id(session, term.mentor_id).name, term.begins_at, term.ends_at)
        for term in terms.of_participants(session, [pid(session, SOMCHAI)])[pid(session, SOMCHAI)]
        if term.first
    ]
    pilot, target = (terms.midnight(stage.start) for stage in PROGRAMME.stages[:2])
    assert held == [(PRAYUN, pilot, target), (WILAI, target, now), ("ธนู ใหม่มา", now, None)]
    assert may_answer(session, WILAI, (8, 9), old)
    assert not may_answer(session, WILAI, (8, 10), old)
    assert may_answer(session, "ธนู ใหม่มา", (8, 2), old)
    entry(session, SOMCHAI, (7, 25))
    assert waiting(session, (8, 4)) == {"ธนู ใหม่มา": [(2, 4), (2, 2)]}  # days with a mentor begin when the roster came
    assert reviews.held_before(session, [old], pid(session, "ธนู ใหม่มา")) == {pid(session, WILAI): 1}


def test_after_the_last_stage_its_mentors_still_answer_what_is_open(session):
    entry(session, SOMCHAI, (12, 14))
    assert waiting(session, (12, 19)) == {"อำนาจ ทองดี": [(3, 3)]}


def test_an_area_without_a_mentor_leaves_entries_to_nobody_and_says_so(session):
    one = entry(session, MALEE, (7, 19))
    assert waiting(session, (7, 21)) == {}
    ((nobody, left),) = reviews.stuck(session, PROGRAMME, date(2023, 7, 21), after=1)
    assert (nobody, left.activity_id, left.days) == (None, one.id, 2)


@pytest.mark.parametrize(("today", "mentor", "days"), [((7, 14), PRAYUN, 8), ((7, 17), WILAI, 0)])
def test_a_change_of_mentor_hides_nothing_that_waits_too_long(session, today, mentor, days):
    entry(session, SOMCHAI, (7, 4))
    ((by, left),) = reviews.stuck(session, PROGRAMME, date(2023, *today), after=8)
    assert (by, left.days) == (pid(session, mentor), days)
    assert reviews.stuck(session, PROGRAMME, date(2023, *today), after=left.days_in_all + 1) == []


def test_where_there_is_only_a_deputy_it_is_theirs(session):
    session.query(people.Membership).filter_by(person_id=pid(session, PRAYUN)).delete()
    entry(session, SOMCHAI, (7, 4))
    assert waiting(session, (7, 6)) == {SUDA: [(2, 2)]}


def test_deputies_may_answer_what_waits_for_their_mentor(session):
    one = entry(session, SOMCHAI, (7, 4))
    today = date(2023, 7, 5)
    assert reviews.waiting_for(session, PROGRAMME, pid(session, SUDA), terms.midnight(today)) == [one]
    assert reviews.deputies_by_mentor(session, today)[pid(session, PRAYUN)] == [pid(session, SUDA)]


@pytest.mark.parametrize("state", [ActivityState.RETURNED, ActivityState.APPROVED, ActivityState.NOTE])
def test_only_what_is_the_mentors_turn_waits(session, state):
    entry(session, SOMCHAI, (7, 4), state=state)
    assert waiting(session, (7, 12)) == {}


def test_training_and_final_reports_have_no_mentor_and_wait_for_none(session):
    entry(session, SOMCHAI, (6, 7))
    entry(session, SOMCHAI, (12, 20))
    for today in ((7, 12), (12, 21)):
        assert waiting(session, today) == {}


def test_a_mentors_comment_and_a_resubmission_begin_the_wait_anew(session):
    one = entry(session, SOMCHAI, (7, 4))
    mentor = pid(session, PRAYUN)
    verdicts.answer(session, one, Act.COMMENT, by_person_id=mentor, at=at((7, 6)), words="ดี")
    assert waiting(session, (7, 7)) == {PRAYUN: [(1, 1)]}
    verdicts.answer(session, one, Act.RETURN, by_person_id=mentor, at=at((7, 7)), parts=("photo",))
    assert waiting(session, (7, 11)) == {}
    verdicts.resubmit(session, one, at=at((7, 11)))
    assert waiting(session, (7, 13)) == {PRAYUN: [(2, 2)]}


def test_the_whole_programme_takes_a_few_queries_however_many_entries_wait(session, database):
    for day in range(3, 15):
        for name in (SOMCHAI, MALEE):
            entry(session, name, (7, day))
    session.flush()
    said = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    assert sum(map(len, reviews.waiting_by_mentor(session, PROGRAMME, date(2023, 7, 14)).values())) == 24
    assert len([one for one in said if one.startswith("SELECT")]) <= 5


def test_the_longest_wait_is_counted_as_a_loop_over_days_counts_it(session):
    """The model: one day after the other, asked by itself."""
    off = {date(2023, 8, 9), date(2023, 8, 10)}
    mentor = pid(session, WILAI)
    leave.grant(session, mentor, min(off), max(off), said_by=mentor, now=NOW)
    for start in range(17, 30):
        entry(session, SOMCHAI, (7, start))
    today = date(2023, 8, 22)
    for one in reviews.waiting_by_mentor(session, PROGRAMME, today)[mentor]:
        days = [one.since + timedelta(n) for n in range(1, (today - one.since).days + 1)]
        working = [day for day in days if PROGRAMME.is_working_day(day)]
        assert one.days_in_all == len(working)
        assert one.days == len([day for day in working if day not in off])


def test_lists_of_long_ago_are_forgotten_when_a_new_one_is_made(session):
    one, mentor = entry(session, SOMCHAI, (7, 4)), pid(session, PRAYUN)
    old = reviews.number(session, [one], mentor, at((7, 4)))
    recent = reviews.number(session, [one], mentor, at((8, 30)))
    new = reviews.number(session, [one], mentor, at((9, 4)))
    assert [reviews.owned_list(session, listed, mentor) is not None for listed in (old.id, recent.id, new.id)] == [
        False,
        True,
        True,
    ]

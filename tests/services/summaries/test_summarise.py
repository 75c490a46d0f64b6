"""Summaries agree with numbers counted one by one from the raw rows, whatever the scope and the days."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import closing
from copy import copy
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Self

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.settings import ROOT
from models.activities import details
from models.activities.activities import Activity, ActivityState
from models.activities.details import ActivityMark, Understanding
from models.coordination import scopes
from models.coordination.scopes import AccessScope
from models.people.leave import Leave, Mute
from models.people.people import Membership, Person, PersonState, Placement
from models.storage.database import Database
from programmes import Holiday, Label, Programme, load
from services.summaries import summarise
from services.summaries.comparing import compare
from services.summaries.silence import silent_people
from services.summaries.summary import Summary
from tests.conftest import empty_database

AGENCIES = ("กรมการปกครอง", "กรมที่ดิน", "กรมการพัฒนาชุมชน")
AREAS = ("5607", "5601", "4001")
NEXT = {"5607": "5601", "5601": "4001", "4001": "5607"}
MOVE, DAY = date(2023, 7, 26), timedelta(days=1)
SECTORS = ("government", "religious", "academic", "private", "civil_society", "people", "media")
TODAY = date(2023, 8, 2)  # a holiday (asked for in lieu) lies in this week: the 1st is a substitute day
AT = datetime.fromisoformat("2023-07-01T09:00:00+07:00")
SPANS = {
    "a day": (date(2023, 7, 12), date(2023, 7, 12)),
    "today": (TODAY, TODAY),
    "a week": (date(2023, 7, 24), date(2023, 7, 30)),
    "over two stages": (date(2023, 7, 10), date(2023, 7, 23)),
    "a weekend": (date(2023, 7, 15), date(2023, 7, 16)),
    "the gap": (date(2023, 6, 20), date(2023, 6, 22)),
    "all of phase 2": (date(2023, 7, 3), date(2023, 12, 1)),
}
HELD = {
    "all": ("all",),
    "phase": ("phase:2",),
    "agency": ("agency:กรมที่ดิน",),
    "province": ("province:56",),
    "two": ("agency:กรมที่ดิน", "province:56"),
    "none": (),
}


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load(ROOT / "programmes" / "cast-2566")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, programme: Programme):
    with (
        empty_database(request, request.param, tmp_path_factory.mktemp("filled")) as url,
        closing(Database(url)) as database,
    ):
        with database.write() as session:
            fill(session, Random(2566), programme)
        yield database


@pytest.fixture
def session(filled: Database):
    """What a test changes is undone after it."""
    with filled.write() as session:
        yield session
        session.rollback()


def moves(number: int, stage: str) -> bool:
    return stage == "target" and number % 8 == 0


def fill(session: Session, random: Random, programme: Programme) -> None:
    """Sixty people: some begin late or leave early, some move, some are on leave, some report twice a day or not at
    all."""
    for number in range(1, 61):
        session.add(
            Person(
                id=number,
                key=f"P{number}",
                name=f"คนที่ {number:02d}",
                agency=AGENCIES[number % 3],
                state=PersonState.ERASED.value if number == 60 else PersonState.ACTIVE.value,
                language="th",
                created_at=AT,
            )
        )
    session.flush()
    for number in range(1, 61):
        begins = date(2023, 7, 20) if number % 7 == 0 else None
        ends = date(2023, 7, 26) if number % 11 == 0 else None
        session.add(Membership(person_id=number, role="participant", from_day=begins, to_day=ends))
        pilot, target = random.choice(AREAS), random.choice(AREAS)
        for stage, area in (("pilot", pilot), ("target", target), ("province", target[:2])):
            session.add(
                Placement(person_id=number, stage=stage, area=area, to_day=MOVE - DAY if moves(number, stage) else None)
            )
            if moves(number, stage):
                session.add(Placement(person_id=number, stage=stage, area=NEXT[area], from_day=MOVE))
        if number % 5 == 0:
            first = date(2023, 7, 10) + timedelta(days=random.randrange(20))
            last = first + timedelta(days=random.randrange(6))
            cancelled = AT if number % 10 == 0 else None
            session.add(
                Leave(person_id=number, from_day=first, to_day=last, said_by=1, created_at=AT, cancelled_at=cancelled)
            )
        if number % 9 == 0:
            session.add(Mute(person_id=number, from_day=date(2023, 7, 1), to_day=date(2023, 8, 5), created_at=AT))
        day = date(2023, 6, 18)
        while day <= TODAY:
            for _ in range(random.choice((0, 1, 1, 1, 2))):
                store(session, random, number, day)
            day += timedelta(days=1)
    session.flush()


def store(session: Session, random: Random, person_id: int, day: date) -> None:
    entry = Activity(person_id=person_id, chat_key="U", day=day, photos=0, revision=1)
    entry.state = random.choice(list(ActivityState)).value
    entry.opened_at = entry.latest_at = entry.created_at = entry.updated_at = AT
    details.save_activity(session, entry, Understanding(sectors=tuple(random.sample(SECTORS, random.randrange(4)))))


# ── the same, counted one by one ──


class ByHand:
    """Rows as they are, and plain loops."""

    def __init__(self, session: Session, programme: Programme) -> None:
        self.programme, self.held = programme, ("all",)
        self.people = {one.id: one for one in session.scalars(select(Person)) if one.state != "erased"}
        self.parts = {one.person_id: one for one in session.scalars(select(Membership))}
        self.placed = by_person(session.scalars(select(Placement)))
        self.leaves = by_person(one for one in session.scalars(select(Leave)) if one.cancelled_at is None)
        self.entries = list(session.scalars(select(Activity)))
        self.marks = [(one.activity_id, one.key) for one in session.scalars(select(ActivityMark))]
        self.days = {(one.person_id, one.day) for one in self.entries if one.state not in ("deleted", "note")}

    def seen_by(self, *held: str) -> Self:
        """The same rows for whoever holds these scopes."""
        other = copy(self)
        other.held = held
        return other

    def sees(self, person_id: int, day: date) -> bool:
        return any(self._sees(scope, person_id, day) for scope in self.held)

    def _sees(self, scope: str, person_id: int, day: date) -> bool:
        kind, _, value = scope.partition(":")
        if kind == "all":
            return True
        if kind == "phase":
            phase = self.programme.phase_on(day)
            return phase is not None and phase.number == int(value)
        if kind == "agency":
            return person_id in self.people and self.people[person_id].agency == value
        stage = self.programme.stage_on(day)
        return stage is not None and self.place(person_id, stage.key, day).startswith(value)

    def place(self, person_id: int, stage: str, day: date) -> str:
        """The one area that holds on a day."""
        (area,) = [
            one.area
            for one in self.placed[person_id]
            if one.stage == stage and (one.from_day or day) <= day <= (one.to_day or day)
        ]
        return area

    def takes_part(self, person_id: int, day: date) -> bool:
        return person_id in self.people and self.parts[person_id].holds_on(day)

    def is_away(self, person_id: int, day: date) -> bool:
        return any(one.from_day <= day <= one.to_day for one in self.leaves.get(person_id, ()))

    def reported(self, person_id: int, day: date) -> bool:
        return (person_id, day) in self.days

    def wanted(self, first: date, last: date) -> list[tuple[int, date]]:
        """Each person's each day on which a report is expected of them."""
        return [
            (person_id, day)
            for day in days(first, last)
            if self.programme.is_expected(day)
            for person_id in self.people
            if self.wants(person_id, day)
        ]

    def wants(self, person_id: int, day: date) -> bool:
        """Whether a report would be expected of a person on a day that is a working day."""
        return self.takes_part(person_id, day) and self.sees(person_id, day) and not self.is_away(person_id, day)

    def silent(self, until: date) -> dict[int, int]:
        """The number of working days without a report, back from `until` to a report or leave, of those who have
        three or more."""
        last = max(day for day in days(self.programme.start, until) if self.programme.is_expected(day))
        found = Counter[int]()
        for person_id in self.people:
            if not (self.takes_part(person_id, last) and self.sees(person_id, last)):
                continue
            for day in reversed(days(self.programme.start, until)):
                if self.is_away(person_id, day) or (self.sees(person_id, day) and self.reported(person_id, day)):
                    break
                found[person_id] += self.programme.is_expected(day) and self.wants(person_id, day)
        return {person_id: count for person_id, count in found.items() if count >= 3}

    def sectors(self, first: date, last: date) -> Counter[str]:
        shown = {one.id for one in self.shown(first, last)}
        return Counter(key for activity_id, key in self.marks if activity_id in shown)

    def shown(self, first: date, last: date) -> list[Activity]:
        return [
            one
            for one in self.entries
            if first <= one.day <= last and one.state not in ("deleted", "note") and self.sees(one.person_id, one.day)
        ]


def by_person(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found = defaultdict[int, list[Any]](list)
    for row in rows:
        found[row.person_id].append(row)
    return dict(found)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def test_a_summary_says_what_the_rows_say_for_every_scope_and_span(session, programme):
    rows = ByHand(session, programme)
    for held in HELD.values():
        hand = rows.seen_by(*held)
        for first, last in SPANS.values():
            summary = summarise(session, programme, scopes.of_scopes(held, programme), first, last, TODAY)
            check(hand, summary, first, min(last, TODAY))
            check_last_week(hand, summary, first, min(last, TODAY))


def check(hand: ByHand, summary: Summary, first: date, end: date) -> None:
    wanted = hand.wanted(first, end)
    missing = Counter(person_id for person_id, day in wanted if not hand.reported(person_id, day))
    assert {one.person_id: one.days for one in summary.missing} == dict(missing)
    assert (summary.totals.expected, summary.totals.reported) == (len(wanted), len(wanted) - missing.total())
    assert summary.totals.entries == len(hand.shown(first, end))
    met = hand.sectors(first, end)
    assert summary.totals.sectors == {key: met[key] for key in SECTORS}
    part = [
        (person_id, day)
        for day in days(first, end)
        for person_id in hand.people
        if hand.takes_part(person_id, day) and hand.sees(person_id, day)
    ]
    assert summary.people == len({person_id for person_id, _ in part})
    away = {person_id for person_id, day in part if hand.programme.is_expected(day) and hand.is_away(person_id, day)}
    assert set(summary.on_leave) == {hand.people[person_id].name for person_id in away}


def check_last_week(hand: ByHand, summary: Summary, first: date, end: date) -> None:
    if summary.last_week is None:
        assert summary.last - first >= timedelta(days=7)
        return
    before = first - timedelta(days=7), end - timedelta(days=7)
    wanted = hand.wanted(*before)
    done = sum(1 for person_id, day in wanted if hand.reported(person_id, day))
    assert (summary.last_week.expected, summary.last_week.reported) == (len(wanted), done)
    assert summary.last_week.entries == len(hand.shown(*before))
    met = hand.sectors(*before)
    assert summary.last_week.sectors == {key: met[key] for key in SECTORS}


def test_the_missing_come_with_the_most_days_first_then_by_name_and_the_muted_are_marked(session, programme):
    summary = summarise(session, programme, scopes.of_scopes(["all"], programme), *SPANS["a week"], TODAY)
    order = [(-one.days, one.name) for one in summary.missing]
    assert order == sorted(order)
    muted = set(session.scalars(select(Mute.person_id)))
    assert {one.person_id for one in summary.missing if one.muted} == muted & {one.person_id for one in summary.missing}


def test_days_to_come_are_not_missing(session, programme):
    everything = scopes.of_scopes(["all"], programme)
    week = summarise(session, programme, everything, date(2023, 7, 31), date(2023, 8, 6), TODAY)
    so_far = summarise(session, programme, everything, date(2023, 7, 31), TODAY, TODAY)
    assert week.totals.expected == so_far.totals.expected
    assert week.missing == so_far.missing


def test_a_day_that_is_not_over_is_counted_only_if_it_is_asked_about_alone(session, programme):
    everything, monday = scopes.of_scopes(["all"], programme), date(2023, 7, 24)
    thursday = date(2023, 7, 27)
    week = summarise(session, programme, everything, monday, thursday, thursday, open_day=thursday)
    judged = summarise(session, programme, everything, monday, thursday - timedelta(days=1), thursday)
    assert (week.totals.expected, week.totals.reported) == (judged.totals.expected, judged.totals.reported)
    assert week.missing == judged.missing
    assert (week.last_week.expected, week.last_week.reported) == (judged.last_week.expected, judged.last_week.reported)
    assert week.silent == judged.silent
    assert (week.open_day, judged.open_day) == (thursday, None)
    alone = summarise(session, programme, everything, thursday, thursday, thursday, open_day=thursday)
    over = summarise(session, programme, everything, thursday, thursday, thursday)
    assert alone.missing == over.missing
    assert (alone.last_week, over.last_week is None) == (None, False)  # a morning is not compared with a whole day


def test_a_late_holiday_takes_its_day_out_of_what_is_expected(session, programme):
    everything = scopes.of_scopes(["all"], programme)
    shorter = programme.with_holidays([Holiday(day=date(2023, 7, 12), name=Label(th="หยุด", en="off"))])
    summary = summarise(session, shorter, everything, *SPANS["a day"], TODAY)
    assert (summary.totals.expected, summary.missing) == (0, ())


def test_of_who_withdrew_their_consent_nothing_is_missing_and_what_they_reported_counts(session, programme):
    everybody, span = scopes.of_scopes(("all",), programme), SPANS["a week"]
    before = summarise(session, programme, everybody, *span, TODAY)
    quiet = before.missing[0].person_id
    session.execute(delete(Activity).where(Activity.person_id == quiet, Activity.day >= span[0]))
    silent = {one.person_id for one in silent_people(session, programme, everybody, span[1])}
    assert quiet in silent
    before = summarise(session, programme, everybody, *span, TODAY)
    missing = {one.person_id: one.days for one in before.missing}
    session.get_one(Person, quiet).state = PersonState.WITHDRAWN
    session.flush()
    after = summarise(session, programme, everybody, *span, TODAY)
    assert {one.person_id for one in silent_people(session, programme, everybody, span[1])} == silent - {quiet}
    assert {one.person_id: one.days for one in after.missing} == {k: v for k, v in missing.items() if k != quiet}
    assert after.totals.reported == before.totals.reported
    assert after.totals.expected == before.totals.expected - missing[quiet]


def test_nothing_is_seen_without_a_scope(session, programme):
    summary = summarise(session, programme, AccessScope(), *SPANS["a week"], TODAY)
    assert (summary.people, summary.missing, summary.totals.entries) == (0, (), 0)


@pytest.mark.parametrize("until", [date(2023, 7, 28), date(2023, 7, 30), TODAY])
def test_the_silent_are_those_whose_last_working_days_have_no_report(session, programme, until):
    random = Random(7)
    quiet = {number: date(2023, 7, 30) - timedelta(days=random.randrange(30)) for number in range(1, 60, 3)}
    for entry in session.scalars(select(Activity)):
        if entry.person_id in quiet and entry.day >= quiet[entry.person_id]:
            entry.state = ActivityState.DELETED.value
    session.flush()
    rows = ByHand(session, programme)
    for held in HELD.values():
        hand = rows.seen_by(*held)
        found = silent_people(session, programme, scopes.of_scopes(held, programme), until)
        assert {one.person_id: one.days for one in found} == hand.silent(until), held
        assert [one.days for one in found] == sorted((one.days for one in found), reverse=True)


def group_of(hand: ByHand, group: str, person_id: int, day: date) -> str:
    if group == "agency":
        return str(hand.people[person_id].agency)
    area = hand.place(person_id, "target", day)
    return area[:2] if group == "province" else area


def limited(access: AccessScope, group: str, key: str) -> AccessScope:
    return access.of_agency(key) if group == "agency" else access.narrowed(key)


@pytest.mark.parametrize("group", ["province", "district", "agency"])
def test_a_group_s_figures_are_those_of_the_summary_of_that_group(session, programme, group):
    first, last = SPANS["a week"]
    access = scopes.of_scopes(["all"], programme)
    found = compare(session, programme, access, group, "worst", first, last, str)
    hand = ByHand(session, programme)
    there = {
        (person_id, group_of(hand, group, person_id, day))
        for day in days(first, last)
        for person_id in hand.people
        if hand.takes_part(person_id, day)
    }
    assert Counter({one.key: one.people for one in found}) == Counter(key for _, key in there)
    assert (
        sum(one.expected for one in found) == summarise(session, programme, access, first, last, TODAY).totals.expected
    )
    for one in found:
        alone = summarise(session, programme, limited(access, group, one.key), first, last, TODAY)
        assert (one.people, one.missing) == (alone.people, len(alone.missing)), one
        assert (one.expected, one.reported) == (alone.totals.expected, alone.totals.reported), one
    shares = [one.share for one in found]
    assert shares == sorted(shares)


def test_each_entry_that_waits_is_counted_in_its_author_s_group(session, programme):
    access = scopes.of_scopes(["all"], programme)
    first, last = SPANS["a week"]
    found = compare(session, programme, access, "person", "reviews", first, last, str)
    taking_part = {int(one.key) for one in found}
    waiting = Counter(
        entry.person_id
        for entry in session.scalars(select(Activity))
        if entry.is_waiting and programme.stage_on(entry.day) and entry.person_id in taking_part
    )
    assert {int(one.key): one.waiting for one in found if one.waiting} == dict(waiting)
    assert [one.waiting for one in found] == sorted((one.waiting for one in found), reverse=True)


def test_an_entry_s_sectors_in_one_word_are_its_marks(session):
    marks: dict[int, set[str]] = {}
    for row in session.scalars(select(ActivityMark)):
        marks.setdefault(row.activity_id, set()).add(row.key)
    for entry in session.scalars(select(Activity)):
        assert set(details.keys_in(entry.sectors_met)) == marks.get(entry.id, set())

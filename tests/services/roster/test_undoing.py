"""An import is undone as one act; what happened meanwhile is kept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people import imports, invites, leave, people
from models.people.audit import AuditEntry
from models.people.imports import RosterImportChange
from models.people.people import Membership, Person, PersonState, Placement
from models.privacy import erasure
from models.reminders.reminders import ReminderRule
from models.reviews import terms
from models.reviews.terms import MentorTerm
from models.storage.database import Database
from programmes import Programme
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from services.roster.undoing import CannotUndo, Undone, undo
from tests.placements import placements
from tests.running_bot import MAE_CHAI, MALEE, NAMED_PEOPLE, PRAYUN, SOMCHAI

NOW = datetime(2023, 7, 12, 3, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
NEW = RosterRow(20, "P9", "นภา เมฆขาว", "participant", "กรมที่ดิน", None, placements("5607", "5602", "56"))
CHIEF = RosterRow(21, "M9", "ชาญชัย มาใหม่", "mentor", area="5602")
DEPUTY = RosterRow(22, "M8", "สุดา แทนคุณ", "mentor", area="5602", deputy="ชาญชัย มาใหม่")
Import = Callable[..., int]


@pytest.fixture
def session(database: Database, cast: Programme) -> Iterator[Session]:
    with database.write() as session:
        apply_roster(session, NAMED_PEOPLE, cast, NOW - timedelta(days=30))
        yield session


@pytest.fixture
def load(session: Session, cast: Programme) -> Import:
    def apply(*rows: RosterRow, at: datetime = NOW) -> int:
        apply_roster(session, rows, cast, at)
        done = imports.last_done(session)
        assert done is not None
        return done.id

    return apply


def undone(session: Session, cast: Programme, number: int, at: datetime = LATER) -> Undone:
    made = imports.by_id(session, number)
    assert made is not None
    return undo(session, made, cast, at, actor="command")


def rows_of(session: Session) -> list[tuple[object, ...]]:
    """Everything that rosters say, without ids of rows."""
    session.flush()
    session.expire_all()
    told: list[tuple[object, ...]] = [
        (one.id, one.key, one.name, one.agency, one.position) for one in session.scalars(select(Person))
    ]
    for held in session.scalars(select(Membership)):
        told.append((held.person_id, held.role, held.area, held.scope, held.deputy_for_id, held.from_day, held.to_day))
    for one in session.scalars(select(Placement)):
        told.append((one.person_id, one.stage, one.area, one.from_day, one.to_day))
    return sorted(told, key=str)


def row(name: str) -> RosterRow:
    return next(one for one in NAMED_PEOPLE if one.name == name)


def test_after_an_undone_import_everything_is_as_it_was_before(session: Session, cast: Programme, load: Import) -> None:
    before = rows_of(session)
    somchai = row(SOMCHAI)
    moved = replace(somchai, placements={**somchai.placements, "target": "5602"}, from_day=date(2023, 9, 1))
    renamed = replace(row(MALEE), name="มาลี แสงทองคำ", position=None)
    number = load(
        replace(somchai, to_day=date(2023, 8, 31)), moved, renamed, replace(row(PRAYUN), to_day=date(2023, 9, 30)),
        NEW, CHIEF, DEPUTY,
    )  # fmt: skip
    assert rows_of(session) != before
    done = undone(session, cast, number)
    assert (done.restored, sorted(done.removed), done.kept) == (3, sorted([NEW.name, CHIEF.name, DEPUTY.name]), ())
    assert rows_of(session) == before
    acts = [entry.action for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.id))]
    assert acts.count("undo_import") == 1
    made = imports.by_id(session, number)
    assert made is not None
    assert (made.state, made.undone_by, made.undone_at) == ("undone", "command", LATER)


def test_an_import_is_undone_once(session: Session, cast: Programme, load: Import) -> None:
    number = load(NEW)
    undone(session, cast, number)
    with pytest.raises(CannotUndo) as refused:
        undone(session, cast, number)
    assert refused.value.key == "import-undo-already"


def test_what_a_later_import_changed_again_is_not_overwritten(session: Session, cast: Programme, load: Import) -> None:
    first = load(NEW, replace(row(MALEE), position="ผู้ชำนาญการ"))
    second = load(replace(row(MALEE), position="ผู้อำนวยการ"), at=LATER)
    with pytest.raises(CannotUndo) as refused:
        undone(session, cast, first)
    assert (refused.value.key, refused.value.args_of_text) == ("import-undo-later", {"later": second, "names": MALEE})
    undone(session, cast, second)
    assert people.by_name(session, MALEE)[0].position == "ผู้ชำนาญการ"
    undone(session, cast, first)
    assert people.by_name(session, NEW.name) == []


@pytest.mark.parametrize("since", ["joined", "withdrew", "leave", "deputy-said"])
def test_who_has_joined_or_is_spoken_of_since_stays_and_is_named(
    session: Session, cast: Programme, load: Import, since: str
) -> None:
    number = load(NEW, CHIEF)
    (person,) = people.by_name(session, CHIEF.name if since == "deputy-said" else NEW.name)
    match since:
        case "joined":
            person.state = PersonState.ACTIVE
        case "withdrew":
            person.state = PersonState.WITHDRAWN
        case "leave":
            leave.grant(session, person.id, date(2023, 7, 20), date(2023, 7, 21), said_by=1, now=NOW)
        case "deputy-said":
            prayun = people.by_name(session, PRAYUN)[0].id
            said = Membership(person_id=prayun, role="mentor", area="5602", deputy_for_id=person.id, said_by=1)
            session.add(said)
    session.flush()
    done = undone(session, cast, number)
    assert done.kept == (person.name,)
    assert len(done.removed) == 1
    assert session.scalars(select(Membership).where(Membership.person_id == person.id)).all()


def test_a_code_that_nobody_used_ends_with_its_person(session: Session, cast: Programme, load: Import) -> None:
    number = load(NEW)
    invites.issue(session, people.by_name(session, NEW.name)[0].id, NOW)
    assert undone(session, cast, number).removed == (NEW.name,)
    assert session.scalars(select(invites.Invite)).all() == []


def test_mentors_are_as_before_and_nobody_is_told_of_a_mentor_who_never_was(
    session: Session, cast: Programme, load: Import
) -> None:
    heir = RosterRow(30, "M7", "ทายาท มาแทน", "mentor", area=MAE_CHAI)
    number = load(replace(row(PRAYUN), area="4001"), heir)
    assert session.scalars(select(MentorTerm).where(MentorTerm.ends_at.is_(None), MentorTerm.first)).all()
    undone(session, cast, number)
    somchai, prayun = (people.by_name(session, name)[0].id for name in (SOMCHAI, PRAYUN))
    mine = [one for one in terms.of_participants(session, [somchai])[somchai] if one.first and one.ends_at is None]
    assert [one.mentor_id for one in mine] == [prayun]
    assert terms.changes_between(session, NOW - timedelta(days=1), LATER) == []


def test_an_erased_person_is_in_no_import_any_more(session: Session, cast: Programme, load: Import) -> None:
    number = load(NEW, replace(row(MALEE), position="ผู้อำนวยการ"))
    malee = people.by_name(session, MALEE)[0]
    erasure.erase(session, malee, LATER, actor="command")
    kept = session.scalars(select(RosterImportChange.person_id).where(RosterImportChange.import_id == number)).all()
    assert malee.id not in kept
    done = undone(session, cast, number)
    assert (done.restored, done.removed) == (0, (NEW.name,))
    assert malee.state == PersonState.ERASED
    assert malee.position is None


def test_a_change_that_was_imported_while_people_were_told_is_told_the_next_time(
    session: Session, cast: Programme, load: Import
) -> None:
    """An import that began before 15:30 and ended after it: at 15:30 nobody saw its change, at the next time all do."""
    told = datetime(2023, 7, 12, 8, 30, tzinfo=UTC)  # 15:30
    after = datetime(2023, 7, 13, 8, 30, tzinfo=UTC)
    for rule in cast.reminders:
        if rule.condition == "new_mentor":
            rules = ReminderRule(key=rule.rule, version=1, digest="", next_at=after, done_to=0, plan=[], changed_at=NOW)
            session.add(rules)
    session.flush()
    load(
        replace(row(PRAYUN), area="4001"),
        RosterRow(30, "M7", "ทายาท มาแทน", "mentor", area=MAE_CHAI),
        at=told - timedelta(seconds=2),
    )
    assert [one.at > told for one in terms.changes_between(session, told, after)] == [True]

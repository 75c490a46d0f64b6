"""Who of a roster is already stored: surely, perhaps (which is asked), or not."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people.people import Membership, Person
from models.storage.database import Database
from programmes import Programme
from services.roster import RosterErrors, RosterRow, RosterScope
from services.roster.applying import apply_roster
from services.roster.matching import Answers
from services.roster.names import full_name, joined
from services.roster.planning import UNANSWERED, RosterPlan

NOW = datetime(2023, 7, 1, tzinfo=UTC)
SOMCHAI = "นายสมชาย ใจดี"
LANDS = "กรมที่ดิน"


def row(name: str, agency: str | None = LANDS, *, id: str | None = None) -> RosterRow:
    return RosterRow(2, id, name, "coordinator", agency, scope=RosterScope("all"))


@pytest.fixture
def stored(database: Database, cast: Programme) -> Iterator[Session]:
    """A database that knows นายสมชาย ใจดี without an id, and P2 with one."""
    with database.write() as session:
        apply_roster(session, [row(SOMCHAI), row("นางมาลี ดอนแก้ว", id="P2")], cast, NOW)
        yield session


def imported(session: Session, cast: Programme, *rows: RosterRow, answers: Answers = UNANSWERED) -> RosterPlan:
    return apply_roster(session, rows, cast, NOW, answers)


def names(session: Session) -> list[str]:
    return list(session.scalars(select(Person.name).order_by(Person.id)))


def test_the_same_name_in_other_words_is_the_same_person(stored: Session, cast: Programme) -> None:
    before = stored.scalars(select(Person.id).order_by(Person.id)).all()
    for written in ("นาย สมชาย ใจดี", "สมชาย ใจดี", "นายสมชาย  ใจดี", SOMCHAI):
        assert imported(stored, cast, row(written)).added == []
    assert imported(stored, cast, row(SOMCHAI, id="P1")).added == []  # the roster gives ids from now on
    assert imported(stored, cast, row("สมชาย ใจดี", id="P1")).changed == []
    assert stored.scalars(select(Person.id).order_by(Person.id)).all() == before
    assert stored.scalars(select(Person.key).where(Person.name == SOMCHAI)).all() == ["id:P1"]


@pytest.mark.parametrize(
    ("written", "agency"),
    [
        ("ว่าที่ ร.ต.สมชาย ใจดี", LANDS),
        ("นางสาวสมชาย ใจดี", LANDS),
        ("นายสมชาย ใจดิ", LANDS),
        ("สมชาย ใจด", LANDS),
        (SOMCHAI, "กรมการปกครอง"),
        ("นายมาลี ดอนแก้ว", LANDS),
    ],
)
def test_somebody_nearly_the_same_is_asked_about_and_nothing_is_stored(
    stored: Session, cast: Programme, written: str, agency: str
) -> None:
    with pytest.raises(RosterErrors) as refused:
        imported(stored, cast, row("นภา เมฆขาว"), row(written, agency))
    (question,) = refused.value.problems
    assert (question.key, question.value) == ("roster-near-match", written)
    stored.flush()
    assert len(names(stored)) == 2
    person_id = int(question.args["id"])
    assert f"= {person_id}" in str(question.args["near"])
    imported(stored, cast, row(written, agency), answers=Answers({written: person_id}))
    assert len(names(stored)) == 2
    assert stored.get_one(Person, person_id).agency == agency
    assert imported(stored, cast, row(written, agency)).same == 1  # it is not asked again


def test_whoever_is_said_to_be_new_is_stored_beside(stored: Session, cast: Programme) -> None:
    miss = row("นางสาวสมชาย ใจดี")
    imported(stored, cast, miss, answers=Answers(new=frozenset([miss.name])))
    assert names(stored) == [SOMCHAI, "นางมาลี ดอนแก้ว", miss.name]
    assert imported(stored, cast, row(SOMCHAI), miss).added == []


@pytest.mark.parametrize("other", [row("นางมาลี ดอนแก่ว", id="P3"), row("นายสมหญิง ใจดี"), row("นภา เมฆขาว")])
def test_two_ids_or_two_names_are_two_people(stored: Session, cast: Programme, other: RosterRow) -> None:
    assert [one.row.name for one in imported(stored, cast, other).added] == [other.name]


def test_an_answer_names_somebody_who_is_stored_and_not_in_the_file_twice(stored: Session, cast: Programme) -> None:
    somchai = stored.scalars(select(Person.id).where(Person.name == SOMCHAI)).one()
    for person_id in (999_999, somchai):
        answers = Answers({"นางนภา เมฆขาว": person_id})
        with pytest.raises(RosterErrors) as refused:
            imported(stored, cast, row(SOMCHAI), row("นางนภา เมฆขาว"), answers=answers)
        assert [problem.key for problem in refused.value.problems] == ["roster-same-nobody"]


def test_a_deputy_s_mentor_is_found_however_the_title_is_written(stored: Session, cast: Programme) -> None:
    chief = RosterRow(2, "M1", "นายณรงค์ ต้นกล้า", "mentor", area="5607")
    deputy = RosterRow(3, "M2", "วิรัช รวงข้าว", "mentor", area="5607", deputy="ณรงค์ ต้นกล้า")
    imported(stored, cast, chief, deputy)
    chief_id = stored.scalars(select(Person.id).where(Person.key == "id:M1")).one()
    assert stored.scalars(select(Membership.deputy_for_id).where(Membership.deputy_for_id.is_not(None))).all() == [
        chief_id
    ]


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("ว่าที่ ร.ต.หญิง มาลี ดอนแก้ว", "มาลีดอนแก้ว"),
        ("น.ส.มาลี ดอนแก้ว", "มาลีดอนแก้ว"),
        ("Mrs Malee Donkaew", "maleedonkaew"),
        ("นายิกา ใจดี", "นายิกาใจดี"),  # no title: no word begins with ิ
        ("พลอย ใจดี", "พลอยใจดี"),
        ("ดรุณี ใจดี", "ดรุณีใจดี"),
        ("หญิง ใจดี", "หญิงใจดี"),
    ],
)
def test_a_title_is_no_part_of_the_name_proper(name: str, own: str) -> None:
    assert full_name(name).own == own


def test_titles_are_joined_as_thai_and_english_write_them() -> None:
    assert joined(["ว่าที่", "ร.ต.", "สมชาย", "ใจดี"]) == "ว่าที่ร.ต.สมชาย ใจดี"
    assert joined(["Mr.", "John", "Smith"]) == "Mr. John Smith"

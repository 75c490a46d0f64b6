"""Somebody who is nominated again is the same rater, also when nothing but the name is known of them."""

from sqlalchemy import func, select

from models.evaluations.raters import Rater
from models.people import people
from services.evaluations import nominations
from services.evaluations.nominations import NominationRefused, RaterDetails
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, SOMCHAI
from tests.services.evaluations.rated_people import RatedPeople

pytestmark = on_sqlite


def nominate(rated: RatedPeople, by: str | None, about: str, details: RaterDetails, kind: str = "partner") -> str | int:
    """The rater, or why the nomination was refused."""
    turn = rated.programme.round("final")
    with rated.database.write() as session:
        (person,) = people.by_name(session, about)
        nominator = people.by_name(session, by)[0] if by else None
        try:
            made = nominations.nominate(
                session, turn, turn.kind(kind), person, details, rated.now, by=nominator, accepted=by is None
            )
        except NominationRefused as refused:
            return refused.why
        return made.rater_id


def raters(rated: RatedPeople) -> int:
    with rated.database.read() as session:
        return session.scalar(select(func.count()).select_from(Rater)) or 0


def test_an_executive_of_whom_only_the_name_is_known_is_one_rater_of_everybody(rated: RatedPeople) -> None:
    details = RaterDetails("นายอธิบดี ใจกว้าง")
    first = nominate(rated, None, SOMCHAI, details, "executive")
    assert nominate(rated, None, MALEE, details, "executive") == first
    assert nominate(rated, None, SOMCHAI, details, "executive") == "already"
    assert raters(rated) == 1


def test_who_nominates_the_same_name_again_is_told_so_whatever_was_said_of_them_before(rated: RatedPeople) -> None:
    whole = RaterDetails("นางสมศรี บุญมา", "กลุ่มสตรี", "civil_society", "0812345678")
    nominate(rated, SOMCHAI, SOMCHAI, whole)
    assert nominate(rated, SOMCHAI, SOMCHAI, RaterDetails("นางสมศรี บุญมา")) == "already"
    assert nominate(rated, KANDA, SOMCHAI, RaterDetails("สมศรี บุญมา", phone="0899999999")) != "already"
    assert raters(rated) == 2


def test_the_same_name_from_two_people_who_say_nothing_else_may_be_two(rated: RatedPeople) -> None:
    only_name = RaterDetails("นายสมบัติ ดีมาก")
    assert nominate(rated, SOMCHAI, SOMCHAI, only_name) != nominate(rated, MALEE, MALEE, only_name)

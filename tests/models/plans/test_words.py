"""Words stand with the answer they came with, and with who said them."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from models.plans import plans, words
from models.plans.words import AGREE, CHANGE, STUCK, PlanQuestion, PlanTopic, PlanWord, Side
from models.privacy import erasure
from models.storage.database import Database
from tests.databases import impatient, on_postgresql
from tests.models.evaluations.people_rating import NOW, participant

REVISION = PlanQuestion(PlanTopic.REVISION, "1")
JULY = PlanQuestion(PlanTopic.CHECK_IN, "2023-07", 1)


@pytest.fixture
def plan(database: Database) -> int:
    with database.write() as session:
        made = plans.ensure(session, participant(session, "มาลี แสงทอง").id, NOW)
        plans.send(session, made, NOW)
        return made.id


def on_record(database: Database) -> list[tuple[str | None, str | None]]:
    with database.read() as session:
        return [(one.said, one.words) for one in session.scalars(select(PlanWord).order_by(PlanWord.id))]


def test_who_agrees_after_asking_for_a_change_does_not_agree_with_the_words_of_the_change(
    database: Database, plan: int
) -> None:
    with database.write() as session:
        words.say(session, plan, REVISION, Side.MENTOR, by_person_id=7, at=NOW, said=CHANGE, words="กว้างไป")
        words.say(session, plan, REVISION, Side.MENTOR, by_person_id=7, at=NOW, said=AGREE)
    assert on_record(database) == [(AGREE, None)]


def test_a_goal_that_is_done_is_not_done_because_of_what_was_in_the_way(database: Database, plan: int) -> None:
    with database.write() as session:
        for more in ({"said": STUCK}, {"words": "รถเสีย"}, {"said": STUCK}):
            words.say(session, plan, JULY, Side.PARTICIPANT, by_person_id=7, at=NOW, **more)  # type: ignore[arg-type]
    assert on_record(database) == [(STUCK, "รถเสีย")]
    with database.write() as session:
        words.say(session, plan, JULY, Side.PARTICIPANT, by_person_id=7, at=NOW, said="done")
    assert on_record(database) == [("done", None)]


def test_words_before_an_answer_stay_with_it(database: Database, plan: int) -> None:
    with database.write() as session:
        words.say(session, plan, JULY, Side.PARTICIPANT, by_person_id=7, at=NOW, words="ประชุมแล้ว")
        words.say(session, plan, JULY, Side.PARTICIPANT, by_person_id=7, at=NOW, said="on_the_way")
    assert on_record(database) == [("on_the_way", "ประชุมแล้ว")]


def test_a_mentors_words_are_not_anothers_and_are_erased_with_them(database: Database, plan: int) -> None:
    with database.write() as session:
        first, second = participant(session, "วิไล บุญมา"), participant(session, "ประยูร ศรีสุข")
        words.say(session, plan, REVISION, Side.MENTOR, by_person_id=first.id, at=NOW, said=CHANGE, words="กว้างไป")
        words.say(session, plan, REVISION, Side.MENTOR, by_person_id=second.id, at=NOW, said=CHANGE)
        erasure.erase(session, first, NOW + timedelta(1), actor="command")
    assert on_record(database) == [(CHANGE, None)]


@on_postgresql
def test_of_two_sides_that_agree_at_once_the_second_waits_and_sees_the_first(database: Database, plan: int) -> None:
    with database.write() as session:
        assert plans.held(session, plan) is not None
        with impatient(database) as other, other.write() as second:
            with pytest.raises(OperationalError, match="LockNotAvailable"):
                plans.held(second, plan)
            second.rollback()

"""Plans and nominations belong to one unit, and words to who wrote them."""

from datetime import timedelta

from sqlalchemy import select

from models.storage.database import Database
from models.units import nominations, plans
from models.units.nominations import NominationState, TeamNomination
from tests.models.two_people import MALEE, NOW, SOMCHAI, with_two_people


def test_each_unit_counts_its_own_revisions_and_a_message_is_its_authors(database: Database) -> None:
    with with_two_people(database) as session:
        first, other, second = (
            plans.add(session, unit, "แผน", by_person_id=person, message_id=message, at=NOW)
            for unit, person, message in (("a", MALEE, "1"), ("b", SOMCHAI, "2"), ("a", SOMCHAI, "3"))
        )
        assert (first.number, other.number, second.number) == (1, 1, 2)
        assert plans.revisions(session, "a") == [second, first]
        assert plans.of_message(session, "3", SOMCHAI) is second
        assert plans.of_message(session, "3", MALEE) is plans.of_message(session, None, MALEE) is None
        plans.take_words_back(session, "3", MALEE)
        plans.take_words_back(session, "3", SOMCHAI)
        session.flush()
        assert [one.words for one in (first, other, second)] == ["แผน", "แผน", None]
        assert plans.newest_numbers(session, ["a", "c"]) == {"a": 1}
        plans.forget_person(session, MALEE)
        session.expire_all()
        assert [one.words for one in (first, other, second)] == [None, "แผน", None]


def nominated(name: str, state: NominationState = NominationState.WAITING, **more: object) -> TeamNomination:
    columns = {"unit": "a", "seat": "people", "nominated_by_id": SOMCHAI, "at": NOW} | more
    return TeamNomination(name=name, state=state, **columns)


def test_what_waits_is_counted_by_unit_and_seat_and_the_oldest_is_replaced(database: Database) -> None:
    with with_two_people(database) as session:
        second, first = nominated("สอง", at=NOW + timedelta(1)), nominated("หนึ่ง")
        others = [
            nominated("รับแล้ว", NominationState.ACCEPTED),
            nominated("อีกที่", seat="church"),
            nominated("อีกหน่วย", unit="b"),
        ]
        session.add_all([second, first, *others])
        session.flush()
        assert nominations.waiting(session, ["a"]) == [first, others[1], second]
        assert nominations.waiting_by_seat(session, ["a"]) == {("a", "people"): 2, ("a", "church"): 1}
        assert nominations.by_id(session, others[2].id, ["a"]) is None
        assert nominations.by_id(session, first.id, ["a"]) is first
        assert nominations.replace_waiting(session, "a", "people", 1, NOW) == 1
        assert (first.state, second.state) == (NominationState.REPLACED, NominationState.WAITING)


def test_who_is_forgotten_neither_nominates_nor_is_nominated_nor_has_decided(database: Database) -> None:
    with with_two_people(database) as session:
        session.add_all(
            [
                nominated("โดยมาลี", nominated_by_id=MALEE),
                nominated("ตัวเอง", NominationState.ACCEPTED, person_id=MALEE),
                nominated("มาลี"),
                nominated("มาลี", NominationState.ACCEPTED, person_id=SOMCHAI),
                nominated("คนอื่น", decided_by_id=MALEE),
                nominated("คนที่สาม", decided_by_id=SOMCHAI),
            ]
        )
        session.flush()
        nominations.forget_person(session, MALEE, "มาลี")
        session.expire_all()
        left = session.scalars(select(TeamNomination).order_by(TeamNomination.id))
        assert [(one.name, one.person_id, one.decided_by_id) for one in left] == [
            ("มาลี", SOMCHAI, None),
            ("คนอื่น", None, None),
            ("คนที่สาม", None, SOMCHAI),
        ]

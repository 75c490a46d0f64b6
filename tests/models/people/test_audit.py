"""The audit is read by who did what to whom since when, and says of an erased person's chat nothing."""

from sqlalchemy import select

from models.people import audit
from models.people.audit import AuditEntry
from models.storage.database import Database
from tests.models.two_people import MALEE, MOMENT, NOW, SOMCHAI, with_two_people


def test_what_somebody_did_to_a_person_is_told_the_newest_first(database: Database) -> None:
    with with_two_people(database) as session:
        for actor, action, person in (
            ("a", "one", MALEE),
            ("b", "two", MALEE),
            ("a", "three", SOMCHAI),
            ("a", "four", MALEE),
        ):
            audit.record(session, NOW, actor, action, person)
            session.flush()
        assert [entry.action for entry in audit.of_person(session, MALEE, actor="a")] == ["four", "one"]


def test_acts_are_told_from_an_instant_on_the_oldest_first(database: Database) -> None:
    acts = (
        ("a", "seen", NOW - MOMENT, 1),
        ("a", "seen", NOW, 2),
        ("b", "seen", NOW, 3),
        ("a", "other", NOW, 4),
        ("a", "seen", NOW + MOMENT, 5),
    )
    with database.write() as session:
        for actor, action, at, number in acts:
            audit.record(session, at, actor, action, number=number)
            session.flush()
        assert [entry.ids["number"] for entry in audit.acts_since(session, "a", ["seen"], NOW)] == [2, 5]


def test_only_the_chat_is_forgotten_and_only_where_it_is_asked_for(database: Database) -> None:
    with with_two_people(database) as session:
        audit.record(session, NOW, "a", "register", MALEE, chat=7, list=1)
        audit.record(session, NOW, "a", "register", SOMCHAI, chat=8)
        audit.record(session, NOW, "a", "seen", MALEE, entry=9)
        session.flush()
        audit.forget_chats(session, AuditEntry.person_id == MALEE)
        session.flush()
        assert [entry.ids for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.id))] == [
            {"list": 1},
            {"chat": 8},
            {"entry": 9},
        ]

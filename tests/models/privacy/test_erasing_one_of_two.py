"""Of two people one is erased: what was theirs is gone, and the other's is as it was."""

import pytest
from sqlalchemy import select

from models.messaging import chats
from models.messaging.chats import Chat
from models.people import audit
from models.people.people import Person, PersonState
from models.privacy import erasure
from models.reviews.reviews import ReviewList
from models.reviews.terms import MentorTerm
from models.storage.database import Database
from tests.models.two_people import MALEE, NOW, SOMCHAI, with_two_people

CHATS = {"former": None, "taken over": SOMCHAI, "present": MALEE, "other": SOMCHAI, "stranger's": None}


@pytest.mark.parametrize("actor", ["command", f"person:{MALEE}"])
def test_only_what_was_theirs_is_erased(database: Database, actor: str) -> None:
    with with_two_people(database) as session:
        chats.ensure(session, list(CHATS), NOW)
        found = chats.by_line_ids(session, list(CHATS))
        for name, chat in found.items():
            chat.person_id, chat.consent_version = CHATS[name], "1"
        for name in ("former", "taken over"):  # both were Malee's once; one is Somchai's by now
            audit.record(session, NOW, "person:1", "register", MALEE, chat=found[name].id)
        audit.record(session, NOW, "person:1", "seen", MALEE, chat=found["stranger's"].id)
        for person in (MALEE, SOMCHAI):
            session.add(MentorTerm(person_id=person, mentor_id=9, first=True, begins_at=NOW))
            session.add(ReviewList(by_person_id=person, entries=[], at=NOW))
        session.flush()
        erasure.erase(session, session.get_one(Person, MALEE), NOW, actor=actor)
        session.flush()
        consents = {one.line_user_id: one.consent_version for one in session.scalars(select(Chat))}
        assert {name for name, version in consents.items() if version is None} == {"former", "present"}
        assert session.scalars(select(MentorTerm.person_id)).all() == [SOMCHAI]
        assert session.scalars(select(ReviewList.by_person_id)).all() == [SOMCHAI]
        assert session.get_one(Person, SOMCHAI).state != PersonState.ERASED
        assert [entry.ids for entry in session.scalars(select(audit.AuditEntry)) if "chat" in entry.ids] == []


def test_a_removed_chat_stands_in_nobodys_audit_and_another_one_stays_in_it(database: Database) -> None:
    with database.write() as session:
        chats.ensure(session, ["gone", "kept"], NOW)
        found = {name: chat.id for name, chat in chats.by_line_ids(session, ["gone", "kept"]).items()}
        for number in found.values():
            audit.record(session, NOW, "person:1", "register", 1, chat=number)
        chats.by_line_ids(session, ["kept"])["kept"].consent_version = "1"
        session.flush()
        assert erasure.remove_chats(session) == 1
        session.flush()
        assert [entry.ids for entry in session.scalars(select(audit.AuditEntry).order_by(audit.AuditEntry.id))] == [
            {},
            {"chat": found["kept"]},
        ]

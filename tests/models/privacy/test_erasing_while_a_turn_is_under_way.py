"""Erasing a person while a worker handles what they sent: what it has not committed by then is never committed."""

from datetime import UTC, datetime

import pytest

from models.messaging import chat_queues, chats
from models.messaging.chat_queues import Direction
from models.people.people import Person
from models.privacy import erasure
from models.storage.database import Database

NOW = datetime(2026, 11, 29, tzinfo=UTC)
CHAT = "U" + "a" * 32


@pytest.mark.parametrize(("by_themselves", "may_commit"), [(False, False), (True, True)])
def test_a_turn_that_was_under_way_is_not_committed_except_the_one_that_erases(
    database: Database, by_themselves: bool, may_commit: bool
) -> None:
    with database.write() as session:
        person = Person(key="A", name="แอนนา", created_at=NOW)
        session.add(person)
        session.flush()
        chats.ensure(session, [CHAT], NOW)
        chats.by_line_ids(session, [CHAT])[CHAT].person_id = person.id
        chat_queues.enqueue(session, Direction.IN, [CHAT], NOW)
        (held,) = chat_queues.claim(session, Direction.IN, NOW, 1)
    with database.write() as session:
        actor = f"person:{person.id}" if by_themselves else "command"
        erasure.erase(session, session.get_one(Person, person.id), NOW, actor=actor)
    with database.write() as session:
        assert chat_queues.release(session, held) is may_commit
    with database.write() as session:
        assert bool(chat_queues.claim(session, Direction.IN, NOW, 1)) is not may_commit


def test_the_queues_of_others_stay_with_who_holds_them(database: Database) -> None:
    other = "U" + "b" * 32
    with database.write() as session:
        for way in Direction:
            chat_queues.enqueue(session, way, [CHAT, other], NOW)
        held = {(one.chat_key, way): one for way in Direction for one in chat_queues.claim(session, way, NOW, 2)}
        chat_queues.take_away(session, Direction.IN, [CHAT])
    with database.write() as session:
        kept = {key for key, claim in held.items() if chat_queues.release(session, claim)}
    assert kept == held.keys() - {(CHAT, Direction.IN)}

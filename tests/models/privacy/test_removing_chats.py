"""Removing the LINE id of a chat of nobody's: an event that arrives meanwhile is not lost."""

from datetime import UTC, datetime

from sqlalchemy import select

from models.messaging import chat_queues, chats, inbox
from models.messaging.chat_queues import Direction
from models.messaging.inbox import Arrival, InboxEvent, InboxState
from models.privacy import erasure
from models.storage.database import Database

NOW = datetime(2026, 11, 29, tzinfo=UTC)
CHAT = "U" + "c" * 32


def test_an_event_that_is_stored_between_the_look_and_the_removal_is_handled(database: Database) -> None:
    with database.write() as session:
        chats.ensure(session, [CHAT], NOW)
        chats.by_line_ids(session, [CHAT])[CHAT].menu_stale = False
    with database.read() as session:
        (found,) = session.scalars(erasure._nobodys(False))
        session.expunge(found)
    with database.write() as session:  # a webhook's, committed after the look
        inbox.store(session, [Arrival("e1", CHAT, "message", "1", NOW, "{}", InboxState.NEW)], NOW)
    with database.write() as session:
        erasure._remove_chat(session, session.merge(found))
    with database.write() as session:
        event = session.scalars(select(InboxEvent)).one()
        assert (event.chat_key, event.state) == (CHAT, InboxState.NEW)
        assert [claim.chat_key for claim in chat_queues.claim(session, Direction.IN, NOW, 9)] == [CHAT]


def test_only_the_removed_chat_loses_its_events_and_its_queue(database: Database) -> None:
    with database.write() as session:
        chats.ensure(session, [CHAT], NOW)
        arrivals = [Arrival(chat, chat, "message", "1", NOW, "{}", InboxState.UNHANDLED) for chat in (CHAT, "U2")]
        inbox.store(session, arrivals, NOW)
        chat_queues.enqueue(session, Direction.IN, [CHAT, "U2"], NOW)
        for held in chat_queues.claim(session, Direction.IN, NOW, 9):
            chat_queues.release(session, held)
        erasure._remove_chat(session, chats.by_line_ids(session, [CHAT])[CHAT])
        kept = {event.webhook_event_id: event.chat_key for event in session.scalars(select(InboxEvent))}
        assert kept == {CHAT: None, "U2": "U2"}
        assert session.scalars(select(chat_queues.ChatQueue.chat_key)).all() == ["U2"]

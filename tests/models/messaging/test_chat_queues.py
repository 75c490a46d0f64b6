"""Chat queues: what is claimed with its work is held for a lease, and only its own direction is touched."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from models.messaging import chat_queues, inbox
from models.messaging.chat_queues import LEASE, ChatQueue, Direction, QueuedWork
from models.messaging.inbox import Arrival, InboxState
from models.storage.database import Database

NOW = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def test_a_queue_that_is_claimed_with_its_work_is_held_for_a_lease(database: Database) -> None:
    ends = NOW + LEASE[Direction.OUT]
    with database.write() as session:
        taken = chat_queues.enqueue_all(session, Direction.OUT, [QueuedWork("U1", NOW, claim=True)], NOW)
        assert set(taken) == {"U1"}
        assert chat_queues.claim(session, Direction.OUT, ends - MOMENT, 5) == []
        (next_one,) = chat_queues.claim(session, Direction.OUT, ends, 5)
        assert next_one.abandoned


def test_work_waits_for_the_earliest_instant_that_was_named(database: Database) -> None:
    with database.write() as session:
        for ready_at in (NOW, NOW + MOMENT):
            chat_queues.enqueue(session, Direction.IN, ["later"], ready_at)
        for ready_at in (NOW + MOMENT, NOW):
            chat_queues.enqueue(session, Direction.IN, ["earlier"], ready_at)
        assert {row.chat_key: row.ready_at for row in session.scalars(select(ChatQueue))} == dict.fromkeys(
            ("later", "earlier"), NOW
        )


def test_the_queue_that_has_waited_longest_is_told_of_its_own_direction(database: Database) -> None:
    with database.write() as session:
        chat_queues.enqueue(session, Direction.OUT, ["out"], NOW - MOMENT)
        assert chat_queues.first_due(session, Direction.IN, NOW) is None
        for chat, ready_at in (("second", NOW), ("first", NOW - MOMENT), ("not yet", NOW + MOMENT)):
            chat_queues.enqueue(session, Direction.IN, [chat], ready_at)
        assert chat_queues.first_due(session, Direction.IN, NOW) == ("first", NOW - MOMENT)


def test_a_lease_is_renewed_by_its_holder_only_and_a_whole_one(database: Database) -> None:
    with database.write() as session:
        chat_queues.enqueue(session, Direction.IN, ["U1"], NOW)
        (held,) = chat_queues.claim(session, Direction.IN, NOW, 5)
        assert chat_queues.renew(session, held, NOW + MOMENT)
        ends = NOW + MOMENT + LEASE[Direction.IN]
        assert chat_queues.claim(session, Direction.IN, ends - MOMENT, 5) == []
        assert len(chat_queues.claim(session, Direction.IN, ends, 5)) == 1
        assert not chat_queues.renew(session, held, ends)
        assert chat_queues.still_held(session, Direction.IN, [held]) == set()


def test_what_needs_no_answer_is_stored_and_queues_nothing(database: Database) -> None:
    with database.write() as session:
        arrivals = [
            Arrival(state.value, state.value, "message", None, NOW, "{}", state)
            for state in (InboxState.NEW, InboxState.UNHANDLED)
        ]
        assert inbox.store(session, arrivals, NOW) == 2
        assert session.scalars(select(ChatQueue.chat_key)).all() == [InboxState.NEW]

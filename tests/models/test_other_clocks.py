"""Instants that another clock stored, before the host or the database was moved, put nothing off."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from models.messaging import chat_queues, rates
from models.messaging.chat_queues import LEASE, LONGEST_WAIT, READ_BEFORE, ChatQueue, Direction
from models.messaging.chats import Chat
from models.storage.database import Database

NOW = datetime(2026, 11, 29, tzinfo=UTC)
HOUR = timedelta(hours=1)
CHAT = "U1"


@pytest.mark.parametrize("way", list(Direction))
def test_a_lease_that_ends_later_than_any_can_has_ended(database: Database, way: Direction) -> None:
    latest = LEASE[way] + READ_BEFORE
    for ends, may_claim in ((LEASE[way], False), (latest, False), (latest + timedelta(seconds=1), True)):
        with database.write() as session:
            chat_queues.enqueue(session, way, [CHAT], NOW)
            session.execute(update(ChatQueue).values(holder=1, held_until=NOW + ends))
            assert (chat_queues.next_due(session, way, NOW) == NOW) is may_claim
            assert [claim.abandoned for claim in chat_queues.claim(session, way, NOW, 5)] == [True] * may_claim


@pytest.mark.parametrize("way", list(Direction))
def test_who_read_the_time_and_then_waited_takes_no_queue_that_was_claimed_meanwhile(
    database: Database, way: Direction
) -> None:
    waited = timedelta(seconds=20)
    with database.write() as session:
        chat_queues.enqueue(session, way, [CHAT], NOW)
        assert len(chat_queues.claim(session, way, NOW + waited, 5)) == 1
    with database.write() as session:
        assert chat_queues.claim(session, way, NOW, 5) == []


@pytest.mark.parametrize("way", list(Direction))
def test_work_that_is_due_later_than_any_can_be_is_brought_forward(database: Database, way: Direction) -> None:
    with database.write() as session:
        for key, wait in (("soon", LONGEST_WAIT[way]), ("far", HOUR)):
            chat_queues.enqueue(session, way, [key], NOW + wait)
        assert chat_queues.bring_forward(session, NOW) == 1
        assert [claim.chat_key for claim in chat_queues.claim(session, way, NOW, 5)] == ["far"]
    assert not chat_queues.is_due(NOW + LONGEST_WAIT[way], NOW, way)
    assert chat_queues.is_due(NOW + HOUR, NOW, way)


def test_a_rate_that_was_reserved_an_hour_ahead_makes_nobody_wait(database: Database) -> None:
    with database.write() as session:
        rates.reserve(session, "push", 5, 1900, NOW + HOUR)
        assert rates.reserve(session, "push", 5, 1900, NOW) == NOW


def test_wrong_codes_of_an_hour_that_has_not_come_yet_are_forgotten() -> None:
    chat = Chat(wrong_codes=5, wrong_codes_since=NOW)
    assert not chat.may_try_a_code(NOW + HOUR / 2)
    assert chat.may_try_a_code(NOW + HOUR)
    assert chat.may_try_a_code(NOW - HOUR)

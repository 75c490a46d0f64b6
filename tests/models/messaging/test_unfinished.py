"""What is unfinished belongs to its own chat and its own request; a rate to its own endpoint."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from models.messaging import chat_queues, rates, requeue, unfinished
from models.messaging.chat_queues import Direction
from models.messaging.deliveries import Delivery, DeliveryState
from models.messaging.inbox import InboxEvent, InboxState
from models.messaging.unfinished import DropReason, RetryRefused, UnfinishedKind
from models.storage.database import Database

NOW = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def parked(session: Session, chat: str, at: datetime, raw: str | None = "{}") -> InboxEvent:
    event = InboxEvent(
        webhook_event_id=f"{chat}{at}", chat_key=chat, type="message", at=at, received_at=at, raw=raw,
        state=InboxState.PARKED, attempts=3, error="KeyError",
    )  # fmt: skip
    session.add(event)
    session.flush()
    return event


def test_an_event_waits_for_the_earlier_ones_of_its_own_chat_only(database: Database) -> None:
    with database.write() as session:
        parked(session, "U2", NOW - MINUTE)
        parked(session, "U1", NOW - MINUTE, raw=None)  # it was unsent: nothing is left to handle
        first, second = parked(session, "U1", NOW), parked(session, "U1", NOW + MINUTE)
        items = {one: unfinished.find(session, UnfinishedKind.EVENT, one.id) for one in (first, second)}
        assert items[first] is not None
        assert items[second] is not None
        with pytest.raises(RetryRefused) as refused:
            unfinished.retry_events(session, [items[second]], NOW)
        assert (refused.value.reason, refused.value.first) == ("earlier", f"event-{first.id}")
        unfinished.retry_events(session, [items[first]], NOW)
        session.expire_all()
        assert (first.state, first.attempts, first.error) == (InboxState.NEW, 0, None)
        assert second.state == InboxState.PARKED


def test_of_a_chats_requests_only_the_one_that_is_named_is_dropped(database: Database) -> None:
    with database.write() as session:
        rows = [
            Delivery(
                chat_key="U1", state=DeliveryState.DEAD, messages=["said"], message_count=1, due_at=NOW, created_at=NOW,
                retry_key="k", error="400",
            )
            for _ in range(3)
        ]  # fmt: skip
        session.add_all(rows)
        session.flush()
        leader, part, other = rows
        part.sealed_into = leader.id
        session.flush()
        item = unfinished.find(session, UnfinishedKind.MESSAGE, leader.id)
        assert item is not None
        assert unfinished.content(session, item) == ["said", "said"]
        assert unfinished.drop(session, item, DropReason.LATE, NOW)
        session.expire_all()
        assert [row.state for row in (leader, part, other)] == [DeliveryState.SKIPPED] * 2 + [DeliveryState.DEAD]
        assert (leader.error, other.messages) == ("400; dropped: late", ["said"])
        assert not unfinished.drop(session, item, DropReason.LATE, NOW)


def test_what_was_held_is_handled_again_if_it_is_the_chats_own_and_still_says_something(database: Database) -> None:
    with database.write() as session:
        mine, other = parked(session, "U1", NOW), parked(session, "U2", NOW)
        unsent = parked(session, "U1", NOW + MINUTE, raw=None)
        unnamed = parked(session, "U1", NOW + 2 * MINUTE)
        assert requeue.requeue(session, [mine.id, other.id, unsent.id], "U1", NOW) == 1
        assert requeue.requeue(session, [other.id], "U1", NOW) == 0
        assert [one.chat_key for one in chat_queues.claim(session, Direction.IN, NOW, 9)] == ["U1"]
        session.expire_all()
        assert (mine.state, mine.attempts, mine.error) == (InboxState.NEW, 0, None)
        assert {one.state for one in (other, unsent, unnamed)} == {InboxState.PARKED}


def test_calls_of_one_endpoint_put_off_no_other(database: Database) -> None:
    with database.write() as session:
        assert rates.reserve(session, "push", 10, 10, NOW) == NOW
        assert rates.reserve(session, "reply", 10, 10, NOW) == NOW
        assert rates.reserve(session, "reply", 1, 10, NOW) == NOW + timedelta(seconds=1)
        assert rates.reserve(session, "push", 1, 10, NOW) == NOW + timedelta(seconds=1)

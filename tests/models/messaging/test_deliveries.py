"""Deliveries: who may still change one, and which are found when a window closes, a token dies or quota comes back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.messaging import deliveries
from models.messaging.deliveries import LATE, Delivery, DeliveryState
from models.storage.database import Database

NOW = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
DUE, SEALED, PARKED = DeliveryState.DUE, DeliveryState.SEALED, DeliveryState.PARKED


def stored(session: Session, state: DeliveryState, chat: str = "", **more: Any) -> int:
    """Store a delivery in a state, to the chat that has the state's name, and return its id."""
    columns = {"messages": ["said"], "message_count": 1, "due_at": NOW, "created_at": NOW, "retry_key": "k"} | more
    delivery = Delivery(chat_key=chat or state.value, state=state, **columns)
    session.add(delivery)
    session.flush()
    return delivery.id


def unlike(session: Session, state: DeliveryState, **columns: Any) -> set[str]:
    """Return the chats whose delivery is not in this state, with these values, by now."""
    same = select(Delivery.id).where(Delivery.state == state, *(getattr(Delivery, k) == v for k, v in columns.items()))
    return set(session.scalars(select(Delivery.chat_key).where(Delivery.id.not_in(same))))


CHANGES: dict[str, tuple[Callable[[Session, list[int]], object], set[DeliveryState]]] = {
    "skip": (lambda session, ids: deliveries.skip(session, ids, NOW), {DUE}),
    "put off": (lambda session, ids: deliveries.put_off(session, ids, NOW + MOMENT), {DUE}),
    "withdraw": (deliveries.withdraw, {DUE, PARKED}),
    "expire": (lambda session, _: deliveries.expire(session, NOW, NOW), {DUE, PARKED}),
    "unpark": (lambda session, _: deliveries.unpark(session, NOW + MOMENT), {PARKED}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_frozen_or_settled_stays_as_it_is(database: Database, change: str) -> None:
    how, may_change = CHANGES[change]
    with database.write() as session:
        ids = [stored(session, state, expires_at=NOW - MOMENT) for state in DeliveryState]
        before = {row.chat_key: (row.state, row.due_at) for row in session.scalars(select(Delivery))}
        how(session, ids)
        session.expire_all()
        after = {row.chat_key: (row.state, row.due_at) for row in session.scalars(select(Delivery))}
    assert {chat for chat in before if before[chat] != after[chat]} == {state.value for state in may_change}


@pytest.mark.parametrize("change", ["skip", "put off", "withdraw"])
def test_only_the_deliveries_that_are_named_change(database: Database, change: str) -> None:
    how, _ = CHANGES[change]
    with database.write() as session:
        mine, _ = stored(session, DUE, "mine"), stored(session, DUE, "other")
        how(session, [mine])
        assert unlike(session, DUE, due_at=NOW) == {"mine"}


def test_a_window_is_open_until_its_last_instant(database: Database) -> None:
    with database.write() as session:
        for chat, ends in (("over", NOW - MOMENT), ("ends", NOW), ("open", NOW + MOMENT), ("without", None)):
            stored(session, DUE, chat, expires_at=ends)
        assert deliveries.expire(session, NOW, NOW) == 1
        assert unlike(session, DUE) == {"over"}


def test_late_answers_are_those_with_their_key_that_are_not_frozen(database: Database) -> None:
    with database.write() as session:
        expected = [stored(session, DUE, "one", key=f"{LATE}{number}") for number in (2, 1)]
        stored(session, DUE, "one", key="another")
        stored(session, DUE, "two", key=f"{LATE}3")
        for state in (SEALED, PARKED):
            stored(session, state, "one", key=f"{LATE}{state}")
        found = deliveries.late_of_chats(session, ["one"])
    assert {chat: [row.id for row in rows] for chat, rows in found.items()} == {"one": expected}


def test_what_rode_in_vain_waited_for_a_reply_long_enough(database: Database) -> None:
    with database.write() as session:
        stored(session, DUE, "now", rides=True)
        stored(session, DUE, "subject", rides=True, about_kind="apart")
        stored(session, DUE, "later", rides=True, due_at=NOW + MOMENT)
        stored(session, DUE, "never rode")
        stored(session, PARKED, "parked", rides=True)
        assert deliveries.chats_ridden_in_vain(session, NOW, 9) == {"now", "subject"}
        assert [found.chat_key for found in deliveries.rode_in_vain(session, NOW, "apart", 9)] == ["now"]
        assert len(deliveries.chats_ridden_in_vain(session, NOW, 1)) == 1
        assert len(deliveries.rode_in_vain(session, NOW, "nothing", 1)) == 1


def test_multicasts_without_quota_are_found_by_their_subject(database: Database) -> None:
    with database.write() as session:
        for state, recipients, kind in (
            (PARKED, ["U1"], "reminded"),
            (PARKED, ["U2"], "other"),
            (DUE, ["U3"], "reminded"),
            (PARKED, None, "reminded"),
        ):
            stored(session, state, str(recipients), recipients=recipients, about_kind=kind)
        assert [found.recipients for found in deliveries.parked_together(session, "reminded")] == [["U1"]]


def test_a_request_is_settled_once_and_by_its_id_and_its_chat(database: Database) -> None:
    with database.write() as session:
        mine = stored(session, SEALED, "mine", body=b"{}")
        erased, settled = stored(session, SEALED, "reused"), stored(session, DeliveryState.UNCERTAIN, "settled")
        parts = [(mine, "mine"), (erased, "erased"), (settled, "settled")]
        deliveries.settle(session, parts, DeliveryState.SENT, NOW)
        assert unlike(session, DeliveryState.SENT) == {"reused", "settled"}
        session.execute(update(Delivery).values(attempts=1))
        deliveries.retry(session, (mine, "mine"), NOW, in_doubt=True, error="500")
        assert unlike(session, DeliveryState.SENT, attempts=1) == {"reused", "settled"}


def test_what_may_have_been_posted_is_in_doubt_if_it_is_still_being_sent(database: Database) -> None:
    with database.write() as session:
        ids = [stored(session, state) for state in (SEALED, DUE)]
        stored(session, SEALED, "other")
        deliveries.begin_attempts(session, ids)
        doubtful = select(Delivery.chat_key).where(Delivery.in_doubt.is_(True))
        assert session.scalars(doubtful).all() == [SEALED]


def test_a_quoted_message_has_a_subject_in_its_own_chat_only(database: Database) -> None:
    row = {"line_message_id": "1", "chat_key": "U1", "about_kind": "activity", "about_id": 7, "at": NOW}
    with database.write() as session:
        deliveries.remember_sent(session, [row])
        deliveries.remember_sent(session, [row | {"about_id": 8}])  # two senders posted one request
        assert deliveries.what_was_sent(session, "U1", "1") == deliveries.About("activity", 7)
        assert deliveries.what_was_sent(session, "U2", "1") is None
        assert deliveries.what_was_sent(session, "U1", "2") is None

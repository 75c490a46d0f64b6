"""What is taken back: of one chat or about one subject, and nothing of anybody else."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.messaging import delivery_erasure, delivery_health
from models.messaging.deliveries import About, Delivery, DeliveryState, SentMessage
from models.storage.database import Database

NOW = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
DUE, SEALED, PARKED = DeliveryState.DUE, DeliveryState.SEALED, DeliveryState.PARKED
DEAD, UNCERTAIN, SENT = DeliveryState.DEAD, DeliveryState.UNCERTAIN, DeliveryState.SENT


def stored(session: Session, chat: str, state: DeliveryState = DUE, **more: Any) -> int:
    columns = {"messages": ["said"], "message_count": 1, "due_at": NOW, "created_at": NOW, "retry_key": "k"} | more
    delivery = Delivery(chat_key=chat, state=state, **columns)
    session.add(delivery)
    session.flush()
    return delivery.id


def with_words(session: Session) -> set[int]:
    """Return the deliveries that still say something."""
    session.flush()
    session.expire_all()
    return {row.id for row in session.scalars(select(Delivery)) if row.messages is not None or row.body is not None}


def states(session: Session) -> dict[int, DeliveryState]:
    session.flush()
    session.expire_all()
    return {row.id: row.state for row in session.scalars(select(Delivery))}


def test_of_a_chat_nothing_is_left_and_all_of_the_others(database: Database) -> None:
    with database.write() as session:
        for state in (DUE, DEAD):
            stored(session, "U1", state)
        other, shared = stored(session, "U2"), stored(session, "all", recipients=["U1", "U2"])
        for chat in ("U1", "U2"):
            sent = {"about_kind": "activity", "about_id": 1, "at": NOW}
            session.add(SentMessage(line_message_id=chat, chat_key=chat, **sent))
        session.flush()
        delivery_erasure.forget_chat(session, "U1")
        assert set(states(session)) == {other, shared}
        assert session.scalars(select(SentMessage.chat_key)).all() == ["U2"]
        assert session.scalars(select(Delivery.recipients).where(Delivery.id == shared)).one() == ["U2"]


def test_what_waits_for_a_chat_is_withdrawn_unless_it_is_being_sent(database: Database) -> None:
    with database.write() as session:
        mine = {state: stored(session, "U1", state) for state in (DUE, PARKED, SEALED, DEAD)}
        other = stored(session, "U2")
        waiting, frozen = (stored(session, "all", state, recipients=["U1", "U2"]) for state in (DUE, SEALED))
        delivery_erasure.skip_waiting(session, "U1", NOW)
        skipped = {number for number, state in states(session).items() if state == DeliveryState.SKIPPED}
        assert skipped == {mine[DUE], mine[PARKED]}
        assert with_words(session) == {mine[SEALED], mine[DEAD], other, waiting, frozen}
        told = {row.id: row.recipients for row in session.scalars(select(Delivery).where(Delivery.chat_key == "all"))}
        assert told == {waiting: ["U2"], frozen: ["U1", "U2"]}


def test_what_was_unsent_is_said_nowhere_in_its_chat(database: Database) -> None:
    about = {"about_kind": "activity", "about_id": 7}
    with database.write() as session:
        mine = {state: stored(session, "U1", state, **about) for state in (DUE, PARKED, SEALED, DEAD, UNCERTAIN)}
        others = {
            stored(session, "U2", **about),
            stored(session, "U1", about_kind="form", about_id=7),
            stored(session, "U1", about_kind="activity", about_id=8),
        }
        delivery_erasure.forget_about(session, "U1", About("activity", 7))
        assert with_words(session) == others | {mine[SEALED]}
        now = states(session)
        assert {was: now[number] for was, number in mine.items()} == {
            DUE: DeliveryState.SKIPPED,
            PARKED: DeliveryState.SKIPPED,
            SEALED: SEALED,
            DEAD: DEAD,
            UNCERTAIN: UNCERTAIN,
        }


def test_what_is_erased_is_said_in_no_chat_also_not_in_the_call_that_it_went_with(database: Database) -> None:
    about = {"about_kind": "activity", "about_id": 7}
    with database.write() as session:
        leader = stored(session, "U1", DEAD, body=b"{}")
        stored(session, "U1", DEAD, sealed_into=leader, **about)
        stored(session, "U2", DUE, **about)
        kept = {
            stored(session, "U2", DEAD, about_kind="activity", about_id=8),
            stored(session, "U2", DUE, about_kind="form", about_id=7),
            stored(session, "U2", SEALED, **about),
        }
        assert delivery_erasure.unsaid_about(session, "activity") == {7, 8}
        assert delivery_erasure.unsaid_about(session, "form") == {7}
        delivery_erasure.forget_everywhere(session, "activity", [])
        assert leader in with_words(session)
        delivery_erasure.forget_everywhere(session, "activity", [7])
        assert with_words(session) == kept


def test_the_counts_are_of_what_is_open_or_failed(database: Database) -> None:
    with database.write() as session:
        for state in (DUE, DUE, SEALED, PARKED, DEAD, UNCERTAIN, SENT, DeliveryState.SKIPPED):
            stored(session, "U1", state)
        assert delivery_health.counts(session) == {DUE: 2, SEALED: 1, PARKED: 1, DEAD: 1, UNCERTAIN: 1}


def test_what_waits_on_purpose_is_not_the_oldest_that_is_due(database: Database) -> None:
    with database.write() as session:
        assert delivery_health.oldest_due(session) is None
        stored(session, "U1", due_at=NOW.replace(hour=1), rides=True)
        stored(session, "U1", PARKED, due_at=NOW.replace(hour=2))
        stored(session, "U1", SENT, due_at=NOW.replace(hour=3))
        assert delivery_health.oldest_due(session) is None
        stored(session, "U1", due_at=NOW.replace(hour=5))
        stored(session, "U1", SEALED, due_at=NOW.replace(hour=4))
        assert delivery_health.oldest_due(session) == NOW.replace(hour=4)


def test_line_takes_nothing_until_it_has_taken_something_later(database: Database) -> None:
    with database.write() as session:
        stored(session, "U1", SENT)
        stored(session, "U1", DEAD, attempts=3)
        stored(session, "U1")
        assert delivery_health.newest_failing(session) is None
        failing = stored(session, "U1", SEALED, attempts=1, error="401 not this token")
        stored(session, "U1", PARKED, attempts=1)
        stored(session, "U2", DEAD)
        assert delivery_health.newest_failing(session) == failing
        assert delivery_health.refuses_token(session, failing)
        assert not delivery_health.refuses_token(session, stored(session, "U1", SEALED, error="500"))
        assert not delivery_health.refuses_token(session, stored(session, "U1", SEALED))
        assert not delivery_health.refuses_token(session, None)
        stored(session, "U2", SENT)
        assert delivery_health.newest_failing(session) is None

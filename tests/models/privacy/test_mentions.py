"""Names in what others were, or are still to be, told: gone with their person, wherever the words stand."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.outbound import outbox
from bot.outbound.outbox import SendTimes
from bot.outbound.reply import Reply, text_message
from models.messaging import chat_queues
from models.messaging.chat_queues import Direction, QueuedWork
from models.messaging.deliveries import About, Delivery, DeliveryState
from models.privacy import names_in_texts
from models.storage.database import Database

ANNA, NAME = "U" + "a" * 32, 'สมหญิง "หญิง" ใจดี'


@pytest.mark.parametrize("token", ["t", None])
@pytest.mark.parametrize("name", [NAME, "สมชาย ใจดี"])
def test_a_call_in_doubt_keeps_no_name_that_is_to_be_forgotten(
    database: Database, token: str | None, name: str
) -> None:
    now = Clock().real()
    with database.write() as session:
        reply = Reply([text_message(f"ยังไม่รายงาน: {name}")], About("summary", 1))
        outbox.queue(session, ANNA, reply, now, token=token, token_at=now if token else None)
        session.flush()
        claim = chat_queues.enqueue_all(session, Direction.OUT, [QueuedWork(ANNA, now, claim=True)], now).get(ANNA)
        assert claim is not None
        assert isinstance(outbox.next_request(session, claim, SendTimes(now, now)), outbox.FrozenRequest)
        session.scalars(select(Delivery)).one().state = DeliveryState.UNCERTAIN.value
    with database.write() as session:
        names_in_texts.forget_name(session, NAME)
    with database.read() as session:
        row = session.scalars(select(Delivery)).one()
        assert (row.body is None) == (name == NAME)
        assert (row.messages is None) == (name == NAME or token is not None)


def test_only_messages_that_say_the_name_are_taken_back(database: Database) -> None:
    now = Clock().real()

    def told(
        session: Session, state: DeliveryState, words: str, kind: str = "summary", body: bytes | None = None
    ) -> int:
        row = Delivery(
            chat_key=ANNA, state=state, about_kind=kind, about_id=1, messages=[words], message_count=1, due_at=now,
            retry_key="k", created_at=now, body=body,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row.id

    with database.write() as session:
        due, parked = (told(session, state, "สมชาย ใจดี") for state in (DeliveryState.DUE, DeliveryState.PARKED))
        dead = told(session, DeliveryState.DEAD, "สมชาย ใจดี", body=b"{}")
        others = {told(session, state, "ใครอื่น", body=b"{}") for state in (DeliveryState.DUE, DeliveryState.DEAD)}
        others.add(told(session, DeliveryState.DUE, "สมชาย ใจดี", kind="activity"))  # what is said to them alone
        names_in_texts.forget_name(session, "สมชาย ใจดี")
        session.flush()
        session.expire_all()
        rows = {row.id: row for row in session.scalars(select(Delivery))}
        assert {number for number, row in rows.items() if row.messages is not None} == others
        assert {number for number, row in rows.items() if row.state == DeliveryState.SKIPPED} == {due, parked}
        assert (rows[dead].state, rows[dead].body) == (DeliveryState.DEAD, None)

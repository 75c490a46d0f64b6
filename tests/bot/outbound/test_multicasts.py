"""Letters to many: stored in bulk, equal ones together, each lane woken."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.outbound.multicasts import MULTICAST, OutboxMessage, queue_messages
from bot.outbound.reply import text_message
from models.messaging import chat_queues, delivery_erasure
from models.messaging.chat_queues import Direction
from models.messaging.deliveries import About, Delivery, Urgency
from models.storage.database import Database

NOW = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)


def letters_to(count: int, said: str = "สวัสดี") -> list[OutboxMessage]:
    return [OutboxMessage(f"U{number:032d}", [text_message(said)]) for number in range(count)]


def stored(database: Database) -> list[Delivery]:
    with database.read() as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.id)))


def test_what_is_equal_goes_out_in_multicasts_of_five_hundred(database: Database) -> None:
    with database.write() as session:
        ids = queue_messages(session, letters_to(1001), NOW)
    rows = stored(database)
    assert [len(row.recipients or ()) for row in rows] == [500, 500, 0]
    assert rows[0].chat_key.startswith(MULTICAST)
    assert rows[2].chat_key == f"U{1000:032d}"
    assert ids == [rows[0].id] * 500 + [rows[1].id] * 500 + [rows[2].id]


def test_what_differs_in_anything_goes_apart_and_every_lane_is_woken(database: Database) -> None:
    first, second, third, fourth = letters_to(4)
    different = [
        first,
        OutboxMessage(second.chat_key, [text_message("อีกอย่าง")]),
        OutboxMessage(third.chat_key, third.messages, urgency=Urgency.DROP),
        OutboxMessage(fourth.chat_key, fourth.messages, about=About("reminders", 4)),
    ]
    with database.write() as session:
        ids = queue_messages(session, different, NOW)
        assert len(set(ids)) == 4
    with database.write() as session:
        claimed = {claim.chat_key for claim in chat_queues.claim(session, Direction.OUT, NOW, 10)}
    assert claimed == {letter.chat_key for letter in different}


def test_what_rides_is_each_persons_own_and_wakes_nobody(database: Database) -> None:
    riding = [OutboxMessage(one.chat_key, one.messages, piggyback=True) for one in letters_to(3)]
    with database.write() as session:
        assert len(set(queue_messages(session, riding, NOW))) == 3
        assert chat_queues.claim(session, Direction.OUT, NOW + timedelta(days=1), 10) == []


def test_erasing_somebody_takes_them_off_a_multicast_that_waits(database: Database) -> None:
    letters = letters_to(3)
    with database.write() as session:
        queue_messages(session, letters, NOW)
        delivery_erasure.forget_chat(session, letters[1].chat_key)
    (row,) = stored(database)
    assert row.recipients == [letters[0].chat_key, letters[2].chat_key]

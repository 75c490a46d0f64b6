"""A backlog: late answers of a chat become one request, and no more is read than is handled."""

from datetime import timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import func, select

from bot.inbound import worker as module
from bot.line.numbers import REPLY_TOKEN_FRESH_FOR
from bot.outbound import late, outbox
from bot.outbound.outbox import FrozenRequest, SendTimes
from bot.outbound.reply import Reply, say, text_message
from models.messaging import chat_queues, deliveries, delivery_health, inbox
from models.messaging.chat_queues import Direction
from models.messaging.deliveries import Delivery, DeliveryState, LateRow, SendRoute
from models.messaging.inbox import InboxEvent, InboxState
from models.storage.database import Database
from tests.bot.inbound.worker_under_test import ANNA, BERT, TEXTS, WorkerUnderTest, echo, office, words

NOTE = TEXTS.in_language("th")("late-note")
HOUR = timedelta(hours=1)


def says(call: FrozenRequest) -> list[str]:
    return [message["text"] for message in orjson.loads(call.body)["messages"]]


def requests(running: WorkerUnderTest) -> list[FrozenRequest]:
    """Every request, those that nobody was free for included."""
    running.sender.places = 0
    now, found = running.clock.real(), list(running.sender.taken)
    with running.database.write() as session:
        for claim in chat_queues.claim(session, Direction.OUT, now, 99):
            call = outbox.next_request(session, claim, SendTimes(now, now))
            if isinstance(call, FrozenRequest):
                found.append(call)
    return found


def backlog(running: WorkerUnderTest, *users: str, count: int = 45) -> None:
    for user in users:
        running.receive(*[words(number, user) for number in range(1, count + 1)])
    running.later(HOUR)


@pytest.mark.parametrize("free", [4, 0])
def test_a_long_backlog_is_answered_by_one_push_for_each_person(database: Database, free: int) -> None:
    with office(database, echo) as running:
        running.sender.places = free
        backlog(running, ANNA, BERT)
        running.works()
        calls = requests(running)
        assert {call.claim.chat_key: says(call) for call in calls} == {
            user: [NOTE, *(f"{user[1]}{number}" for number in range(42, 46))] for user in (ANNA, BERT)
        }
        assert {call.route for call in calls} == {SendRoute.PUSH}
        assert len(calls) == 2
        with database.read() as session:
            assert set(session.scalars(select(InboxEvent.state))) == {InboxState.DONE}


def test_a_short_backlog_is_answered_whole_and_without_a_note(database: Database) -> None:
    with office(database, echo) as running:
        backlog(running, ANNA, count=5)
        running.works()
        (call,) = requests(running)
        assert says(call) == ["a1", "a2", "a3", "a4", "a5"]


def test_late_answers_go_free_with_one_whose_token_lives(database: Database) -> None:
    with office(database, echo) as running:
        backlog(running, ANNA)
        running.receive(words(46))
        running.works()
        (call,) = requests(running)
        assert says(call) == [NOTE, "a43", "a44", "a45", "a46"]
        assert (call.route, orjson.loads(call.body)["replyToken"]) == (SendRoute.REPLY, f"token-{ANNA}-46")


def test_nothing_is_left_out_without_the_note(database: Database) -> None:
    with office(database, echo) as running:
        backlog(running, ANNA, count=5)
        running.receive(words(6))
        running.works()
        (first,) = running.sender.taken
        assert first.route == SendRoute.REPLY
        assert says(first) == ["a6", "a1", "a2", "a3", "a4"]
        with database.write() as session:
            deliveries.settle(
                session, [(part.delivery_id, ANNA) for part in first.parts], DeliveryState.SENT, first.sealed_at
            )
            chat_queues.release(session, first.claim, next_at=first.next_at)
        assert says(requests(running)[-1]) == ["a5"]


def test_while_messages_wait_nothing_late_is_sent(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EVENTS_A_COMMIT", 2)
    with office(database, echo) as running:
        backlog(running, ANNA, count=7)
        for _ in range(3):
            assert running.worker.work_once()
            assert requests(running) == []
            running.sender.places = 4
        running.works()
        (call,) = requests(running)
        assert says(call) == [NOTE, "a4", "a5", "a6", "a7"]


def test_what_was_held_and_never_let_go_is_sent_after_a_while(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "EVENTS_A_COMMIT", 2)
    with office(database, echo) as running:
        backlog(running, ANNA, count=3)
        assert running.worker.work_once()
        running.later(late.HELD_FOR)
        (call,) = requests(running)
        assert says(call) == ["a1", "a2"]


def test_the_last_messages_may_be_answered_by_silence(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EVENTS_A_COMMIT", 2)

    def quiet(turn: Any) -> Reply:
        return say(turn.event.text) if turn.event.text in ("a1", "a2") else Reply(())

    with office(database, quiet) as running:
        backlog(running, ANNA, count=4)
        running.works()
        (call,) = requests(running)
        assert says(call) == ["a1", "a2"]


def test_an_album_that_comes_late_is_one_answer(database: Database) -> None:
    def album(turn: Any) -> Reply:
        return Reply([text_message(turn.event.text)], wait=timedelta(seconds=2), key="album")

    with office(database, album) as running:
        backlog(running, ANNA, count=9)
        running.works()
        (call,) = requests(running)
        assert says(call) == ["a9"]


def test_when_only_the_reserve_is_left_late_answers_wait_for_the_next_message(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office(database, echo) as running:
        monkeypatch.setattr(running.sender, "reserve_only", lambda: True)
        backlog(running, ANNA, count=6)
        running.works()
        assert running.sender.taken == []
        with database.read() as session:
            assert delivery_health.counts(session) == {DeliveryState.PARKED: 5}
        running.receive(words(7))
        running.works()
        (call,) = running.sender.taken
        assert call.route == SendRoute.REPLY
        assert set(says(call)) <= {NOTE, "a3", "a4", "a5", "a6", "a7"}
        assert len(says(call)) == 5


def test_an_answer_is_late_from_the_end_of_its_tokens_life_on(database: Database) -> None:
    fresh_for = REPLY_TOKEN_FRESH_FOR
    for user, wait, route in ((ANNA, fresh_for, SendRoute.PUSH), (BERT, fresh_for / 2, SendRoute.REPLY)):
        with office(database, echo) as running:
            running.receive(words(1, user))
            running.later(wait)
            running.works()
            (call,) = running.sender.taken
            assert call.route == route


def test_no_more_events_are_read_than_are_handled_in_a_commit(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    really_wait = inbox.waiting

    def waiting(session: Any, chat_keys: list[str], most: int) -> Any:
        found = really_wait(session, chat_keys, most)
        read.append(sum(len(one.events) for one in found.values()))
        return found

    monkeypatch.setattr(inbox, "waiting", waiting)
    monkeypatch.setattr(module, "EVENTS_A_COMMIT", 8)
    with office(database, echo) as running:
        backlog(running, ANNA, BERT, count=20)
        running.works()
    assert max(read) == 8
    assert sum(read) == 40
    with database.read() as session:
        kept = session.scalar(select(func.count()).select_from(Delivery).where(Delivery.messages.is_not(None)))
        assert kept is not None
        assert kept <= 10


def test_a_newer_answer_with_the_same_key_counts_as_the_newest() -> None:
    rows = [LateRow(n, ANNA, key, 1) for n, key in enumerate(("late:card", "late:2", "late:3", "late:4", "late:5"))]
    kept, overflows = late._newest([*rows, LateRow(9, ANNA, "late:card", 1)])
    assert not overflows
    assert [row.id for row in kept] == [1, 2, 3, 4, 9]

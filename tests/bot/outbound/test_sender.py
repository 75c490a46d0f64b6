"""The sender: what it posts, and what it makes of LINE's answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Lock
from typing import Any

import orjson
import pytest
from sqlalchemy import select, update

from bot.line.client import LineAnswer, Outcome
from bot.outbound import outbox, rate_limiter
from bot.outbound.outbox import FrozenRequest, SendTimes
from bot.outbound.rate_limiter import RateLimiter
from bot.outbound.reply import Reply, text_message
from bot.outbound.sender import Sender
from bot.wakeups import Wakeups
from models.messaging import chat_queues, deliveries
from models.messaging.chat_queues import ChatQueue, Direction
from models.messaging.deliveries import About, Delivery, DeliveryState, SentMessage
from models.storage.database import Database
from tests.databases import on_sqlite
from tests.patience import HANG, until
from tests.promises.clocks import LaterClock

ANNA, BERT = "U" + "a" * 32, "U" + "b" * 32
OK = Outcome(LineAnswer.ACCEPTED, 200)
IN_DOUBT = Outcome(LineAnswer.IN_DOUBT, error="ReadTimeoutError")
REFUSED = Outcome(LineAnswer.REFUSED, 400, error="400 Invalid reply token")


class ScriptedLine:
    """Answers as told, in order, then accepts; keeps what was posted as (way, address, texts, key)."""

    def __init__(self, *answers: Outcome | Exception) -> None:
        self.answers = list(answers)
        self.posted: list[tuple[str, str, list[str], str | None]] = []
        self.held_back: dict[str, Event] = {}  # by address: an answer that waits
        self._lock = Lock()

    def reply(self, body: bytes) -> Outcome:
        return self._answer("reply", body, None)

    def multicast(self, body: bytes, retry_key: str) -> Outcome:
        raise AssertionError("nothing here goes to many")

    def push(self, body: bytes, retry_key: str) -> Outcome:
        return self._answer("push", body, retry_key)

    def _answer(self, way: str, body: bytes, key: str | None) -> Outcome:
        call = orjson.loads(body)
        address = call.get("to") or call["replyToken"]
        with self._lock:
            self.posted.append((way, address, [message["text"] for message in call["messages"]], key))
            answer = self.answers.pop(0) if self.answers else OK
        if address in self.held_back:
            self.held_back[address].wait(HANG)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def ways(self) -> list[str]:
        return [way for way, *_ in self.posted]


class NoQuota:
    """A month with or without pushes left."""

    used_up = False

    def is_used_up(self, pushes: int = 1) -> bool:
        return self.used_up

    def reserve_only(self) -> bool:
        return False

    def spend(self, pushes: int) -> None: ...


class SenderUnderTest:
    """A sender over one database, one scripted LINE and a clock of ours."""

    def __init__(self, database: Database) -> None:
        self.database, self.clock, self.quota = database, LaterClock(), NoQuota()

    @contextmanager
    def sending(self, line: ScriptedLine, permits: RateLimiter | None = None) -> Iterator[Sender]:
        wakeups = Wakeups(self.database.url)
        permits = permits or RateLimiter(self.database, self.clock, {"reply": 1000, "push": 1000})
        sender = Sender(self.database, line, self.clock, permits, wakeups, self.quota, threads=8)
        sender.start()
        try:
            yield sender
        finally:
            sender.stop()
            wakeups.stop()

    def queue(self, text: str, to: str = ANNA, token: str | None = None, **reply: Any) -> None:
        now = self.clock.real()
        with self.database.write() as session:
            message = Reply([text_message(text)], **reply)
            outbox.queue(session, to, message, now, token=token, token_at=now if token else None)
            chat_queues.enqueue(session, Direction.OUT, [to], now)

    def states(self, to: str = ANNA) -> list[str]:
        with self.database.read() as session:
            mine = select(Delivery.state).where(Delivery.chat_key == to).order_by(Delivery.id)
            return list(session.scalars(mine))

    def row(self) -> Delivery:
        with self.database.read() as session:
            return session.scalars(select(Delivery)).one()

    def settles(self, *states: DeliveryState, to: str = ANNA) -> None:
        until(lambda: self.states(to) == list(states), f"{states}")

    def waits_for_a_retry(self) -> None:
        until(lambda: self.row().attempts > 0, "the call is kept for another attempt")


@pytest.fixture
def office(database: Database, monkeypatch: pytest.MonkeyPatch) -> SenderUnderTest:
    monkeypatch.setattr(outbox, "FIRST_PAUSE", timedelta(milliseconds=30))
    monkeypatch.setattr(rate_limiter, "PAUSE_AFTER_429", 0.03)
    return SenderUnderTest(database)


def test_an_ambiguous_reply_is_tried_with_its_token_again_and_never_pushed(office: SenderUnderTest) -> None:
    line = ScriptedLine(IN_DOUBT, REFUSED)
    office.queue("1", token="t")
    with office.sending(line):
        office.settles(DeliveryState.UNCERTAIN)
    assert line.posted == [("reply", "t", ["1"], None)] * 2
    assert office.row().error == "400 Invalid reply token"


def test_an_ambiguous_reply_that_was_not_taken_is_taken_the_second_time(office: SenderUnderTest) -> None:
    line = ScriptedLine(IN_DOUBT)
    office.queue("1", token="t")
    with office.sending(line):
        office.settles(DeliveryState.SENT)
    assert line.ways == ["reply", "reply"]


def test_a_reply_refused_at_once_is_pushed_with_the_rows_own_key(office: SenderUnderTest) -> None:
    line = ScriptedLine(REFUSED, IN_DOUBT)
    office.queue("1", token="t")
    key = office.row().retry_key
    with office.sending(line):
        office.settles(DeliveryState.SENT)
    assert line.posted == [("reply", "t", ["1"], None), ("push", ANNA, ["1"], key), ("push", ANNA, ["1"], key)]


def test_what_line_had_already_is_sent(office: SenderUnderTest) -> None:
    line = ScriptedLine(IN_DOUBT, Outcome(LineAnswer.ACCEPTED, 409, ("m1",), already=True))
    office.queue("1", about=About("activity", 7))
    with office.sending(line):
        office.settles(DeliveryState.SENT)
    with office.database.read() as session:
        assert deliveries.what_was_sent(session, ANNA, "m1") == About("activity", 7)


def test_a_refused_push_is_a_dead_letter_with_lines_reason(office: SenderUnderTest) -> None:
    with office.sending(ScriptedLine(Outcome(LineAnswer.REFUSED, 400, error="400 Failed to send messages"))):
        office.queue("1")
        office.settles(DeliveryState.DEAD)
    row = office.row()
    assert (row.error, row.messages is not None) == ("400 Failed to send messages", True)


@pytest.mark.parametrize("token", ["t", None])
def test_a_channel_locked_out_keeps_everything(office: SenderUnderTest, token: str | None) -> None:
    line = ScriptedLine(
        Outcome(LineAnswer.LOCKED_OUT, 401, error="401"), Outcome(LineAnswer.LOCKED_OUT, 401, error="401")
    )
    office.queue("1", token=token)
    with office.sending(line):
        office.settles(DeliveryState.SENT)
    assert len(line.posted) == 3


def test_a_push_beyond_the_month_is_parked_and_a_rate_is_waited_for(office: SenderUnderTest) -> None:
    too_fast = Outcome(LineAnswer.TOO_FAST, 429, error="429")
    line = ScriptedLine(too_fast)
    with office.sending(line):
        office.queue("1")
        office.settles(DeliveryState.SENT)
        office.quota.used_up = True
        line.answers = [too_fast]
        office.queue("2")
        office.settles(DeliveryState.SENT, DeliveryState.PARKED)


def test_a_reply_that_became_a_push_and_found_no_quota_still_has_its_words(office: SenderUnderTest) -> None:
    """A reply's seal keeps its messages in the body alone; parked, it has no body any more."""
    line = ScriptedLine(REFUSED, Outcome(LineAnswer.TOO_FAST, 429, error="429 You have reached your monthly limit."))
    office.quota.used_up = True
    office.queue("1", token="t")
    with office.sending(line):
        office.settles(DeliveryState.PARKED)
        assert office.row().messages == [text_message("1")]
        office.queue("2", token="u")
        office.settles(DeliveryState.SENT, DeliveryState.SENT)
    assert line.posted[-1][:3] == ("reply", "u", ["2", "1"])


def test_a_quota_that_cannot_be_read_loses_nothing(office: SenderUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> bool:
        raise ValueError("an answer nobody understands")

    monkeypatch.setattr(office.quota, "is_used_up", fails)
    with office.sending(ScriptedLine(Outcome(LineAnswer.TOO_FAST, 429))) as sender:
        office.queue("1")
        office.settles(DeliveryState.SENT)
        until(lambda: sender._free == 8, "every place is free again")


def test_sent_message_ids_are_kept_with_what_each_message_was_about(office: SenderUnderTest) -> None:
    line = ScriptedLine(Outcome(LineAnswer.ACCEPTED, 200, ("m1", "m2", "m3")))
    for number, about in enumerate((About("activity", 1), None, About("activity", 2)), 1):
        office.queue(str(number), about=about)
    with office.sending(line):
        office.settles(*[DeliveryState.SENT] * 3)
    with office.database.read() as session:
        found = {row.line_message_id: row.about_id for row in session.scalars(select(SentMessage))}
    assert found == {"m1": 1, "m3": 2}


def test_one_chat_waits_for_its_call_and_another_does_not(office: SenderUnderTest) -> None:
    line = ScriptedLine()
    line.held_back[ANNA] = Event()
    with office.sending(line):
        office.queue("1")
        until(lambda: line.posted, "the first call is under way")
        office.queue("2")
        office.queue("3", to=BERT)
        office.settles(DeliveryState.SENT, to=BERT)
        assert [texts for _, to, texts, _ in line.posted if to == ANNA] == [["1"]]
        line.held_back[ANNA].set()
        office.settles(DeliveryState.SENT, DeliveryState.SENT)
    assert [texts for _, to, texts, _ in line.posted if to == ANNA] == [["1"], ["2"]]


def test_a_call_that_raises_is_in_doubt_and_tried_again_with_its_key(office: SenderUnderTest) -> None:
    line = ScriptedLine(RuntimeError("no such thing"))
    office.queue("1")
    with office.sending(line):
        office.settles(DeliveryState.SENT)
    assert line.posted[0] == line.posted[1]


def test_without_a_permit_nothing_is_posted_and_nothing_in_doubt(office: SenderUnderTest) -> None:
    class Broken(RateLimiter):
        fails = 1

        def wait_for_permit(self, endpoint: str) -> None:
            self.fails -= 1
            if self.fails >= 0:
                raise OSError("the database is away")

    line = ScriptedLine()
    office.queue("1", token="t")
    with office.sending(line, Broken(office.database, office.clock, {"reply": 9, "push": 9})):
        office.waits_for_a_retry()
        assert not office.row().in_doubt
        office.settles(DeliveryState.SENT)
    assert line.ways == ["reply"]


def test_a_sender_that_was_overtaken_changes_nothing_but_what_line_accepted(office: SenderUnderTest) -> None:
    """Its lease ran out while it posted; whoever took the chat over has posted the same."""
    line = ScriptedLine(REFUSED)
    line.held_back["t"] = Event()
    office.queue("1", token="t")
    with office.sending(line):
        until(lambda: line.posted, "the call is under way")
        with office.database.write() as session:
            session.execute(update(ChatQueue).values(holder=chat_queues.new_holder(), held_until=_for_a_lease(office)))
        line.held_back["t"].set()
    row = office.row()
    assert (row.state, row.route, row.attempts) == (DeliveryState.SEALED, "reply", 0)


def test_a_sender_that_was_overtaken_before_it_posted_posts_nothing(office: SenderUnderTest) -> None:
    """It was stopped for longer than its lease; whoever took the chat over knows that nothing was posted."""

    class Stopped(RateLimiter):
        def wait_for_permit(self, endpoint: str) -> None:
            assert not office.row().in_doubt
            with office.database.write() as session:
                session.execute(
                    update(ChatQueue).values(holder=chat_queues.new_holder(), held_until=_for_a_lease(office))
                )
            done.set()

    line, done = ScriptedLine(), Event()
    office.queue("1", token="t")
    with office.sending(line, Stopped(office.database, office.clock, {"reply": 9, "push": 9})):
        assert done.wait(HANG)
    assert line.posted == []
    row = office.row()
    assert (row.state, row.in_doubt, row.attempts) == (DeliveryState.SEALED, False, 0)


def test_while_it_is_posted_a_request_is_in_doubt_and_afterwards_it_is_not(office: SenderUnderTest) -> None:
    line = ScriptedLine()
    line.held_back[ANNA] = Event()
    office.queue("1")
    with office.sending(line):
        until(lambda: line.posted, "the call is under way")
        assert office.row().in_doubt
        line.held_back[ANNA].set()
    assert not office.row().in_doubt


def test_what_cannot_be_noted_is_not_posted_and_not_in_doubt(
    office: SenderUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = ScriptedLine()
    with monkeypatch.context() as patch:
        patch.setattr(deliveries, "begin_attempts", _away)
        office.queue("1", token="t")
        with office.sending(line):
            office.waits_for_a_retry()
        assert line.posted == []
        assert not office.row().in_doubt
    with office.sending(line):
        office.settles(DeliveryState.SENT)


@on_sqlite
@pytest.mark.parametrize("fails", [True, False])
def test_attempts_go_along_with_somebodys_transaction_and_are_posted_only_after_it(
    office: SenderUnderTest, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    class AtOnce(RateLimiter):
        def wait_for_permit(self, endpoint: str) -> None: ...

    line = ScriptedLine()
    with office.sending(line, AtOnce(office.database, office.clock, {})) as sender:
        with office.database.write() as session:  # the writer of attempts waits for this one
            chat_queues.enqueue(session, Direction.OUT, [ANNA], office.clock.real())
            outbox.queue(session, ANNA, Reply([text_message("1")]), office.clock.real(), token=None, token_at=None)
            session.flush()
            claims = chat_queues.claim(session, Direction.OUT, office.clock.real(), 1)
            call = outbox.next_request(session, claims[0], SendTimes(office.clock.real(), office.clock.now()))
            assert isinstance(call, FrozenRequest)
            session.commit()
            session.begin()
            assert sender.reserve()
            sender.submit(call)
            until(lambda: len(sender.attempts._waiting) == 1, "it waits to be noted")
            noted = sender.attempts.note_in(session)
            assert line.posted == []
            if fails:
                session.rollback()
        (sender.attempts.lost if fails else sender.attempts.kept)(noted)
        office.settles(DeliveryState.SENT)
    assert len(line.posted) == 1


def test_two_senders_of_one_call_may_both_hear_its_message_ids(office: SenderUnderTest) -> None:
    line = ScriptedLine(
        Outcome(LineAnswer.ACCEPTED, 200, ("m1",)), Outcome(LineAnswer.ACCEPTED, 409, ("m1",), already=True)
    )
    office.queue("1", about=About("activity", 1))
    with office.sending(line):
        office.settles(DeliveryState.SENT)
        office.queue("2", to=BERT, about=About("activity", 1))
        office.settles(DeliveryState.SENT, to=BERT)


def test_what_is_under_way_is_finished_at_the_end_and_the_rest_stays(office: SenderUnderTest) -> None:
    line = ScriptedLine()
    line.held_back[ANNA] = Event()
    office.queue("1")
    with office.sending(line):
        until(lambda: line.posted, "the call is under way")
        line.held_back[ANNA].set()
    assert office.states() == [DeliveryState.SENT]
    office.queue("2")
    assert office.states() == [DeliveryState.SENT, DeliveryState.DUE]
    with office.database.read() as session:
        assert session.scalars(select(ChatQueue.holder)).all() == [None]


def _for_a_lease(office: SenderUnderTest) -> datetime:
    return office.clock.real() + chat_queues.LEASE[Direction.OUT]


class Away(Exception):
    """The database went away."""


@pytest.mark.parametrize("fails", ["the recording", "the commit"])
def test_what_went_along_with_somebodys_transaction_is_recorded_although_that_is_lost(
    office: SenderUnderTest, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    taken_along = Event()
    monkeypatch.setattr("bot.outbound.recorder.sleep", lambda _: taken_along.wait(HANG))
    office.queue("1", token="t")
    with office.sending(ScriptedLine()) as sender:
        until(lambda: len(sender.recorder._waiting) == 1, "LINE has answered")
        try:
            with monkeypatch.context() as patch, office.database.write() as session:
                if fails == "the recording":
                    patch.setattr(deliveries, "settle", _away)
                recorded = sender.recorder.record_in(session)
                assert len(recorded) == 1
                raise Away
        except Away:
            if fails == "the commit":
                sender.recorder.lost(recorded)
        assert office.states() == [DeliveryState.SEALED]
        taken_along.set()
        office.settles(DeliveryState.SENT)


def _away(*_: object) -> None:
    raise Away

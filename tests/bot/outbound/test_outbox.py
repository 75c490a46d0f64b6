"""The outbox: what becomes one call, and what becomes of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.line.client import CONNECT_TIMEOUT, READ_TIMEOUT, LineAnswer, Outcome
from bot.line.numbers import REPLY_TOKEN_DEAD_AFTER, REPLY_TOKEN_FRESH_FOR, RETRY_KEY_KEPT, RETRY_KEY_TRUSTED_FOR
from bot.outbound import outbox
from bot.outbound.outbox import Disposition, FrozenRequest, RequestPart, SendTimes, classify
from bot.outbound.reply import Reply, say, text_message
from models.messaging import chat_queues, deliveries
from models.messaging.chat_queues import Claim, Direction
from models.messaging.deliveries import About, Delivery, DeliveryState, SendRoute
from models.storage.database import Database

NOW = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
CHAT = "U" + "1" * 32
CLAIM = Claim(CHAT, Direction.OUT, 1, 1)
DEAD, SENT, PARKED, UNCERTAIN = (
    DeliveryState.DEAD,
    DeliveryState.SENT,
    DeliveryState.PARKED,
    DeliveryState.UNCERTAIN,
)


# ── judging ──


def frozen(
    route: SendRoute, *, in_doubt: bool = False, token_age: timedelta = SECOND, attempts: int = 0
) -> FrozenRequest:
    return FrozenRequest(
        claim=CLAIM,
        delivery_id=1,
        route=route,
        body=b'{"messages":[]}',
        retry_key="k",
        attempts=attempts,
        in_doubt=in_doubt,
        sealed_at=NOW - token_age,
        token_at=NOW - token_age if route is SendRoute.REPLY else None,
        next_at=None,
        parts=(RequestPart(1, 1, None, None),),
    )


AGAIN = NOW + SECOND
SAME_WAY, SAME_WAY_IN_DOUBT = Disposition(None, AGAIN), Disposition(None, AGAIN, in_doubt=True)
PUSH_AT_ONCE = Disposition(None, NOW, by_push=True)


@pytest.mark.parametrize(
    ("answer", "route", "in_doubt", "verdict"),
    [
        (LineAnswer.ACCEPTED, SendRoute.REPLY, False, Disposition(SENT)),
        (LineAnswer.ACCEPTED, SendRoute.REPLY, True, Disposition(SENT)),
        (LineAnswer.ACCEPTED, SendRoute.PUSH, False, Disposition(SENT)),
        (LineAnswer.ACCEPTED, SendRoute.PUSH, True, Disposition(SENT)),
        (LineAnswer.REFUSED, SendRoute.REPLY, False, PUSH_AT_ONCE),  # the token was no good; nothing was sent
        (
            LineAnswer.REFUSED,
            SendRoute.REPLY,
            True,
            Disposition(UNCERTAIN),
        ),  # our own first try may have used the token
        (LineAnswer.REFUSED, SendRoute.PUSH, False, Disposition(DEAD)),
        (LineAnswer.REFUSED, SendRoute.PUSH, True, Disposition(DEAD)),
        (LineAnswer.TOO_FAST, SendRoute.REPLY, False, SAME_WAY),
        (LineAnswer.TOO_FAST, SendRoute.REPLY, True, SAME_WAY_IN_DOUBT),
        (LineAnswer.TOO_FAST, SendRoute.PUSH, False, SAME_WAY),
        (LineAnswer.TOO_FAST, SendRoute.PUSH, True, SAME_WAY_IN_DOUBT),
        (LineAnswer.LOCKED_OUT, SendRoute.REPLY, False, SAME_WAY),
        (LineAnswer.LOCKED_OUT, SendRoute.REPLY, True, SAME_WAY_IN_DOUBT),
        (LineAnswer.LOCKED_OUT, SendRoute.PUSH, False, SAME_WAY),
        (LineAnswer.LOCKED_OUT, SendRoute.PUSH, True, SAME_WAY_IN_DOUBT),
        (LineAnswer.IN_DOUBT, SendRoute.REPLY, False, SAME_WAY_IN_DOUBT),
        (LineAnswer.IN_DOUBT, SendRoute.REPLY, True, SAME_WAY_IN_DOUBT),
        (LineAnswer.IN_DOUBT, SendRoute.PUSH, False, SAME_WAY_IN_DOUBT),
        (LineAnswer.IN_DOUBT, SendRoute.PUSH, True, SAME_WAY_IN_DOUBT),
        (LineAnswer.NOT_SENT, SendRoute.REPLY, False, SAME_WAY),
        (LineAnswer.NOT_SENT, SendRoute.REPLY, True, SAME_WAY_IN_DOUBT),
        (LineAnswer.NOT_SENT, SendRoute.PUSH, False, SAME_WAY),
        (LineAnswer.NOT_SENT, SendRoute.PUSH, True, SAME_WAY_IN_DOUBT),
        (LineAnswer.ACCEPTED, SendRoute.MULTICAST, False, Disposition(SENT)),
        (LineAnswer.ACCEPTED, SendRoute.MULTICAST, True, Disposition(SENT)),
        (LineAnswer.REFUSED, SendRoute.MULTICAST, False, Disposition(DEAD)),
        (LineAnswer.REFUSED, SendRoute.MULTICAST, True, Disposition(DEAD)),
        (LineAnswer.TOO_FAST, SendRoute.MULTICAST, False, SAME_WAY),
        (LineAnswer.TOO_FAST, SendRoute.MULTICAST, True, SAME_WAY_IN_DOUBT),
        (LineAnswer.LOCKED_OUT, SendRoute.MULTICAST, False, SAME_WAY),
        (LineAnswer.LOCKED_OUT, SendRoute.MULTICAST, True, SAME_WAY_IN_DOUBT),
        (LineAnswer.IN_DOUBT, SendRoute.MULTICAST, False, SAME_WAY_IN_DOUBT),
        (LineAnswer.IN_DOUBT, SendRoute.MULTICAST, True, SAME_WAY_IN_DOUBT),
        (LineAnswer.NOT_SENT, SendRoute.MULTICAST, False, SAME_WAY),
        (LineAnswer.NOT_SENT, SendRoute.MULTICAST, True, SAME_WAY_IN_DOUBT),
    ],
)
def test_every_answer_has_its_verdict(
    answer: LineAnswer, route: SendRoute, in_doubt: bool, verdict: Disposition
) -> None:
    assert classify(frozen(route, in_doubt=in_doubt), Outcome(answer), NOW) == verdict


def test_the_table_of_verdicts_knows_every_answer() -> None:
    table = next(mark for mark in test_every_answer_has_its_verdict.pytestmark if mark.name == "parametrize")
    told = {tuple(row[:3]) for row in table.args[1]}
    assert told == {(answer, route, doubt) for answer in LineAnswer for route in SendRoute for doubt in (False, True)}


@pytest.mark.parametrize("answer", [LineAnswer.TOO_FAST, LineAnswer.LOCKED_OUT, LineAnswer.NOT_SENT])
def test_a_reply_surely_not_taken_whose_token_grows_old_goes_by_push(answer: LineAnswer) -> None:
    call = frozen(SendRoute.REPLY, token_age=REPLY_TOKEN_FRESH_FOR - SECOND / 2)
    assert classify(call, Outcome(answer), NOW) == Disposition(None, AGAIN, by_push=True)


@given(answer=st.sampled_from(LineAnswer), age=st.timedeltas(timedelta(0), HOUR), attempts=st.integers(0, 40))
def test_a_reply_in_doubt_never_becomes_a_push(answer: LineAnswer, age: timedelta, attempts: int) -> None:
    call = frozen(SendRoute.REPLY, in_doubt=True, token_age=age, attempts=attempts)
    assert not classify(call, Outcome(answer), NOW).by_push


def test_without_quota_a_push_is_parked_unless_it_may_have_been_taken() -> None:
    no_more = Outcome(LineAnswer.TOO_FAST)
    assert classify(frozen(SendRoute.PUSH), no_more, NOW, quota_used_up=True) == Disposition(PARKED)
    assert classify(frozen(SendRoute.PUSH, in_doubt=True), no_more, NOW, quota_used_up=True) == SAME_WAY_IN_DOUBT


def test_pauses_double_up_to_less_than_a_lease_and_grow_with_the_trouble_up_to_five_minutes() -> None:
    pauses = [outbox.retry_pause(attempts, timedelta(0)).total_seconds() for attempts in range(1, 8)]
    assert pauses == [1, 2, 4, 8, 16, 20, 20]
    assert chat_queues.LEASE[Direction.OUT] > outbox.LONGEST_FIRST_PAUSE
    of_age = [outbox.retry_pause(100, age * MINUTE).total_seconds() for age in (3, 10, 50, 600)]
    assert of_age == [20, 60, 300, 300]
    call = frozen(SendRoute.PUSH, token_age=10 * MINUTE, attempts=100)
    assert classify(call, Outcome(LineAnswer.TOO_FAST), NOW).retry_at == NOW + MINUTE


@pytest.mark.parametrize(
    ("route", "in_doubt", "age", "too_late"),
    [
        (SendRoute.PUSH, False, 30 * HOUR, False),
        (SendRoute.PUSH, True, RETRY_KEY_TRUSTED_FOR - SECOND, False),
        (SendRoute.PUSH, True, RETRY_KEY_TRUSTED_FOR, True),
        (SendRoute.REPLY, False, HOUR, False),
        (SendRoute.REPLY, True, REPLY_TOKEN_DEAD_AFTER, False),
        (SendRoute.REPLY, True, REPLY_TOKEN_DEAD_AFTER + SECOND, True),
    ],
)
def test_only_what_is_in_doubt_becomes_too_late_to_post(
    route: SendRoute, in_doubt: bool, age: timedelta, too_late: bool
) -> None:
    assert outbox.is_too_late_to_post(frozen(route, in_doubt=in_doubt, token_age=age), NOW) is too_late


def test_doubt_ends_before_line_forgets_a_key_and_a_call_ends_before_its_lease() -> None:
    assert RETRY_KEY_TRUSTED_FOR < RETRY_KEY_KEPT - READ_TIMEOUT * SECOND
    assert chat_queues.LEASE[Direction.OUT] > (CONNECT_TIMEOUT + READ_TIMEOUT) * SECOND


# ── sealing ──


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as session:
        yield session


def queue(session: Session, *texts: str, token: str | None = None, **reply: Any) -> Delivery:
    messages = [text_message(text) for text in texts]
    outbox.queue(session, CHAT, Reply(messages, **reply), NOW, token=token, token_at=NOW if token else None)
    session.flush()
    return session.scalars(select(Delivery).order_by(Delivery.id.desc()).limit(1)).one()


def next_call(session: Session, now: datetime = NOW, claim: Claim = CLAIM) -> FrozenRequest | datetime | None:
    return outbox.next_request(session, claim, SendTimes(now, now))


def next_sealed(session: Session, now: datetime = NOW, claim: Claim = CLAIM) -> FrozenRequest:
    call = next_call(session, now, claim)
    assert isinstance(call, FrozenRequest)
    return call


def said(call: FrozenRequest) -> list[str]:
    return [message["text"] for message in orjson.loads(call.body)["messages"]]


def settle(session: Session, call: FrozenRequest, state: DeliveryState = SENT) -> None:
    deliveries.settle(session, [(part.delivery_id, call.claim.chat_key) for part in call.parts], state, NOW)
    session.expire_all()


def test_what_is_due_together_is_one_call_in_order(session: Session) -> None:
    queue(session, "1", "2")
    queue(session, "3")
    queue(session, "4", "5")
    call = next_sealed(session)
    assert said(call) == ["1", "2", "3", "4", "5"]
    assert call.route is SendRoute.PUSH
    assert orjson.loads(call.body)["to"] == CHAT


def test_a_call_holds_five_messages_and_a_delivery_is_never_torn(session: Session) -> None:
    for words in (("1", "2"), ("3", "4"), ("5", "6"), ("7",)):
        queue(session, *words)
    first = next_sealed(session)
    settle(session, first)
    assert said(first) == ["1", "2", "3", "4"]
    assert said(next_sealed(session)) == ["5", "6", "7"]


def test_a_fresh_token_makes_it_a_reply_and_an_old_one_a_push(session: Session) -> None:
    queue(session, "1", token="t")
    assert orjson.loads(next_sealed(session).body)["replyToken"] == "t"
    session.rollback()
    queue(session, "1", token="t")
    assert next_sealed(session, NOW + REPLY_TOKEN_FRESH_FOR).route is SendRoute.PUSH


def test_the_next_call_has_its_own_token(session: Session) -> None:
    for number in range(1, 7):
        queue(session, str(number), token=f"token-{number}")
    first = next_sealed(session)
    settle(session, first)
    second = next_sealed(session)
    assert orjson.loads(first.body)["replyToken"] == "token-5"
    assert orjson.loads(second.body)["replyToken"] == "token-6"


def test_quick_replies_stand_on_the_last_message_and_the_newest_win(session: Session) -> None:
    item = {"type": "action", "action": {"type": "message", "label": "ก", "text": "ก"}}
    other = {"type": "action", "action": {"type": "message", "label": "ข", "text": "ข"}}
    for reply in (say("1", quick_replies=[item]), say("2", quick_replies=[other]), say("3")):
        outbox.queue(session, CHAT, reply, NOW, token=None, token_at=None)
    session.flush()
    messages = orjson.loads(next_sealed(session).body)["messages"]
    assert ["quickReply" in message for message in messages] == [False, False, True]
    assert messages[-1]["quickReply"]["items"] == [other]


def photos(count: int, wait: timedelta = 3 * SECOND) -> Delivery:
    reply = Reply([text_message(f"{count} photos")], key="photos", wait=wait)
    return outbox.new_delivery(CHAT, reply, NOW, token=f"t{count}", token_at=NOW)


def test_a_reply_takes_the_place_of_the_unsent_one_with_its_key(session: Session) -> None:
    waiting = [photos(1)]
    assert outbox.replace_waiting(waiting, photos(2))
    session.add_all(waiting)
    session.flush()
    assert next_call(session) == NOW + 3 * SECOND
    call = next_sealed(session, NOW + 3 * SECOND)
    assert said(call) == ["2 photos"]
    assert orjson.loads(call.body)["replyToken"] == "t2"


def test_the_last_photo_of_an_album_ends_the_wait() -> None:
    waiting = [photos(1)]
    assert outbox.replace_waiting(waiting, photos(2, timedelta(0)))
    assert outbox.next_due(waiting) == NOW


def test_only_what_is_unsent_and_has_the_same_key_is_replaced() -> None:
    under_way = photos(1)
    under_way.state = DeliveryState.SEALED.value
    keyless = outbox.new_delivery(CHAT, say("1"), NOW)
    assert not outbox.replace_waiting([under_way, keyless], photos(2))
    assert not outbox.replace_waiting([keyless], outbox.new_delivery(CHAT, say("2"), NOW))


def test_replies_with_one_key_stored_while_the_queue_was_held_are_one_message(session: Session) -> None:
    """Three photos of an album, each stored while the answer before them was being posted: "3" was sent, then "1"
    and "2" (29 November 2026)."""
    first, second = photos(1), photos(2)
    session.add_all([first, second, photos(3, timedelta(0))])
    session.flush()
    call = next_sealed(session)
    assert said(call) == ["3 photos"]
    assert (first.state, second.state, second.messages) == (DeliveryState.SEALED, DeliveryState.SKIPPED, None)
    settle(session, call)
    assert next_call(session, NOW + MINUTE) is None


def test_what_a_call_leaves_over_is_due_when_it_is_due(session: Session) -> None:
    queue(session, "1")
    queue(session, "2", wait=MINUTE)
    assert next_sealed(session).next_at == NOW + MINUTE
    session.expire_all()
    assert next_sealed(session).next_at == NOW + MINUTE


def test_what_was_sealed_is_posted_again_byte_for_byte(session: Session) -> None:
    queue(session, "1")
    first = next_sealed(session)
    queue(session, "2")
    session.expire_all()
    again = next_sealed(session)
    assert (again.body, again.retry_key, again.route) == (first.body, first.retry_key, first.route)


def test_what_failed_holds_up_what_comes_after_it_until_its_pause_is_over(session: Session) -> None:
    queue(session, "1")
    first = next_sealed(session)
    deliveries.retry(session, (first.delivery_id, first.claim.chat_key), NOW + MINUTE, in_doubt=True, error="500")
    session.expire_all()
    queue(session, "2")
    assert next_call(session) == NOW + MINUTE
    again = next_sealed(session, NOW + MINUTE)
    assert (said(again), again.in_doubt, again.attempts) == (["1"], True, 1)


def test_what_rides_waits_for_a_free_reply_and_goes_with_it(session: Session) -> None:
    rider = queue(session, "by the way", piggyback=True)
    assert next_call(session) is None
    pushed = queue(session, "pushed")
    settle(session, next_sealed(session))
    assert pushed.state == SENT
    assert session.get_one(Delivery, rider.id).state == DeliveryState.DUE
    queue(session, "answer", token="t")
    assert said(next_sealed(session)) == ["answer", "by the way"]


def test_what_is_parked_goes_with_a_reply_too(session: Session) -> None:
    queue(session, "reminder")
    call = next_sealed(session)
    deliveries.park(session, [(call.delivery_id, call.claim.chat_key)], "You have reached your monthly limit.")
    session.expire_all()
    assert next_call(session) is None
    queue(session, "answer", token="t")
    assert said(next_sealed(session)) == ["answer", "reminder"]


def test_the_parts_of_a_call_keep_the_order_of_its_messages_when_it_is_read_again(session: Session) -> None:
    rider = queue(session, "rider", piggyback=True, about=About("reminder", 1))
    first = queue(session, "first", token="t", about=About("activity", 2))
    second = queue(session, "second", token="t2", about=About("activity", 3))
    fresh = next_sealed(session)
    session.expire_all()
    again = next_sealed(session)
    assert said(again) == ["first", "second", "rider"]
    assert [part.delivery_id for part in again.parts] == [first.id, second.id, rider.id]
    assert again.parts == fresh.parts


def test_what_breaks_lines_limits_is_a_dead_letter_and_holds_up_nothing(session: Session) -> None:
    bad = queue(session, "x" * 5001)
    queue(session, "later", wait=MINUTE)
    assert next_call(session) == NOW + MINUTE
    assert bad.state == DEAD
    assert bad.error
    assert bad.settled_at == NOW
    assert said(next_sealed(session, NOW + MINUTE)) == ["later"]


def test_silence_and_too_many_messages_are_never_posted(session: Session) -> None:
    outbox.queue(session, CHAT, Reply(()), NOW, token="t", token_at=NOW)
    session.flush()
    assert session.scalars(select(Delivery)).all() == []
    many = queue(session, *"123456")
    assert next_call(session) is None
    assert many.state == DEAD


def test_what_a_vanished_holder_sealed_is_in_doubt_only_if_its_attempt_was_noted(session: Session) -> None:
    abandoned = Claim(CHAT, Direction.OUT, 2, 1, abandoned=True)
    queue(session, "1")
    sealed = next_sealed(session, claim=abandoned)
    session.expire_all()
    assert not next_sealed(session, claim=abandoned).in_doubt
    deliveries.begin_attempts(session, [sealed.delivery_id])
    session.expire_all()
    assert next_sealed(session, claim=abandoned).in_doubt


def test_what_was_sent_is_not_kept_and_a_dead_letter_is(session: Session) -> None:
    for state, kept in ((SENT, False), (DEAD, True)):
        row = queue(session, "secret")
        settle(session, next_sealed(session), state)
        found = session.get_one(Delivery, row.id)
        assert (found.messages is not None, found.body is not None) == (kept, kept)


def test_a_reply_keeps_its_words_once_in_its_body(session: Session) -> None:
    row = queue(session, "secret", token="t")
    frozen = next_sealed(session)
    found = session.get_one(Delivery, row.id)
    assert found.messages is None
    assert outbox.messages_in(frozen.body) == [{"type": "text", "text": "secret"}]

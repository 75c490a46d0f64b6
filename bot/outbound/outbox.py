"""The outbox: freezes what is due for a chat as one request, and decides what follows from LINE's answer.

The bytes, the route and the retry key of a request are committed before it is posted for the first time. So after a
crash another process posts the same request again, and LINE recognises it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import orjson
from sqlalchemy.orm import Session

from bot.line import limits
from bot.line.client import LineAnswer, Outcome
from bot.line.numbers import (
    MESSAGES_A_CALL,
    REPLY_TOKEN_DEAD_AFTER,
    REPLY_TOKEN_FRESH_FOR,
    RETRY_KEY_TRUSTED_FOR,
)
from bot.outbound import late
from bot.outbound.reply import RIDES_FOR, Reply
from models.messaging import chat_queues, deliveries
from models.messaging.chat_queues import Claim, Direction
from models.messaging.deliveries import Delivery, DeliveryState, SendRoute, Urgency

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(minutes=5)
# Nothing waits longer than a lease (30 s) once trouble of some minutes is over; of longer trouble, a tenth of it.
LONGEST_FIRST_PAUSE, SHARE_OF_AGE = timedelta(seconds=20), 0.1


@dataclass(frozen=True, slots=True)
class SendTimes:
    """The times for freezing a request: `now` is real time, `programme` is programme time, by which windows end. If
    `reserve_only` is true, only the reserve of the month's pushes is left."""

    now: datetime
    programme: datetime
    reserve_only: bool = False


@dataclass(frozen=True, slots=True)
class RequestPart:
    """A row of a frozen request: which of LINE's message ids belong to it, and what they are about."""

    delivery_id: int
    message_count: int
    about_kind: str | None
    about_id: int | None


@dataclass(frozen=True, slots=True)
class FrozenRequest:
    """A frozen request, which the holder of the chat's outgoing queue may post."""

    claim: Claim
    delivery_id: int
    route: SendRoute
    body: bytes
    retry_key: str
    attempts: int
    in_doubt: bool
    sealed_at: datetime
    token_at: datetime | None
    next_at: datetime | None  # when the messages that did not fit are due
    parts: tuple[RequestPart, ...]
    pushes: int = 1  # the pushes that LINE counts, unless it is a reply


def new_delivery(
    chat_key: str,
    reply: Reply,
    now: datetime,
    *,
    token: str | None = None,
    token_at: datetime | None = None,
    alone: bool = False,
) -> Delivery:
    """Return a handler's reply as a row that is not stored yet. `now` is real time; `alone`: nothing goes with it."""
    return Delivery(
        chat_key=chat_key,
        state=DeliveryState.DUE,
        key=reply.key,
        rides=reply.piggyback,
        alone=alone,
        urgency=reply.urgency,
        expires_at=reply.expires_at,
        about_kind=reply.about.kind if reply.about else None,
        about_id=reply.about.id if reply.about else None,
        messages=list(reply.messages),
        message_count=len(reply.messages),
        reply_token=token,
        token_at=token_at,
        due_at=now + (reply.wait or RIDES_FOR if reply.piggyback else reply.wait),
        retry_key=str(uuid4()),
        attempts=0,
        in_doubt=False,
        created_at=now,
    )


def queue(
    session: Session, chat_key: str, reply: Reply, now: datetime, *, token: str | None, token_at: datetime | None
) -> None:
    """Store a message to a chat. The caller must queue the chat."""
    if reply.messages:
        session.add(new_delivery(chat_key, reply, now, token=token, token_at=token_at))


def replace_waiting(waiting: Sequence[Delivery], new: Delivery) -> bool:
    """Replace an unsent delivery with the same key by a new one, due at the earlier of both times."""
    for old in waiting:
        if new.key is not None and old.key == new.key and old.state == DeliveryState.DUE:
            old.messages, old.message_count = new.messages, new.message_count
            old.reply_token, old.token_at = new.reply_token or old.reply_token, new.token_at or old.token_at
            old.due_at = min(old.due_at, new.due_at)
            return True
    return False


def _without_replaced(waiting: Sequence[Delivery], now: datetime) -> list[Delivery]:
    """Return a chat's deliveries, of those with one key only the one that is left. A reply that is stored while a
    sender holds the chat's queue could not replace the one before it."""
    left: list[Delivery] = []
    for delivery in waiting:
        if delivery.state == DeliveryState.DUE and replace_waiting(left, delivery):
            delivery.state, delivery.settled_at, delivery.messages = DeliveryState.SKIPPED, now, None
            delivery.reply_token = None
        else:
            left.append(delivery)
    return left


def next_due(waiting: Sequence[Delivery]) -> datetime | None:
    """Return when the first of a chat's open deliveries is due, or None if all wait for a reply or are being sent."""
    return min((d.due_at for d in waiting if d.state == DeliveryState.DUE and not d.rides), default=None)


@dataclass(frozen=True, slots=True)
class RequestRows:
    """The rows of one request: the leader has its bytes; `next_at` is when the messages that did not fit are due."""

    leader: Delivery
    merged: Sequence[Delivery]
    next_at: datetime | None

    def frozen(self, claim: Claim) -> FrozenRequest:
        """Return the request as a value for the threads that post it. Its rows must be flushed before."""
        leader = self.leader
        return FrozenRequest(
            claim=claim,
            delivery_id=leader.id,
            route=SendRoute(leader.route or SendRoute.PUSH),
            body=leader.body or b"",
            retry_key=leader.retry_key,
            attempts=leader.attempts,
            in_doubt=leader.in_doubt,
            sealed_at=leader.sealed_at or leader.created_at,
            token_at=leader.token_at,
            next_at=self.next_at,
            parts=tuple(RequestPart(d.id, d.message_count, d.about_kind, d.about_id) for d in (leader, *self.merged)),
            pushes=len(leader.recipients) if leader.recipients else 1,
        )


def next_request(session: Session, claim: Claim, times: SendTimes) -> FrozenRequest | datetime | None:
    """Return what the holder of a chat's queue must do: post a request, wait until a time, or nothing (None)."""
    call = choose_request(claim, deliveries.open_of_chat(session, claim.chat_key), times)
    session.flush()
    return call.frozen(claim) if isinstance(call, RequestRows) else call


def choose_request(claim: Claim, waiting: Sequence[Delivery], times: SendTimes) -> RequestRows | datetime | None:
    """Return the same for a chat's open deliveries, oldest first, whether they are stored or not."""
    now = times.now
    waiting = _without_replaced(waiting, now)
    due = [delivery for delivery in waiting if delivery.state == DeliveryState.DUE and not delivery.rides]
    under_way = next((d for d in waiting if d.state == DeliveryState.SEALED and d.sealed_into is None), None)
    if under_way is not None:
        if not chat_queues.is_due(under_way.due_at, now, Direction.OUT):
            return under_way.due_at  # it failed and waits; later messages wait behind it
        parts = [delivery for delivery in waiting if delivery.sealed_into == under_way.id]
        parts.sort(key=lambda part: part.sealed_at or now)  # the order of their messages in the body
        return RequestRows(under_way, parts, next_at=next_due(waiting))
    now_due = [delivery for delivery in due if chat_queues.is_due(delivery.due_at, now, Direction.OUT)]
    now_due = late.with_others(waiting, now_due, now)
    riding = [delivery for delivery in waiting if delivery.rides or delivery.state == DeliveryState.PARKED]
    chosen = freeze(claim.chat_key, now_due, riding, times)
    later = next_due(waiting)
    return RequestRows(chosen[0], chosen[1:], next_at=later) if chosen else later


def freeze(chat_key: str, due: Sequence[Delivery], riding: Sequence[Delivery], times: SendTimes) -> list[Delivery]:
    """Merge what is due into one request of at most five messages, choose its route, and fix its bytes.

    Return its rows, the leader first. Messages that wait for a reply are added only to a reply. The result is empty if
    nothing may be sent: it breaks LINE's limits, its time is over, or only the reserve is left and it can wait.
    """
    due = [delivery for delivery in due if _is_sendable(delivery, times)]
    if not due:
        return []
    now = times.now
    chosen, messages = _as_many_as_fit(due)
    token = max(
        (
            (d.token_at, d.reply_token)
            for d in chosen  # only of the chosen rows; the others will need a request of their own
            if d.token_at and d.reply_token and now - d.token_at < REPLY_TOKEN_FRESH_FOR
        ),
        default=None,
    )
    if token is None and times.reserve_only and all(d.urgency != Urgency.MUST for d in chosen):
        for delivery in chosen:
            delivery.state = DeliveryState.PARKED
        return []
    if token:
        riding = _going_along(riding, chosen)
        chosen, messages = _as_many_as_fit([*chosen, *(d for d in riding if _is_sendable(d, times))], at_least=chosen)
    leader = chosen[0]
    leader.route = _route(leader, by_reply=token is not None)
    leader.token_at = token[0] if token else None
    address = {"replyToken": token[1]} if token else {"to": leader.recipients or chat_key}
    leader.body = orjson.dumps(address | {"messages": quick_replies_last(messages)})
    if token and len(chosen) == 1:
        leader.messages = None  # they are in the body: stored twice, a turn took a tenth longer (21 November 2026)
    for place, delivery in enumerate(chosen):
        delivery.state = DeliveryState.SEALED
        delivery.sealed_at = now + timedelta(microseconds=place)
        delivery.sealed_into = leader.id if delivery is not leader else None
    return chosen


def _going_along(riding: Sequence[Delivery], chosen: Sequence[Delivery]) -> Sequence[Delivery]:
    """Return what may go with a reply: everything, but with a question of a form only what is about that form."""
    if not any(delivery.alone for delivery in chosen):
        return riding
    asked = {delivery.about_id for delivery in chosen if delivery.about_kind == "submission"}
    return [d for d in riding if d.about_kind == "submission" and d.about_id in asked]


def _route(leader: Delivery, *, by_reply: bool) -> SendRoute:
    if leader.recipients is not None:
        return SendRoute.MULTICAST
    return SendRoute.REPLY if by_reply else SendRoute.PUSH


def as_push(chat_key: str, body: bytes) -> bytes:
    """Return a body with the same messages, addressed to the chat instead of a reply token."""
    return orjson.dumps({"to": chat_key, "messages": messages_in(body)})


def messages_in(body: bytes) -> list[Any]:
    """Return the messages of a frozen request."""
    found: list[Any] = orjson.loads(body)["messages"]
    return found


def quick_replies_last(messages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Move the newest quick replies to the last message, because LINE shows only those."""
    newest = next((message["quickReply"] for message in reversed(messages) if "quickReply" in message), None)
    bare = [{key: value for key, value in message.items() if key != "quickReply"} for message in messages]
    if newest is not None:
        bare[-1] = bare[-1] | {"quickReply": newest}
    return bare


def _as_many_as_fit(
    rows: Sequence[Delivery], at_least: Sequence[Delivery] = ()
) -> tuple[list[Delivery], list[dict[str, Any]]]:
    chosen: list[Delivery] = []
    messages: list[dict[str, Any]] = []
    for row in rows:
        own = row.messages or []
        if chosen and row not in at_least and len(messages) + len(own) > MESSAGES_A_CALL:
            break
        chosen.append(row)
        messages += own
    return chosen, messages


def _is_sendable(delivery: Delivery, times: SendTimes) -> bool:
    """Check a delivery's window and LINE's limits. One that breaks the limits is our mistake and becomes dead."""
    messages = delivery.messages or []
    if (delivery.expires_at is not None and delivery.expires_at < times.programme) or delivery.recipients == []:
        delivery.state, delivery.settled_at, delivery.messages = DeliveryState.SKIPPED, times.now, None
        return False
    problems = limits.check(messages, allow_http=True)  # Links decides which addresses are shown to phones
    if not problems and 0 < len(messages) <= MESSAGES_A_CALL:
        return True
    delivery.state, delivery.settled_at = DeliveryState.DEAD, times.now
    delivery.error = (
        "; ".join(f"{problem.path}: {problem.message}" for problem in problems) or "no messages, or too many"
    )
    return False


@dataclass(frozen=True, slots=True)
class Disposition:
    """What follows from an outcome: a final state, or another attempt at a time, perhaps by another route."""

    state: DeliveryState | None
    retry_at: datetime | None = None
    by_push: bool = False
    in_doubt: bool = False


def is_too_late_to_post(frozen: FrozenRequest, now: datetime) -> bool:
    """Return whether LINE may have forgotten the key of a request in doubt, so that posting it could double it."""
    if not frozen.in_doubt:
        return False
    if frozen.route == SendRoute.REPLY:
        return frozen.token_at is None or now - frozen.token_at > REPLY_TOKEN_DEAD_AFTER
    return now - frozen.sealed_at >= RETRY_KEY_TRUSTED_FOR


def classify(frozen: FrozenRequest, outcome: Outcome, now: datetime, *, quota_used_up: bool = False) -> Disposition:
    """Decide what follows for a posted request. It does no input or output; decision 0002 explains the cases."""
    in_doubt = frozen.in_doubt or outcome.answer is LineAnswer.IN_DOUBT
    again = now + retry_pause(frozen.attempts + 1, now - frozen.sealed_at)
    match outcome.answer, frozen.route:
        case LineAnswer.ACCEPTED, _:
            return Disposition(DeliveryState.SENT)
        case LineAnswer.REFUSED, SendRoute.REPLY if in_doubt:
            return Disposition(DeliveryState.UNCERTAIN)  # our own first attempt may have used the token
        case LineAnswer.REFUSED, SendRoute.REPLY:
            return Disposition(None, retry_at=now, by_push=True)
        case LineAnswer.REFUSED, _:
            return Disposition(DeliveryState.DEAD)
        case LineAnswer.TOO_FAST, SendRoute.PUSH | SendRoute.MULTICAST if quota_used_up and not in_doubt:
            return Disposition(DeliveryState.PARKED)
        case _, SendRoute.REPLY if not in_doubt and not _is_token_fresh(frozen, again):
            return Disposition(None, retry_at=again, by_push=True)  # certainly not accepted, and the token is old
    return Disposition(None, retry_at=again, in_doubt=in_doubt)


def _is_token_fresh(frozen: FrozenRequest, at: datetime) -> bool:
    return frozen.token_at is not None and at - frozen.token_at <= REPLY_TOKEN_FRESH_FOR


def retry_pause(attempts: int, age: timedelta) -> timedelta:
    """Return how long to wait after the n-th failed attempt: 1, 2, 4, 8, 16, 20 s. After more than 200 s since the
    request was frozen it is a tenth of its age, at most 5 min."""
    longest = min(max(LONGEST_FIRST_PAUSE, age * SHARE_OF_AGE), LONGEST_PAUSE)
    return min(FIRST_PAUSE * float(2 ** min(attempts - 1, 16)), longest)

"""Work that nobody goes on with by itself: events that were parked, and messages that were not delivered.

An operator looks at it, and lets it be tried again or drops it. Its times are real time.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

import orjson
from sqlalchemy import ColumnElement, Row, Select, func, null, or_, select, update
from sqlalchemy.orm import Session

from models.messaging import chat_queues, chats
from models.messaging.chat_queues import Direction
from models.messaging.chats import Chat
from models.messaging.deliveries import IS_UNDELIVERED, Delivery, DeliveryState
from models.messaging.inbox import IS_PARKED, InboxEvent, InboxState


class UnfinishedKind(StrEnum):
    """What is unfinished. The word begins its id, such as `event-12`."""

    EVENT = "event"
    MESSAGE = "message"


class DropReason(StrEnum):
    """Why an operator drops something. It is stored and audited, so it is one of these and no text."""

    LATE = "late"  # there is no point in it any more
    TOLD = "told"  # it was settled with the person in another way
    WRONG = "wrong"  # it should not have been sent


@dataclass(frozen=True, slots=True)
class UnfinishedItem:
    """A parked event or an undelivered request. `people` is how many receive it if it goes to many; `has_content` is
    false if what it said was unsent or erased."""

    kind: UnfinishedKind
    number: int
    state: str
    since: datetime
    error: str | None
    person_id: int | None
    chat_key: str | None
    has_content: bool
    people: int = 1

    @property
    def id(self) -> str:
        return f"{self.kind}-{self.number}"


class RetryRefused(Exception):
    """It cannot be tried again. `reason` is `settled`, `empty`, `expired`, `withdrawn`, `doubtful` or `earlier`; for
    the last one `first` is the id of the item that comes before it."""

    def __init__(self, reason: str, item_id: str, first: str = "") -> None:
        super().__init__(reason)
        self.reason, self.item_id, self.first = reason, item_id, first


def every(session: Session) -> list[UnfinishedItem]:
    """Return all that is unfinished: events in the order of LINE's timestamps, then messages."""
    parked = _events().order_by(InboxEvent.at, InboxEvent.id)
    undelivered = _requests().order_by(Delivery.created_at, Delivery.id)
    events = [_item(UnfinishedKind.EVENT, row) for row in session.execute(parked)]
    return events + [_item(UnfinishedKind.MESSAGE, row) for row in session.execute(undelivered)]


def find(session: Session, kind: UnfinishedKind, number: int) -> UnfinishedItem | None:
    is_event = kind is UnfinishedKind.EVENT
    mine = _events().where(InboxEvent.id == number) if is_event else _requests().where(Delivery.id == number)
    row = session.execute(mine).one_or_none()
    return _item(kind, row) if row else None


def content(session: Session, item: UnfinishedItem) -> str | list[Any] | None:
    """Return what it says: an event's raw JSON, a request's messages, or None if that was deleted."""
    if item.kind is UnfinishedKind.EVENT:
        return session.scalar(select(InboxEvent.raw).where(InboxEvent.id == item.number))
    rows = _rows_of(session, item)
    return [message for row in rows for message in _messages(row, only=len(rows) == 1) or ()] or None


def retry_events(session: Session, items: Sequence[UnfinishedItem], at: datetime) -> None:
    """Let parked events be handled again, each once, in the order in which their people sent them.

    Raises RetryRefused if one has nothing left to handle, was settled meanwhile, or would overtake an earlier one of
    the same person that is not among them.
    """
    chosen = {item.number for item in items}
    for item in items:
        if not item.has_content:
            raise RetryRefused("empty", item.id)
        first = _earlier_than(session, item, chosen)
        if first is not None:
            raise RetryRefused("earlier", item.id, f"{UnfinishedKind.EVENT}-{first}")
    for item in items:
        mine = update(InboxEvent).where(IS_PARKED, InboxEvent.id == item.number, InboxEvent.raw.is_not(None))
        fresh = {"state": InboxState.NEW, "attempts": 0, "retry_at": None, "done_at": None, "error": None}
        if not session.execute(mine.values(**fresh)).rowcount:  # type: ignore[attr-defined]
            raise RetryRefused("settled", item.id)
    keys = [item.chat_key for item in items if item.chat_key]
    chat_queues.enqueue(session, Direction.IN, keys, at)


def retry_message(
    session: Session, item: UnfinishedItem, at: datetime, programme_now: datetime, *, may_arrive_twice: bool
) -> None:
    """Let an undelivered request be sent again as a push, with a new retry key, behind what waits for the chat.

    Raises RetryRefused if its content was deleted, its time is over, or LINE may have accepted it already and
    `may_arrive_twice` is false. Whether its person still wants messages is the caller's question; recipients of a
    multicast who have withdrawn their consent are left out.
    """
    chat_queues.lock_rows(session, Direction.OUT, [item.chat_key or ""])
    rows = _rows_of(session, item)
    if not rows:
        raise RetryRefused("settled", item.id)
    if item.state == DeliveryState.UNCERTAIN and not may_arrive_twice:
        raise RetryRefused("doubtful", item.id)
    said = {row.id: _messages(row, only=len(rows) == 1) for row in rows}
    if not any(said.values()):
        raise RetryRefused("empty", item.id)
    if all(row.expires_at is not None and row.expires_at < programme_now for row in rows):
        raise RetryRefused("expired", item.id)
    for row in rows:
        if row.recipients is not None:
            told = chats.by_line_ids(session, row.recipients)
            row.recipients = [key for key, chat in told.items() if chat.consent_version is not None]
        row.state, row.messages = DeliveryState.DUE, said[row.id]
        row.body, row.route, row.sealed_into, row.sealed_at = None, None, None, None
        row.reply_token, row.token_at, row.rides = None, None, False
        row.retry_key, row.attempts, row.in_doubt = str(uuid4()), 0, False
        row.error, row.settled_at, row.due_at = None, None, at
    chat_queues.enqueue(session, Direction.OUT, [item.chat_key or ""], at)


def drop(session: Session, item: UnfinishedItem, reason: DropReason, at: datetime) -> bool:
    """Settle an item for good and delete what it says. Return False if it was settled meanwhile."""
    why = f"{item.error or item.state}; dropped: {reason}"
    if item.kind is UnfinishedKind.EVENT:
        mine = update(InboxEvent).where(IS_PARKED, InboxEvent.id == item.number)
        gone = mine.values(state=InboxState.DROPPED, raw=None, error=why, done_at=at)
        return bool(session.execute(gone).rowcount)  # type: ignore[attr-defined]
    rows = _rows_of(session, item)
    nothing = {"messages": null(), "body": null(), "reply_token": None}
    settled = {"state": DeliveryState.SKIPPED, "error": why, "settled_at": at}
    session.execute(update(Delivery).where(Delivery.id.in_([row.id for row in rows])).values(**nothing, **settled))
    return bool(rows)


def _events() -> Select[Any]:
    found = _asking_for(InboxEvent.id, InboxEvent.state, InboxEvent.received_at, InboxEvent.error)
    found = found.add_columns(InboxEvent.chat_key, InboxEvent.raw.is_not(None).label("has_content"))
    return found.outerjoin(Chat, Chat.line_user_id == InboxEvent.chat_key).where(IS_PARKED)


def _requests() -> Select[Any]:
    found = _asking_for(Delivery.id, Delivery.state, Delivery.created_at, Delivery.error)
    found = found.add_columns(Delivery.chat_key, _has_content().label("has_content"), Delivery.recipients)
    leaders = found.where(IS_UNDELIVERED, Delivery.sealed_into.is_(None))
    return leaders.outerjoin(Chat, Chat.line_user_id == Delivery.chat_key)


def _asking_for(*whom: Any) -> Select[Any]:
    return select(*whom, Chat.person_id)


def _item(kind: UnfinishedKind, row: Row[Any]) -> UnfinishedItem:
    number, state, since, error, person_id, chat_key, has_content, *recipients = tuple(row)
    people = len(recipients[0]) if recipients and recipients[0] else 1
    return UnfinishedItem(kind, number, state, since, error, person_id, chat_key, has_content, people)


def _has_content() -> ColumnElement[bool]:
    return or_(Delivery.messages.is_not(None), Delivery.body.is_not(None))


def _earlier_than(session: Session, item: UnfinishedItem, chosen: Collection[int]) -> int | None:
    """Return the first parked event of the same chat that was sent before this one and is not chosen, if any."""
    sent_at = select(InboxEvent.at).where(InboxEvent.id == item.number).scalar_subquery()
    before = or_(InboxEvent.at < sent_at, (InboxEvent.at == sent_at) & (InboxEvent.id < item.number))
    others = select(InboxEvent.id).where(IS_PARKED, InboxEvent.chat_key == item.chat_key, InboxEvent.raw.is_not(None))
    found = others.where(before, InboxEvent.id.not_in(chosen)).order_by(InboxEvent.at, InboxEvent.id)
    return session.scalars(found.limit(1)).first()


def _rows_of(session: Session, item: UnfinishedItem) -> list[Delivery]:
    """Return the rows of an undelivered request in the order of their messages, the leader first."""
    parts = or_(Delivery.id == item.number, Delivery.sealed_into == item.number)
    mine = select(Delivery).where(IS_UNDELIVERED, Delivery.chat_key == item.chat_key, parts).with_for_update()
    in_order = func.coalesce(Delivery.sealed_at, Delivery.created_at)
    return list(session.scalars(mine.order_by(in_order, Delivery.id)))


def _messages(row: Delivery, *, only: bool) -> list[Any] | None:
    """Return a row's messages. Those of a reply with a single row stand only in its body."""
    if row.messages is None and row.body is not None and only:
        return list(orjson.loads(row.body)["messages"])
    return row.messages

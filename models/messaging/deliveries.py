"""The outbox: messages to chats. A request is frozen before the first attempt, and its outcome is stored afterwards.

due → sealed → sent | uncertain | dead; also parked (no quota left; it waits for the person's next message) and skipped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Index,
    LargeBinary,
    Table,
    and_,
    bindparam,
    false,
    func,
    insert,
    literal_column,
    null,
    select,
    text,
    true,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId, OneOf, UtcInstant


class DeliveryState(StrEnum):
    """The state of a delivery."""

    DUE = "due"
    SEALED = "sealed"
    SENT = "sent"
    UNCERTAIN = "uncertain"  # LINE may have accepted it or not; it is never sent again automatically
    DEAD = "dead"  # LINE refused it; `error` says why
    PARKED = "parked"
    SKIPPED = "skipped"


ABOUT_REMINDED = "reminded"  # a reminder that somebody wanted to go with the next reply; the id is that person's


class SendRoute(StrEnum):
    """How a frozen request is sent."""

    REPLY = "reply"
    PUSH = "push"
    MULTICAST = "multicast"


class Urgency(StrEnum):
    """What happens to a delivery when few pushes are left."""

    MUST = "must"  # the reserve is for these
    MAY_WAIT = "may_wait"  # it can wait for the person's next message
    DROP = "drop"


LATE = "late:"  # how the keys of late answers begin (bot/outbound/late.py)
QUEUED_AT_ONCE = 5000  # databases limit the parameters of a statement
COUNTED = tuple(state for state in DeliveryState if state not in (DeliveryState.SENT, DeliveryState.SKIPPED))
DeliveryKey = tuple[int, str]  # (delivery id, chat key), which identify a row of a request
_OPEN = "state IN ('due', 'sealed', 'parked')"
_UNDELIVERED = "state IN ('dead', 'uncertain')"
_MULTICAST = "recipients IS NOT NULL"


class Delivery(Base):
    """One message to one chat, or with `recipients` to many. All its times but one are real time.

    The leader of a request has its frozen `body`; rows that were merged into the request point to it by `sealed_into`.
    `message_count` is the number of the request's messages that belong to this row, so that LINE's message ids can be
    assigned. After `expires_at` (programme time) it is not sent. `alone`: it is in the middle of a form, and nothing
    is added to it.
    """

    __tablename__ = "delivery"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    chat_key: Mapped[str]
    state: Mapped[DeliveryState] = mapped_column(OneOf(DeliveryState))
    rides: Mapped[bool] = mapped_column(default=False)  # it waits for the person's next message
    alone: Mapped[bool] = mapped_column(default=False, server_default=false())
    urgency: Mapped[Urgency] = mapped_column(OneOf(Urgency), default=Urgency.MUST, server_default=Urgency.MUST)
    expires_at: Mapped[datetime | None]
    recipients: Mapped[list[Any] | None]  # chat keys of a multicast, whose own key is not a chat's
    key: Mapped[str | None]  # a later delivery with the same key replaces this one until it is frozen
    about_kind: Mapped[str | None]
    about_id: Mapped[int | None] = mapped_column(BigId)
    messages: Mapped[list[Any] | None]
    message_count: Mapped[int]
    reply_token: Mapped[str | None]
    token_at: Mapped[datetime | None]
    due_at: Mapped[datetime]
    route: Mapped[SendRoute | None] = mapped_column(OneOf(SendRoute))
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    retry_key: Mapped[str]
    sealed_into: Mapped[int | None] = mapped_column(BigId)
    attempts: Mapped[int] = mapped_column(default=0)
    in_doubt: Mapped[bool] = mapped_column(default=False)  # it may have been posted, and LINE's answer is not known
    sealed_at: Mapped[datetime | None]
    error: Mapped[str | None]
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_delivery_open", "chat_key", "id", sqlite_where=text(_OPEN), postgresql_where=text(_OPEN)),
        Index("ix_delivery_unwell", "created_at", sqlite_where=text(_UNDELIVERED), postgresql_where=text(_UNDELIVERED)),
        Index("ix_delivery_chat_key", "chat_key"),
        Index("ix_delivery_multicast", "id", sqlite_where=text(_MULTICAST), postgresql_where=text(_MULTICAST)),
    )


IS_OPEN: ColumnElement[bool] = literal_column(f"delivery.{_OPEN}")
IS_UNDELIVERED: ColumnElement[bool] = literal_column(f"delivery.{_UNDELIVERED}")
IS_MULTICAST: ColumnElement[bool] = literal_column(f"delivery.{_MULTICAST}")


class SentMessage(Base):
    """A message that LINE accepted, and its subject, because a person may quote it."""

    __tablename__ = "sent_message"

    line_message_id: Mapped[str] = mapped_column(primary_key=True)
    chat_key: Mapped[str]
    about_kind: Mapped[str]
    about_id: Mapped[int] = mapped_column(BigId)
    at: Mapped[datetime]

    __table_args__ = (Index("ix_sent_message_about", "about_kind", "about_id"),)


@dataclass(frozen=True, slots=True)
class About:
    """The subject of a message, such as ("activity", 12)."""

    kind: str
    id: int


_OPEN_OF_CHATS = (
    select(Delivery).where(IS_OPEN, Delivery.chat_key.in_(bindparam("keys", expanding=True))).order_by(Delivery.id)
)


_LATE_OF_CHATS = (
    select(Delivery.id, Delivery.chat_key, Delivery.key, Delivery.message_count)
    .where(
        IS_OPEN,
        Delivery.chat_key.in_(bindparam("keys", expanding=True)),
        Delivery.state == DeliveryState.DUE,
        Delivery.key.startswith(LATE),
    )
    .order_by(Delivery.id)
)


def open_of_chat(session: Session, chat_key: str) -> list[Delivery]:
    """Return a chat's deliveries that are not final, oldest first."""
    return open_of_chats(session, [chat_key])[chat_key]


def open_of_chats(session: Session, chat_keys: Iterable[str]) -> dict[str, list[Delivery]]:
    """Return the same for several chats, with one query."""
    found: dict[str, list[Delivery]] = {key: [] for key in chat_keys}
    for delivery in session.scalars(_OPEN_OF_CHATS, {"keys": list(found)}) if found else ():
        found[delivery.chat_key].append(delivery)
    return found


@dataclass(frozen=True, slots=True)
class LateRow:
    """A late answer that waits, without its messages."""

    id: int
    chat_key: str
    key: str
    message_count: int


def late_of_chats(session: Session, chat_keys: Sequence[str]) -> dict[str, list[LateRow]]:
    """Return the late answers of these chats that are not frozen, oldest first."""
    found: dict[str, list[LateRow]] = {}
    for row in session.execute(_LATE_OF_CHATS, {"keys": list(chat_keys)}) if chat_keys else ():
        found.setdefault(row.chat_key, []).append(LateRow(row.id, row.chat_key, row.key or LATE, row.message_count))
    return found


def skip(session: Session, ids: Sequence[int], at: datetime) -> None:
    """Leave out deliveries that are not frozen yet."""
    if ids:
        values = {"state": DeliveryState.SKIPPED, "messages": null(), "settled_at": at}
        session.execute(update(Delivery).where(*_not_frozen(ids)).values(values))


def put_off(session: Session, ids: Sequence[int], due_at: datetime) -> None:
    """Make deliveries that are not frozen yet due at another time."""
    if ids:
        session.execute(update(Delivery).where(*_not_frozen(ids)).values(due_at=due_at))


def _not_frozen(ids: Sequence[int]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Delivery.id.in_(ids), Delivery.state == DeliveryState.DUE


def withdraw(session: Session, ids: Iterable[int]) -> set[int]:
    """Withdraw deliveries that are not being sent, and return them. The caller must have locked their chat queues."""
    chosen, unsent = list(ids), (DeliveryState.DUE, DeliveryState.PARKED)
    if not chosen:
        return set()
    taken_back = (
        update(Delivery)
        .where(Delivery.id.in_(chosen), Delivery.state.in_(unsent))
        .values(state=DeliveryState.SKIPPED, messages=null(), reply_token=None)
        .returning(Delivery.id)
    )
    return set(session.scalars(taken_back))


def chats_of(session: Session, ids: Iterable[int]) -> set[str]:
    return set(session.scalars(select(Delivery.chat_key).where(Delivery.id.in_(list(ids)))))


def expire(session: Session, programme_now: datetime, now: datetime) -> int:
    """Give up waiting deliveries whose window is over. Return how many there were."""
    unsent = (DeliveryState.DUE, DeliveryState.PARKED)
    over = update(Delivery).where(IS_OPEN, Delivery.state.in_(unsent), Delivery.expires_at < programme_now)
    given_up = session.execute(over.values(state=DeliveryState.SKIPPED, messages=null(), settled_at=now))
    return int(given_up.rowcount)  # type: ignore[attr-defined]


_DELIVERY = cast(Table, Delivery.__table__)
_UNDER_WAY = and_(
    _DELIVERY.c.id.in_(bindparam("ids", expanding=True)),  # this uses the index; a condition on pairs would not
    tuple_(_DELIVERY.c.id, _DELIVERY.c.chat_key).in_(bindparam("parts", expanding=True)),
    _DELIVERY.c.state == DeliveryState.SEALED,
)
_SETTLE = (
    update(_DELIVERY)
    .where(_UNDER_WAY)
    .values(state=bindparam("became"), settled_at=bindparam("now", type_=UtcInstant()), error=bindparam("why"))
)
_SETTLE_SENT = _SETTLE.values(messages=null(), body=null(), reply_token=null(), recipients=null(), in_doubt=false())
_BEGIN_ATTEMPT = (
    update(_DELIVERY)
    .where(_DELIVERY.c.id.in_(bindparam("ids", expanding=True)), _DELIVERY.c.state == DeliveryState.SEALED)
    .values(in_doubt=true())
)


def settle(
    session: Session, parts: Sequence[DeliveryKey], state: DeliveryState, at: datetime, error: str | None = None
) -> None:
    """Give all rows of a request their final state. The content of an accepted request is deleted.

    Rows that were erased during the call no longer exist, and SQLite may have used their ids again.
    """
    how = _SETTLE_SENT if state == DeliveryState.SENT else _SETTLE
    session.execute(how, _under_way(parts) | {"became": state.value, "now": at, "why": error})


def begin_attempts(session: Session, leaders: Sequence[int]) -> None:
    """Store that these requests may have been posted from now on."""
    if leaders:
        session.execute(_BEGIN_ATTEMPT, {"ids": list(leaders)})


def _under_way(parts: Sequence[DeliveryKey]) -> dict[str, Any]:
    """Return the parameters of _UNDER_WAY for these rows."""
    return {"ids": [delivery_id for delivery_id, _ in parts], "parts": list(parts)}


def park(session: Session, parts: Sequence[DeliveryKey], error: str | None) -> None:
    """Park deliveries for which no quota is left: each waits for the person's next message or the next month."""
    values: dict[str, Any] = {
        "state": DeliveryState.PARKED,
        "body": None,
        "route": None,
        "sealed_into": None,
        "error": error,
    }
    values |= {"in_doubt": False}  # LINE has certainly not accepted it
    session.execute(update(_DELIVERY).where(_UNDER_WAY).values(values), _under_way(parts))


def chats_ridden_in_vain(session: Session, at: datetime, most: int) -> set[str]:
    """Return chats in which something waited for a reply up to `at` and went with none."""
    overdue = (IS_OPEN, Delivery.state == DeliveryState.DUE, Delivery.rides.is_(True), Delivery.due_at <= at)
    return set(session.scalars(select(Delivery.chat_key).where(*overdue).order_by(Delivery.id).limit(most)))


def rode_in_vain(session: Session, at: datetime, apart_from: str, most: int) -> list[Delivery]:
    """Return deliveries that waited for a reply up to `at` and went with none, except those about a subject. They are
    locked; what another process holds is left out."""
    found = select(Delivery).where(
        IS_OPEN,
        Delivery.state == DeliveryState.DUE,
        Delivery.rides.is_(True),
        Delivery.due_at <= at,
        func.coalesce(Delivery.about_kind, "") != apart_from,
    )
    return list(session.scalars(found.order_by(Delivery.id).limit(most).with_for_update(skip_locked=True)))


def unpark(session: Session, at: datetime) -> list[str]:
    """Make parked deliveries due, because there is quota again. Return their chats."""
    freed = update(Delivery).where(IS_OPEN, Delivery.state == DeliveryState.PARKED)
    return list(session.scalars(freed.values(state=DeliveryState.DUE, due_at=at).returning(Delivery.chat_key)))


def parked_together(session: Session, kind: str) -> list[Delivery]:
    """Return the multicasts about a subject for which no quota is left, locked until the end of the transaction."""
    parked = select(Delivery).where(IS_MULTICAST, Delivery.state == DeliveryState.PARKED, Delivery.about_kind == kind)
    return list(session.scalars(parked.order_by(Delivery.id).with_for_update()))


def retry(
    session: Session,
    leader: DeliveryKey,
    at: datetime,
    *,
    in_doubt: bool,
    error: str | None,
    push: tuple[bytes, list[Any] | None] | None = None,
) -> None:
    """Keep a frozen request for another attempt. With `push` it is a push from now on: `push` has its body, and the
    leader's own messages in case it is parked (None if they are stored)."""
    values: dict[str, Any] = {
        "attempts": _DELIVERY.c.attempts + 1,
        "due_at": at,
        "in_doubt": in_doubt,
        "error": error,
    }
    if push is not None:
        body, messages = push
        values |= {"route": SendRoute.PUSH, "body": body} | ({"messages": messages} if messages else {})
    session.execute(update(_DELIVERY).where(_UNDER_WAY).values(values), _under_way([leader]))


_REMEMBER = {
    name: dialect.insert(SentMessage).on_conflict_do_nothing(index_elements=["line_message_id"])
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


def remember_sent(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Store LINE's message ids: line_message_id, chat_key, about_kind, about_id, at.

    Ids may exist already: if two senders post one request, LINE returns the same ids to both.
    """
    if rows:
        session.execute(_REMEMBER[session.get_bind().dialect.name], list(rows))


def what_was_sent(session: Session, chat_key: str, line_message_id: str) -> About | None:
    """Return the subject of a quoted message."""
    found = session.execute(
        select(SentMessage.about_kind, SentMessage.about_id).where(
            SentMessage.line_message_id == line_message_id, SentMessage.chat_key == chat_key
        )
    ).one_or_none()
    return About(found.about_kind, found.about_id) if found else None


def queue_all(session: Session, rows: Sequence[dict[str, Any]], now: datetime) -> dict[str, int]:
    """Store deliveries in bulk, all made at `now`. Return their ids by retry key."""
    table, ids = cast(Table, Delivery.__table__), dict[str, int]()
    for start in range(0, len(rows), QUEUED_AT_ONCE):
        batch = list(rows[start : start + QUEUED_AT_ONCE])
        session.execute(insert(table), batch)
        mine = table.c.chat_key.in_([row["chat_key"] for row in batch]) & (table.c.created_at == now)
        stored = session.execute(select(table.c.retry_key, table.c.id).where(IS_OPEN, mine))
        ids |= {row.retry_key: row.id for row in stored}
    return ids

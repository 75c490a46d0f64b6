"""The inbox: every event from LINE, stored once and unchanged before it is handled."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import Index, Select, Table, bindparam, func, literal_column, select, text, true, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.messaging import chat_queues
from models.messaging.chat_queues import Direction
from models.storage.base import Base, BigId, OneOf, UtcInstant

MOST_AT_ONCE = 20  # most events of one chat that are handled in one lease, if no other chat waits


class InboxState(StrEnum):
    """The state of an event."""

    NEW = "new"
    DONE = "done"
    PARKED = "parked"  # its handler failed at every attempt; a coordinator and the operator can see it
    DROPPED = "dropped"  # the operator has given up a parked event; `error` says why
    UNHANDLED = "unhandled"  # standby, without a source, or not a valid event: it is stored and counted, nothing else


def _only(condition: str) -> dict[str, Any]:
    """Return the arguments that make an index partial, on both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class InboxEvent(Base):
    """One event. `raw` is its JSON until it is deleted; `received_at` is real time, `at` is LINE's timestamp."""

    __tablename__ = "inbox_event"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    webhook_event_id: Mapped[str] = mapped_column(unique=True)
    chat_key: Mapped[str | None]
    type: Mapped[str]
    message_id: Mapped[str | None]
    at: Mapped[datetime]
    received_at: Mapped[datetime]
    raw: Mapped[str | None]
    state: Mapped[InboxState] = mapped_column(OneOf(InboxState))
    attempts: Mapped[int] = mapped_column(default=0)
    retry_at: Mapped[datetime | None]  # after a failure it is not tried before then, even if other events arrive
    error: Mapped[str | None]
    done_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]  # when the person was told that it could not be handled; once, also after a retry

    # All indexes except the unique one are partial: they have only what is still to do, so history does not slow them.
    __table_args__ = (
        Index("ix_inbox_event_new", "chat_key", "at", "id", **_only("state = 'new'")),
        Index("ix_inbox_event_parked", "at", **_only("state = 'parked'")),
        Index("ix_inbox_event_raw_by_age", "received_at", **_only("raw IS NOT NULL")),
        Index("ix_inbox_event_raw_by_chat", "chat_key", **_only("raw IS NOT NULL")),
    )


# The values are literals: with a bound parameter SQLite would not use the partial indexes.
_IS_NEW = InboxEvent.state == literal_column("'new'")
IS_PARKED = InboxEvent.state == literal_column("'parked'")


_STORE = {
    name: dialect.insert(cast(Table, InboxEvent.__table__))
    .on_conflict_do_nothing(index_elements=["webhook_event_id"])
    .execution_options(preserve_rowcount=True)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


_STORED_AT = select(InboxEvent.webhook_event_id).where(
    InboxEvent.webhook_event_id.in_(bindparam("ids", expanding=True)),
    InboxEvent.received_at == bindparam("now", type_=UtcInstant()),
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One event that is to be stored."""

    webhook_event_id: str
    chat_key: str | None
    type: str
    message_id: str | None
    at: datetime
    raw: str
    state: InboxState


def store(session: Session, arrivals: Sequence[Arrival], received_at: datetime) -> int:
    """Store events and queue their chats. Events that are stored already stay unchanged. Return how many are new."""
    if not arrivals:
        return 0
    unique = {arrival.webhook_event_id: arrival for arrival in arrivals}
    rows = [
        {
            "webhook_event_id": arrival.webhook_event_id,
            "chat_key": arrival.chat_key,
            "type": arrival.type,
            "message_id": arrival.message_id,
            "at": arrival.at,
            "received_at": received_at,
            "raw": arrival.raw,
            "state": arrival.state.value,
            "attempts": 0,
        }
        for _, arrival in sorted(unique.items())  # sorted, so that two web processes cannot deadlock
    ]
    stored = int(session.execute(_STORE[session.get_bind().dialect.name], rows).rowcount)  # type: ignore[attr-defined]
    new = list(unique.values())
    if stored < len(rows):  # some were stored already and queue nothing
        these = session.scalars(_STORED_AT, {"ids": list(unique), "now": received_at})
        new = [unique[event_id] for event_id in these]
    waiting = [event.chat_key for event in new if event.chat_key and event.state is InboxState.NEW]
    chat_queues.enqueue(session, Direction.IN, waiting, received_at)
    return stored


def raw_of_message(session: Session, chat_key: str, message_id: str) -> str | None:
    """Return the JSON of the event with a message, if it is still stored."""
    found = select(InboxEvent.raw).where(InboxEvent.raw.is_not(None), InboxEvent.chat_key == chat_key)
    return session.scalars(found.where(InboxEvent.message_id == message_id).order_by(InboxEvent.id).limit(1)).first()


@dataclass(frozen=True, slots=True)
class WaitingEvent:
    """An event that a worker is about to handle."""

    id: int
    chat_key: str
    message_id: str | None
    at: datetime
    raw: str | None
    received_at: datetime
    attempts: int = 0
    retry_at: datetime | None = None
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WaitingEvents:
    """The first events that wait in a chat, and whether there are more."""

    events: Sequence[WaitingEvent] = ()
    more: bool = False


_EVENT = cast(Table, InboxEvent.__table__)
_LANE = cast(Table, chat_queues.ChatQueue.__table__)


def _waiting(dialect: str) -> Select[Any]:
    """Return the query for the first waiting events of each of some chats. It reads no others, however many wait: a
    window function would number all of them."""
    earliest = _EVENT.alias("earliest")
    first = (
        select(earliest.c.id)
        .where(earliest.c.chat_key == _LANE.c.chat_key, earliest.c.state == literal_column("'new'"))
        .order_by(earliest.c.at, earliest.c.id)
        .limit(bindparam("most"))
    )
    of_chats = select(*(_EVENT.c[field.name] for field in fields(WaitingEvent))).select_from(_LANE)
    if dialect == "postgresql":
        ids = first.correlate(_LANE).lateral("ids")
        of_chats = of_chats.join(ids, true()).join(_EVENT, _EVENT.c.id == ids.c.id)
    else:  # SQLite knows no LATERAL, but looks events up by a list of ids that is made for each chat
        of_chats = of_chats.join(_EVENT, _EVENT.c.id.in_(first.correlate(_LANE)))
    these = (_LANE.c.way == Direction.IN, _LANE.c.chat_key.in_(bindparam("keys", expanding=True)))
    return of_chats.where(*these).order_by(_EVENT.c.chat_key, _EVENT.c.at, _EVENT.c.id)


_WAITING = {dialect: _waiting(dialect) for dialect in ("sqlite", "postgresql")}
_SCRUBBED = select(_EVENT.c.id).where(_EVENT.c.id.in_(bindparam("ids", expanding=True)), _EVENT.c.raw.is_(None))
_MARK_DONE = (
    update(_EVENT)
    .where(_EVENT.c.id.in_(bindparam("ids", expanding=True)))
    .values(state=InboxState.DONE, done_at=bindparam("now", type_=UtcInstant()))
)


def waiting(session: Session, chat_keys: Sequence[str], most: int) -> dict[str, WaitingEvents]:
    """Return the first unhandled events of these queued chats, `most` of each, in the order of LINE's timestamps. No
    others are read, however many wait."""
    found: dict[str, list[WaitingEvent]] = {key: [] for key in chat_keys}
    for row in session.execute(_WAITING[session.get_bind().dialect.name], {"keys": chat_keys, "most": most + 1}):
        found[row.chat_key].append(WaitingEvent(*row))
    return {key: WaitingEvents(events[:most], len(events) > most) for key, events in found.items()}


def raw_of(session: Session, event_id: int, chat_key: str) -> str | None:
    """Return the raw JSON of an event of this chat, or None if it is no longer stored."""
    mine = select(InboxEvent.raw).where(InboxEvent.id == event_id, InboxEvent.chat_key == chat_key)
    return session.scalar(mine)


def scrubbed(session: Session, event_ids: Sequence[int]) -> set[int]:
    """Return which of these events have no raw JSON any more: they were unsent, or their person was erased."""
    return set(session.scalars(_SCRUBBED, {"ids": event_ids})) if event_ids else set()


def mark_done(session: Session, event_ids: Sequence[int], at: datetime) -> None:
    if event_ids:
        session.execute(_MARK_DONE, {"ids": event_ids, "now": at})


def mark_failed(session: Session, event_id: int, error: str, *, retry_at: datetime) -> None:
    """Count a failed attempt. `error` names the failure and never contains the text."""
    values = {"attempts": InboxEvent.attempts + 1, "error": error, "retry_at": retry_at}
    session.execute(update(InboxEvent).where(InboxEvent.id == event_id).values(values))


def park(session: Session, event_id: int, error: str, at: datetime) -> None:
    """Give an event up, of which the person is told. It stays stored, so that a coordinator can see it."""
    parked = {"state": InboxState.PARKED, "done_at": at, "told_at": func.coalesce(InboxEvent.told_at, at)}
    values = {"attempts": InboxEvent.attempts + 1, "error": error, **parked}
    session.execute(update(InboxEvent).where(InboxEvent.id == event_id).values(values))


def scrub(session: Session, *, handled_before: datetime, most: int = 500) -> int:
    """Delete the raw JSON of events that were handled before an instant. Return how many there were."""
    old = (
        select(InboxEvent.id)
        .where(
            InboxEvent.raw.is_not(None),
            InboxEvent.received_at < handled_before,
            InboxEvent.state.in_((InboxState.DONE, InboxState.UNHANDLED)),
        )
        .order_by(InboxEvent.received_at)
        .limit(most)
    )
    scrubbed = session.execute(update(InboxEvent).where(InboxEvent.id.in_(old)).values(raw=None))
    return int(scrubbed.rowcount)  # type: ignore[attr-defined]


def scrub_message(session: Session, chat_key: str, message_id: str) -> bool:
    """Delete the raw JSON of an unsent message at once. Return whether it was parked, so that others may be told it."""
    scrubbed = session.scalars(
        update(InboxEvent)
        .where(InboxEvent.chat_key == chat_key, InboxEvent.raw.is_not(None), InboxEvent.message_id == message_id)
        .values(raw=None)
        .returning(InboxEvent.state)
    )
    return InboxState.PARKED in list(scrubbed)


def scrub_chat(session: Session, chat_key: str) -> None:
    """Delete the raw JSON of all events of a chat, because its person was erased."""
    session.execute(
        update(InboxEvent).where(InboxEvent.chat_key == chat_key, InboxEvent.raw.is_not(None)).values(raw=None)
    )


def stranded_chats(session: Session, before: datetime) -> list[str]:
    """Return chats whose events wait although their queue says that there is nothing. Normally there are none."""
    return list(
        session.scalars(
            select(InboxEvent.chat_key)
            .join(
                chat_queues.ChatQueue,
                (chat_queues.ChatQueue.chat_key == InboxEvent.chat_key) & (chat_queues.ChatQueue.way == Direction.IN),
            )
            .where(
                _IS_NEW,
                InboxEvent.received_at < before,
                chat_queues.ChatQueue.ready_at.is_(None),
                chat_queues.ChatQueue.holder.is_(None),
            )
            .distinct()
        )
    )


def counts(session: Session) -> tuple[int, int]:
    """Return the numbers of (waiting, parked) events, for /metrics and the coordinators' summary."""
    many = [session.scalar(select(func.count()).select_from(InboxEvent).where(which)) for which in (_IS_NEW, IS_PARKED)]
    return many[0] or 0, many[1] or 0

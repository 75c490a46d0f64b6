"""Announcements: typed, addressed, looked at, confirmed, then queued once to each receiver, whatever dies meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, cast

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Table,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.messaging.deliveries import Delivery, DeliveryState, forget_everywhere
from models.people.people import Person
from models.storage.base import Base, BigId

_UNDER_WAY: Final = "state IN ('queuing', 'queued')"


class BroadcastState(StrEnum):
    """How far an announcement has come."""

    DRAFT = "draft"  # typed; nobody is told anything
    QUEUING = "queuing"  # confirmed; its receivers' deliveries are being stored
    QUEUED = "queued"  # all of them are, and some have yet to be sent
    DONE = "done"
    CANCELLED = "cancelled"


class Receipt(StrEnum):
    """What became of one receiver when it was their turn."""

    QUEUED = "queued"
    NOT_JOINED = "not_joined"  # has not registered with the bot
    BLOCKED = "blocked"  # has blocked the bot


@dataclass(frozen=True, slots=True)
class Audience:
    """To whom: people in these roles, of one phase's, agency's or area's, perhaps without those on leave."""

    roles: tuple[str, ...] = ("participant",)
    phase: int | None = None
    agency: str | None = None
    area: str | None = None
    without_leave: bool = False


class Broadcast(Base):
    """One announcement. `audience` holds the fields of Audience; `reached` is the highest person id dealt with;
    its times are real time."""

    __tablename__ = "broadcast"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    author_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id"))
    message_id: Mapped[str | None]  # LINE's, of the message it was typed in
    words: Mapped[str | None]
    audience: Mapped[dict[str, Any]]
    state: Mapped[str]
    reached: Mapped[int] = mapped_column(BigId, default=0)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    queued_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_broadcast_author_id", "author_id", "id"),
        Index("ix_broadcast_message_id", "message_id"),
        Index("ix_broadcast_under_way", "id", sqlite_where=text(_UNDER_WAY), postgresql_where=text(_UNDER_WAY)),
    )

    @property
    def to(self) -> Audience:
        said = self.audience
        return Audience(**{**said, "roles": tuple(said.get("roles", ()))})

    def address(self, audience: Audience) -> None:
        self.audience = as_json(audience)


class BroadcastReceiver(Base):
    """One receiver of an announcement, dealt with. That there is one row of each is what makes them hear it once;
    what became of its delivery says whether they did."""

    __tablename__ = "broadcast_receiver"

    broadcast_id: Mapped[int] = mapped_column(BigId, ForeignKey("broadcast.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    receipt: Mapped[str]
    delivery_id: Mapped[int | None] = mapped_column(BigId)

    __table_args__ = (Index("ix_broadcast_receiver_person_id", "person_id"),)


_IS_UNDER_WAY: ColumnElement[bool] = literal_column(f"broadcast.{_UNDER_WAY}")


ABOUT: Final = "broadcast"  # what its deliveries are about
REFUSED: Final = "refused"  # by LINE, or perhaps
_WAITING: Final = (DeliveryState.DUE, DeliveryState.SEALED, DeliveryState.PARKED)


def as_json(audience: Audience) -> dict[str, Any]:
    return {
        "roles": list(audience.roles),
        "phase": audience.phase,
        "agency": audience.agency,
        "area": audience.area,
        "without_leave": audience.without_leave,
    }


def draft(session: Session, author_id: int, words: str, message_id: str | None, now: datetime) -> Broadcast:
    """Keep an announcement as typed. It is sent to nobody."""
    new = Broadcast(
        author_id=author_id,
        message_id=message_id,
        words=words,
        audience=as_json(Audience()),
        state=BroadcastState.DRAFT.value,
        reached=0,
        created_at=now,
    )
    session.add(new)
    session.flush()
    return new


def owned(session: Session, broadcast_id: int, author_id: int) -> Broadcast | None:
    """An announcement of this author; somebody else's does not exist for them."""
    return session.scalar(select(Broadcast).where(Broadcast.id == broadcast_id, Broadcast.author_id == author_id))


def newest_sent(session: Session, author_id: int) -> Broadcast | None:
    """The announcement an author confirmed last."""
    mine = select(Broadcast).where(Broadcast.author_id == author_id, Broadcast.confirmed_at.is_not(None))
    return session.scalar(mine.order_by(Broadcast.id.desc()).limit(1))


def confirm(session: Session, broadcast_id: int, author_id: int, now: datetime) -> bool:
    """Let a draft be sent. One conditional UPDATE that must hit one row: of two taps, one confirms."""
    return _move(session, broadcast_id, author_id, BroadcastState.QUEUING, confirmed_at=now)


def cancel(session: Session, broadcast_id: int, author_id: int) -> bool:
    """Put a draft away; what has been confirmed is not called back."""
    return _move(session, broadcast_id, author_id, BroadcastState.CANCELLED)


def _move(session: Session, broadcast_id: int, author_id: int, state: BroadcastState, **values: Any) -> bool:
    moved = session.execute(
        update(Broadcast)
        .where(
            Broadcast.id == broadcast_id,
            Broadcast.author_id == author_id,
            Broadcast.state == BroadcastState.DRAFT.value,
        )
        .values(state=state.value, **values)
    )
    return bool(moved.rowcount == 1)  # type: ignore[attr-defined]


def under_way(session: Session) -> list[Broadcast]:
    """Confirmed announcements of which something is still to be done, oldest first."""
    return list(session.scalars(select(Broadcast).where(_IS_UNDER_WAY).order_by(Broadcast.id)))


def hold(session: Session, broadcast_id: int) -> Broadcast | None:
    """Take an announcement for one step of queuing; None if another is at it, or it has none left."""
    return session.scalar(
        select(Broadcast)
        .where(Broadcast.id == broadcast_id, Broadcast.state == BroadcastState.QUEUING.value)
        .with_for_update(skip_locked=True)
    )


def finish(session: Session, broadcast_id: int) -> None:
    """Nobody waits for it any more."""
    mine = (Broadcast.id == broadcast_id, Broadcast.state == BroadcastState.QUEUED.value)
    session.execute(update(Broadcast).where(*mine).values(state=BroadcastState.DONE.value))


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody an announcement is for, and how they can be reached: their chat, if they have one that follows us."""

    person_id: int
    chat_key: str | None
    receipt: Receipt


def not_yet(session: Session, broadcast_id: int, receivers: Sequence[Receiver]) -> list[Receiver]:
    """Those who have not had their turn."""
    had = select(BroadcastReceiver.person_id).where(
        BroadcastReceiver.broadcast_id == broadcast_id,
        BroadcastReceiver.person_id.in_([one.person_id for one in receivers]),
    )
    done = set(session.scalars(had))
    return [one for one in receivers if one.person_id not in done]


def deal_with(
    session: Session, broadcast_id: int, receivers: Sequence[Receiver], delivery_of: Mapping[int, int]
) -> None:
    """Note that these have had their turn, and by which delivery each who can be written to is told.

    Whoever has had it already makes this fail, and with it the transaction that would have told them twice.
    """
    rows = [
        {
            "broadcast_id": broadcast_id,
            "person_id": one.person_id,
            "receipt": one.receipt.value,
            "delivery_id": delivery_of.get(one.person_id),
        }
        for one in receivers
    ]
    if rows:
        session.execute(insert(cast(Table, BroadcastReceiver.__table__)), rows)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many receivers there are, and how many of them were told, wait to be, or could not be told by LINE."""

    people: int = 0
    sent: int = 0
    waiting: int = 0
    failed: int = 0


def progress(session: Session, broadcast_id: int) -> Progress:
    rows = session.execute(
        select(Delivery.state, func.count())
        .select_from(BroadcastReceiver)
        .outerjoin(Delivery, Delivery.id == BroadcastReceiver.delivery_id)
        .where(
            BroadcastReceiver.broadcast_id == broadcast_id,
            BroadcastReceiver.receipt == Receipt.QUEUED.value,
        )
        .group_by(Delivery.state)
    )
    counts: dict[str | None, int] = {row[0]: row[1] for row in rows}
    sent = counts.get(DeliveryState.SENT.value, 0)
    waiting = sum(counts.get(state.value, 0) for state in _WAITING)
    people = sum(counts.values())
    return Progress(people, sent, waiting, people - sent - waiting)


def unreachable(session: Session, broadcast_id: int, most: int) -> list[tuple[str, str]]:
    """(name, why) of those who were not told: not registered, blocked, or refused by LINE; by name, so many at most."""
    failed = Delivery.state.in_([DeliveryState.DEAD.value, DeliveryState.UNCERTAIN.value])
    rows = session.execute(
        select(Person.name, BroadcastReceiver.receipt)
        .join(Person, Person.id == BroadcastReceiver.person_id)
        .outerjoin(Delivery, Delivery.id == BroadcastReceiver.delivery_id)
        .where(
            BroadcastReceiver.broadcast_id == broadcast_id,
            or_(BroadcastReceiver.receipt != Receipt.QUEUED.value, failed),
        )
        .order_by(Person.name, Person.id)
        .limit(most)
    )
    return [(name, receipt if receipt != Receipt.QUEUED else REFUSED) for name, receipt in rows]


def not_reached(session: Session, broadcast_id: int) -> int:
    """How many could not be written to at all."""
    missed = select(func.count()).select_from(BroadcastReceiver)
    return (
        session.scalar(
            missed.where(
                BroadcastReceiver.broadcast_id == broadcast_id, BroadcastReceiver.receipt != Receipt.QUEUED.value
            )
        )
        or 0
    )


def forget_message(session: Session, message_id: str, author_id: int) -> bool:
    """The message an announcement was typed in was unsent: a draft goes, of one that was sent only the words."""
    mine = select(Broadcast).where(Broadcast.message_id == message_id, Broadcast.author_id == author_id)
    found = session.scalars(mine).all()
    for one in found:
        _forget(one)
    forget_everywhere(session, ABOUT, [one.id for one in found])
    return bool(found)


def forget_person(session: Session, person_id: int) -> None:
    """Forget what an erased person announced, sent or not, and that they were told anything."""
    found = session.scalars(select(Broadcast).where(Broadcast.author_id == person_id)).all()
    for one in found:
        _forget(one)
    forget_everywhere(session, ABOUT, [one.id for one in found])
    session.execute(delete(BroadcastReceiver).where(BroadcastReceiver.person_id == person_id))


def _forget(broadcast: Broadcast) -> None:
    broadcast.words, broadcast.message_id = None, None
    if broadcast.state != BroadcastState.DONE:
        broadcast.state = BroadcastState.CANCELLED.value

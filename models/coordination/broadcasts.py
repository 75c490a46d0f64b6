"""Announcements: typed, addressed, previewed and confirmed; then queued once for each receiver, also after crashes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, TypeVarTuple, cast

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    Table,
    Text,
    case,
    delete,
    func,
    insert,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy import cast as cast_to
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.messaging.deliveries import Delivery, DeliveryState
from models.messaging.delivery_erasure import forget_everywhere
from models.people.people import Person
from models.storage.base import Base, BigId, OneOf

Columns = TypeVarTuple("Columns")
_UNDER_WAY: Final = "state IN ('queuing', 'queued')"
_SCHEDULED: Final = "state = 'scheduled'"


class BroadcastState(StrEnum):
    """The state of an announcement."""

    DRAFT = "draft"  # typed; nothing is sent
    SCHEDULED = "scheduled"  # confirmed, to be sent at its time; until then it can be stopped
    QUEUING = "queuing"  # confirmed; its receivers' deliveries are being stored
    QUEUED = "queued"  # all deliveries are stored, and some are not sent yet
    DONE = "done"
    CANCELLED = "cancelled"


class ReceiverState(StrEnum):
    """What was done for one receiver."""

    QUEUED = "queued"
    NOT_JOINED = "not_joined"  # has not registered with the bot
    BLOCKED = "blocked"  # has blocked the bot


@dataclass(frozen=True, slots=True)
class BroadcastAudience:
    """The chosen receivers: people in these roles, of a phase, of any of these agencies (names) and areas (codes),
    perhaps without those on leave; or only the `people` with these ids. `regions` are the parts of the country whose
    provinces are among the areas, `group` is what the people have in common: both say only how it was said."""

    roles: tuple[str, ...] = ("participant",)
    phase: int | None = None
    agencies: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    without_leave: bool = False
    people: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    group: str | None = None


class Broadcast(Base):
    """One announcement. `audience` has the chosen receivers; people up to the id `reached` are done. It is sent at
    `send_at` (programme time), or at once if that is None; its other times are real time."""

    __tablename__ = "broadcast"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    author_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id"))
    message_id: Mapped[str | None]  # LINE's id of the message in which it was typed
    words: Mapped[str | None]
    audience: Mapped[dict[str, Any]]
    state: Mapped[BroadcastState] = mapped_column(OneOf(BroadcastState))
    reached: Mapped[int] = mapped_column(BigId, default=0)
    send_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    queued_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_broadcast_author_id", "author_id", "id"),
        Index("ix_broadcast_message_id", "message_id"),
        Index("ix_broadcast_scheduled", "send_at", sqlite_where=text(_SCHEDULED), postgresql_where=text(_SCHEDULED)),
        Index("ix_broadcast_under_way", "id", sqlite_where=text(_UNDER_WAY), postgresql_where=text(_UNDER_WAY)),
    )

    @property
    def to(self) -> BroadcastAudience:
        return audience_of(self.audience)

    def address(self, audience: BroadcastAudience) -> None:
        self.audience = as_json(audience)

    def rewrite(self, words: str, message_id: str | None) -> None:
        """Put other words in the place of these."""
        self.words, self.message_id = words, message_id

    def give_back(self) -> None:
        """Make a draft of an announcement whose time is over: it was not sent."""
        self.state, self.send_at, self.confirmed_at = BroadcastState.DRAFT, None, None


class BroadcastReceiver(Base):
    """One receiver who is done. Because each has one row, they get the announcement once. The delivery's state says
    whether it was sent."""

    __tablename__ = "broadcast_receiver"

    broadcast_id: Mapped[int] = mapped_column(BigId, ForeignKey("broadcast.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    receipt: Mapped[ReceiverState] = mapped_column(OneOf(ReceiverState))
    delivery_id: Mapped[int | None] = mapped_column(BigId)

    __table_args__ = (Index("ix_broadcast_receiver_person_id", "person_id"),)


_IS_UNDER_WAY: ColumnElement[bool] = literal_column(f"broadcast.{_UNDER_WAY}")
_IS_SCHEDULED: ColumnElement[bool] = literal_column(f"broadcast.{_SCHEDULED}")


ABOUT: Final = "broadcast"  # the subject of its deliveries
REFUSED: Final = "refused"  # refused by LINE, or uncertain
_WAITING: Final = (DeliveryState.DUE, DeliveryState.SEALED, DeliveryState.PARKED)


def as_json(audience: BroadcastAudience) -> dict[str, Any]:
    return {
        "roles": list(audience.roles),
        "phase": audience.phase,
        "agencies": list(audience.agencies),
        "areas": list(audience.areas),
        "without_leave": audience.without_leave,
        "people": list(audience.people),
        "regions": list(audience.regions),
        "group": audience.group,
    }


def audience_of(said: Mapping[str, Any]) -> BroadcastAudience:
    """Return the audience of `as_json`, also of an older announcement, which had one agency and one area."""
    return BroadcastAudience(
        roles=tuple(said.get("roles", ())),
        phase=said.get("phase"),
        agencies=tuple(said.get("agencies", [said["agency"]] if said.get("agency") else ())),
        areas=tuple(said.get("areas", [said["area"]] if said.get("area") else ())),
        without_leave=said.get("without_leave", False),
        people=tuple(said.get("people", ())),
        regions=tuple(said.get("regions", ())),
        group=said.get("group"),
    )


def draft(
    session: Session,
    author_id: int,
    words: str | None,
    message_id: str | None,
    now: datetime,
    audience: BroadcastAudience | None = None,
) -> Broadcast:
    """Store an announcement as typed, without words if its picture came first. It is not sent."""
    new = Broadcast(
        author_id=author_id,
        message_id=message_id,
        words=words,
        audience=as_json(audience or BroadcastAudience()),
        state=BroadcastState.DRAFT,
        reached=0,
        created_at=now,
    )
    session.add(new)
    session.flush()
    return new


def owned(session: Session, broadcast_id: int, author_id: int) -> Broadcast | None:
    """Return an announcement of this author, or None, also if it is somebody else's."""
    return session.scalar(select(Broadcast).where(Broadcast.id == broadcast_id, Broadcast.author_id == author_id))


def newest_draft(session: Session, author_id: int) -> Broadcast | None:
    """Return the announcement that an author typed last and has neither sent nor put away."""
    is_draft = (Broadcast.state == BroadcastState.DRAFT, Broadcast.words.is_not(None))
    mine = select(Broadcast).where(Broadcast.author_id == author_id, *is_draft)
    return session.scalar(mine.order_by(Broadcast.id.desc()).limit(1))


def newest_sent(session: Session, author_id: int) -> Broadcast | None:
    """Return the announcement of an author that is being sent, or was sent last."""
    sent = Broadcast.state.in_((BroadcastState.QUEUING, BroadcastState.QUEUED, BroadcastState.DONE))
    mine = select(Broadcast).where(Broadcast.author_id == author_id, sent)
    return session.scalar(mine.order_by(Broadcast.confirmed_at.desc(), Broadcast.id.desc()).limit(1))


def scheduled_by(session: Session, author_id: int) -> list[Broadcast]:
    """Return the announcements of an author that are to be sent later, the next one first."""
    mine = select(Broadcast).where(_IS_SCHEDULED, Broadcast.author_id == author_id)
    return list(session.scalars(mine.order_by(Broadcast.send_at, Broadcast.id)))


def confirm(session: Session, broadcast_id: int, author_id: int, now: datetime) -> bool:
    """Confirm a draft: it is sent at once, or waits for its time. Of two taps only one confirms."""
    state = case((Broadcast.send_at.is_(None), BroadcastState.QUEUING.value), else_=BroadcastState.SCHEDULED.value)
    return _move(session, broadcast_id, author_id, (BroadcastState.DRAFT,), state, confirmed_at=now)


def cancel(session: Session, broadcast_id: int, author_id: int) -> bool:
    """Cancel a draft, or one that waits for its time. What is being sent cannot be cancelled."""
    waiting = (BroadcastState.DRAFT, BroadcastState.SCHEDULED)
    return _move(session, broadcast_id, author_id, waiting, BroadcastState.CANCELLED)


def reopen(session: Session, broadcast_id: int, author_id: int) -> bool:
    """Make a draft again of one that waits for its time, so that it can be changed. It keeps its time."""
    return _move(session, broadcast_id, author_id, (BroadcastState.SCHEDULED,), BroadcastState.DRAFT, confirmed_at=None)


def _move(
    session: Session,
    broadcast_id: int,
    author_id: int,
    before: Sequence[BroadcastState],
    state: BroadcastState | ColumnElement[Any],
    **values: Any,
) -> bool:
    """Change the state. A conditional UPDATE must change one row, so that only one of two acts succeeds."""
    moved = session.execute(
        update(Broadcast)
        .where(Broadcast.id == broadcast_id, Broadcast.author_id == author_id, Broadcast.state.in_(before))
        .values(state=state, **values)
    )
    return bool(moved.rowcount == 1)  # type: ignore[attr-defined]


def due(session: Session, now: datetime) -> list[int]:
    """Return the announcements whose time has come, by `now` in programme time."""
    return list(session.scalars(select(Broadcast.id).where(_IS_SCHEDULED, Broadcast.send_at <= now)))


def next_instant(session: Session) -> datetime | None:
    """Return the time of the next announcement that waits for its time."""
    return session.scalar(select(func.min(Broadcast.send_at)).where(_IS_SCHEDULED))


def under_way(session: Session) -> list[Broadcast]:
    """Return the confirmed announcements that are not finished, oldest first."""
    return list(session.scalars(select(Broadcast).where(_IS_UNDER_WAY).order_by(Broadcast.id)))


def hold(session: Session, broadcast_id: int, state: BroadcastState = BroadcastState.QUEUING) -> Broadcast | None:
    """Lock an announcement in this state for one step. Return None if another process has it, or has done it."""
    return session.scalar(
        select(Broadcast)
        .where(Broadcast.id == broadcast_id, Broadcast.state == state)
        .with_for_update(skip_locked=True)
    )


def finish(session: Session, broadcast_id: int) -> None:
    """Mark an announcement as finished."""
    mine = (Broadcast.id == broadcast_id, Broadcast.state == BroadcastState.QUEUED)
    session.execute(update(Broadcast).where(*mine).values(state=BroadcastState.DONE))


@dataclass(frozen=True, slots=True)
class Receiver:
    """A receiver, with their chat if they have one that has not blocked the bot."""

    person_id: int
    chat_key: str | None
    receipt: ReceiverState


def not_yet(session: Session, broadcast_id: int, receivers: Sequence[Receiver]) -> list[Receiver]:
    """Return those receivers who are not done yet."""
    had = select(BroadcastReceiver.person_id).where(
        BroadcastReceiver.broadcast_id == broadcast_id,
        BroadcastReceiver.person_id.in_([one.person_id for one in receivers]),
    )
    done = set(session.scalars(had))
    return [one for one in receivers if one.person_id not in done]


def deal_with(
    session: Session, broadcast_id: int, receivers: Sequence[Receiver], delivery_of: Mapping[int, int]
) -> None:
    """Store that these receivers are done, with the delivery of each who can be reached.

    If one of them is already done, this raises an error, so that the transaction cannot send to them twice.
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
class BroadcastProgress:
    """The progress: how many receivers there are, and for how many it was sent, waits or failed."""

    people: int = 0
    sent: int = 0
    waiting: int = 0
    failed: int = 0


def progress(session: Session, broadcast_id: int) -> BroadcastProgress:
    rows = session.execute(
        select(Delivery.state, func.count())
        .select_from(BroadcastReceiver)
        .outerjoin(Delivery, Delivery.id == BroadcastReceiver.delivery_id)
        .where(
            BroadcastReceiver.broadcast_id == broadcast_id,
            BroadcastReceiver.receipt == ReceiverState.QUEUED,
        )
        .group_by(Delivery.state)
    )
    counts: dict[str | None, int] = {row[0]: row[1] for row in rows}
    sent = counts.get(DeliveryState.SENT, 0)
    waiting = sum(counts.get(state.value, 0) for state in _WAITING)
    people = sum(counts.values())
    return BroadcastProgress(people, sent, waiting, people - sent - waiting)


SENT: Final = "sent"
WAITING: Final = "waiting"
_NOT_REACHED: Final = (ReceiverState.NOT_JOINED, ReceiverState.BLOCKED, REFUSED)


@dataclass(frozen=True, slots=True)
class ReceiverStatus:
    """What became of an announcement for one receiver: "sent", "waiting", or why they were not reached."""

    name: str
    status: str


def statuses(
    session: Session,
    broadcast_id: int,
    among: ColumnElement[bool],
    most: int,
    *,
    start: int = 0,
    only: Sequence[str] | None = None,
) -> list[ReceiverStatus]:
    """Return at most `most` receivers from the place `start` on: those to whom it was sent first, then those who wait,
    then those not reached, each group by name. `among` limits them to the people whom the author may see now."""
    status = _status()
    group = case((status == SENT, 0), (status == WAITING, 1), else_=2)
    found = _receivers_with(select(Person.name, status), broadcast_id).where(among)
    if only is not None:
        found = found.where(status.in_(only))
    rows = session.execute(found.order_by(group, Person.name, Person.id).offset(start).limit(most))
    return [ReceiverStatus(name, str(status)) for name, status in rows]


def status_counts(session: Session, broadcast_id: int, among: ColumnElement[bool]) -> dict[str, int]:
    """Return how many of the receivers in `among` have each status."""
    status = _status()
    rows = session.execute(
        _receivers_with(select(status.label("status"), func.count()), broadcast_id).where(among).group_by("status")
    )
    return {str(row[0]): row[1] for row in rows}


def unreachable(session: Session, broadcast_id: int, among: ColumnElement[bool], most: int) -> list[ReceiverStatus]:
    """Return at most `most` people who were not reached: not joined, blocked, refused by LINE."""
    return statuses(session, broadcast_id, among, most, only=_NOT_REACHED)


def _receivers_with(found: Select[*Columns], broadcast_id: int) -> Select[*Columns]:
    return (
        found.select_from(BroadcastReceiver)
        .join(Person, Person.id == BroadcastReceiver.person_id)
        .outerjoin(Delivery, Delivery.id == BroadcastReceiver.delivery_id)
        .where(BroadcastReceiver.broadcast_id == broadcast_id)
    )


def _status() -> ColumnElement[str]:
    """Return the status of a receiver, from what was done for them and what became of their delivery."""
    return case(
        (BroadcastReceiver.receipt != ReceiverState.QUEUED, cast_to(BroadcastReceiver.receipt, Text)),
        (Delivery.state == DeliveryState.SENT, SENT),
        (Delivery.state.in_(_WAITING), WAITING),
        else_=REFUSED,
    )


def not_reached(session: Session, broadcast_id: int) -> int:
    """Return how many people could not be written to."""
    missed = select(func.count()).select_from(BroadcastReceiver)
    return (
        session.scalar(
            missed.where(
                BroadcastReceiver.broadcast_id == broadcast_id, BroadcastReceiver.receipt != ReceiverState.QUEUED
            )
        )
        or 0
    )


def forget_message(session: Session, message_id: str, author_id: int) -> bool:
    """Delete a draft whose message was unsent. Of a sent announcement only the words are deleted."""
    mine = select(Broadcast).where(Broadcast.message_id == message_id, Broadcast.author_id == author_id)
    found = session.scalars(mine).all()
    for one in found:
        _forget(one)
    forget_everywhere(session, ABOUT, [one.id for one in found])
    return bool(found)


def forget_person(session: Session, person_id: int) -> None:
    """Delete the words of an erased person's announcements, and that they received any."""
    found = session.scalars(select(Broadcast).where(Broadcast.author_id == person_id)).all()
    for one in found:
        _forget(one)
    forget_everywhere(session, ABOUT, [one.id for one in found])
    session.execute(delete(BroadcastReceiver).where(BroadcastReceiver.person_id == person_id))


def _forget(broadcast: Broadcast) -> None:
    broadcast.words, broadcast.message_id = None, None
    if broadcast.state != BroadcastState.DONE:
        broadcast.state = BroadcastState.CANCELLED

"""Lanes: what makes one chat's work happen in order, by one process at a time, whoever dies.

Each chat has two: the inbound lane (its events wait for a worker) and the outbound lane (its deliveries wait for a
sender). A lane says when there is work (`ready_at`), who is at it (`holder`, until `held_until`), and counts what
arrived, so that work which comes while a holder finishes is never overlooked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import randbits
from typing import Any

from sqlalchemy import Index, and_, case, func, literal, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, BigId, Instant
from models.database import insert_or


class Way(StrEnum):
    """The direction of a lane."""

    IN = "in"
    OUT = "out"


# A turn takes milliseconds; a call to LINE may last until its timeouts (see bot/line/client.py), which must be shorter.
# PostgreSQL channels on which other processes hear of new work; nothing depends on their hearing it.
NOTIFICATIONS = {Way.IN: "castbot_in", Way.OUT: "castbot_out"}
LEASE = {Way.IN: timedelta(seconds=10), Way.OUT: timedelta(seconds=30)}


class Lane(Base):
    """One chat's work in one direction. Its times are real time, not programme time."""

    __tablename__ = "lane"

    chat_key: Mapped[str] = mapped_column(primary_key=True)
    way: Mapped[str] = mapped_column(primary_key=True)
    ready_at: Mapped[datetime | None]
    arrivals: Mapped[int] = mapped_column(BigId)
    holder: Mapped[int | None] = mapped_column(BigId)
    held_until: Mapped[datetime | None]

    __table_args__ = (Index("ix_lane_ready", "way", "ready_at"),)


@dataclass(frozen=True, slots=True)
class Claim:
    """A lane taken: only who shows the same `holder` may let it go, and `arrivals` is what had come by then."""

    chat_key: str
    way: Way
    holder: int
    arrivals: int
    abandoned: bool = False  # its last holder's lease ran out: what they were doing may have happened or not


def new_holder() -> int:
    """A number no other claim has: a claim is recognised by it, not by its process."""
    return randbits(62)


def announce(session: Session, way: Way, chat_keys: Iterable[str], ready_at: datetime) -> None:
    """Say that there is work for these chats from `ready_at` on."""
    rows = [_row(key, way, ready_at) for key in sorted(set(chat_keys))]  # sorted: two writers must not wait crosswise
    if not rows:
        return
    session.execute(_upsert(session), rows)
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_notify(NOTIFICATIONS[way], "")))


def announce_and_claim(session: Session, way: Way, chat_key: str, at: datetime) -> Claim | None:
    """Say that there is work for this chat now, and take its lane in the same statement if it was idle.

    None: somebody holds it, or older work waits in it; they will come to this too.
    """
    holder = new_holder()
    row = _row(chat_key, way, at) | {"holder": holder, "held_until": at + LEASE[way]}
    taken = session.execute(_upsert(session, take_if_idle=True).returning(Lane.holder, Lane.arrivals), row).one()
    return Claim(chat_key, way, holder, taken.arrivals) if taken.holder == holder else None


def _row(chat_key: str, way: Way, ready_at: datetime) -> dict[str, Any]:
    return {"chat_key": chat_key, "way": way.value, "ready_at": ready_at, "arrivals": 1}


def _upsert(session: Session, *, take_if_idle: bool = False) -> Any:
    new = insert_or(session, Lane)
    changes: dict[str, Any] = {
        "ready_at": case((Lane.ready_at <= new.excluded.ready_at, Lane.ready_at), else_=new.excluded.ready_at),
        "arrivals": Lane.arrivals + 1,
    }
    if take_if_idle:
        idle = and_(Lane.ready_at.is_(None), Lane.holder.is_(None))
        changes["holder"] = case((idle, new.excluded.holder), else_=Lane.holder)
        changes["held_until"] = case((idle, new.excluded.held_until), else_=Lane.held_until)
    return new.on_conflict_do_update(index_elements=["chat_key", "way"], set_=changes)


def claim(session: Session, way: Way, at: datetime, most: int) -> list[Claim]:
    """Take up to `most` lanes with work due at `at` that nobody holds, the longest waiting first."""
    free = or_(Lane.held_until.is_(None), Lane.held_until <= at)
    due = (
        select(Lane.chat_key, Lane.holder)
        .where(Lane.way == way.value, Lane.ready_at <= at, free)
        .order_by(Lane.ready_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    abandoned = {key: holder is not None for key, holder in session.execute(due)}
    if not abandoned:
        return []
    holder = new_holder()
    taken = session.execute(
        update(Lane)
        .where(Lane.way == way.value, Lane.chat_key.in_(abandoned))
        .values(holder=holder, held_until=at + LEASE[way])
        .returning(Lane.chat_key, Lane.arrivals)
    )
    return [Claim(key, way, holder, arrivals, abandoned[key]) for key, arrivals in taken]


def release(session: Session, held: Claim, *, next_at: datetime | None = None) -> bool:
    """Let a lane go; `next_at` is when its remaining work is due (None: there is none).

    What arrived since the claim keeps the lane ready. False: the lease had run out and another holds the lane,
    so the caller's work must not be committed.
    """
    let_go = session.execute(
        update(Lane)
        .where(Lane.chat_key == held.chat_key, Lane.way == held.way.value, Lane.holder == held.holder)
        .values(
            holder=None,
            held_until=None,
            ready_at=case((Lane.arrivals == held.arrivals, literal(next_at, Instant())), else_=Lane.ready_at),
        )
    )
    return bool(let_go.rowcount == 1)  # type: ignore[attr-defined]


def next_due(session: Session, way: Way, at: datetime) -> datetime | None:
    """When the next lane that nobody holds at `at` becomes due."""
    free = or_(Lane.held_until.is_(None), Lane.held_until <= at)
    return session.scalar(
        select(func.min(Lane.ready_at)).where(Lane.way == way.value, Lane.ready_at.is_not(None), free)
    )

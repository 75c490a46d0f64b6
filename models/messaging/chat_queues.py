"""Chat queues: they keep the work of one chat in order, with one process at a time, also when processes die.

Each chat has two queues: one for events that wait for a worker, one for deliveries that wait for a sender. A row says
when there is work (`ready_at`) and who holds the queue (`holder`, until `held_until`), and counts what arrived, so
that work which arrives while a holder finishes is never overlooked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import randbits
from types import ModuleType
from typing import Any, cast

from sqlalchemy import Index, Table, bindparam, case, func, null, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId, OneOf, UtcInstant
from models.storage.batch import BatchSession


class Direction(StrEnum):
    """The direction of a chat queue."""

    IN = "in"
    OUT = "out"


# A turn takes milliseconds; a call to LINE may last until its timeouts (see bot/line/client.py), which must be shorter.
# PostgreSQL channels that tell other processes of new work. A lost notification only delays the work.
NOTIFICATIONS = {Direction.IN: "castbot_in", Direction.OUT: "castbot_out"}
LEASE = {Direction.IN: timedelta(seconds=10), Direction.OUT: timedelta(seconds=30)}
# The end of a lease is taken for another clock's only if it is later than any can be by this much: who compares it may
# have read the time a while ago, and then waited for the database or stood still.
READ_BEFORE = timedelta(minutes=1)
# Nothing is stored to be due later than this: pauses after failures, and the wait for the pictures of an album.
LONGEST_WAIT = {Direction.IN: timedelta(seconds=30), Direction.OUT: timedelta(minutes=5)}


class ChatQueue(Base):
    """The work of one chat in one direction. Its times are real time, not programme time."""

    __tablename__ = "lane"

    chat_key: Mapped[str] = mapped_column(primary_key=True)
    way: Mapped[Direction] = mapped_column(OneOf(Direction), primary_key=True)
    ready_at: Mapped[datetime | None]
    arrivals: Mapped[int] = mapped_column(BigId)
    holder: Mapped[int | None] = mapped_column(BigId)
    held_until: Mapped[datetime | None]

    __table_args__ = (Index("ix_lane_ready", "way", "ready_at"),)


_LANE = cast(Table, ChatQueue.__table__)


def _upsert(dialect: ModuleType) -> Any:
    """Return the statement that queues work. It is built once, because it runs for every event and every request."""
    new = dialect.insert(_LANE)
    idle = _LANE.c.holder.is_(None)
    return new.on_conflict_do_update(
        index_elements=["chat_key", "way"],
        set_={
            "ready_at": case(
                (_LANE.c.ready_at <= new.excluded.ready_at, _LANE.c.ready_at), else_=new.excluded.ready_at
            ),
            "arrivals": _LANE.c.arrivals + 1,
            "holder": case((idle, new.excluded.holder), else_=_LANE.c.holder),
            "held_until": case((idle, new.excluded.held_until), else_=_LANE.c.held_until),
        },
    )


_UPSERT = {"sqlite": _upsert(sqlite), "postgresql": _upsert(postgresql)}
_IS_FREE = (
    _LANE.c.way == bindparam("its_way"),
    or_(
        _LANE.c.held_until.is_(None),
        _LANE.c.held_until <= bindparam("at", type_=UtcInstant()),
        _LANE.c.held_until > bindparam("no_lease_after", type_=UtcInstant()),  # stored by another clock
    ),
)
_NEXT_DUE = select(_LANE.c.ready_at).where(*_IS_FREE, _LANE.c.ready_at.is_not(None)).order_by(_LANE.c.ready_at).limit(1)
_NEXT_LEASE_END = select(func.min(_LANE.c.held_until)).where(
    _LANE.c.way == bindparam("its_way"),
    _LANE.c.ready_at.is_not(None),
    _LANE.c.held_until > bindparam("at", type_=UtcInstant()),
    _LANE.c.held_until <= bindparam("no_lease_after", type_=UtcInstant()),
)
_DUE = (
    select(_LANE.c.chat_key, _LANE.c.holder)
    .where(*_IS_FREE, _LANE.c.ready_at <= bindparam("at", type_=UtcInstant()))
    .order_by(_LANE.c.ready_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_TAKE = (
    update(_LANE)
    .where(_LANE.c.way == bindparam("its_way"), _LANE.c.chat_key.in_(bindparam("keys", expanding=True)))
    .values(holder=bindparam("new_holder"), held_until=bindparam("until", type_=UtcInstant()))
    .returning(_LANE.c.chat_key, _LANE.c.arrivals)
)
_MINE = (
    _LANE.c.chat_key == bindparam("its_key"),
    _LANE.c.way == bindparam("its_way"),
    _LANE.c.holder == bindparam("its_holder"),
)
_RENEW = update(_LANE).where(*_MINE).values(held_until=bindparam("until", type_=UtcInstant()))
_HOLDERS = (
    select(_LANE.c.chat_key, _LANE.c.holder)
    .where(_LANE.c.way == bindparam("its_way"), _LANE.c.chat_key.in_(bindparam("keys", expanding=True)))
    .order_by(_LANE.c.chat_key)
    .with_for_update()
)
_RELEASE = (
    update(_LANE)
    .where(*_MINE)
    .values(
        holder=null(),
        held_until=null(),
        ready_at=case(
            (_LANE.c.arrivals == bindparam("seen"), bindparam("next_at", type_=UtcInstant())), else_=_LANE.c.ready_at
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claimed queue. Only the same `holder` may release it; `arrivals` is the count at the time of the claim."""

    chat_key: str
    way: Direction
    holder: int
    arrivals: int
    abandoned: bool = False  # the lease of its last holder ended; what they were doing may be done or not


def new_holder() -> int:
    """Return a number that no other claim has. It identifies the claim, not the process."""
    return randbits(62)


def enqueue(session: Session, way: Direction, chat_keys: Iterable[str], ready_at: datetime) -> None:
    """Queue work for these chats from `ready_at` on."""
    enqueue_all(session, way, [QueuedWork(key, ready_at) for key in set(chat_keys)], ready_at)


@dataclass(frozen=True, slots=True)
class QueuedWork:
    """Work for one chat from `ready_at` on. With `claim` its queue is claimed too, if nobody holds it."""

    chat_key: str
    ready_at: datetime
    claim: bool = False


def enqueue_all(session: Session, way: Direction, news: Sequence[QueuedWork], at: datetime) -> dict[str, Claim]:
    """Queue work, once for each chat. Return the queues that were to be claimed and were free.

    The holders of the others will find this work too.
    """
    holder = new_holder()
    rows = [
        {
            "chat_key": new.chat_key,
            "way": way.value,
            "ready_at": new.ready_at,
            "arrivals": 1,
            "holder": holder if new.claim else None,
            "held_until": at + LEASE[way] if new.claim else None,
        }
        for new in sorted(news, key=lambda new: new.chat_key)  # sorted, so that two writers cannot deadlock
    ]
    if not rows:
        return {}
    upsert = _UPSERT[session.get_bind().dialect.name]
    claims = {}
    if any(new.claim for new in news):
        taken = session.execute(upsert.returning(_LANE.c.chat_key, _LANE.c.holder, _LANE.c.arrivals), rows)
        claims = {row.chat_key: Claim(row.chat_key, way, holder, row.arrivals) for row in taken if row.holder == holder}
    else:
        session.execute(upsert, rows)
    if len(claims) < len(news):  # some are left for others
        _tell_others(session, way)
    return claims


def _tell_others(session: Session, way: Direction) -> None:
    """Wake who waits for work, in this process and, on PostgreSQL, in others."""
    _signal(session, way)
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_notify(NOTIFICATIONS[way], "")))


def _signal(session: Session, way: Direction) -> None:
    if isinstance(session, BatchSession):
        session.signal(way)


def first_due(session: Session, way: Direction, now: datetime) -> tuple[str, datetime] | None:
    """Return (chat, since when) of the queue that has been due for the longest time, whoever holds it."""
    found = session.execute(
        select(_LANE.c.chat_key, _LANE.c.ready_at)
        .where(_LANE.c.way == way, _LANE.c.ready_at <= now)
        .order_by(_LANE.c.ready_at)
        .limit(1)
    ).one_or_none()
    return (found.chat_key, found.ready_at) if found else None


def next_due(session: Session, way: Direction, at: datetime) -> datetime | None:
    """Return from when on a claim might find work: when the first queue that nobody holds at `at` is due, or the first
    lease on one with work ends. None if no work waits. This locks nothing, for idle processes."""
    ready_at: datetime | None = session.execute(_NEXT_DUE, _free_at(way, at)).scalar()
    if ready_at is not None and ready_at <= at:
        return ready_at
    lease_ends = session.execute(_NEXT_LEASE_END, _free_at(way, at)).scalar()
    return min((instant for instant in (ready_at, lease_ends) if instant is not None), default=None)


def _free_at(way: Direction, at: datetime) -> dict[str, object]:
    """Return the parameters of _IS_FREE."""
    return {"its_way": way.value, "at": at, "no_lease_after": at + LEASE[way] + READ_BEFORE}


def bring_forward(session: Session, at: datetime) -> int:
    """Make due at once what is stored to be due later than anything can be: it was stored by another clock, before the
    host or the database was moved. Return how many queues there were."""
    found = 0
    for way, longest in LONGEST_WAIT.items():
        too_far = update(_LANE).where(_LANE.c.way == way.value, _LANE.c.ready_at > at + longest)
        found += int(session.execute(too_far.values(ready_at=at)).rowcount)  # type: ignore[attr-defined]
    return found


def is_due(due_at: datetime, at: datetime, way: Direction) -> bool:
    """Return whether work is due. What is due later than anything can be was stored by another clock, and is due."""
    return not at < due_at <= at + LONGEST_WAIT[way]


def claim(session: Session, way: Direction, at: datetime, most: int) -> list[Claim]:
    """Claim up to `most` queues with work due at `at` that nobody holds, the longest waiting first."""
    abandoned = {
        row.chat_key: row.holder is not None for row in session.execute(_DUE, _free_at(way, at) | {"most": most})
    }
    if not abandoned:
        return []
    holder = new_holder()
    taken = session.execute(
        _TAKE,
        {"its_way": way.value, "keys": list(abandoned), "new_holder": holder, "until": at + LEASE[way]},
    )
    return [Claim(key, way, holder, arrivals, abandoned[key]) for key, arrivals in taken]


def lock_rows(session: Session, way: Direction, chat_keys: Iterable[str]) -> None:
    """Lock queues in a fixed order before they are changed one by one, so that two processes cannot deadlock."""
    mine = (_LANE.c.way == way.value) & _LANE.c.chat_key.in_(sorted(chat_keys))
    session.execute(select(_LANE.c.chat_key).where(mine).order_by(_LANE.c.chat_key).with_for_update())


def renew(session: Session, held: Claim, at: datetime) -> bool:
    """Let a claim last for a whole lease from `at`. Return False if somebody else holds the queue by now."""
    mine = {"its_key": held.chat_key, "its_way": held.way.value, "its_holder": held.holder}
    renewed = session.execute(_RENEW, mine | {"until": at + LEASE[held.way]})
    return bool(renewed.rowcount == 1)  # type: ignore[attr-defined]


def still_held(session: Session, way: Direction, claims: Sequence[Claim]) -> set[Claim]:
    """Return which of these claims are still in force. Nobody takes their queues until the end of the transaction."""
    rows = session.execute(_HOLDERS, {"its_way": way.value, "keys": [claim.chat_key for claim in claims]})
    holders = {row.chat_key: row.holder for row in rows}
    return {claim for claim in claims if holders.get(claim.chat_key) == claim.holder}


def take_away(session: Session, way: Direction, chat_keys: Iterable[str]) -> None:
    """Take queues from whoever holds them, once what they have released is committed: nothing that they still do for
    these chats can be committed any more. Others may claim the queues at once."""
    theirs = update(_LANE).where(_LANE.c.way == way.value, _LANE.c.chat_key.in_(sorted(chat_keys)))
    session.execute(theirs.values(holder=null(), held_until=null()))


def release(session: Session, held: Claim, *, next_at: datetime | None = None) -> bool:
    """Release a queue. `next_at` is when its remaining work is due (None: there is none).

    If work has arrived since the claim, the queue stays ready. Return False if the lease has ended and another process
    holds the queue; then the caller's work must not be committed.
    """
    return release_all(session, [(held, next_at)])


def release_all(session: Session, held: Sequence[tuple[Claim, datetime | None]]) -> bool:
    """Release queues, each with its next due instant. Return False if at least one was no longer held."""
    rows = [
        {
            "its_key": claim.chat_key,
            "its_way": claim.way.value,
            "its_holder": claim.holder,
            "seen": claim.arrivals,
            "next_at": next_at,
        }
        for claim, next_at in sorted(held, key=lambda one: one[0].chat_key)
    ]
    if not rows:
        return True
    let_go = session.execute(_RELEASE, rows)
    for way in {claim.way for claim, _ in held}:
        _signal(session, way)  # work may have come while the queues were held
    return bool(let_go.rowcount == len(rows))  # type: ignore[attr-defined]

"""Rehearsals of the programme's season that were asked for on the web, and what came of them."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import ForeignKey, LargeBinary, delete, select, update
from sqlalchemy.orm import Mapped, Session, defer, mapped_column

from models.storage.base import Base, BigId, OneOf

KEPT: Final = 3  # of those that are over, the newest


class RehearsalState(StrEnum):
    """How far a rehearsal has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Rehearsal(Base):
    """One rehearsal. Times are real time. `share` is how many of a hundred report each day; `programme` the hash of
    the programme's files of which it was made; `day` and `messages` how far it has come.

    `result` is gzipped JSON (scheduler/rehearsal/result.py); texts in it name people, so an erasure deletes it.
    """

    __tablename__ = "rehearsal"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id", ondelete="SET NULL"))
    state: Mapped[RehearsalState] = mapped_column(OneOf(RehearsalState))
    share: Mapped[int]
    asked_at: Mapped[datetime]
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    programme: Mapped[str | None]
    day: Mapped[date | None]
    messages: Mapped[int]
    error: Mapped[str | None]  # the key of a sentence
    result: Mapped[bytes | None] = mapped_column(LargeBinary)


def ask(session: Session, person_id: int, share: int, now: datetime) -> Rehearsal:
    """Ask for a rehearsal. One that waits or runs already is the one that is meant, whoever asked for it."""
    known = open_one(session)
    if known is not None:
        return known
    made = Rehearsal(person_id=person_id, state=RehearsalState.WAITING, share=share, asked_at=now, messages=0)
    session.add(made)
    session.flush()
    return made


def open_one(session: Session) -> Rehearsal | None:
    """Return the rehearsal that waits or runs."""
    undone = Rehearsal.state.in_((RehearsalState.WAITING, RehearsalState.RUNNING))
    return session.scalar(select(Rehearsal).where(undone).order_by(Rehearsal.id).limit(1))


def newest(session: Session) -> Rehearsal | None:
    """Return the rehearsal that was asked for last, without its result."""
    return session.scalar(select(Rehearsal).order_by(Rehearsal.id.desc()).options(defer(Rehearsal.result)).limit(1))


def newest_done(session: Session) -> Rehearsal | None:
    """Return the last one of which there is a result, without the result."""
    done = select(Rehearsal).where(Rehearsal.state == RehearsalState.DONE, Rehearsal.result.is_not(None))
    return session.scalar(done.order_by(Rehearsal.id.desc()).options(defer(Rehearsal.result)).limit(1))


def result_of(session: Session, rehearsal_id: int) -> bytes | None:
    return session.scalar(select(Rehearsal.result).where(Rehearsal.id == rehearsal_id))


def claim(session: Session, rehearsal_id: int, now: datetime, *, stale_before: datetime) -> bool:
    """Take a rehearsal that waits, or whose process died. Return whether this call took it."""
    lost = (Rehearsal.state == RehearsalState.RUNNING) & (Rehearsal.began_at < stale_before)
    free = (Rehearsal.state == RehearsalState.WAITING) | lost
    taken = update(Rehearsal).where(Rehearsal.id == rehearsal_id, free)
    done = session.execute(taken.values(state=RehearsalState.RUNNING, began_at=now, day=None, messages=0))
    return int(done.rowcount) == 1  # type: ignore[attr-defined]


def come_to(session: Session, rehearsal_id: int, day: date, messages: int) -> None:
    """Note how far one has come."""
    _set(session, rehearsal_id, day=day, messages=messages)


def end(session: Session, rehearsal_id: int, now: datetime, programme: str, result: bytes, messages: int) -> None:
    _set(
        session,
        rehearsal_id,
        state=RehearsalState.DONE,
        ended_at=now,
        programme=programme,
        result=result,
        messages=messages,
    )
    over = select(Rehearsal.id).where(Rehearsal.ended_at.is_not(None)).order_by(Rehearsal.id.desc()).offset(KEPT)
    session.execute(delete(Rehearsal).where(Rehearsal.id.in_(list(session.scalars(over)))))


def fail(session: Session, rehearsal_id: int, now: datetime, error: str) -> None:
    _set(session, rehearsal_id, state=RehearsalState.FAILED, ended_at=now, error=error)


def forget_results(session: Session) -> None:
    """Delete what came of all rehearsals: somebody who is named in one was erased."""
    session.execute(delete(Rehearsal).where(Rehearsal.ended_at.is_not(None)))


def all_of(session: Session) -> Sequence[Rehearsal]:
    return session.scalars(select(Rehearsal).order_by(Rehearsal.id)).all()


def _set(session: Session, rehearsal_id: int, **values: object) -> None:
    session.execute(update(Rehearsal).where(Rehearsal.id == rehearsal_id).values(**values))

"""Leave, mutes and holidays. Leave and holidays change which reports are expected; a mute only what is sent."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ForeignKey, Index, bindparam, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId
from models.storage.batch import rows_of
from models.storage.database import insert_or


class Leave(Base):
    """A person's leave or training from one day to another, both included. A cancelled leave does not count."""

    __tablename__ = "leave"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    from_day: Mapped[date]
    to_day: Mapped[date]
    said_by: Mapped[int] = mapped_column(BigId)  # who told the bot: the person, or a coordinator
    created_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_leave_person_id", "person_id", "to_day"), Index("ix_leave_to_day", "to_day"))


class Mute(Base):
    """Days, first and last included, on which a person gets no reminders, at their own wish."""

    __tablename__ = "mute"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    from_day: Mapped[date]
    to_day: Mapped[date]
    created_at: Mapped[datetime]

    __table_args__ = (Index("ix_mute_person_id", "person_id", "to_day"), Index("ix_mute_to_day", "to_day"))


class ExtraHoliday(Base):
    """A holiday for everybody that was declared late and is in no calendar."""

    __tablename__ = "extra_holiday"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str]
    added_by: Mapped[int] = mapped_column(BigId)
    added_at: Mapped[datetime]


def grant(session: Session, person_id: int, first: date, last: date, *, said_by: int, now: datetime) -> Leave:
    """Store a leave and return it. If the same leave exists, return that one."""
    same = session.scalar(
        select(Leave).where(
            Leave.person_id == person_id, Leave.from_day == first, Leave.to_day == last, Leave.cancelled_at.is_(None)
        )
    )
    if same is not None:
        return same
    leave = Leave(person_id=person_id, from_day=first, to_day=last, said_by=said_by, created_at=now)
    session.add(leave)
    session.flush()
    return leave


def owned(session: Session, leave_id: int, person_id: int) -> Leave | None:
    """Return a leave of this person, or None, also if it is somebody else's."""
    return session.scalar(select(Leave).where(Leave.id == leave_id, Leave.person_id == person_id))


def coming(session: Session, person_id: int, today: date) -> list[Leave]:
    """Return a person's leaves that are not over."""
    mine = select(Leave).where(Leave.person_id == person_id, Leave.to_day >= today, Leave.cancelled_at.is_(None))
    return list(session.scalars(mine.order_by(Leave.from_day, Leave.id)))


def spans(session: Session, person_ids: Iterable[int], first: date, last: date) -> list[Leave]:
    """Return the leaves of these people that overlap the days from `first` to `last`."""
    return list(
        session.scalars(
            select(Leave)
            .where(Leave.person_id.in_(list(person_ids)), Leave.from_day <= last, Leave.to_day >= first)
            .where(Leave.cancelled_at.is_(None))
            .order_by(Leave.person_id, Leave.from_day)
        )
    )


def days_off(session: Session, person_ids: Iterable[int], first: date, last: date) -> dict[int, set[date]]:
    """Return each person's days of leave from `first` to `last`; people without any are left out."""
    found: dict[int, set[date]] = {}
    for person_id, from_day, to_day in rows_of(session, _DAYS_OFF, people=list(person_ids), first=first, last=last):
        start, end = max(from_day, first), min(to_day, last)
        days = {start + timedelta(n) for n in range((end - start).days + 1)}
        found.setdefault(person_id, set()).update(days)
    return found


_DAYS_OFF: Final = (
    select(Leave.person_id, Leave.from_day, Leave.to_day)
    .where(Leave.person_id.in_(bindparam("people", expanding=True)), Leave.cancelled_at.is_(None))
    .where(Leave.from_day <= bindparam("last"), Leave.to_day >= bindparam("first"))
)


def mute(session: Session, person_id: int, first: date, last: date, now: datetime) -> None:
    """Store that a person wants no reminders on these days."""
    session.add(Mute(person_id=person_id, from_day=first, to_day=last, created_at=now))


def unmute(session: Session, person_id: int, today: date) -> bool:
    """End a person's mutes from today on. Return False if there were none."""
    asked = session.scalars(select(Mute).where(Mute.person_id == person_id, Mute.to_day >= today)).all()
    for one in asked:
        if one.from_day >= today:
            session.delete(one)
        else:
            one.to_day = today - timedelta(days=1)
    return bool(asked)


def muted(session: Session, person_ids: Iterable[int], day: date) -> set[int]:
    """Return those of these people who want no reminders on a day."""
    return {row[0] for row in rows_of(session, _MUTED, people=list(person_ids), day=day)}


_MUTED: Final = select(Mute.person_id).where(
    Mute.person_id.in_(bindparam("people", expanding=True)),
    Mute.from_day <= bindparam("day"),
    Mute.to_day >= bindparam("day"),
)


def forget_person(session: Session, person_id: int) -> None:
    session.execute(delete(Leave).where(Leave.person_id == person_id))
    session.execute(delete(Mute).where(Mute.person_id == person_id))


def add_holiday(session: Session, day: date, name: str, *, added_by: int, now: datetime) -> bool:
    """Add a holiday for everybody. Return False if the day was added before; it keeps its name."""
    new = insert_or(session, ExtraHoliday).on_conflict_do_nothing(index_elements=["day"])
    added = session.execute(
        new.returning(ExtraHoliday.day), {"day": day, "name": name, "added_by": added_by, "added_at": now}
    )
    return added.first() is not None


def remove_holiday(session: Session, day: date) -> bool:
    removed = session.execute(delete(ExtraHoliday).where(ExtraHoliday.day == day).returning(ExtraHoliday.day))
    return removed.first() is not None


def extra_holidays(session: Session) -> list[ExtraHoliday]:
    return list(session.scalars(select(ExtraHoliday).order_by(ExtraHoliday.day)))

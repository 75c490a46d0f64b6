"""The rate at which all senders together may call LINE, stored as the instant of the next free call."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base
from models.storage.database import insert_or

MOST_RESERVED = 4000  # calls: more than all threads of all senders wait for


class Rate(Base):
    """The rate of one endpoint: the next call is free at `next_at` (real time)."""

    __tablename__ = "rate"

    endpoint: Mapped[str] = mapped_column(primary_key=True)
    next_at: Mapped[datetime]


def reserve(session: Session, endpoint: str, calls: int, per_second: float, now: datetime) -> datetime:
    """Reserve `calls` calls at `per_second` for all senders together. Return the instant of the first."""
    session.execute(
        insert_or(session, Rate).on_conflict_do_nothing(index_elements=["endpoint"]),
        {"endpoint": endpoint, "next_at": now},
    )
    free_at = session.scalars(select(Rate.next_at).where(Rate.endpoint == endpoint).with_for_update()).one()
    plausible = free_at <= now + timedelta(seconds=MOST_RESERVED / per_second)  # else another clock stored it
    start = max(free_at, now) if plausible else now
    session.execute(
        update(Rate).where(Rate.endpoint == endpoint).values(next_at=start + timedelta(seconds=calls / per_second))
    )
    return start

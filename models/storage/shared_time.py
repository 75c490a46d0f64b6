"""The time that all processes at one database share. It runs evenly, whatever is done to their hosts' wall clocks.

Shared time is a reference plus `ahead`, which is stored here. On SQLite, which serves one host, the reference is the
host's monotonic clock, which begins anew with each boot. On PostgreSQL it is the server's clock; if that is set, the
process that sees it first changes `ahead` by as much. bot/shared_time.py says how a process keeps it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId
from models.storage.database import insert_or

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
ONLY: int = 1


class SharedTime(Base):
    """The only row. `boot` is the boot of the host whose monotonic clock is the reference, or empty on PostgreSQL;
    `ahead` is in microseconds; `changes` tells one value of `ahead` from the next."""

    __tablename__ = "shared_time"

    id: Mapped[int] = mapped_column(primary_key=True)
    boot: Mapped[str]
    ahead: Mapped[int] = mapped_column(BigId)
    changes: Mapped[int] = mapped_column(BigId)


@dataclass(frozen=True, slots=True)
class StoredTime:
    """What is stored: how far shared time is ahead of its reference."""

    boot: str
    ahead: int
    changes: int


def stored(session: Session) -> StoredTime | None:
    row = session.execute(select(SharedTime.boot, SharedTime.ahead, SharedTime.changes)).one_or_none()
    return StoredTime(*row) if row else None


def server_clock(session: Session) -> int:
    """Return the time of PostgreSQL's host in microseconds of Unix time."""
    now: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return (now - EPOCH) // MICROSECOND


def begin(session: Session, boot: str, ahead: int) -> None:
    """Store how far shared time is ahead of the reference of this `boot`, unless somebody has done so."""
    row = {"id": ONLY, "boot": boot, "ahead": ahead, "changes": 0}
    session.execute(insert_or(session, SharedTime).on_conflict_do_nothing(index_elements=["id"]), row)
    values = {"boot": boot, "ahead": ahead, "changes": SharedTime.changes + 1}
    session.execute(update(SharedTime).where(SharedTime.boot != boot).values(values))


def correct(session: Session, changes: int, by: int) -> None:
    """Change `ahead`, unless somebody else has changed it since."""
    values = {"ahead": SharedTime.ahead + by, "changes": SharedTime.changes + 1}
    session.execute(update(SharedTime).where(SharedTime.changes == changes).values(values))

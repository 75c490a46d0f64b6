"""Who looked at whom: that on a day somebody was shown, or fetched, what is kept of somebody else. Only numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import Index, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId, OneOf
from models.storage.database import insert_or

KEPT_FOR: Final = timedelta(days=180)
AT_ONCE: Final = 500  # rows of one statement


class ViewingWay(StrEnum):
    """How something was seen or fetched."""

    PAGE = "page"  # a page of /app
    CHAT = "chat"
    DOWNLOAD = "download"  # a file of an export, photos with captions
    FEED = "feed"  # a live feed


class Viewing(Base):
    """One day on which one person looked at another in one way, how often, and when first and last."""

    __tablename__ = "viewing"

    by_person_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    way: Mapped[ViewingWay] = mapped_column(OneOf(ViewingWay), primary_key=True)
    times: Mapped[int]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]

    __table_args__ = (Index("ix_viewing_person_id", "person_id", "day"), Index("ix_viewing_day", "day"))


@dataclass(frozen=True, slots=True)
class ViewingKey:
    """What is counted together."""

    by_person_id: int
    day: date
    person_id: int
    way: ViewingWay


@dataclass(slots=True)
class ViewingCount:
    """How often, and when first and last (programme time)."""

    times: int
    first_at: datetime
    last_at: datetime


def note(
    session: Session, by_person_id: int, person_ids: Iterable[int], way: ViewingWay, day: date, at: datetime
) -> None:
    """Store that a person was shown these people. One's own data is nobody else's to look at."""
    others = sorted(set(person_ids) - {by_person_id})
    add(session, {ViewingKey(by_person_id, day, one, way): ViewingCount(1, at, at) for one in others})


def add(session: Session, counted: Mapping[ViewingKey, ViewingCount]) -> None:
    """Add counts to what is stored. In the order of the keys, so that two writers never wait for each other."""
    rows = [
        {
            "by_person_id": key.by_person_id, "day": key.day, "person_id": key.person_id, "way": key.way,
            "times": count.times, "first_at": count.first_at, "last_at": count.last_at,
        }
        for key, count in sorted(counted.items(), key=lambda one: (one[0].by_person_id, one[0].day, one[0].person_id))
    ]  # fmt: skip
    for start in range(0, len(rows), AT_ONCE):
        stored = insert_or(session, Viewing).values(rows[start : start + AT_ONCE])
        more = {"times": Viewing.times + stored.excluded.times, "last_at": stored.excluded.last_at}
        session.execute(stored.on_conflict_do_update(index_elements=list(Viewing.__table__.primary_key), set_=more))


def of_person(session: Session, person_id: int) -> Sequence[Viewing]:
    """Return who looked at a person, the newest day first."""
    theirs = select(Viewing).where(Viewing.person_id == person_id)
    return session.scalars(theirs.order_by(Viewing.day.desc(), Viewing.by_person_id, Viewing.way)).all()


def since(session: Session, first: date, by_person_id: int | None = None) -> Sequence[Viewing]:
    """Return who looked at whom from a day on, of one who looked or of all."""
    found = select(Viewing).where(Viewing.day >= first)
    if by_person_id is not None:
        found = found.where(Viewing.by_person_id == by_person_id)
    return session.scalars(found.order_by(Viewing.by_person_id, Viewing.person_id, Viewing.day, Viewing.way)).all()


def forget_person(session: Session, person_id: int) -> None:
    """Delete who looked at a person. That a number which is no person any more looked at others stays, as in the
    audit."""
    session.execute(delete(Viewing).where(Viewing.person_id == person_id))


def clear(session: Session, before: date) -> None:
    """Delete what is older."""
    session.execute(delete(Viewing).where(Viewing.day < before))

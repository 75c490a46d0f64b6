"""Which summaries a coordinator has read today in the chat, so that an equal one is not pushed on the same day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ForeignKey, delete, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId


class ReadSummary(Base):
    """A summary of some days, of all whom a coordinator sees, as they last read it: on which day, and the digest of
    what it said needs somebody (`Summary.digest`). Those of earlier days are deleted with the next one."""

    __tablename__ = "read_summary"

    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    first: Mapped[date] = mapped_column(primary_key=True)
    last: Mapped[date] = mapped_column(primary_key=True)
    day: Mapped[date]
    digest: Mapped[str]


def note(session: Session, person_id: int, first: date, last: date, day: date, digest: str) -> None:
    """Store that a person reads a summary on this day."""
    mine = ReadSummary.person_id == person_id
    same = (ReadSummary.first == first) & (ReadSummary.last == last)
    session.execute(delete(ReadSummary).where(mine, or_(same, ReadSummary.day < day)))
    session.add(ReadSummary(person_id=person_id, first=first, last=last, day=day, digest=digest))
    session.flush()


def digests(session: Session, person_ids: Sequence[int], first: date, last: date, day: date) -> dict[int, str]:
    """Return the digest of these days' summary, by person, for those who read it on this day."""
    found = select(ReadSummary.person_id, ReadSummary.digest).where(
        ReadSummary.person_id.in_(person_ids),
        ReadSummary.first == first,
        ReadSummary.last == last,
        ReadSummary.day == day,
    )
    return {row.person_id: row.digest for row in session.execute(found)}


def forget_person(session: Session, person_id: int) -> None:
    session.execute(delete(ReadSummary).where(ReadSummary.person_id == person_id))

"""The one plan of a unit, as numbered revisions."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId


class UnitPlan(Base):
    """One revision of a unit's plan: what it says (`words`), or since the second what has changed. `words` is None when
    they were taken back, or their author is erased."""

    __tablename__ = "unit_plan"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unit: Mapped[str]
    number: Mapped[int]
    words: Mapped[str | None]
    by_person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    message_id: Mapped[str | None]
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("unit", "number"),
        Index("ix_unit_plan_by_person_id", "by_person_id"),
        Index("ix_unit_plan_message_id", "message_id"),
    )


def revisions(session: Session, unit: str) -> list[UnitPlan]:
    """Return the revisions of a unit's plan, the newest first."""
    return list(session.scalars(select(UnitPlan).where(UnitPlan.unit == unit).order_by(UnitPlan.number.desc())))


def newest_numbers(session: Session, units: Collection[str]) -> dict[str, int]:
    """Return the number of the newest revision that still has words, of each of these units that has a plan."""
    written = (UnitPlan.unit.in_(units), UnitPlan.words.is_not(None))
    counted = select(UnitPlan.unit, func.max(UnitPlan.number)).where(*written).group_by(UnitPlan.unit)
    return {row[0]: row[1] for row in session.execute(counted)}


def of_message(session: Session, message_id: str | None, person_id: int) -> UnitPlan | None:
    """Return the revision that a message of somebody has become."""
    mine = (UnitPlan.message_id == message_id, UnitPlan.by_person_id == person_id)
    return session.scalar(select(UnitPlan).where(*mine).limit(1)) if message_id else None


def add(
    session: Session, unit: str, words: str, *, by_person_id: int, message_id: str | None, at: datetime
) -> UnitPlan:
    """Store the next revision. No number is given twice, also when the words of the last one were taken back."""
    number = (session.scalar(select(func.max(UnitPlan.number)).where(UnitPlan.unit == unit)) or 0) + 1
    made = UnitPlan(unit=unit, number=number, words=words, by_person_id=by_person_id, message_id=message_id, at=at)
    session.add(made)
    session.flush()
    return made


def forget_person(session: Session, person_id: int) -> None:
    """Take all words of a person out of the plans. The revisions keep their numbers, because others go by them."""
    mine = update(UnitPlan).where(UnitPlan.by_person_id == person_id)
    session.execute(mine.values(words=None, message_id=None))


def take_words_back(session: Session, message_id: str, person_id: int) -> None:
    """Take the words of an unsent message out of the plan; the revision keeps its number."""
    mine = select(UnitPlan).where(UnitPlan.message_id == message_id, UnitPlan.by_person_id == person_id)
    for one in session.scalars(mine):
        one.words, one.message_id = None, None

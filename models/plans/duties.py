"""The duties to which a participant returns, as the home agency has written them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.plans.plans import Plan
from models.storage.base import Base, BigId


class PlanDuties(Base):
    """One wording of the duties; the one with the highest number holds. `words` is None when they were taken back."""

    __tablename__ = "plan_duties"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    plan_id: Mapped[int] = mapped_column(BigId, ForeignKey("plan.id", ondelete="CASCADE"))
    number: Mapped[int]
    words: Mapped[str | None]
    message_id: Mapped[str | None]
    by_person_id: Mapped[int] = mapped_column(BigId)
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        Index("ix_plan_duties_message_id", "message_id"),
        Index("ix_plan_duties_by_person_id", "by_person_id"),
    )


def of_plans(session: Session, plan_ids: Collection[int]) -> dict[int, PlanDuties]:
    """Return the duties that hold, by plan; plans without any are left out."""
    return {plan_id: one for plan_id, one in _newest(session, plan_ids).items() if one.words is not None}


def _newest(session: Session, plan_ids: Collection[int]) -> dict[int, PlanDuties]:
    wanted = select(PlanDuties).where(PlanDuties.plan_id.in_(plan_ids)).order_by(PlanDuties.number)
    return {one.plan_id: one for one in session.scalars(wanted)} if plan_ids else {}


def is_taken(session: Session, plan: Plan, message_id: str | None) -> bool:
    """Return whether a message was written as duties of this plan, whatever was written since."""
    taken = select(PlanDuties.id).where(PlanDuties.plan_id == plan.id, PlanDuties.message_id == message_id)
    return message_id is not None and session.scalar(taken.limit(1)) is not None


def write(
    session: Session, plan: Plan, words: str, *, message_id: str | None, by_person_id: int, at: datetime
) -> PlanDuties:
    """Write the duties, in place of the wording before, which stays on record."""
    before = _newest(session, [plan.id]).get(plan.id)  # a confirmation belongs to its number, which is never used again
    written = PlanDuties(
        plan_id=plan.id,
        number=before.number + 1 if before else 1,
        words=words,
        message_id=message_id,
        by_person_id=by_person_id,
        at=at,
    )
    session.add(written)
    session.flush()
    return written

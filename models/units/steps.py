"""Reports of a programme's steps: how many people took part, and that a step is done."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId


class StepReport(Base):
    """One report of a step by a coordinator. People of several reports add up; `done`: the step is done."""

    __tablename__ = "step_report"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    step: Mapped[int]
    day: Mapped[date]
    people: Mapped[int | None]
    done: Mapped[bool]
    taken_back: Mapped[bool]
    by_person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    at: Mapped[datetime]

    __table_args__ = (Index("ix_step_report_by_person_id", "by_person_id"),)


def reports(session: Session) -> dict[int, list[StepReport]]:
    """Return the reports that count, by the number of their step, the oldest first."""
    found: dict[int, list[StepReport]] = {}
    for one in session.scalars(
        select(StepReport).where(StepReport.taken_back.is_(False)).order_by(StepReport.day, StepReport.id)
    ):
        found.setdefault(one.step, []).append(one)
    return found

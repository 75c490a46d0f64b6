"""What coordinators do about an obstacle or request: how far it is, who sees to it, and by which day.

A row belongs to the submission or the entry that tells of it, and goes with it.
"""

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId, OneOf


class FollowUpState(StrEnum):
    """How far an obstacle is."""

    OPEN = "open"
    AT_WORK = "at_work"
    DONE = "done"


class FollowUp(Base):
    """What is done about one obstacle. Exactly one of `submission_id` and `activity_id` is set; `owner_id` is who sees
    to it, `until` by which day."""

    __tablename__ = "follow_up"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    submission_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("submission.id", ondelete="CASCADE"), unique=True
    )
    activity_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("activity.id", ondelete="CASCADE"), unique=True)
    state: Mapped[FollowUpState] = mapped_column(OneOf(FollowUpState))
    owner_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id", ondelete="SET NULL"))
    until: Mapped[date | None]
    set_by_id: Mapped[int] = mapped_column(BigId)
    set_at: Mapped[datetime]

    __table_args__ = (Index("ix_follow_up_owner_id", "owner_id"),)


def of_submissions(session: Session, ids: Collection[int]) -> dict[int, FollowUp]:
    """Return what is done about what these submissions tell, by their ids."""
    found = session.scalars(select(FollowUp).where(FollowUp.submission_id.in_(ids)))
    return {one.submission_id: one for one in found if one.submission_id is not None}


def of_activities(session: Session, ids: Collection[int]) -> dict[int, FollowUp]:
    """Return what is done about what these entries tell, by their ids."""
    found = session.scalars(select(FollowUp).where(FollowUp.activity_id.in_(ids)))
    return {one.activity_id: one for one in found if one.activity_id is not None}


def put(
    session: Session,
    *,
    submission_id: int | None = None,
    activity_id: int | None = None,
    state: FollowUpState,
    owner_id: int | None,
    until: date | None,
    by_id: int,
    at: datetime,
) -> None:
    """Store what is done about one obstacle, in place of what was stored before."""
    mine = FollowUp.submission_id == submission_id if submission_id is not None else FollowUp.activity_id == activity_id
    row = session.scalar(select(FollowUp).where(mine).with_for_update())
    if row is None:
        row = FollowUp(submission_id=submission_id, activity_id=activity_id)
        session.add(row)
    row.state, row.owner_id, row.until, row.set_by_id, row.set_at = state, owner_id, until, by_id, at
    session.flush()

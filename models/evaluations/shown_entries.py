"""The entries that a participant chose to show to executives who rate them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.activities.activities import IS_COUNTED, Activity
from models.storage.base import Base, BigId
from models.storage.database import insert_or


class ShownEntry(Base):
    """One entry that its author shows."""

    __tablename__ = "shown_entry"

    activity_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(BigId)
    at: Mapped[datetime]

    __table_args__ = (Index("ix_shown_entry_person_id", "person_id"),)


def show(session: Session, activity: Activity, at: datetime) -> None:
    insert = insert_or(session, ShownEntry).on_conflict_do_nothing(index_elements=["activity_id"])
    session.execute(insert, {"activity_id": activity.id, "person_id": activity.person_id, "at": at})


def hide(session: Session, activity: Activity) -> None:
    session.execute(delete(ShownEntry).where(ShownEntry.activity_id == activity.id))


def count(session: Session, person_id: int) -> int:
    mine = select(func.count()).select_from(ShownEntry).where(ShownEntry.person_id == person_id)
    return session.scalar(mine) or 0


def of_people(session: Session, person_ids: Sequence[int]) -> dict[int, list[Activity]]:
    """Return the shown entries of each of these people that still count, in the order of their days."""
    chosen = select(Activity).join(ShownEntry, ShownEntry.activity_id == Activity.id)
    mine = chosen.where(Activity.person_id.in_(person_ids), IS_COUNTED).order_by(Activity.day, Activity.id)
    found: dict[int, list[Activity]] = {}
    for entry in session.scalars(mine):
        found.setdefault(entry.person_id, []).append(entry)
    return found

"""Which of many people have reported on a day."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.activities.activities import IS_COUNTED, Activity


def reported(session: Session, person_ids: Iterable[int], day: date) -> set[int]:
    """Return those of these people who have an entry that counts for a day."""
    have = select(Activity.person_id).where(Activity.person_id.in_(list(person_ids)), Activity.day == day, IS_COUNTED)
    return set(session.scalars(have.distinct()))

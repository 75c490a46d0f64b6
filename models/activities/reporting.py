"""Which of many people have reported on a day, or on which days."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models.activities.activities import IS_COUNTED, Activity
from models.storage.batch import rows_of


def reported(session: Session, person_ids: Iterable[int], day: date) -> set[int]:
    """Return those of these people who have an entry that counts for a day."""
    return {row[0] for row in rows_of(session, _REPORTED, people=list(person_ids), day=day)}


_REPORTED: Final = (
    select(Activity.person_id)
    .where(Activity.person_id.in_(bindparam("people", expanding=True)), Activity.day == bindparam("day"), IS_COUNTED)
    .distinct()
)


def days_reported(session: Session, person_ids: Iterable[int], first: date, last: date) -> dict[int, set[date]]:
    """Return the days in a span for which each of these people has an entry that counts."""
    found: dict[int, set[date]] = {}
    for person_id, day in rows_of(session, _DAYS_REPORTED, people=list(person_ids), first=first, last=last):
        found.setdefault(person_id, set()).add(day)
    return found


_DAYS_REPORTED: Final = (
    select(Activity.person_id, Activity.day)
    .where(
        Activity.person_id.in_(bindparam("people", expanding=True)),
        Activity.day.between(bindparam("first"), bindparam("last")),
        IS_COUNTED,
    )
    .distinct()
)

"""Which network sectors each person has met, by their entries, and when last."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.activities.activities import IS_COUNTED, Activity
from models.activities.details import keys_in
from models.coordination.scopes import AccessScope

LastMet = dict[str, date]  # sector -> the last day


def last_met(
    session: Session, access: AccessScope, person_ids: Collection[int], first: date, last: date
) -> dict[int, LastMet]:
    """Return for each of these people the sectors of their entries in some days, each with its last day."""
    rows = session.execute(
        select(Activity.person_id, Activity.sectors_met, func.max(Activity.day))
        .where(Activity.person_id.in_(person_ids), Activity.day.between(first, last), IS_COUNTED)
        .where(access.records(Activity.person_id, Activity.day))
        .group_by(Activity.person_id, Activity.sectors_met)
    )
    found: dict[int, LastMet] = {person_id: {} for person_id in person_ids}
    for person_id, written, day in rows:
        for key in keys_in(written):
            found[person_id][key] = max(day, found[person_id].get(key, day))
    return found

"""What a reviewer has done lately."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.activities.activities import IS_COUNTED, Activity
from models.reviews.reviews import Review


def latest_acts(session: Session, by_person_id: int, most: int) -> list[tuple[Review, Activity]]:
    """Return a person's own latest acts on entries that still exist, the newest first, with the entry of each. An
    entry stands there once."""
    mine = (
        select(Review, Activity)
        .join(Activity, Activity.id == Review.activity_id)
        .where(Review.by_person_id == by_person_id, IS_COUNTED)
        .order_by(Review.id.desc())
        .limit(most * 2)
    )
    found: dict[int, tuple[Review, Activity]] = {}
    for act, entry in session.execute(mine):
        found.setdefault(entry.id, (act, entry))
    return list(found.values())[:most]

"""Finds what waits for a review: all of it by age, and by mentor what has waited longer than the programme allows."""

from datetime import date
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.activities.activities import Activity
from models.coordination import summaries
from models.coordination.scopes import AccessScope
from models.people import people
from models.reviews import reviews
from models.reviews.reviews import WaitingActivity
from programmes import Programme
from services.summaries.summary import StuckReviews, Unreviewed

ASKED_AT_ONCE = 5000


def stuck_reviews(session: Session, programme: Programme, scope: AccessScope, today: date) -> tuple[StuckReviews, ...]:
    """Return them by mentor, the longest waiting first; entries without a mentor come before all."""
    after = programme.reviews.coordinator_after
    found = reviews.stuck(session, programme, today, after)
    seen = seen_in(session, scope, [entry.activity_id for _, entry in found])
    by_mentor: dict[int | None, list[WaitingActivity]] = {}
    for mentor_id, entry in found:
        if entry.activity_id in seen:
            by_mentor.setdefault(mentor_id, []).append(entry)
    names = people.by_ids(session, [mentor_id for mentor_id in by_mentor if mentor_id is not None])
    told = [
        StuckReviews(
            names[mentor_id].name if mentor_id is not None else None,
            len(entries),
            max(entry.days_in_all for entry in entries),
            sum(1 for entry in entries if entry.days < after),
            mentor_id,
        )
        for mentor_id, entries in by_mentor.items()
    ]
    return tuple(sorted(told, key=lambda one: (one.mentor is not None, -one.longest, one.mentor or "")))


def unreviewed(session: Session, programme: Programme, scope: AccessScope, today: date) -> Unreviewed:
    """Return how many entries wait, by the ages at which the programme tells mentors and coordinators of them."""
    ages = (0, programme.reviews.nudge_after, programme.reviews.coordinator_after)
    before = [reviews.sent_before(programme, today, age) for age in ages[1:]]
    total, *older = summaries.waiting_since_before(session, programme, scope, before)
    counts = [more - fewer for more, fewer in pairwise((total, *older, 0))]
    return Unreviewed(tuple(zip(ages, counts, strict=True)) if total else ())


def seen_in(session: Session, scope: AccessScope, activity_ids: list[int]) -> set[int]:
    """Return which of these entries a scope shows."""
    if scope.is_whole:
        return set(activity_ids)
    found: set[int] = set()
    for start in range(0, len(activity_ids), ASKED_AT_ONCE):
        some = activity_ids[start : start + ASKED_AT_ONCE]
        mine = select(Activity.id).where(Activity.id.in_(some), scope.records(Activity.person_id, Activity.day))
        found.update(session.scalars(mine))
    return found

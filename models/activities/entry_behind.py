"""Which entries the index of the search does not have as they are, for the job that fills it."""

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from models.activities.activities import Activity
from models.activities.entry_words import EntryText
from models.activities.revisions import ActivityRevision


def behind(session: Session, after: int, most: int) -> list[Activity]:
    """Return the entries with ids above `after` whose words are not in the index as they are, the oldest first."""
    wanted = _behind().where(Activity.id > after)
    return list(session.scalars(wanted.order_by(Activity.id).limit(most)))


def behind_since(session: Session, revision_id: int) -> list[Activity]:
    """Return the entries that were revised after a revision and whose words are not in the index as they are."""
    revised = select(ActivityRevision.activity_id).where(ActivityRevision.id > revision_id)
    return list(session.scalars(_behind().where(Activity.id.in_(revised))))


def last_ids(session: Session) -> tuple[int, int]:
    """Return the ids of the newest entry and the newest revision, 0 without any."""
    return session.scalar(select(func.max(Activity.id))) or 0, session.scalar(
        select(func.max(ActivityRevision.id))
    ) or 0


def _behind() -> Select[Activity]:
    not_as_it_is = or_(EntryText.activity_id.is_(None), EntryText.revision != Activity.revision)
    joined = select(Activity).outerjoin(EntryText, EntryText.activity_id == Activity.id)
    return joined.where(Activity.words.is_not(None), not_as_it_is)

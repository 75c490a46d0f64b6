"""Which entries the index of the search does not have as they are, for the job that fills it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from models.activities.activities import Activity
from models.activities.entry_words import EntryText, EntryVersion
from models.activities.revisions import ActivityRevision


def behind(session: Session, after: int, most: int) -> list[EntryVersion]:
    """Return the entries with ids above `after` whose words are not in the index as they are, the oldest first."""
    return _versions(session, _behind().where(Activity.id > after).order_by(Activity.id).limit(most))


def behind_since(session: Session, revision_id: int) -> list[EntryVersion]:
    """Return the entries that were revised after a revision and whose words are not in the index as they are."""
    revised = select(ActivityRevision.activity_id).where(ActivityRevision.id > revision_id)
    return _versions(session, _behind().where(Activity.id.in_(revised)))


def held_as(session: Session, versions: Sequence[EntryVersion]) -> list[EntryVersion]:
    """Return those of the versions that are still the newest of their entries, and keep them so until the commit."""
    held = select(Activity.id, Activity.revision).where(Activity.id.in_([one.id for one in versions]))
    newest = {
        row.id: row.revision for row in session.execute(held.where(Activity.words.is_not(None)).with_for_update())
    }
    return [one for one in versions if newest.get(one.id) == one.revision]


def last_ids(session: Session) -> tuple[int, int]:
    """Return the ids of the newest entry and the newest revision, 0 without any."""
    return session.scalar(select(func.max(Activity.id))) or 0, session.scalar(
        select(func.max(ActivityRevision.id))
    ) or 0


def _behind() -> Select[int, int, date, str | None]:
    not_as_it_is = or_(EntryText.activity_id.is_(None), EntryText.revision != Activity.revision)
    columns = select(Activity.id, Activity.revision, Activity.day, Activity.words)
    joined = columns.outerjoin(EntryText, EntryText.activity_id == Activity.id)
    return joined.where(Activity.words.is_not(None), not_as_it_is)


def _versions(session: Session, wanted: Select[int, int, date, str | None]) -> list[EntryVersion]:
    rows = session.execute(wanted)
    return [EntryVersion(row.id, row.revision, row.day, row.words or "") for row in rows]

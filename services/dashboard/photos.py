"""The photos of entries as the web shows them: a gallery by day, place and sector, and what is said beside each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.activities import details
from models.activities.activities import Activity
from models.activities.details import ActivityDetails
from models.activities.media import Media, MediaKind, MediaState, PhotoMoment
from models.coordination.scopes import AccessScope
from models.people import people
from programmes import Programme
from services.access import shows_pictures
from services.dashboard.entries import EntriesAsked, areas_on_days, conditions, ids_of

COUNTED_UP_TO: Final = 5000


@dataclass(frozen=True, slots=True)
class GalleryPhoto:
    """A photo with the entry that it belongs to."""

    id: int
    token: str
    sha256: str | None
    content_type: str | None
    activity_id: int
    day: date
    words: str | None
    person_id: int
    author: str
    details: ActivityDetails
    area: str | None = None  # where its author worked on its day
    moment: PhotoMoment | None = None


def _found(session: Session, access: AccessScope, asked: EntriesAsked, moment: PhotoMoment | None) -> list[Any]:
    worded = [Activity.id.in_(ids_of(session, access, asked))] if asked.words else []
    taken = [Media.moment == moment] if moment is not None else []
    return [
        *taken,
        *(worded or conditions(access, asked)),
        Media.kind == MediaKind.PHOTO,
        Media.token.is_not(None),
        Media.state == MediaState.STORED,
    ]


def count(session: Session, access: AccessScope, asked: EntriesAsked, moment: PhotoMoment | None = None) -> int:
    """Return how many photos there are, at most `COUNTED_UP_TO`."""
    joined = (
        select(Media.id).join(Activity, Activity.id == Media.activity_id).where(*_found(session, access, asked, moment))
    )
    some = joined.limit(COUNTED_UP_TO).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def photos(
    session: Session,
    programme: Programme,
    access: AccessScope,
    asked: EntriesAsked,
    day: date,
    *,
    skipped: int,
    most: int,
    moment: PhotoMoment | None = None,
) -> Sequence[GalleryPhoto]:
    """Return some photos, the newest days first, without those that their addresses would not show on this day, because
    whoever sent them has not agreed or does not any more."""
    wanted = (
        select(Media, Activity)
        .join(Activity, Activity.id == Media.activity_id)
        .where(*_found(session, access, asked, moment))
        .order_by(Activity.day.desc(), Activity.id.desc(), Media.id)
        .offset(skipped)
        .limit(most)
    )
    found = [(row[0], row[1]) for row in session.execute(wanted)]
    entries = {entry.id: entry for _, entry in found}
    shown = {one for one, entry in entries.items() if shows_pictures(session, programme, entry.person_id, day, entry)}
    rows = [(kept, entry) for kept, entry in found if entry.id in shown]
    said = details.details_of(session, sorted({entry.id for _, entry in rows}))
    names = people.by_ids(session, sorted({entry.person_id for _, entry in rows}))
    areas = areas_on_days(session, programme, ((entry.person_id, entry.day) for _, entry in rows))
    return [
        GalleryPhoto(
            kept.id, kept.token or "", kept.sha256, kept.content_type, entry.id, entry.day, entry.words,
            entry.person_id, names[entry.person_id].name, said[entry.id], areas.get((entry.person_id, entry.day)),
            kept.moment,
        )
        for kept, entry in rows
    ]  # fmt: skip

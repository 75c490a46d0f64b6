"""The revisions of an activity. Every change is one, including deleting and the effects of an unsent message."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import JSON, ForeignKey, Index, null, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.activities import entry_words
from models.activities.activities import Activity, put_pin
from models.activities.details import PlaceSaid, details, put_marks, put_places
from models.activities.parts import BY_KEY, CORRECTED, PARTS, Part, PartType
from models.activities.pieces import ActivityPiece, PieceKind, last_pin, pieces
from models.storage.base import Base, BigId

STATE: Final = "state"  # not a part that people correct, but its changes are revisions too


class ActivityRevision(Base):
    """One change of one part: the values before and after, by whom, and by which message."""

    __tablename__ = "activity_revision"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    activity_id: Mapped[int] = mapped_column(BigId, ForeignKey("activity.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(BigId)
    number: Mapped[int]
    part: Mapped[str]
    before: Mapped[Any | None] = mapped_column(JSON)
    after: Mapped[Any | None] = mapped_column(JSON)
    by_person_id: Mapped[int] = mapped_column(BigId)
    message_id: Mapped[str | None]
    at: Mapped[datetime]

    __table_args__ = (
        Index("ix_activity_revision_activity_id", "activity_id"),
        Index("ix_activity_revision_message_id", "message_id"),
    )


def revise(
    session: Session,
    activity: Activity,
    part: str,
    value: Any,
    *,
    by_person_id: int,
    at: datetime,
    message_id: str | None = None,
) -> bool:
    """Change one part that can be corrected (`models/activities/parts.py`), or the state, and record the revision.

    `value` has the type of the part: a date, a text, a number or None, keys, PlaceSaid; a state for "state". Return
    False if the part already has this value. Raises ValueError for another part.
    """
    before = plain(_read(session, activity, part))
    after = plain(value)
    if before == after:
        return False
    _write(session, activity, part, value)
    _add(session, activity, part, (before, after), by_person_id, at, message_id)
    session.flush()
    return True


def note(
    session: Session, activity: Activity, part: str, *, by_person_id: int, at: datetime, message_id: str | None = None
) -> None:
    """Record that a message was added to an entry or removed from it (part: +photo, +pin, +words, -photo …, split).

    The content of the message is only in the entry itself, so that it can be deleted completely.
    """
    _add(session, activity, part, (None, None), by_person_id, at, message_id)


def _add(
    session: Session,
    activity: Activity,
    part: str,
    change: tuple[Any, Any],
    by_person_id: int,
    at: datetime,
    message_id: str | None,
) -> None:
    """Count a change of an entry and store (before, after) as JSON values."""
    activity.revision += 1
    activity.updated_at = at
    before, after = change
    session.add(
        ActivityRevision(
            activity_id=activity.id,
            person_id=activity.person_id,
            number=activity.revision,
            part=part,
            before=before,
            after=after,
            by_person_id=by_person_id,
            message_id=message_id,
            at=at,
        )
    )


def follow_words(session: Session, entry: Activity, apart: Activity) -> None:
    """Move the revisions of words that were split off, and of what was read from them, to the new entry."""
    apart.revision = entry.revision
    parts = [*(part.key for part in PARTS if part.from_words), f"+{PieceKind.WORDS}"]
    session.execute(
        update(ActivityRevision)
        .where(ActivityRevision.activity_id == entry.id, ActivityRevision.part.in_(parts))
        .values(activity_id=apart.id)
    )


def retract(session: Session, piece: ActivityPiece, at: datetime) -> Activity | None:
    """Remove what one message added to an entry. Return the entry, or None if nothing of it was left.

    With words, everything that was read from them is removed, also if the author corrected it later; the entry keeps
    its photos and pin.
    """
    activity = session.get_one(Activity, piece.activity_id)
    if piece.kind == PieceKind.WORDS:
        for part in PARTS:
            if part.from_words:
                _write(session, activity, part.key, _unplain(part.key, None))
    if piece.kind == PieceKind.PHOTO:
        activity.photos -= 1
    session.delete(piece)
    session.flush()
    if piece.kind == PieceKind.PIN:
        put_pin(activity, last_pin(session, activity.id))
    if piece.kind == PieceKind.WORDS:
        scrub_revisions(session, activity.id)
    if activity.words is None and not pieces(session, activity.id):
        session.delete(activity)
        session.flush()
        return None
    note(session, activity, f"-{piece.kind}", by_person_id=activity.person_id, at=at)
    return activity


def retract_answer(session: Session, message_id: str, person_id: int, at: datetime) -> Activity | None:
    """Undo a correction whose message was unsent. The part gets its value from before, unless it was corrected again
    later; of sectors and tags only those that the message had added are removed."""
    revision = session.scalar(
        select(ActivityRevision).where(
            ActivityRevision.message_id == message_id,
            ActivityRevision.person_id == person_id,
            ActivityRevision.part.in_([part.key for part in CORRECTED]),
        )
    )
    if revision is None:
        return None
    activity = session.get_one(Activity, revision.activity_id)
    part, before, after = revision.part, revision.before, revision.after
    if _is_latest(session, revision):
        _write(session, activity, part, _unplain(part, before))
    elif BY_KEY[part].type is PartType.KEYS:
        added = set(after or ()) - set(before or ())
        _write(session, activity, part, tuple(key for key in _read(session, activity, part) if key not in added))
    scrub_revisions(session, activity.id, part=part)
    note(session, activity, f"-{part}", by_person_id=person_id, at=at)
    return activity


def _is_latest(session: Session, revision: ActivityRevision) -> bool:
    """Return whether a part still has the value that this change gave it."""
    later = select(ActivityRevision.id).where(
        ActivityRevision.activity_id == revision.activity_id,
        ActivityRevision.part == revision.part,
        ActivityRevision.number > revision.number,
    )
    return session.scalar(later.limit(1)) is None


def scrub_revisions(session: Session, activity_id: int, *, part: str | None = None) -> None:
    """Delete the values of an entry's revisions, and its words from the index of the search, which gets those that are
    left again. That there were revisions, and when, stays."""
    entry_words.forget(session, [activity_id])
    statement = update(ActivityRevision).where(ActivityRevision.activity_id == activity_id)
    if part is not None:
        statement = statement.where(ActivityRevision.part == part)
    session.execute(statement.values(before=null(), after=null()))


def _read(session: Session, activity: Activity, key: str) -> Any:
    if key == STATE:
        return activity.state
    part = _part(key)
    if part.column:
        return part.of(activity)
    return getattr(details(session, activity.id), part.key)


def _write(session: Session, activity: Activity, key: str, value: Any) -> None:
    if key == STATE:
        activity.state = value
        return
    part = _part(key)
    if part.column:
        setattr(activity, part.column, value)
    elif part.mark:
        put_marks(session, activity, part.mark, value)
    else:
        put_places(session, activity, value)


def _part(key: str) -> Part:
    part = BY_KEY.get(key)
    if part is None or part.type is PartType.SENT:
        raise ValueError(f"an activity has no part {key!r} to be changed")
    return part


def plain(value: Any) -> Any:
    """Return a value as JSON can store it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PlaceSaid):
        return {"level": value.level, "name": value.name, "code": value.code}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def _unplain(key: str, value: Any) -> Any:
    """Return the value of a part from its JSON."""
    type = BY_KEY[key].type
    if value is None:
        return () if type in (PartType.KEYS, PartType.PLACES) else None
    if type is PartType.DAY:
        return date.fromisoformat(value)
    if type is PartType.PLACES:
        return tuple(PlaceSaid(**place) for place in value)
    return tuple(value) if isinstance(value, list) else value

"""Every change of an activity is a revision; deleting is one, and so is what an unsent message takes back."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, null, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.activities.activities import Activity, ActivityState
from models.activities.details import Mark, PlaceSaid, details, put_marks, put_places
from models.activities.pieces import ActivityPiece, Piece, last_pin, pieces
from models.storage.base import Base, BigId

CORRECTED = ("day", "words", "people", "sectors", "tags", "places")


class ActivityRevision(Base):
    """One change of one part: what it was and what it became, by whom, and by which message."""

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
    """Change one part (day, words, people, sectors, tags, places, pin, state) and record the revision.

    `value` is a date for day, a text for words, a number or None for people, keys for sectors and tags, PlaceSaid
    for places, a state for state. False: it already was so.
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
    """Record that a message joined an entry or left it (part: +photo, +pin, +words, -photo …, split).

    What it held is told by the entry itself and stands nowhere else, so that it can be taken back.
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
    """Count a change of an entry and keep what it was: (before, after), as JSON can hold them."""
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
    """Words were split off an entry: what was changed of them, and of what was read from them, goes with them."""
    apart.revision = entry.revision
    parts = ("words", "people", "sectors", "tags", "places", f"+{Piece.WORDS}")
    session.execute(
        update(ActivityRevision)
        .where(ActivityRevision.activity_id == entry.id, ActivityRevision.part.in_(parts))
        .values(activity_id=apart.id)
    )


def delete_entry(session: Session, activity: Activity, *, by_person_id: int, at: datetime) -> None:
    """Put an entry away; `restore_entry` brings it back as it was."""
    activity.state_before = activity.state
    revise(session, activity, "state", ActivityState.DELETED.value, by_person_id=by_person_id, at=at)


def restore_entry(session: Session, activity: Activity, *, by_person_id: int, at: datetime) -> None:
    was = activity.state_before or ActivityState.SUBMITTED.value
    activity.state_before = None
    revise(session, activity, "state", was, by_person_id=by_person_id, at=at)


def retract(session: Session, piece: ActivityPiece, at: datetime) -> Activity | None:
    """Take back what one message gave to an entry. Return the entry, or None if nothing of it was left.

    Words take with them all that was read from them; the entry keeps its photos and pin. What its author had
    corrected by other messages since goes too when it came from the words: nothing derived may stay.
    """
    activity = session.get_one(Activity, piece.activity_id)
    if piece.kind == Piece.WORDS:
        activity.words = None
        activity.people_count = None
        for kind in Mark:
            put_marks(session, activity, kind, ())
        put_places(session, activity, ())
    if piece.kind == Piece.PHOTO:
        activity.photos -= 1
    session.delete(piece)
    session.flush()
    if piece.kind == Piece.PIN:
        activity.latitude, activity.longitude = last_pin(session, activity.id)
    if piece.kind == Piece.WORDS:
        scrub_revisions(session, activity.id)
    if activity.words is None and not pieces(session, activity.id):
        session.delete(activity)
        session.flush()
        return None
    note(session, activity, f"-{piece.kind}", by_person_id=activity.person_id, at=at)
    return activity


def retract_answer(session: Session, message_id: str, person_id: int, at: datetime) -> Activity | None:
    """Take back a correction whose message was unsent: the part becomes what it was before, unless it was corrected
    again since; of sectors and tags only what the message had added goes."""
    revision = session.scalar(
        select(ActivityRevision).where(
            ActivityRevision.message_id == message_id,
            ActivityRevision.person_id == person_id,
            ActivityRevision.part.in_(CORRECTED),
        )
    )
    if revision is None:
        return None
    activity = session.get_one(Activity, revision.activity_id)
    part, before, after = revision.part, revision.before, revision.after
    if _is_latest(session, revision):
        _write(session, activity, part, _unplain(part, before))
    elif part in ("sectors", "tags"):
        added = set(after or ()) - set(before or ())
        _write(session, activity, part, tuple(key for key in _read(session, activity, part) if key not in added))
    scrub_revisions(session, activity.id, part=part)
    note(session, activity, f"-{part}", by_person_id=person_id, at=at)
    return activity


def _is_latest(session: Session, revision: ActivityRevision) -> bool:
    """Whether a part is still as this change left it."""
    later = select(ActivityRevision.id).where(
        ActivityRevision.activity_id == revision.activity_id,
        ActivityRevision.part == revision.part,
        ActivityRevision.number > revision.number,
    )
    return session.scalar(later.limit(1)) is None


def scrub_revisions(session: Session, activity_id: int, *, part: str | None = None) -> None:
    """Forget what an entry's revisions say; that they happened, and when, stays."""
    statement = update(ActivityRevision).where(ActivityRevision.activity_id == activity_id)
    if part is not None:
        statement = statement.where(ActivityRevision.part == part)
    session.execute(statement.values(before=null(), after=null()))


def _read(session: Session, activity: Activity, part: str) -> Any:
    match part:
        case "day" | "words" | "state":
            return getattr(activity, part)
        case "people":
            return activity.people_count
        case "pin":
            return None if activity.latitude is None else (activity.latitude, activity.longitude)
        case "sectors" | "tags" | "places":
            return getattr(details(session, activity.id), part)
    raise ValueError(f"an activity has no part {part!r}")


def _write(session: Session, activity: Activity, part: str, value: Any) -> None:
    match part:
        case "day" | "words" | "state":
            setattr(activity, part, value)
        case "people":
            activity.people_count = value
        case "pin":
            activity.latitude, activity.longitude = value or (None, None)
        case "sectors" | "tags":
            kind = Mark.SECTOR if part == "sectors" else Mark.TAG
            put_marks(session, activity, kind, value)
        case "places":
            put_places(session, activity, value)


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PlaceSaid):
        return {"level": value.level, "name": value.name, "code": value.code}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def _unplain(part: str, value: Any) -> Any:
    """The reverse of `plain`, for one part."""
    if value is None:
        return () if part in ("sectors", "tags", "places") else None
    if part == "day":
        return date.fromisoformat(value)
    if part == "places":
        return tuple(PlaceSaid(**place) for place in value)
    return tuple(value) if isinstance(value, list) else value

"""Photos of activities and announcements, and media that answer forms: fetched from LINE, stored under their hash, and
shown by a token that can be revoked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import token_urlsafe
from typing import Final

from sqlalchemy import ColumnElement, ForeignKey, Index, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.activities.pieces import ActivityPiece
from models.messaging.chat_queues import READ_BEFORE
from models.storage.base import Base, BigId, OneOf
from models.storage.batch import BatchSession

WANTED: Final = "media"  # the signal that bytes are to be fetched
LONGEST_WAIT = timedelta(hours=1)  # between two tries; what is due later was stored by another clock
HELD_FOR = timedelta(seconds=60)  # after this time another fetcher may try the same photo
REPEATS_AFTER, REPEATS_WITHIN = timedelta(minutes=1), timedelta(days=1)  # what is sent again, not with the same album
UNSENT = "410"  # the error of a photo that was unsent before it was fetched


class MediaState(StrEnum):
    """The state of a photo."""

    WANTED = "wanted"
    STORED = "stored"
    GONE = "gone"  # LINE no longer has it
    REFUSED = "refused"  # too large, or not a picture


class MediaKind(StrEnum):
    """The kind of media in a message. Only a photo (also of a code) is checked; other files are stored as they are."""

    PHOTO = "photo"
    AUDIO = "audio"
    FILE = "file"
    CODE = "code"  # a photo of a barcode or QR code, whose text is the answer
    ROSTER = "roster"  # a file that a coordinator sent, until it is imported or put away


class PhotoMoment(StrEnum):
    """Whether a photo shows a place before work was done there, or after it."""

    BEFORE = "before"
    AFTER = "after"


class Media(Base):
    """One photo (of an activity, an announcement or an answer), recording or file (of an answer), or a roster.

    `sha256` names its bytes in the media store; `due_at` and `held_until` are real time.
    """

    __tablename__ = "media"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id"))
    chat_key: Mapped[str]
    activity_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("activity.id", ondelete="CASCADE"))
    submission_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("submission.id", ondelete="CASCADE"))
    broadcast_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("broadcast.id", ondelete="CASCADE"))
    kind: Mapped[MediaKind] = mapped_column(OneOf(MediaKind), default=MediaKind.PHOTO, server_default=MediaKind.PHOTO)
    moment: Mapped[PhotoMoment | None] = mapped_column(OneOf(PhotoMoment))
    message_id: Mapped[str] = mapped_column(unique=True)
    state: Mapped[MediaState] = mapped_column(OneOf(MediaState))
    token: Mapped[str | None] = mapped_column(unique=True)
    sha256: Mapped[str | None]
    content_type: Mapped[str | None]
    size: Mapped[int | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None]
    held_until: Mapped[datetime | None]
    error: Mapped[str | None]
    created_at: Mapped[datetime]

    __table_args__ = (
        Index("ix_media_activity_id", "activity_id"),
        Index("ix_media_submission_id", "submission_id"),
        Index("ix_media_broadcast_id", "broadcast_id"),
        Index("ix_media_due_at", "due_at"),
        Index("ix_media_sha256", "sha256"),
        Index("ix_media_person_id", "person_id"),
    )


LOST = (MediaState.GONE, MediaState.REFUSED)
SUFFIXES = {
    MediaKind.PHOTO: ".jpg",
    MediaKind.AUDIO: ".m4a",
    MediaKind.FILE: ".bin",
    MediaKind.CODE: ".jpg",
    MediaKind.ROSTER: ".bin",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A fetched photo that is in the store."""

    sha256: str
    content_type: str
    size: int
    width: int | None = None
    height: int | None = None


def want(
    session: Session,
    *,
    person_id: int,
    chat_key: str,
    message_id: str,
    now: datetime,
    due_at: datetime,
    activity_id: int | None = None,
    submission_id: int | None = None,
    broadcast_id: int | None = None,
    kind: MediaKind = MediaKind.PHOTO,
    moment: PhotoMoment | None = None,
) -> Media:
    """Store that the bytes of a message must be fetched, for an activity, an announcement or an answer."""
    media = Media(
        person_id=person_id,
        chat_key=chat_key,
        activity_id=activity_id,
        submission_id=submission_id,
        broadcast_id=broadcast_id,
        kind=kind,
        moment=moment,
        message_id=message_id,
        state=MediaState.WANTED,
        token=token_urlsafe(18),
        due_at=due_at,
        created_at=now,
    )
    session.add(media)
    if isinstance(session, BatchSession):
        session.signal(WANTED)
    return media


def name_of(wanted: Media) -> str:
    """Return the file name that an answer uses for the media."""
    return f"{wanted.kind}-{wanted.id}{SUFFIXES[MediaKind(wanted.kind)]}"


def _is_free(at: datetime) -> ColumnElement[bool]:
    """Return the condition that nobody is fetching a photo at `at`."""
    return or_(Media.held_until.is_(None), Media.held_until <= at, Media.held_until > at + HELD_FOR + READ_BEFORE)


def next_due(session: Session, at: datetime) -> datetime | None:
    """Return when the next fetch is due, of those that nobody makes at `at`; None if nothing is wanted. This locks
    nothing, for idle processes."""
    waiting = select(Media.due_at).where(Media.due_at.is_not(None), _is_free(at))
    return session.scalars(waiting.order_by(Media.due_at).limit(1)).first()


def claim_wanted(session: Session, at: datetime, most: int) -> list[Media]:
    """Claim photos whose fetch is due. If the fetcher dies, the claim ends after `HELD_FOR`."""
    due = session.scalars(
        select(Media)
        .where(Media.due_at <= at, _is_free(at))
        .order_by(Media.due_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    ).all()
    for media in due:
        media.held_until = at + HELD_FOR
        media.attempts += 1
    session.flush()
    return list(due)


def bring_forward(session: Session, at: datetime) -> None:
    """Make due at once what is stored to be due later than anything can be, because another clock stored it."""
    session.execute(update(Media).where(Media.due_at > at + LONGEST_WAIT).values(due_at=at))


def settle(
    session: Session, photo: Media, state: MediaState, *, picture: Picture | None = None, error: str | None = None
) -> bool:
    """Store how a fetch ended, once. Return False if the photo was unsent meanwhile, so that its bytes must be deleted,
    or if another fetcher has settled it, because this one was slow."""
    values: dict[str, object] = {"state": state.value, "due_at": None, "held_until": None, "error": error}
    if picture:
        values |= {
            "sha256": picture.sha256,
            "content_type": picture.content_type,
            "size": picture.size,
            "width": picture.width,
            "height": picture.height,
        }
    settled = session.execute(update(Media).where(_still(photo), Media.state == MediaState.WANTED).values(values))
    return bool(settled.rowcount == 1)  # type: ignore[attr-defined]


def try_later(session: Session, photo: Media, due_at: datetime, error: str, attempts: int | None = None) -> None:
    """Store when a fetch is tried again, and `attempts` if they count otherwise than by claims."""
    values: dict[str, object] = {"due_at": due_at, "held_until": None, "error": error}
    if attempts is not None:
        values["attempts"] = attempts
    session.execute(update(Media).where(_still(photo), Media.state == MediaState.WANTED).values(values))


def was_lost_before(session: Session, photo: Media) -> bool:
    """Return whether a photo that the same person sent some time before, within a day, was gone from LINE too."""
    earlier = Media.created_at.between(photo.created_at - REPEATS_WITHIN, photo.created_at - REPEATS_AFTER)
    mine = (Media.person_id == photo.person_id, Media.state == MediaState.GONE, Media.error != UNSENT)
    return session.scalar(select(Media.id).where(*mine, earlier).limit(1)) is not None


def _still(photo: Media) -> ColumnElement[bool]:
    """Return the condition on a fetched photo. If it was unsent meanwhile, SQLite may have used its id again."""
    return (Media.id == photo.id) & (Media.message_id == photo.message_id)


def of_activity(session: Session, activity_id: int) -> list[Media]:
    """Return an entry's photos in the order of arrival, without those that LINE no longer had."""
    return of_activities(session, [activity_id])[activity_id]


def of_activities(session: Session, activity_ids: Sequence[int]) -> dict[int, list[Media]]:
    """Return the same for several entries, with one query."""
    found: dict[int, list[Media]] = {activity_id: [] for activity_id in activity_ids}
    kept = select(Media).where(Media.activity_id.in_(activity_ids), Media.state.not_in(LOST)).order_by(Media.id)
    for photo in session.scalars(kept) if found else ():
        if photo.activity_id is not None:
            found[photo.activity_id].append(photo)
    return found


def moment_of_album(session: Session, person_id: int, album: str) -> PhotoMoment | None:
    """Return what was said of the first photos of a person's album that is still arriving."""
    together = select(ActivityPiece.message_id).where(
        ActivityPiece.person_id == person_id, ActivityPiece.album == album
    )
    said = select(Media.moment).where(Media.message_id.in_(together), Media.moment.is_not(None))
    return session.scalar(said.limit(1))


def of_messages(session: Session, message_ids: Sequence[str]) -> list[Media]:
    """Return the photos of these messages in the order of arrival, without those that LINE no longer had."""
    kept = select(Media).where(Media.message_id.in_(message_ids), Media.state.not_in(LOST)).order_by(Media.id)
    return list(session.scalars(kept))


def of_broadcast(session: Session, broadcast_id: int) -> list[Media]:
    """Return an announcement's pictures in the order of arrival, without those that LINE no longer had."""
    kept = select(Media).where(Media.broadcast_id == broadcast_id, Media.state.not_in(LOST)).order_by(Media.id)
    return list(session.scalars(kept))


def by_id(session: Session, media_id: int) -> Media | None:
    return session.get(Media, media_id)


def by_token(session: Session, token: str) -> Media | None:
    return session.scalar(select(Media).where(Media.token == token))


def renew_tokens(session: Session, person_id: int) -> None:
    """Give a person's media new tokens: the addresses in cards that were sent before show nothing any more. Pictures of
    announcements keep theirs, which others have received."""
    theirs = (Media.person_id == person_id) & Media.token.is_not(None)
    for kept in session.scalars(select(Media).where(theirs, Media.broadcast_id.is_(None))):
        kept.token = token_urlsafe(18)


def move(session: Session, message_ids: list[str], activity_id: int) -> None:
    """Move the photos of these messages to another entry."""
    session.execute(update(Media).where(Media.message_id.in_(message_ids)).values(activity_id=activity_id))


def forget(session: Session, message_id: str, person_id: int) -> str | None:
    """Delete a person's photo whose message was unsent. Return the hash of its bytes if nobody else has the same."""
    media = session.scalar(select(Media).where(Media.message_id == message_id, Media.person_id == person_id))
    if media is None:
        return None
    sha256 = media.sha256
    session.delete(media)
    session.flush()
    return sha256 if sha256 and not is_kept(session, sha256) else None


def is_kept(session: Session, sha256: str) -> bool:
    return session.scalar(select(Media.id).where(Media.sha256 == sha256).limit(1)) is not None

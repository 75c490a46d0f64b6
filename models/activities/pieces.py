"""The messages of an entry: words, photos, pins. They are stored so that each can be split off or unsent."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Float, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.activities.activities import Activity, put_pin
from models.storage.base import Base, BigId, OneOf
from models.storage.batch import BatchSession

MOST_DAYS: Final = 10  # on which one message can be recorded


class PieceKind(StrEnum):
    """The kinds of pieces."""

    WORDS = "words"
    PHOTO = "photo"
    PIN = "pin"


class ActivityPiece(Base):
    """One message that became part of an entry, so that it can be split off or unsent."""

    __tablename__ = "activity_piece"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    activity_id: Mapped[int] = mapped_column(BigId, ForeignKey("activity.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(BigId)
    message_id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[PieceKind] = mapped_column(OneOf(PieceKind))
    album: Mapped[str | None]
    joined: Mapped[bool]  # it was added after the entry was opened
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    at: Mapped[datetime]

    __table_args__ = (Index("ix_activity_piece_activity_id", "activity_id"),)


def begin_with_words(session: BatchSession, activity: Activity, message_id: str, at: datetime) -> None:
    """Add the words that opened an entry. Nobody reads this piece before the batch is stored."""
    piece = {
        "activity_id": activity.id,
        "person_id": activity.person_id,
        "message_id": message_id,
        "kind": PieceKind.WORDS,
        "joined": False,
        "at": at,
    }
    session.add_rows(ActivityPiece, [piece])


def add_piece(
    session: Session,
    activity: Activity,
    kind: PieceKind,
    message_id: str,
    at: datetime,
    *,
    album: str | None = None,
    pin: tuple[float, float] | None = None,
    joined: bool = False,
) -> ActivityPiece:
    """Store that a message became part of an entry."""
    latitude, longitude = pin or (None, None)
    piece = ActivityPiece(
        activity_id=activity.id,
        person_id=activity.person_id,
        message_id=message_id,
        kind=kind,
        album=album,
        joined=joined,
        latitude=latitude,
        longitude=longitude,
        at=at,
    )
    session.add(piece)
    if pin:
        put_pin(activity, pin)
    if kind is PieceKind.PHOTO:
        activity.photos += 1
    activity.latest_at = max(activity.latest_at, at)
    return piece


def piece_of_message(session: Session, message_id: str, person_id: int) -> ActivityPiece | None:
    return session.scalar(
        select(ActivityPiece).where(ActivityPiece.message_id == message_id, ActivityPiece.person_id == person_id)
    )


def id_of_day(message_id: str, number: int) -> str:
    """Return the message id of a piece whose words were recorded on several days; `number` 0 is the last day."""
    return f"{message_id}#{number}" if number else message_id


def pieces_of_message(session: Session, message_id: str, person_id: int) -> list[ActivityPiece]:
    """Return what a message became part of: one entry, or several if its words were recorded on several days."""
    ids = [id_of_day(message_id, number) for number in range(MOST_DAYS)]
    mine = ActivityPiece.message_id.in_(ids), ActivityPiece.person_id == person_id
    return list(session.scalars(select(ActivityPiece).where(*mine).order_by(ActivityPiece.message_id)))


def album_activity(session: Session, person_id: int, album: str) -> Activity | None:
    """Return the entry to which earlier pictures of an album were added."""
    return session.scalar(
        select(Activity)
        .join(ActivityPiece, ActivityPiece.activity_id == Activity.id)
        .where(ActivityPiece.person_id == person_id, ActivityPiece.album == album)
        .limit(1)
    )


def album_joined(session: Session, person_id: int, album: str) -> bool:
    """Return whether an album was added after its entry was opened."""
    joined = select(ActivityPiece.joined).where(ActivityPiece.person_id == person_id, ActivityPiece.album == album)
    return bool(session.scalar(joined.limit(1)))


def pieces(session: Session, activity_id: int) -> list[ActivityPiece]:
    return list(
        session.scalars(
            select(ActivityPiece).where(ActivityPiece.activity_id == activity_id).order_by(ActivityPiece.id)
        )
    )


def last_pin(session: Session, activity_id: int) -> tuple[float, float] | tuple[None, None]:
    """Return the location of an entry's newest pin."""
    pins = [piece for piece in pieces(session, activity_id) if piece.kind == PieceKind.PIN]
    if not pins or pins[-1].latitude is None or pins[-1].longitude is None:
        return None, None
    return pins[-1].latitude, pins[-1].longitude

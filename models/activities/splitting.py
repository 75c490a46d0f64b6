"""Splits an entry: what was added to it becomes an entry of its own."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from models.activities import entry_words, media, pieces, states
from models.activities.activities import Activity, put_pin
from models.activities.details import IN_ONE_WORD, ActivityMark, ActivityPlace
from models.activities.parts import PARTS
from models.activities.pieces import ActivityPiece, PieceKind


def split_off(session: Session, entry: Activity, piece: ActivityPiece, now: datetime) -> Activity:
    """Move a piece of an entry, with the rest of its album, into a new entry of the same day."""
    everything = pieces.pieces(session, entry.id)
    moving = [one for one in everything if one is piece or (piece.album and one.album == piece.album)]
    apart = Activity(
        person_id=entry.person_id,
        chat_key=entry.chat_key,
        day=entry.day,
        state=states.of_new(entry.note_reason),
        note_reason=entry.note_reason,
        words=None,
        photos=0,
        revision=1,
        opened_at=piece.at,
        latest_at=piece.at,
        created_at=now,
        updated_at=now,
    )
    session.add(apart)
    session.flush()
    for moved in moving:
        moved.activity_id, moved.joined = apart.id, False
        apart.latest_at = max(apart.latest_at, moved.at)
    session.flush()
    if piece.kind == PieceKind.PHOTO:
        media.move(session, [moved.message_id for moved in moving], apart.id)
        entry.photos, apart.photos = entry.photos - len(moving), len(moving)
    elif piece.kind == PieceKind.PIN:
        put_pin(apart, (piece.latitude, piece.longitude))
        put_pin(entry, pieces.last_pin(session, entry.id))
    else:
        entry_words.forget(session, [entry.id])
        for column in (*(part.column for part in PARTS if part.from_words and part.column), *IN_ONE_WORD.values()):
            setattr(apart, column, getattr(entry, column))
            setattr(entry, column, None)
        for table in (ActivityMark, ActivityPlace):
            session.execute(update(table).where(table.activity_id == entry.id).values(activity_id=apart.id))
    session.flush()
    return apart

"""Markers of unsent messages, because an `unsend` may arrive before its message."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base
from models.storage.database import insert_or


class UnsendMarker(Base):
    """A message that must not be stored if it still arrives."""

    __tablename__ = "tombstone"

    message_id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


_TOMBSTONE = cast(Table, UnsendMarker.__table__)
_AMONG = select(_TOMBSTONE.c.message_id).where(_TOMBSTONE.c.message_id.in_(bindparam("ids", expanding=True)))


def add(session: Session, message_id: str, at: datetime) -> None:
    session.execute(
        insert_or(session, UnsendMarker).on_conflict_do_nothing(index_elements=["message_id"]),
        {"message_id": message_id, "at": at},
    )


def among(session: Session, message_ids: Sequence[str]) -> set[str]:
    """Return those of these messages that were unsent."""
    if not message_ids:
        return set()
    return set(session.scalars(_AMONG, {"ids": message_ids}))


def clear(session: Session, before: datetime) -> None:
    """Delete old markers: LINE does not redeliver messages that are so old."""
    session.execute(delete(UnsendMarker).where(UnsendMarker.at < before))

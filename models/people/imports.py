"""Imports of rosters: what each changed, so that it can be undone as one act. They hold ids and what changed."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ForeignKey, Index, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import BIG_ID_DIGITS, Base, BigId, OneOf

COMMAND: Final = "command"  # the actor of the command line


class ImportState(StrEnum):
    """How far an import has come."""

    READ = "read"  # a file of the chat, of which nothing is stored yet
    DONE = "done"
    UNDONE = "undone"
    CANCELLED = "cancelled"


class RosterImport(Base):
    """One import. `actor` and `undone_by` are `person:12`, or `command` for the command line.

    Of a file of the chat: the message it came with, and until it is imported or cancelled, `media_id` of the file,
    `answers` about who of it is who, and `shown`, a hash of the preview that was shown last.
    """

    __tablename__ = "roster_import"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    actor: Mapped[str]
    state: Mapped[ImportState] = mapped_column(OneOf(ImportState))
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    message_id: Mapped[str | None] = mapped_column(unique=True)
    media_id: Mapped[int | None] = mapped_column(BigId)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    shown: Mapped[str | None]

    __table_args__ = (Index("ix_roster_import_actor", "actor", "state"),)


class RosterImportChange(Base):
    """What an import changed of one person: `before` has the fields that changed as they were, None if it added the
    person. `memberships` and `placements` are lists of the columns' values."""

    __tablename__ = "roster_import_change"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    import_id: Mapped[int] = mapped_column(BigId, ForeignKey("roster_import.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(BigId)
    before: Mapped[dict[str, Any] | None]

    __table_args__ = (
        Index("ix_roster_import_change_import_id", "import_id"),
        Index("ix_roster_import_change_person_id", "person_id"),
    )


def begin(session: Session, actor: str, now: datetime, *, state: ImportState, message_id: str | None) -> RosterImport:
    made = RosterImport(actor=actor, state=state, created_at=now, message_id=message_id, answers={}, added=0, changed=0)
    session.add(made)
    session.flush()
    return made


def by_id(session: Session, import_id: int) -> RosterImport | None:
    return session.get(RosterImport, import_id) if 0 <= import_id < 10 ** (BIG_ID_DIGITS - 1) else None


def of_message(session: Session, message_id: str, actor: str) -> RosterImport | None:
    """Return the import of a file that somebody sent in the chat."""
    return session.scalar(
        select(RosterImport).where(RosterImport.message_id == message_id, RosterImport.actor == actor)
    )


def owned(session: Session, import_id: int, actor: str) -> RosterImport | None:
    """Return an import of this actor, or None."""
    return session.scalar(select(RosterImport).where(RosterImport.id == import_id, RosterImport.actor == actor))


def open_of(session: Session, actor: str) -> list[RosterImport]:
    """Return the files of somebody that are neither imported nor cancelled."""
    return list(
        session.scalars(select(RosterImport).where(RosterImport.actor == actor, RosterImport.state == ImportState.READ))
    )


def latest(session: Session, most: int) -> list[RosterImport]:
    """Return the last imports that were done, also if they were undone, the newest first."""
    done = select(RosterImport).where(RosterImport.done_at.is_not(None))
    return list(session.scalars(done.order_by(RosterImport.id.desc()).limit(most)))


def last_done(session: Session) -> RosterImport | None:
    """Return the last import that is not undone."""
    done = select(RosterImport).where(RosterImport.state == ImportState.DONE)
    return session.scalars(done.order_by(RosterImport.done_at.desc(), RosterImport.id.desc()).limit(1)).first()


def last_of(session: Session, actor: str) -> RosterImport | None:
    """Return what an actor imported last and did not undo."""
    theirs = select(RosterImport).where(RosterImport.state == ImportState.DONE, RosterImport.actor == actor)
    return session.scalars(theirs.order_by(RosterImport.id.desc()).limit(1)).first()


def changes_of(session: Session, import_id: int) -> list[RosterImportChange]:
    mine = select(RosterImportChange).where(RosterImportChange.import_id == import_id)
    return list(session.scalars(mine.order_by(RosterImportChange.id)))


def later_changes(session: Session, of: RosterImport, person_ids: Collection[int]) -> dict[int, int]:
    """Return who of these people was changed by a later import that is not undone: {person: import}."""
    later = (
        select(RosterImportChange.person_id, RosterImport.id)
        .join(RosterImport, RosterImport.id == RosterImportChange.import_id)
        .where(RosterImport.state == ImportState.DONE, RosterImport.id != of.id)
        .where(RosterImport.done_at >= of.done_at, RosterImportChange.id > _last_change(session, of.id))
        .order_by(RosterImport.id)
    )
    wanted = set(person_ids)
    return {row[0]: row[1] for row in session.execute(later) if row[0] in wanted}


def _last_change(session: Session, import_id: int) -> int:
    return max((one.id for one in changes_of(session, import_id)), default=0)


def forget_person(session: Session, person_id: int) -> None:
    """Delete what imports changed of a person, and what the person answered about files."""
    session.execute(delete(RosterImportChange).where(RosterImportChange.person_id == person_id))
    theirs = update(RosterImport).where(RosterImport.actor == f"person:{person_id}")
    session.execute(theirs.values(message_id=None, media_id=None, answers={}, shown=None))
    read = theirs.where(RosterImport.state == ImportState.READ)
    session.execute(read.values(state=ImportState.CANCELLED))


def read_before(session: Session, before: datetime) -> Sequence[RosterImport]:
    """Return the files that were sent before an instant, and never imported nor cancelled."""
    old = select(RosterImport).where(RosterImport.state == ImportState.READ, RosterImport.created_at < before)
    return session.scalars(old).all()

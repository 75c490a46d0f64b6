"""The audit: who did what to whose data. It has only ids, because texts in it would survive an erasure."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId


class AuditEntry(Base):
    """One act. `actor` is `person:12`, or `command` for the command line."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(BigId)
    ids: Mapped[dict[str, Any]]

    __table_args__ = (Index("ix_audit_entry_person_id", "person_id"),)


def forget_chats(session: Session, of_which: ColumnElement[bool]) -> None:
    """Remove from these entries which chat they were about: it would tie a person to a LINE account."""
    for entry in session.scalars(select(AuditEntry).where(of_which)):
        if "chat" in entry.ids:
            entry.ids = {key: value for key, value in entry.ids.items() if key != "chat"}


def record(
    session: Session, at: datetime, actor: str, action: str, person_id: int | None = None, **ids: int | str
) -> None:
    session.add(AuditEntry(at=at, actor=actor, action=action, person_id=person_id, ids=dict(ids)))


def of_person(session: Session, person_id: int, *, actor: str) -> Sequence[AuditEntry]:
    """Return what somebody did to a person's data, the newest first."""
    theirs = select(AuditEntry).where(AuditEntry.person_id == person_id, AuditEntry.actor == actor)
    return session.scalars(theirs.order_by(AuditEntry.id.desc())).all()


def acts_since(session: Session, actor: str, actions: Sequence[str], since: datetime) -> Sequence[AuditEntry]:
    """Return these acts of an actor from an instant on (programme time), the oldest first."""
    done = (AuditEntry.actor == actor, AuditEntry.action.in_(actions), AuditEntry.at >= since)
    return session.scalars(select(AuditEntry).where(*done).order_by(AuditEntry.id)).all()

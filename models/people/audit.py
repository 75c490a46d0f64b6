"""The audit: who did what to whose data. It has only ids, because texts in it would survive an erasure."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
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


def record(
    session: Session, at: datetime, actor: str, action: str, person_id: int | None = None, **ids: int | str
) -> None:
    session.add(AuditEntry(at=at, actor=actor, action=action, person_id=person_id, ids=dict(ids)))

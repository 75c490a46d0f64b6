"""The published forms. Every version is kept, so that a submission stays on the version with which it began."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, defer, mapped_column

from models.storage.base import Base, BigId
from models.storage.database import insert_or


class FormVersion(Base):
    """One published version of a form. `number` counts the versions of `key`; `version` is the form's own text.

    `source` is the published file, `fingerprint` its sha256, `xform` the compiled form. `changes` are the differences
    from the version before: `{"added": [path], "removed": […], "retyped": […]}`. `for_role` is the role that may fill
    in a form that is not in a programme file.
    """

    __tablename__ = "form_version"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str]
    number: Mapped[int]
    version: Mapped[str]
    title: Mapped[str]
    for_role: Mapped[str | None]
    file_name: Mapped[str]
    source: Mapped[bytes] = mapped_column(LargeBinary)
    fingerprint: Mapped[str]
    xform: Mapped[str]
    changes: Mapped[dict[str, Any]]
    published_by: Mapped[str]  # as in the audit: person:12, command, programme
    published_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("key", "number"), Index("ix_form_version_fingerprint", "key", "fingerprint"))


@dataclass(frozen=True, slots=True)
class Publication:
    """A version that is to be published."""

    key: str
    version: str
    title: str
    for_role: str | None
    file_name: str
    source: bytes
    fingerprint: str
    xform: str
    changes: dict[str, Any]
    published_by: str
    published_at: datetime


def newest(session: Session, key: str) -> FormVersion | None:
    """Return the current version of a form."""
    return session.scalar(
        select(FormVersion).where(FormVersion.key == key).order_by(FormVersion.number.desc()).limit(1)
    )


def newest_of_each(session: Session) -> list[FormVersion]:
    """Return the current version of every form, by key. Long columns are loaded only when they are read."""
    last = select(FormVersion.key, func.max(FormVersion.number).label("number")).group_by(FormVersion.key).subquery()
    current = select(FormVersion).join(last, (FormVersion.key == last.c.key) & (FormVersion.number == last.c.number))
    return list(
        session.scalars(current.order_by(FormVersion.key).options(defer(FormVersion.source), defer(FormVersion.xform)))
    )


def versions_of(session: Session, key: str) -> list[FormVersion]:
    """Return all versions of a form, the oldest first."""
    return list(session.scalars(select(FormVersion).where(FormVersion.key == key).order_by(FormVersion.number)))


def was_published(session: Session, key: str, fingerprint: str) -> bool:
    """Return whether a file with this hash was ever a version of the form."""
    same = select(FormVersion.id).where(FormVersion.key == key, FormVersion.fingerprint == fingerprint)
    return session.scalar(same.limit(1)) is not None


def publish(session: Session, publication: Publication, number: int) -> int | None:
    """Store a version under its number. Return its id, or None if another process has used the number."""
    values = {name: getattr(publication, name) for name in publication.__slots__}
    insert = insert_or(session, FormVersion).on_conflict_do_nothing(index_elements=["key", "number"])
    stored: int | None = session.scalar(insert.returning(FormVersion.id), {**values, "number": number})
    return stored

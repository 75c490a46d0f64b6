"""Files of forms that were sent on the web and are not published: shown, tried out, then published or put away."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, delete, select
from sqlalchemy.orm import Mapped, Session, defer, mapped_column

from models.storage.base import Base, BigId


class FormUpload(Base):
    """A file as it was read. With `problems` there is no form in it, and its other columns about a form are empty.

    `problems` and `notices` are FormProblems: `{"key", "sheet", "row", "column", "args"}`. `beside` are the names of
    the files that came with it. A person has one at a time, from which its publication takes everything.
    """

    __tablename__ = "form_upload"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]  # programme time
    file_name: Mapped[str]
    source: Mapped[bytes] = mapped_column(LargeBinary)
    beside: Mapped[list[Any]]
    problems: Mapped[list[Any]]
    notices: Mapped[list[Any]]
    form_id: Mapped[str]
    version: Mapped[str]
    title: Mapped[str]
    digest: Mapped[str]
    xform: Mapped[str]

    __table_args__ = (Index("ix_form_upload_person_id", "person_id"),)


def keep(session: Session, upload: FormUpload) -> FormUpload:
    """Store a file in place of the one that its sender had sent before. The same file, sent twice, is one."""
    before = of_person(session, upload.person_id)
    same = next((one for one in before if one.file_name == upload.file_name and one.source == upload.source), None)
    if same is not None and same.digest == upload.digest and same.problems == upload.problems:
        return same
    for one in before:
        session.delete(one)
    session.add(upload)
    session.flush()
    return upload


def of_person(session: Session, person_id: int) -> Sequence[FormUpload]:
    """Return what somebody has sent and neither published nor put away."""
    return session.scalars(select(FormUpload).where(FormUpload.person_id == person_id).order_by(FormUpload.id)).all()


def waiting(session: Session, person_id: int) -> Sequence[FormUpload]:
    """The same, without the long columns."""
    mine = select(FormUpload).where(FormUpload.person_id == person_id).order_by(FormUpload.id)
    return session.scalars(mine.options(defer(FormUpload.source), defer(FormUpload.xform))).all()


def owned(session: Session, upload_id: int, person_id: int) -> FormUpload | None:
    """Return a file that this person has sent, or None."""
    mine = select(FormUpload).where(FormUpload.id == upload_id, FormUpload.person_id == person_id)
    return session.scalar(mine.options(defer(FormUpload.source)))


def forget_person(session: Session, person_id: int) -> None:
    session.execute(delete(FormUpload).where(FormUpload.person_id == person_id))


def forget_before(session: Session, before: datetime) -> None:
    """Delete the files that were sent before an instant."""
    session.execute(delete(FormUpload).where(FormUpload.created_at < before))

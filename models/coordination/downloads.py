"""Links to exports, each for one device: the hash of the token, the person, the content, the end, and who took it."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from secrets import token_urlsafe
from typing import Final

from sqlalchemy import ColumnElement, ForeignKey, Index, delete, false, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId

VALID_FOR: Final = timedelta(minutes=30)
KEPT_FOR: Final = timedelta(days=7)  # after the link has expired, so that its page can still say that it was used
HEARD_WITHIN: Final = timedelta(minutes=2)  # of what is being made; a part takes some seconds
TOKEN_BYTES: Final = 32
PERSONAL: Final = "personal"  # everything that is stored about its person
PAPER: Final = "paper-"  # and the kind of a paper, as `paper-situation`
CHOSEN: Final = "entries"  # the entries of a list on the web; `form_key` says which
RATER_CARDS: Final = "rater-cards"  # printed cards with the links of raters; `form_key` is the round's key


class Download(Base):
    """One link. Its file is made when it is downloaded, with what the person may see then. Whoever takes it first may
    take it again: the device is known by the hash of a cookie, None if it keeps none. While its
    file is being made, `steps_done` of `steps` are done, as was known at `step_at`. Times are real time."""

    __tablename__ = "download"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    form_key: Mapped[str | None]
    suffix: Mapped[str]
    first: Mapped[date | None]
    last: Mapped[date | None]
    area: Mapped[str | None]
    agency: Mapped[str | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    device_hash: Mapped[str | None]
    about_person_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    steps_done: Mapped[int | None]
    steps: Mapped[int | None]
    step_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_download_person_id", "person_id"),
        Index("ix_download_expires_at", "expires_at"),
        Index("ix_download_about_person_id", "about_person_id"),
    )


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to export: `kind`, `suffix` (xlsx, csv, geojson, pdf, docx, zip), form, days, area, agency, and whose it is.
    The kind of a paper begins with `PAPER`; its `form_key` is the key of a rating round."""

    kind: str
    suffix: str
    form_key: str | None = None
    first: date | None = None
    last: date | None = None
    area: str | None = None
    agency: str | None = None
    about_person_id: int | None = None


def offer(session: Session, person_id: int, wanted: ExportRequest, now: datetime) -> tuple[Download, str]:
    """Make a link for one person. Return it with its token, of which only the hash is stored. `now` is real time."""
    token = token_urlsafe(TOKEN_BYTES)
    made = Download(
        person_id=person_id,
        token_hash=_hash(token),
        kind=wanted.kind,
        form_key=wanted.form_key,
        suffix=wanted.suffix,
        first=wanted.first,
        last=wanted.last,
        area=wanted.area,
        agency=wanted.agency,
        about_person_id=wanted.about_person_id,
        created_at=now,
        expires_at=now + VALID_FOR,
    )
    session.add(made)
    session.flush()
    return made, token


def look(session: Session, token: str, now: datetime, device: str | None = None) -> Download | None:
    """Return a link that can still be used with this cookie. This does not use it up."""
    mine = (Download.token_hash == _hash(token), Download.expires_at > now)
    return session.scalar(select(Download).where(*mine, or_(Download.taken_at.is_(None), _is_of(device))))


def take(session: Session, token: str, now: datetime, device: str | None = None) -> Download | None:
    """Take a link for a device. A conditional UPDATE must change one row, so that only one of two devices gets it; one
    that has it gets it again."""
    mine = (Download.token_hash == _hash(token), Download.expires_at > now)
    taken = session.execute(
        update(Download)
        .where(*mine, or_(Download.taken_at.is_(None), _is_of(device)))
        .values(taken_at=now, device_hash=_hash(device) if device else None)
        .returning(Download.id)
    ).one_or_none()
    return session.get(Download, taken.id, populate_existing=True) if taken else None


def _is_of(device: str | None) -> ColumnElement[bool]:
    return Download.device_hash == _hash(device) if device else false()


def give_back(session: Session, download_id: int) -> None:
    """Let a link that was used up be used again, until it ends, by any device."""
    session.execute(update(Download).where(Download.id == download_id).values(taken_at=None, device_hash=None))


def note_step(session: Session, download_id: int, done: int | None, steps: int | None, now: datetime) -> None:
    """Store how far the file of a link is; None when nothing is being made any more."""
    session.execute(
        update(Download).where(Download.id == download_id).values(steps_done=done, steps=steps, step_at=now)
    )


def being_made(session: Session, person_id: int, kind: str, now: datetime) -> Download | None:
    """Return the link of a person whose file of this kind is being made, the newest; none of which nothing has been
    heard for so long that it must have stopped."""
    mine = (Download.person_id == person_id, Download.kind == kind, Download.steps.is_not(None))
    heard = Download.step_at > now - HEARD_WITHIN
    return session.scalar(select(Download).where(*mine, heard).order_by(Download.id.desc()).limit(1))


def end_links(session: Session, person_id: int) -> None:
    """End a person's links, also those in use, which could otherwise be given back."""
    session.execute(delete(Download).where(Download.person_id == person_id))


def forget_person(session: Session, person_id: int) -> None:
    """Delete a person's links, and those to papers about them."""
    theirs = or_(Download.person_id == person_id, Download.about_person_id == person_id)
    session.execute(delete(Download).where(theirs))


def clear(session: Session, before: datetime) -> None:
    """Delete links that expired long ago. The audit says who downloaded what."""
    session.execute(delete(Download).where(Download.expires_at < before))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

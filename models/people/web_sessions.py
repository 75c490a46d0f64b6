"""Signing in on the web: links that work once, and the sessions that begin with them. All times are real time."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Final

from sqlalchemy import ForeignKey, Index, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId

LINK_LASTS: Final = timedelta(minutes=5)
SESSION_LASTS: Final = timedelta(hours=12)
RENEWED_AFTER: Final = timedelta(minutes=10)  # then a session gets another token
BOTH_WORK: Final = timedelta(minutes=1)  # the token before it, for pages that were asked for at the same moment
KEPT_FOR: Final = timedelta(days=7)  # after its end, so that a list of devices can show what there was
TOKEN_BYTES: Final = 32
LONGEST_DEVICE: Final = 60  # characters


class SignInLink(Base):
    """A link with which one person signs in once. Only the hash of its token is stored."""

    __tablename__ = "sign_in_link"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_sign_in_link_person_id", "person_id"),)


class WebSession(Base):
    """One device on which a person is signed in. `device` names it ("Android · Chrome"), `form_token` stands in every
    form of its pages, so that no other site can send one."""

    __tablename__ = "web_session"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    token_before: Mapped[str | None] = mapped_column(unique=True)  # the hash of the token before this one
    form_token: Mapped[str]
    device: Mapped[str]
    created_at: Mapped[datetime]
    renewed_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_web_session_person_id", "person_id"),)


@dataclass(frozen=True, slots=True)
class FoundSession:
    """A session that works. `is_due` is true if its token is to be renewed; never with the token before."""

    row: WebSession
    is_due: bool


def issue_link(session: Session, person_id: int, now: datetime) -> str:
    """Make the link with which a person signs in, and return its token. Their earlier links stop working."""
    session.execute(delete(SignInLink).where(SignInLink.person_id == person_id))
    token = token_urlsafe(TOKEN_BYTES)
    session.add(SignInLink(person_id=person_id, token_hash=_hash(token), expires_at=now + LINK_LASTS))
    session.flush()
    return token


def look(session: Session, token: str, now: datetime) -> SignInLink | None:
    """Return a link that still works, without using it."""
    usable = (SignInLink.token_hash == _hash(token), SignInLink.taken_at.is_(None), SignInLink.expires_at > now)
    return session.scalar(select(SignInLink).where(*usable))


def take(session: Session, token: str, now: datetime) -> int | None:
    """Use a link up and return its person; None if it does not work. Of two calls at once only one gets it."""
    usable = (SignInLink.token_hash == _hash(token), SignInLink.taken_at.is_(None), SignInLink.expires_at > now)
    taken = update(SignInLink).where(*usable).values(taken_at=now).returning(SignInLink.person_id)
    return session.scalar(taken)


def begin(session: Session, person_id: int, device: str, now: datetime) -> tuple[WebSession, str]:
    """Begin a session on a device. Return it with its token, of which only the hash is stored."""
    token = token_urlsafe(TOKEN_BYTES)
    made = WebSession(
        person_id=person_id,
        token_hash=_hash(token),
        form_token=token_urlsafe(TOKEN_BYTES),
        device=device[:LONGEST_DEVICE],
        created_at=now,
        renewed_at=now,
        expires_at=now + SESSION_LASTS,
    )
    session.add(made)
    session.flush()
    return made, token


def by_token(session: Session, token: str, now: datetime) -> FoundSession | None:
    """Return the session of a token if it still lasts."""
    mine = _hash(token)
    lasting = (WebSession.ended_at.is_(None), WebSession.expires_at > now)
    row = session.scalar(select(WebSession).where(WebSession.token_hash == mine, *lasting))
    if row is not None:
        return FoundSession(row, now - row.renewed_at >= RENEWED_AFTER)
    earlier = (WebSession.token_before == mine, WebSession.renewed_at > now - BOTH_WORK)
    row = session.scalar(select(WebSession).where(*earlier, *lasting))
    return FoundSession(row, is_due=False) if row is not None else None


def renew(session: Session, session_id: int, now: datetime) -> str | None:
    """Give a session another token and return it; None if somebody else has just done so. Its end stays."""
    token = token_urlsafe(TOKEN_BYTES)
    due = (WebSession.id == session_id, WebSession.renewed_at <= now - RENEWED_AFTER, WebSession.ended_at.is_(None))
    values = {"token_before": WebSession.token_hash, "token_hash": _hash(token), "renewed_at": now}
    renewed = session.scalar(update(WebSession).where(*due).values(values).returning(WebSession.id))
    return token if renewed is not None else None


def of_person(session: Session, person_id: int, now: datetime) -> Sequence[WebSession]:
    """Return the sessions of a person that still last, the newest first."""
    mine = (WebSession.person_id == person_id, WebSession.ended_at.is_(None), WebSession.expires_at > now)
    return session.scalars(select(WebSession).where(*mine).order_by(WebSession.id.desc())).all()


def end(session: Session, person_id: int, session_id: int, now: datetime) -> bool:
    """End one session of a person. Return False if they have none of this id that lasts."""
    mine = (WebSession.id == session_id, WebSession.person_id == person_id, WebSession.ended_at.is_(None))
    return session.scalar(update(WebSession).where(*mine).values(ended_at=now).returning(WebSession.id)) is not None


def end_all(session: Session, person_id: int, now: datetime) -> int:
    """End all sessions and links of a person. Return how many sessions had lasted until now."""
    session.execute(delete(SignInLink).where(SignInLink.person_id == person_id))
    mine = (WebSession.person_id == person_id, WebSession.ended_at.is_(None), WebSession.expires_at > now)
    return len(session.scalars(update(WebSession).where(*mine).values(ended_at=now).returning(WebSession.id)).all())


def forget_person(session: Session, person_id: int) -> None:
    """Delete everything about a person's devices."""
    session.execute(delete(SignInLink).where(SignInLink.person_id == person_id))
    session.execute(delete(WebSession).where(WebSession.person_id == person_id))


def clear(session: Session, before: datetime) -> None:
    """Delete links and sessions that ended before an instant."""
    session.execute(delete(SignInLink).where(SignInLink.expires_at < before))
    session.execute(delete(WebSession).where(WebSession.expires_at < before))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

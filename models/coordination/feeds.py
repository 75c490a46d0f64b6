"""Live feeds: the tokens by which spreadsheets read what a coordinator may see. All times are real time."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Final

from sqlalchemy import ForeignKey, Index, delete, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId

TOKEN_BYTES: Final = 32
LONGEST_NAME: Final = 60  # characters
NOTED_EACH: Final = timedelta(minutes=1)  # a use within this time of the one before is not written down


class Feed(Base):
    """A feed of one coordinator. Only the hash of its token is stored. `agency` and `place` (the code of a province)
    limit it further than the scope of its owner, which is asked at each request."""

    __tablename__ = "feed"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    name: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    agency: Mapped[str | None]
    place: Mapped[str | None]
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_feed_person_id", "person_id"),)


def make(
    session: Session, person_id: int, name: str, now: datetime, *, agency: str | None = None, place: str | None = None
) -> tuple[Feed, str]:
    """Make a feed. Return it with its token, which nobody can read again."""
    token = token_urlsafe(TOKEN_BYTES)
    made = Feed(
        person_id=person_id,
        name=name[:LONGEST_NAME],
        token_hash=_hash(token),
        agency=agency,
        place=place,
        created_at=now,
    )
    session.add(made)
    session.flush()
    return made, token


def by_token(session: Session, token: str) -> Feed | None:
    """Return the feed of a token, if it was not revoked."""
    return session.scalar(select(Feed).where(Feed.token_hash == _hash(token), Feed.revoked_at.is_(None)))


def of_person(session: Session, person_id: int) -> Sequence[Feed]:
    """Return a person's feeds that were not revoked, the newest first."""
    mine = select(Feed).where(Feed.person_id == person_id, Feed.revoked_at.is_(None))
    return session.scalars(mine.order_by(Feed.id.desc())).all()


def of_person_since(session: Session, person_id: int, since: datetime) -> Sequence[Feed]:
    """Return a person's feeds that could be read at some time since an instant."""
    mine = (Feed.person_id == person_id, or_(Feed.revoked_at.is_(None), Feed.revoked_at >= since))
    return session.scalars(select(Feed).where(*mine).order_by(Feed.id)).all()


def revoke(session: Session, person_id: int, feed_id: int, now: datetime) -> bool:
    """Revoke a feed of a person. Return False if they have none of this id."""
    mine = (Feed.id == feed_id, Feed.person_id == person_id, Feed.revoked_at.is_(None))
    return session.scalar(update(Feed).where(*mine).values(revoked_at=now).returning(Feed.id)) is not None


def is_use_due(feed: Feed, now: datetime) -> bool:
    """Return whether the use of a feed at an instant is to be written down."""
    return feed.last_used_at is None or now - feed.last_used_at >= NOTED_EACH


def note_use(session: Session, feed_id: int, now: datetime) -> None:
    """Write down that a feed is used."""
    earlier = or_(Feed.last_used_at.is_(None), Feed.last_used_at < now)
    session.execute(update(Feed).where(Feed.id == feed_id, earlier).values(last_used_at=now))


def forget_person(session: Session, person_id: int) -> None:
    """Delete a person's feeds."""
    session.execute(delete(Feed).where(Feed.person_id == person_id))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

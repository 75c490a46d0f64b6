"""The personal links of raters: issued, issued anew, revoked, found by their token."""

from collections.abc import Collection
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.evaluations.raters import RaterLink
from models.forms.submissions import hash_of

TOKEN_BYTES: Final = 24
OPENED_AGAIN: Final = timedelta(minutes=10)  # so often it is noted that a link was opened


def issue(session: Session, rater_id: int, now: datetime) -> str:
    """Make a rater's link and return its token, of which only the hash is stored. Links before it stop working."""
    revoke(session, [rater_id], now)
    token = token_urlsafe(TOKEN_BYTES)
    session.add(RaterLink(token_hash=hash_of(token), rater_id=rater_id, created_at=now))
    session.flush()
    return token


def revoke(session: Session, rater_ids: Collection[int], now: datetime) -> None:
    """Make the links of these raters stop working."""
    theirs = (RaterLink.rater_id.in_(rater_ids), RaterLink.revoked_at.is_(None))
    session.execute(update(RaterLink).where(*theirs).values(revoked_at=now))


def by_token(session: Session, token: str) -> RaterLink | None:
    """Return the link of a token, or None if there is none or it was revoked."""
    mine = select(RaterLink).where(RaterLink.token_hash == hash_of(token), RaterLink.revoked_at.is_(None))
    return session.scalar(mine)


def in_force(session: Session, rater_ids: Collection[int]) -> dict[int, RaterLink]:
    """Return the working link of each of these raters who has one."""
    theirs = select(RaterLink).where(RaterLink.rater_id.in_(rater_ids), RaterLink.revoked_at.is_(None))
    return {link.rater_id: link for link in session.scalars(theirs)}


def is_opened_anew(link: RaterLink, now: datetime) -> bool:
    """Return whether it is to be noted that a link was opened."""
    return link.last_opened_at is None or now - link.last_opened_at >= OPENED_AGAIN


def note_opened(session: Session, token: str, now: datetime) -> None:
    link = by_token(session, token)
    if link is not None:
        link.last_opened_at = now

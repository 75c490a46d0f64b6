"""Invite codes, with which a chat proves to whom it belongs. Only their hashes are stored."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId

VALID_FOR = timedelta(days=60)
# Without 0, O, 1, I, L and other letters that are mistaken for each other: 29 signs, of which 12 have 58 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXY"
GROUPS, GROUP_LENGTH = 3, 4


class Invite(Base):
    """A code for one person. It works once, expires, and can be revoked."""

    __tablename__ = "invite"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    code_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_invite_person_id", "person_id"),)


def hash_of(typed: str) -> str | None:
    """Return the hash of a typed code, without regard to case, spaces and dashes, or None if it is not a code."""
    letters = typed.upper().replace("-", "").replace(" ", "")
    right = len(letters) == GROUPS * GROUP_LENGTH and all(letter in ALPHABET for letter in letters)
    return _hash(letters) if right else None


def issue(session: Session, person_id: int, now: datetime) -> str:
    """Make a new code for a person and return it in groups. Only its hash is stored."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP_LENGTH))
    session.add(Invite(person_id=person_id, code_hash=_hash(letters), created_at=now, expires_at=now + VALID_FOR))
    return "-".join(letters[start : start + GROUP_LENGTH] for start in range(0, len(letters), GROUP_LENGTH))


def redeem(session: Session, code_hash: str, now: datetime) -> int | None:
    """Use a code up. Return its person, or None if it is wrong, used, revoked or expired.

    A conditional UPDATE must change one row, so that only one of two chats with the same code gets it.
    """
    used = session.execute(
        update(Invite)
        .where(
            Invite.code_hash == code_hash,
            Invite.used_at.is_(None),
            Invite.revoked_at.is_(None),
            Invite.expires_at > now,
        )
        .values(used_at=now)
        .returning(Invite.person_id)
    ).one_or_none()
    return used.person_id if used else None


def people_with_valid_codes(session: Session, now: datetime) -> set[int]:
    return set(
        session.scalars(
            select(Invite.person_id).where(
                Invite.used_at.is_(None), Invite.revoked_at.is_(None), Invite.expires_at > now
            )
        )
    )


def revoke_all(session: Session, person_id: int, now: datetime) -> None:
    """Revoke a person's open codes."""
    session.execute(
        update(Invite)
        .where(Invite.person_id == person_id, Invite.used_at.is_(None), Invite.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode("ascii")).hexdigest()

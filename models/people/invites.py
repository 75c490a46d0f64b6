"""Invite codes: how a chat proves whose it is. Only their hashes are kept."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId

VALID_FOR = timedelta(days=60)
# No 0 O 1 I L, and neither of U and V is mistaken for the other's sound: 29 signs, 12 of them hold 58 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXY"
GROUPS, GROUP_LENGTH = 3, 4


class Invite(Base):
    """A code for one person: single use, expiring, revocable."""

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
    """The hash of a code as typed, whatever its case, spaces and dashes; None if it cannot be one."""
    letters = typed.upper().replace("-", "").replace(" ", "")
    right = len(letters) == GROUPS * GROUP_LENGTH and all(letter in ALPHABET for letter in letters)
    return _hash(letters) if right else None


def issue(session: Session, person_id: int, now: datetime) -> str:
    """Make a new code for a person and return it, in groups; the only time it can be read."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP_LENGTH))
    session.add(Invite(person_id=person_id, code_hash=_hash(letters), created_at=now, expires_at=now + VALID_FOR))
    return "-".join(letters[start : start + GROUP_LENGTH] for start in range(0, len(letters), GROUP_LENGTH))


def redeem(session: Session, code_hash: str, now: datetime) -> int | None:
    """Use up a code. Return the person it was for; None if it is wrong, used, revoked or expired.

    One conditional UPDATE that must hit one row: of two chats with one code, one wins.
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
    """Make a person's open codes worthless."""
    session.execute(
        update(Invite)
        .where(Invite.person_id == person_id, Invite.used_at.is_(None), Invite.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode("ascii")).hexdigest()

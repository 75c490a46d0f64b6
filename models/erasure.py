"""Erasing a person: every word, picture and place they sent is gone; that there was somebody, and when, stays."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models import audit, chats, deliveries, inbox, invites
from models.activities import Activity
from models.base import Base
from models.conversations import Conversation
from models.media import Media, is_kept
from models.people import Membership, Person, PersonState, Placement


class LeftoverFile(Base):
    """Bytes in the media store that nothing refers to any more; housekeeping deletes them, then this row."""

    __tablename__ = "leftover_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is kept of a person."""

    activities: int
    photos: int
    pins: int


def what_is_kept(session: Session, person_id: int) -> Kept:
    mine = select(func.count()).select_from(Activity).where(Activity.person_id == person_id)
    return Kept(
        activities=session.scalar(mine) or 0,
        photos=session.scalar(select(func.count()).select_from(Media).where(Media.person_id == person_id)) or 0,
        pins=session.scalar(mine.where(Activity.latitude.is_not(None))) or 0,
    )


def erase(session: Session, person: Person, at: datetime, *, actor: str) -> None:
    """Erase a person and all that is about them. Their key stays, so that a later roster does not revive them."""
    hashes = set(session.scalars(select(Media.sha256).where(Media.person_id == person.id, Media.sha256.is_not(None))))
    session.execute(delete(Media).where(Media.person_id == person.id))
    session.execute(delete(Activity).where(Activity.person_id == person.id))
    for chat in session.scalars(select(chats.Chat).where(chats.Chat.person_id == person.id)):
        _empty_chat(session, chat)
    session.execute(delete(Membership).where(Membership.person_id == person.id))
    session.execute(delete(Placement).where(Placement.person_id == person.id))
    session.execute(delete(invites.Invite).where(invites.Invite.person_id == person.id))
    person.name, person.agency, person.position = f"#{person.id}", None, None
    person.state, person.erased_at = PersonState.ERASED.value, at
    session.flush()
    leave_files(session, {sha256 for sha256 in hashes if sha256 and not is_kept(session, sha256)})
    audit.record(session, at, actor, "erase", person.id)


def leave_files(session: Session, hashes: set[str]) -> None:
    """Note bytes to be deleted: a file is removed only after the rows that named it are surely gone."""
    known = set(session.scalars(select(LeftoverFile.sha256).where(LeftoverFile.sha256.in_(hashes))))
    rows = [{"sha256": sha256} for sha256 in sorted(hashes - known)]
    if rows:
        session.execute(insert(LeftoverFile), rows)


def leftover_files(session: Session, most: int = 100) -> list[str]:
    return list(session.scalars(select(LeftoverFile.sha256).limit(most)))


def forget_leftover(session: Session, sha256: str) -> None:
    session.execute(delete(LeftoverFile).where(LeftoverFile.sha256 == sha256))


def _empty_chat(session: Session, chat: chats.Chat) -> None:
    chat.person_id, chat.consent_version, chat.consent_at, chat.pending_code = None, None, None, None
    chat.menu_stale = True
    inbox.scrub_chat(session, chat.line_user_id)
    deliveries.forget_chat(session, chat.line_user_id)
    session.execute(delete(Conversation).where(Conversation.chat_key == chat.line_user_id))

"""Erases a person: all words, pictures and places they sent are deleted. That there was a person, and when, stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Final

from sqlalchemy import Select, delete, func, insert, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.activities.activities import Activity
from models.activities.entry_counts import EntryCount
from models.activities.media import Media, is_kept
from models.calls import candidates
from models.coordination import broadcasts, downloads, feeds, read_summaries
from models.coordination.broadcasts import Broadcast, BroadcastState
from models.development import revisions as development_revisions
from models.forms import uploads
from models.forms.submissions import Submission, SubmissionState
from models.messaging import chat_queues, chats, deliveries, delivery_erasure, inbox
from models.messaging.chat_queues import Direction
from models.messaging.conversations import Conversation
from models.people import audit, imports, invites, leave, web_sessions
from models.people.certificates import Certificate
from models.people.imports import ImportState, RosterImport
from models.people.people import UNKEYED, Membership, Person, PersonState, Placement, erased_key
from models.privacy import cascade, evaluations, names_in_texts, viewings
from models.reminders import rehearsals, reminders
from models.selections import marks
from models.storage.base import Base
from models.units import nominations as seat_nominations
from models.units import plans as unit_plans
from models.units.steps import StepReport

UNKNOWN: Final = "gone:"  # the key of an erased person who cannot be recognised in a roster


class LeftoverFile(Base):
    """A file in the media store to which nothing refers. Housekeeping deletes the file, then this row."""

    __tablename__ = "leftover_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)


@dataclass(frozen=True, slots=True)
class KeptData:
    """How much data of a person is stored."""

    activities: int
    photos: int
    pins: int
    forms: int = 0


def what_is_kept(session: Session, person_id: int) -> KeptData:
    mine = select(func.count()).select_from(Activity).where(Activity.person_id == person_id)
    return KeptData(
        activities=session.scalar(mine) or 0,
        photos=session.scalar(select(func.count()).select_from(Media).where(Media.person_id == person_id)) or 0,
        pins=session.scalar(mine.where(Activity.latitude.is_not(None))) or 0,
        forms=session.scalar(select(func.count()).select_from(Submission).where(Submission.person_id == person_id))
        or 0,
    )


def erase(session: Session, person: Person, at: datetime, *, actor: str) -> None:
    """Erase a person and everything about them. A keyed hash of their key stays, so that a later roster does not add
    them. Their chats are removed by `remove_chats`, when what is said of the erasure has been sent. Raters who were
    asked about nobody else are erased with them."""
    if person.state == PersonState.ERASED:
        return
    left = _chats_once_theirs(session, person.id)
    if actor != f"person:{person.id}":  # a turn of theirs that has begun must store nothing; their own request is one
        chat_queues.take_away(session, Direction.IN, [chat.line_user_id for chat in left])
    # a mentor's evaluation of this person is about them too
    answered = select(Submission.id).where(
        or_(Submission.person_id == person.id, Submission.about_person_id == person.id)
    )
    theirs = or_(Media.person_id == person.id, Media.submission_id.in_(answered))
    hashes = set(session.scalars(select(Media.sha256).where(theirs, Media.sha256.is_not(None))))
    session.execute(delete(Media).where(theirs))
    idle_raters = evaluations.forget_person(session, person.id)
    _erase_submissions(session, list(session.scalars(answered)))
    cascade.forget_person(session, person.id)
    session.execute(delete(Activity).where(Activity.person_id == person.id))
    session.execute(delete(EntryCount).where(EntryCount.person_id == person.id))
    for chat in left:
        erase_chat(session, chat)
    seat_nominations.forget_person(session, person.id, person.name)
    candidates.forget_person(session, person.id, person.name)
    marks.forget_juror(session, person.id)
    session.execute(delete(StepReport).where(StepReport.by_person_id == person.id))
    unit_plans.forget_person(session, person.id)
    development_revisions.forget_person(session, person.id)
    leave.forget_person(session, person.id)
    reminders.forget_person(session, person.id)
    names_in_texts.forget_name(session, person.name)
    session.execute(delete(Membership).where(Membership.person_id == person.id))
    session.execute(delete(Placement).where(Placement.person_id == person.id))
    session.execute(delete(invites.Invite).where(invites.Invite.person_id == person.id))
    session.execute(delete(Certificate).where(Certificate.person_id == person.id))
    downloads.forget_person(session, person.id)
    web_sessions.forget_person(session, person.id)
    feeds.forget_person(session, person.id)
    broadcasts.forget_person(session, person.id)
    read_summaries.forget_person(session, person.id)
    viewings.forget_person(session, person.id)
    imports.forget_person(session, person.id)
    uploads.forget_person(session, person.id)
    rehearsals.forget_results(session)
    person.key = erased_key(session, person.key) or f"{UNKNOWN}{token_hex(16)}"
    person.name, person.agency, person.position = f"#{person.id}", None, None
    person.state, person.erased_at = PersonState.ERASED, at
    session.flush()
    leave_files(session, {sha256 for sha256 in hashes if sha256 and not is_kept(session, sha256)})
    audit.forget_chats(session, audit.AuditEntry.person_id == person.id)
    audit.record(session, at, actor, "erase", person.id)
    for rater in idle_raters:
        erase(session, rater, at, actor=actor)


def _erase_submissions(session: Session, submission_ids: list[int]) -> None:
    """Delete submissions with their answers, revisions and links, and messages about them in chats."""
    authors = select(chats.Chat.line_user_id, Submission.id).join(
        Submission, Submission.person_id == chats.Chat.person_id
    )
    for chat_key, submission_id in session.execute(authors.where(Submission.id.in_(submission_ids))).all():
        delivery_erasure.forget_about(session, chat_key, deliveries.About("submission", submission_id))
    session.execute(delete(Submission).where(Submission.id.in_(submission_ids)))


def forget_cancelled_drafts(session: Session, before: datetime) -> int:
    """Delete drafts that were cancelled before an instant, with their media. Return how many."""
    old = select(Submission.id).where(Submission.state == SubmissionState.CANCELLED, Submission.updated_at < before)
    ids = list(session.scalars(old))
    if ids:
        theirs = Media.submission_id.in_(ids)
        hashes = set(session.scalars(select(Media.sha256).where(theirs, Media.sha256.is_not(None))))
        session.execute(delete(Media).where(theirs))
        _erase_submissions(session, ids)
        session.flush()
        leave_files(session, {sha256 for sha256 in hashes if sha256 and not is_kept(session, sha256)})
    return len(ids)


def forget_rosters(session: Session, files: Sequence[RosterImport], state: ImportState = ImportState.CANCELLED) -> None:
    """Give rosters from the chat their state, and delete the files and what was answered about the people in them."""
    theirs = Media.id.in_([one.media_id for one in files if one.media_id is not None])
    hashes = set(session.scalars(select(Media.sha256).where(theirs, Media.sha256.is_not(None)))) if files else set()
    if files:
        session.execute(delete(Media).where(theirs))
    for roster in files:
        roster.state, roster.media_id, roster.answers, roster.shown = state, None, {}, None
    session.flush()
    leave_files(session, {sha256 for sha256 in hashes if sha256 and not is_kept(session, sha256)})


def forget_pictures(session: Session, broadcast_ids: Sequence[int]) -> None:
    """Delete the pictures of announcements."""
    theirs = Media.broadcast_id.in_(broadcast_ids)
    hashes = set(session.scalars(select(Media.sha256).where(theirs, Media.sha256.is_not(None))))
    session.execute(delete(Media).where(theirs))
    session.flush()
    leave_files(session, {sha256 for sha256 in hashes if sha256 and not is_kept(session, sha256)})


def forget_pictures_of_cancelled(session: Session) -> None:
    """Delete the pictures of announcements that were put away."""
    cancelled = (
        select(Media.broadcast_id)
        .join(Broadcast, Broadcast.id == Media.broadcast_id)
        .where(Broadcast.state == BroadcastState.CANCELLED)
    )
    found = [broadcast_id for broadcast_id in session.scalars(cancelled.distinct()) if broadcast_id is not None]
    if found:
        forget_pictures(session, found)


def leave_files(session: Session, hashes: set[str]) -> None:
    """Store which files to delete. A file is deleted only after the rows that refer to it are certainly gone."""
    known = set(session.scalars(select(LeftoverFile.sha256).where(LeftoverFile.sha256.in_(hashes))))
    rows = [{"sha256": sha256} for sha256 in sorted(hashes - known)]
    if rows:
        session.execute(insert(LeftoverFile), rows)


def leftover_files(session: Session, most: int = 100) -> list[str]:
    return list(session.scalars(select(LeftoverFile.sha256).limit(most)))


def forget_leftover(session: Session, sha256: str) -> None:
    session.execute(delete(LeftoverFile).where(LeftoverFile.sha256 == sha256))


def erase_chat(session: Session, chat: chats.Chat) -> None:
    """Delete everything that was written in a chat by either side, and its consent."""
    chat.person_id, chat.consent_version, chat.consent_at, chat.pending_code = None, None, None, None
    chat.menu_stale = True
    inbox.scrub_chat(session, chat.line_user_id)
    delivery_erasure.forget_chat(session, chat.line_user_id)
    talk = session.get(Conversation, chat.line_user_id)
    if talk is not None:
        talk.open, talk.data = None, {}


def any_to_remove(session: Session) -> bool:
    """Return whether there is a chat of nobody's, or a hash of an earlier version. This locks nothing."""
    unkeyed = select(Person.id).where(Person.key.startswith(UNKEYED)).limit(1)
    return session.scalar(_nobodys(False).limit(1)) is not None or session.scalar(unkeyed) is not None


def remove_chats(session: Session, *, most: int = 100, also_with_menu: bool = False) -> int:
    """Remove the LINE ids of chats that belong to nobody: of the erased, of former accounts, of strangers. Return how
    many. When somebody writes again, they are new."""
    found = list(session.scalars(_nobodys(also_with_menu).limit(most).with_for_update(skip_locked=True)))
    for chat in found:
        _remove_chat(session, chat)
    return len(found)


def _nobodys(also_with_menu: bool) -> Select[chats.Chat]:
    """Return the query for chats without a person, a consent and a code, of which no raw event is kept, nothing waits
    or is being sent, and whose rich menu is a stranger's (unless `also_with_menu`). Groups stay, so that each is told
    once what this is."""
    event, queue, sent, mine = inbox.InboxEvent, chat_queues.ChatQueue, deliveries.Delivery, chats.Chat.line_user_id
    at_work = or_(queue.holder.is_not(None), queue.ready_at.is_not(None))
    busy = (
        select(event.id).where(event.chat_key == mine, event.raw.is_not(None)),
        select(event.id).where(event.chat_key == mine, event.state == inbox.InboxState.NEW),
        select(queue.chat_key).where(queue.chat_key == mine, at_work),
        select(sent.id).where(sent.chat_key == mine, deliveries.IS_OPEN),
    )
    nobodys = select(chats.Chat).where(
        chats.Chat.person_id.is_(None),
        chats.Chat.consent_version.is_(None),
        chats.Chat.pending_code.is_(None),
        chats.Chat.told_about_groups_at.is_(None),
        *(~one.exists() for one in busy),
    )
    if not also_with_menu:
        nobodys = nobodys.where(chats.Chat.menu_stale.is_(False))
    return nobodys.order_by(chats.Chat.id)


def _remove_chat(session: Session, chat: chats.Chat) -> None:
    """Remove every row with a chat's LINE id. Handled events stay, without it: LINE may send them again.

    An event that was stored since the chat was found idle stays as it is, with its place in the queue: whoever writes
    now is new.
    """
    key, event, queue = chat.line_user_id, inbox.InboxEvent, chat_queues.ChatQueue
    nobodys = {"chat_key": None, "state": inbox.InboxState.DONE}  # also what was parked: it has no words any more
    handled = (event.chat_key == key) & (event.state != inbox.InboxState.NEW)
    session.execute(update(event).where(handled).values(nobodys))
    idle = (queue.chat_key == key) & queue.holder.is_(None) & queue.ready_at.is_(None)
    session.execute(delete(queue).where(idle))
    session.execute(delete(Conversation).where(Conversation.chat_key == key))
    delivery_erasure.forget_chat(session, key)
    audit.forget_chats(session, audit.AuditEntry.ids["chat"].as_integer() == chat.id)
    session.delete(chat)
    session.flush()


def _chats_once_theirs(session: Session, person_id: int) -> list[chats.Chat]:
    """Return a person's chat, and those they had before unless these are somebody else's now."""
    registered = select(audit.AuditEntry.ids).where(
        audit.AuditEntry.person_id == person_id, audit.AuditEntry.action == "register"
    )
    ids = [said["chat"] for said in session.scalars(registered) if "chat" in said]
    theirs = or_(chats.Chat.person_id == person_id, chats.Chat.id.in_(ids) & chats.Chat.person_id.is_(None))
    return list(session.scalars(select(chats.Chat).where(theirs)))

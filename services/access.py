"""The one question that every way in asks: is this person, with this chat and this consent, still allowed?

Messages, buttons, pages, links, pictures and drafts ask it each time, because the answer may have changed since the
card, the link or the draft was made.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from models.activities.activities import Activity
from models.coordination.broadcasts import Broadcast
from models.forms.submissions import Submission
from models.messaging import chats
from models.messaging.chats import Chat
from models.people import people
from models.people.people import Person, PersonState, Role
from models.reviews import mentoring, terms
from programmes import Programme
from services.calls.seeing import may_answer_for


class NotAllowed(StrEnum):
    """Why somebody is not allowed."""

    UNKNOWN = "unknown"  # nobody, or erased, or the person has another LINE account now
    NO_CONSENT = "no-consent"  # they have not agreed to a notice, or have withdrawn their consent
    OLDER_CONSENT = "older-consent"  # they agreed to an older notice than the present one
    OVER = "over"  # their part in the programme is over
    NOT_THEIRS = "not-theirs"  # the person of the draft is not in their care any more


def refusal(programme: Programme, chat: Chat | None, person: Person | None, role: Role | None) -> NotAllowed | None:
    """Return why a person is not allowed with a chat, or None. `role` is the one that they hold today, or will."""
    if chat is None or person is None or person.state == PersonState.ERASED or chat.person_id != person.id:
        return NotAllowed.UNKNOWN
    if chat.consent_version is None:
        return NotAllowed.NO_CONSENT
    if chat.consent_version != programme.retention.notice_version:
        return NotAllowed.OLDER_CONSENT
    return NotAllowed.OVER if role is None else None


@dataclass(frozen=True, slots=True)
class PersonAccess:
    """A person with their present chat, and why they are not allowed (None: they are)."""

    person: Person | None
    chat: Chat | None
    refusal: NotAllowed | None
    role: Role | None = None  # that they hold today, or will


def person_access(
    session: Session, programme: Programme, person_id: int, day: date, *, hold: bool = False
) -> PersonAccess:
    """Return how a person stands today. With `hold` the chat is locked until the transaction ends, so that a consent
    that is withdrawn at the same moment is withdrawn before or after it, never in between."""
    chat = chats.of_person(session, person_id, hold=hold)
    held = people.roles_on_day(session, [person_id], day, None, terms.answers_since(programme, day)).get(person_id)
    person, role = (held.person, held.role) if held else (None, None)
    return PersonAccess(person, chat, refusal(programme, chat, person, role), role)


def refusal_of_draft(
    session: Session, programme: Programme, submission: Submission, day: date, *, hold: bool = False
) -> NotAllowed | None:
    """Return why the author of a submission may not go on with it, or None."""
    author = person_access(session, programme, submission.person_id, day, hold=hold)
    if author.refusal is None and not is_about_theirs(session, programme, submission, day):
        return NotAllowed.NOT_THEIRS
    return author.refusal


def is_about_theirs(session: Session, programme: Programme, submission: Submission, day: date) -> bool:
    """Return whether a submission is about nobody, or about somebody whom its author may evaluate on a day, or answers
    a call for a unit for which its author may answer then."""
    if submission.unit is not None:
        call = next((one for one in programme.calls if one.form == submission.form_key), None)
        return call is None or may_answer_for(session, programme, call, submission.unit, submission.person_id, day)
    if submission.about_person_id is None:
        return True
    cared_for = mentoring.to_be_rated(session, programme, submission.person_id, day)
    return any(one.person_id == submission.about_person_id for one in cared_for)


def shows_pictures(
    session: Session,
    programme: Programme,
    person_id: int,
    day: date,
    entry: Activity | None = None,
    announced: Broadcast | None = None,
) -> bool:
    """Return whether a person's pictures are shown by their addresses.

    They were sent under the notice of their day, so a newer one hides none. Those of a person who has left are shown
    as long as the mentor still has to look at their entry, or if they are part of an announcement that was sent.
    """
    refused = person_access(session, programme, person_id, day).refusal
    if refused is NotAllowed.OVER:
        was_sent = announced is not None and announced.confirmed_at is not None
        return was_sent or (entry is not None and entry.is_waiting)
    return refused in (None, NotAllowed.OLDER_CONSENT)

"""A person's LINE account: ends the one they had with everything that was reached through it, and issues new codes."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.activities import media
from models.coordination import downloads
from models.forms import submissions
from models.messaging import chats
from models.messaging.chats import Chat
from models.people import audit, invites, web_sessions
from models.people.people import Person, PersonState


def part_from(session: Session, person: Person, former: Chat) -> None:
    """Separate a chat from its person. Addresses that were sent to it stop working: pages, downloads, pictures,
    sessions on the web."""
    chats.detach(session, former)
    submissions.end_links(session, person.id)
    downloads.end_links(session, person.id)
    web_sessions.forget_person(session, person.id)
    media.renew_tokens(session, person.id)


def revoke(session: Session, person: Person, now: datetime, *, actor: str) -> None:
    """End a person's open codes, and separate the LINE id that they had, so that they can join with a new phone and
    keep their history."""
    invites.revoke_all(session, person.id, now)
    former = chats.of_person(session, person.id)
    if former is not None:
        part_from(session, person, former)
        person.state = PersonState.INVITED
        audit.record(session, now, actor, "revoke_chat", person.id, chat=former.id)


def reissue(session: Session, person: Person, now: datetime, *, actor: str) -> str:
    """Issue a new code, the only valid one of a person, and return it. Only its hash is stored."""
    revoke(session, person, now, actor=actor)
    code = invites.issue(session, person.id, now)
    audit.record(session, now, actor, "issue_code", person.id)
    return code

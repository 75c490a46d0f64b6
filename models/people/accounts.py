"""Ends a person's codes and LINE id, so that they can join again with a new phone and keep their history."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.messaging import chats
from models.people import audit, invites
from models.people.people import Person, PersonState


def revoke(session: Session, person: Person, now: datetime, *, actor: str) -> None:
    """End a person's open codes, and separate the LINE id that they had."""
    invites.revoke_all(session, person.id, now)
    former = chats.of_person(session, person.id)
    if former is not None:
        chats.detach(session, former)
        person.state = PersonState.INVITED
        audit.record(session, now, actor, "revoke_chat", person.id, chat=former.id)


def reissue(session: Session, person: Person, now: datetime, *, actor: str) -> str:
    """Issue a new code, the only valid one of a person, and return it. Only its hash is stored."""
    revoke(session, person, now, actor=actor)
    code = invites.issue(session, person.id, now)
    audit.record(session, now, actor, "issue_code", person.id)
    return code

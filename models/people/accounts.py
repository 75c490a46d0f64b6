"""Whose chat is whose: ending a person's code and LINE id, so that a new phone can take over their history."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.messaging import chats
from models.people import audit, invites
from models.people.people import Person, PersonState


def revoke(session: Session, person: Person, now: datetime, *, actor: str) -> None:
    """End a person's open codes, and the LINE id they had: it proves nothing any more."""
    invites.revoke_all(session, person.id, now)
    former = chats.of_person(session, person.id)
    if former is not None:
        chats.detach(session, former)
        person.state = PersonState.INVITED.value
        audit.record(session, now, actor, "revoke_chat", person.id, chat=former.id)


def reissue(session: Session, person: Person, now: datetime, *, actor: str) -> str:
    """Give a person a new code, the only one that works; return it. It can be read only now."""
    revoke(session, person, now, actor=actor)
    code = invites.issue(session, person.id, now)
    audit.record(session, now, actor, "issue_code", person.id)
    return code

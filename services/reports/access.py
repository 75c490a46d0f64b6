"""Who may have which paper, and whose data it may hold."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from models.coordination import scopes
from models.coordination.scopes import AccessScope
from models.people.people import Person, Role
from programmes import Programme
from services.reports.asked import PaperAsked, PaperSource
from services.reports.kinds import KINDS, PaperKind
from services.summaries import expected_people as rolls


def kinds_for(role: Role | None, programme: Programme) -> list[PaperKind]:
    """Return the kinds of a programme that a role may ask for, in the order of the table."""
    there = (kind for kind in KINDS.values() if kind.needs is None or getattr(programme, kind.needs))
    return [kind for kind in there if role in kind.roles]


def paper_access(session: Session, programme: Programme, person_id: int, role: Role | None, day: date) -> AccessScope:
    """Return what papers of a person may hold on a day: what they oversee, or a participant their own."""
    if role is Role.PARTICIPANT:
        return scopes.of_oneself(person_id)
    return scopes.of_person(session, programme, person_id, day)


def limited(access: AccessScope, agency: str | None, area: str | None) -> AccessScope:
    """Return the part of a scope that a paper is asked for; it has no grants if that is outside of it."""
    access = access.of_agency(agency) if agency else access
    return access.narrowed(area) if area else access


def person_of_paper(session: Session, access: AccessScope, reader_id: int, person_id: int) -> Person | None:
    """Return the person whose paper is asked for, None if the reader may not see them."""
    if person_id == reader_id:
        return session.get(Person, person_id)
    return scopes.person(session, access, person_id)


def people_in(source: PaperSource, asked: PaperAsked) -> list[int]:
    """Return whose records a paper is made of."""
    if asked.person_id is not None and KINDS[asked.kind].own is Role.PARTICIPANT:
        return [asked.person_id]
    first, last = source.days(asked)
    return list(rolls.expected_people(source.session, source.access, first, last).people)

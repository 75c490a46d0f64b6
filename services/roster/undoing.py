"""Undoes an import of a roster as one act. Who has joined or recorded anything since is kept, and named."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, or_, select, union
from sqlalchemy.orm import Session

from models.people import audit, imports, people
from models.people.imports import ImportState, RosterImport
from models.people.people import Membership, Person, PersonState, Placement
from models.reviews import terms
from models.reviews.terms import MentorTerm
from models.tables import metadata
from programmes import Programme
from services.mentor_changes import after_what_is_told
from services.roster.applying import facts_before, put
from services.roster.planning import FIELDS, RosterFacts, stored_of

# What is stored of everybody who is added, whether they have joined or not.
_OF_THE_ROSTER: Final = (
    ("membership", "person_id"),
    ("membership", "deputy_for_id"),
    ("placement", "person_id"),
    ("invite", "person_id"),
    ("broadcast_receiver", "person_id"),
    ("candidate", "person_id"),  # whom a call chose is on the roster by that alone
)


@dataclass(frozen=True, slots=True)
class Undone:
    """What was undone: how many people are as they were, who was removed, and who stays because they have joined, or
    something was recorded about them, since."""

    restored: int
    removed: tuple[str, ...]
    kept: tuple[str, ...]


class CannotUndo(ValueError):
    """An import cannot be undone. It has a message key and arguments of commands.ftl."""

    def __init__(self, key: str, **args: str | int) -> None:
        super().__init__(key)
        self.key, self.args_of_text = key, args


def undo(session: Session, made: RosterImport, programme: Programme, now: datetime, *, actor: str) -> Undone:
    """Make everybody whom an import changed as they were before. Raises CannotUndo if it is undone already, or if a
    later import has changed some of them again."""
    if made.state != ImportState.DONE:
        raise CannotUndo("import-undo-already" if made.state == ImportState.UNDONE else "import-undo-never")
    changes = imports.changes_of(session, made.id)
    known = people.by_ids(session, [one.person_id for one in changes])
    later = imports.later_changes(session, made, known)
    if later:
        names = ", ".join(known[one].name for one in later)
        raise CannotUndo("import-undo-later", later=max(later.values()), names=names)
    terms.note(session, programme, now)
    facts = stored_of(session, list(known))
    restored = [one for one in changes if one.before is not None and one.person_id in known]
    for one in restored:
        _restore(session, known[one.person_id], one.before or {}, facts.get(one.person_id, RosterFacts()))
        audit.record(session, now, actor, "roster_change", one.person_id, undone_import=made.id)
    session.flush()
    added = {one.person_id: known[one.person_id] for one in changes if one.before is None and one.person_id in known}
    kept = _in_use(session, added)
    gone = [person for person_id, person in added.items() if person_id not in kept]
    removed = tuple(person.name for person in gone)
    _remove(session, [person.id for person in gone])
    made.state, made.undone_at, made.undone_by = ImportState.UNDONE, now, actor
    audit.record(session, now, actor, "undo_import", None, roster_import=made.id)
    session.flush()
    terms.note_change(session, programme, after_what_is_told(session, programme, now))
    return Undone(len(restored), removed, tuple(added[one].name for one in sorted(kept)))


def _restore(session: Session, person: Person, was: Mapping[str, Any], now: RosterFacts) -> None:
    for name in ("key", *FIELDS):
        if name in was:
            setattr(person, name, was[name])
    put(session, person.id, now, facts_before(was, now))


def _in_use(session: Session, added: Mapping[int, Person]) -> set[int]:
    """Return who of those added has joined, or is spoken of by anything that is not of the roster."""
    kept = {person_id for person_id, person in added.items() if person.state != PersonState.INVITED}
    ids = list(added)
    if not ids:
        return kept
    columns = [
        column
        for table in metadata.sorted_tables
        for column in table.columns
        if any(key.target_fullname == "person.id" for key in column.foreign_keys)
        and (table.name, column.name) not in _OF_THE_ROSTER
    ]
    said = select(Membership.person_id).where(Membership.said_by.is_not(None))
    spoken_of = union(said, *(select(column) for column in columns)).subquery()
    kept |= set(session.scalars(select(Person.id).where(Person.id.in_(ids), Person.id.in_(select(spoken_of)))))
    while more := _stood_in_for(session, set(ids) - kept):
        kept |= more
    return kept


def _stood_in_for(session: Session, leaving: Collection[int]) -> set[int]:
    """Return for whom of those leaving somebody who stays stands in."""
    theirs = select(Membership.deputy_for_id).where(
        Membership.deputy_for_id.in_(leaving), Membership.person_id.not_in(leaving)
    )
    return {person_id for person_id in session.scalars(theirs) if person_id is not None}


def _remove(session: Session, person_ids: list[int]) -> None:
    """Delete people of whom only the roster has spoken, and that they looked after somebody or were looked after."""
    for start in range(0, len(person_ids), 500):
        some = person_ids[start : start + 500]
        session.execute(delete(MentorTerm).where(or_(MentorTerm.person_id.in_(some), MentorTerm.mentor_id.in_(some))))
        session.execute(delete(Membership).where(Membership.person_id.in_(some)))
    for start in range(0, len(person_ids), 500):
        some = person_ids[start : start + 500]
        session.execute(delete(Placement).where(Placement.person_id.in_(some)))
        session.execute(delete(Person).where(Person.id.in_(some)))

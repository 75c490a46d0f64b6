"""Stores a roster in the database: adds what is new, changes what differs, leaves the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.messaging import chats
from models.people import audit
from models.people.people import (
    RATER,
    UNKEYED,
    Membership,
    Person,
    PersonState,
    Placement,
    erased_key,
    is_on_roster,
    plain_hash,
)
from models.reviews import terms
from programmes import Programme
from services.roster.matching import Answers, StoredPeople
from services.roster.names import full_name, spelt_with_titles
from services.roster.rows import KnownPerson, RosterErrors, RosterProblem, RosterRow

UNANSWERED: Final = Answers()


@dataclass(slots=True)
class RosterChanges:
    """What an import did: people added and changed, how many stayed, and who is stored but not in the file."""

    added: list[str] = field(default_factory=list)
    changed: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)  # (name, what changed)
    same: int = 0
    not_in_file: list[str] = field(default_factory=list)
    erased: int = 0  # rows of people who have erased themselves, which are not imported


def known_people(session: Session) -> list[KnownPerson]:
    """Return all stored people, for rows that refer to somebody who is not in the file."""
    rows = session.execute(
        select(Person, Membership.role)
        .join(Membership, Membership.person_id == Person.id)
        .where(Person.state != PersonState.ERASED)
    )
    return [
        KnownPerson(
            person.name, role, person.key.removeprefix("id:") if person.key.startswith("id:") else None, person.agency
        )
        for person, role in rows
    ]


def apply_roster(
    session: Session, rows: Sequence[RosterRow], programme: Programme, now: datetime, answers: Answers = UNANSWERED
) -> RosterChanges:
    """Store what the file says about the people in it. People who are not in the file are not removed. Who was whose
    mentor before is noted. Raises RosterErrors with each person who may be somebody stored, without an answer."""
    terms.note(session, programme, now)
    changes = RosterChanges()
    found = {person.key: person for person in session.scalars(select(Person))}
    by_person: dict[str, list[RosterRow]] = {}
    for row in rows:
        by_person.setdefault(key_of(row), []).append(row)
    people: dict[str, Person] = {}
    unclaimed = [
        person
        for key, person in found.items()
        if key not in by_person and person.state != PersonState.ERASED and not key.startswith(RATER)
    ]
    stored = StoredPeople(unclaimed)
    questions: list[RosterProblem | None] = []
    unknown: list[str] = []
    for key, own in by_person.items():
        person = found.get(key)
        if person is None and _was_erased(session, own[0], found):
            changes.erased += 1
            continue
        same = person or stored.same(own[0], answers)
        if isinstance(same, RosterProblem):
            questions.append(same)
        elif same is None:
            unknown.append(key)
        else:
            people[key] = same
            if own[0].id or not same.key.startswith("id:"):  # an id that the file leaves out is kept
                same.key = key
    questions += [stored.question(by_person[key][0], answers) for key in unknown]
    if any(questions):
        raise RosterErrors(filter(None, questions))
    for key in unknown:
        name = by_person[key][0].name
        people[key] = Person(key=key, name=name, state=PersonState.INVITED, language="th", created_at=now)
        session.add(people[key])
        changes.added.append(name)
    session.flush()
    ids_by_name = _ids_by_name(session)
    current = _current(session)
    for key, person in people.items():
        wanted = _wanted(by_person[key], programme, ids_by_name)
        changed = _change(session, person, by_person[key][0], wanted, current)
        if changed and person.name not in changes.added:
            changes.changed.append((person.name, changed))
            audit.record(session, now, "command", "roster_change", person.id)
        elif not changed:
            changes.same += 1
    in_file = {person.id for person in people.values()}
    changes.not_in_file = [person.name for person in unclaimed if person.id not in in_file]
    session.flush()
    terms.note_change(session, programme, now)
    return changes


def key_of(row: RosterRow) -> str:
    """Return the key by which a person is recognised in the next roster."""
    return f"id:{row.id}" if row.id else f"name:{row.name}|{row.agency or ''}"


def _was_erased(session: Session, row: RosterRow, found: Mapping[str, Person]) -> bool:
    """Return whether a row's person has erased themselves, however the name was written with its title then."""
    if not any(person.state == PersonState.ERASED for person in found.values()):
        return False
    names = [row.name] if row.id else spelt_with_titles(row.name)
    keys = {key_of(replace(row, name=name)) for name in names}
    return any(erased_key(session, key) in found or f"{UNKEYED}{plain_hash(key)}" in found for key in keys)


RoleKey = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _WantedRoles:
    memberships: frozenset[RoleKey]
    placements: frozenset[tuple[str, str]]


def _wanted(rows: Sequence[RosterRow], programme: Programme, ids_by_name: dict[str, int]) -> _WantedRoles:
    memberships = frozenset(
        (
            row.role,
            row.area,
            str(row.scope) if row.scope else None,
            ids_by_name.get(full_name(row.deputy).own) if row.deputy else None,
            row.from_day,
            row.to_day,
        )
        for row in rows
    )
    placements: dict[str, str] = {}
    for row in rows:  # a later row of the same person has their present places
        for stage in programme.stages:
            if row.role == "participant" and (area := row.placements.get(stage.key)):
                placements[stage.key] = area
    return _WantedRoles(memberships, frozenset(placements.items()))


def _ids_by_name(session: Session) -> dict[str, int]:
    named = select(Person.name, Person.id).where(is_on_roster())
    rows = session.execute(named.order_by(Person.id.desc()))
    return {full_name(row.name).own: row.id for row in rows}


def _current(session: Session) -> dict[int, _WantedRoles]:
    memberships: dict[int, set[RoleKey]] = {}
    for m in session.scalars(select(Membership).where(Membership.said_by.is_(None))):
        held = (m.role, m.area, m.scope, m.deputy_for_id, m.from_day, m.to_day)
        memberships.setdefault(m.person_id, set()).add(held)
    placements: dict[int, set[tuple[str, str]]] = {}
    for p in session.scalars(select(Placement)):
        placements.setdefault(p.person_id, set()).add((p.stage, p.area))
    ids = memberships.keys() | placements.keys()
    return {i: _WantedRoles(frozenset(memberships.get(i, ())), frozenset(placements.get(i, ()))) for i in ids}


def _change(
    session: Session, person: Person, row: RosterRow, wanted: _WantedRoles, current: dict[int, _WantedRoles]
) -> tuple[str, ...]:
    """Update one person and return the names of what changed."""
    changed = []
    for name in ("name", "agency", "position"):
        if name == "name" and full_name(person.name).rest == row.name:
            continue  # the file leaves the title out
        if getattr(person, name) != getattr(row, name):
            setattr(person, name, getattr(row, name))
            changed.append(name)
    now = current.get(person.id, _WantedRoles(frozenset(), frozenset()))
    if now.memberships != wanted.memberships:
        of_rosters = (Membership.person_id == person.id, Membership.said_by.is_(None))
        session.execute(delete(Membership).where(*of_rosters))
        for role, area, scope, deputy_for, from_day, to_day in sorted(wanted.memberships, key=str):
            session.add(
                Membership(
                    person_id=person.id,
                    role=role,
                    area=area,
                    scope=scope,
                    deputy_for_id=deputy_for,
                    from_day=from_day,
                    to_day=to_day,
                )
            )
        changed.append("role")
        chat = chats.of_person(session, person.id)
        if chat is not None:
            chat.menu_stale = True
    if now.placements != wanted.placements:
        session.execute(delete(Placement).where(Placement.person_id == person.id))
        session.add_all(
            Placement(person_id=person.id, stage=stage, area=area) for stage, area in sorted(wanted.placements)
        )
        changed.append("area")
    return tuple(changed)

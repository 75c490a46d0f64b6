"""Stores what a roster changes, and keeps what was before, so that the import can be undone."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from models.messaging import chats
from models.people import audit, imports
from models.people.imports import ImportState, RosterImport, RosterImportChange
from models.people.people import Membership, Person, PersonState, Placement
from models.reviews import terms
from programmes import Programme
from services.mentor_changes import after_what_is_told
from services.roster.matching import Answers
from services.roster.names import full_name
from services.roster.placing import DatedPlace
from services.roster.planning import NOTHING, UNANSWERED, HeldMembership, PersonPlan, RosterFacts, RosterPlan, plan
from services.roster.rows import KnownPerson, RosterRow


def known_people(session: Session) -> list[KnownPerson]:
    """Return all stored people, for rows that refer to somebody who is not in the file."""
    rows = session.execute(
        select(Person, Membership)
        .join(Membership, Membership.person_id == Person.id)
        .where(Person.state != PersonState.ERASED)
    )
    return [
        KnownPerson(
            name=person.name,
            role=held.role,
            id=person.key.removeprefix("id:") if person.key.startswith("id:") else None,
            agency=person.agency,
            area=held.area if held.role == "mentor" and held.deputy_for_id is None else None,
            span=(held.from_day or date.min, held.to_day or date.max),
        )
        for person, held in rows
    ]


def apply_roster(
    session: Session,
    rows: Sequence[RosterRow],
    programme: Programme,
    now: datetime,
    answers: Answers = UNANSWERED,
    actor: str = imports.COMMAND,
) -> RosterPlan:
    """Plan and store what the file says about the people in it. Raises RosterErrors as `plan` does."""
    wanted = plan(session, rows, programme, answers)
    apply_plan(session, wanted, programme, now, actor=actor)
    return wanted


def apply_plan(
    session: Session,
    wanted: RosterPlan,
    programme: Programme,
    now: datetime,
    *,
    actor: str,
    made: RosterImport | None = None,
) -> RosterImport | None:
    """Store a plan as one import (`made`, if it was read before), by which it can be undone; None if it changes
    nothing. Who was whose mentor before is noted, and what was before of each person is kept."""
    terms.note(session, programme, now)
    if wanted.is_empty:
        return None
    made = made or imports.begin(session, actor, now, state=ImportState.DONE, message_id=None)
    made.state, made.done_at = ImportState.DONE, now
    made.added, made.changed = len(wanted.added), len(wanted.changed) + len(wanted.rekeyed)
    before = [(one.person.id, _before(one)) for one in (*wanted.changed, *wanted.rekeyed) if one.person]
    new = _add(session, wanted.added, now)
    ids_by_name = {full_name(person.name).own: person.id for person in reversed(new)}
    for one, person in zip(wanted.added, new, strict=True):
        put(session, person.id, NOTHING, _with_ids(one.after, ids_by_name))
    for one in (*wanted.changed, *wanted.rekeyed):
        if one.person is not None:
            _change(session, one, one.person, ids_by_name)
            if one.what:
                audit.record(session, now, actor, "roster_change", one.person.id, roster_import=made.id)
    kept: list[tuple[int, dict[str, Any] | None]] = [*before, *((person.id, None) for person in new)]
    rows = [{"import_id": made.id, "person_id": person_id, "before": was} for person_id, was in kept]
    session.flush()
    session.execute(insert(RosterImportChange), rows)
    audit.record(session, now, actor, "import_roster", None, roster_import=made.id)
    terms.note_change(session, programme, after_what_is_told(session, programme, now))
    return made


def _add(session: Session, added: Sequence[PersonPlan], now: datetime) -> list[Person]:
    new = [Person(key=one.key, state=PersonState.INVITED, language="th", created_at=now, **one.fields) for one in added]
    session.add_all(new)
    session.flush()
    return new


def _change(session: Session, one: PersonPlan, person: Person, ids_by_name: Mapping[str, int]) -> None:
    person.key = one.new_key or person.key
    for name, value in one.fields.items():
        setattr(person, name, value)
    put(session, person.id, one.before, _with_ids(one.after, ids_by_name))


def _with_ids(facts: RosterFacts, ids_by_name: Mapping[str, int]) -> RosterFacts:
    """Return what a person becomes, with the ids of mentors who were added with them."""
    named = (isinstance(one.deputy_for, str) for one in facts.memberships)
    if not any(named):
        return facts
    held = (
        one._replace(deputy_for=ids_by_name.get(one.deputy_for)) if isinstance(one.deputy_for, str) else one
        for one in facts.memberships
    )
    return RosterFacts(frozenset(held), facts.places)


def put(session: Session, person_id: int, before: RosterFacts, after: RosterFacts) -> None:
    """Store what a person is from now on by rosters. What coordinators said in the chat stays."""
    if before.memberships != after.memberships:
        of_rosters = (Membership.person_id == person_id, Membership.said_by.is_(None))
        if before.memberships:
            session.execute(delete(Membership).where(*of_rosters))
        for held in sorted(after.memberships, key=str):
            known = held._asdict()
            session.add(Membership(person_id=person_id, deputy_for_id=known.pop("deputy_for"), **known))
        chat = chats.of_person(session, person_id) if before.memberships else None
        if chat is not None:
            chat.menu_stale = True
    if before.places != after.places:
        if before.places:
            session.execute(delete(Placement).where(Placement.person_id == person_id))
        session.add_all(
            Placement(
                person_id=person_id, stage=place.stage, area=place.area, from_day=place.from_day, to_day=place.to_day
            )
            for place in sorted(after.places, key=str)
        )


# ── what is kept of before ──


def _before(one: PersonPlan) -> dict[str, Any]:
    """Return what is stored of a person where the import changes it."""
    was: dict[str, Any] = {name: getattr(one.person, name) for name in one.fields}
    if one.person is not None and one.new_key:
        was["key"] = one.person.key
    if one.before.memberships != one.after.memberships:
        was["memberships"] = _written(one.before.memberships)
    if one.before.places != one.after.places:
        was["placements"] = _written(one.before.places)
    return was


def _written(values: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    return [
        [value.isoformat() if isinstance(value, date) else value for value in one] for one in sorted(values, key=str)
    ]


def facts_before(was: Mapping[str, Any], now: RosterFacts) -> RosterFacts:
    """Return what a person was before an import, from what was kept of it; the rest is as it is now."""
    memberships, places = now.memberships, now.places
    if "memberships" in was:
        memberships = frozenset(
            HeldMembership(*one[:4], *map(_day, one[4:6]), *one[6:11], *map(_day, one[11:]))
            for one in was["memberships"]
        )
    if "placements" in was:
        places = frozenset(DatedPlace(*one[:2], *map(_day, one[2:])) for one in was["placements"])
    return RosterFacts(memberships, places)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None

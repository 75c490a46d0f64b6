"""What a roster would change: who is added, who of those stored changes in what, and who stays. Nothing is stored."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people.people import RATER, UNKEYED, Membership, Person, PersonState, Placement, erased_key, plain_hash
from programmes import Programme
from services.roster.matching import Answers, StoredPeople
from services.roster.names import full_name, spelt_with_titles
from services.roster.placing import DatedPlace, places_of
from services.roster.rows import RosterErrors, RosterProblem, RosterRow

UNANSWERED: Final = Answers()
FIELDS: Final = ("name", "agency", "position")


class HeldMembership(NamedTuple):
    """A membership. `deputy_for` is the id of the mentor, or the name of one whom the same file adds."""

    role: str
    area: str | None
    scope: str | None
    deputy_for: int | str | None
    from_day: date | None
    to_day: date | None
    unit: str | None = None
    seat: str | None = None
    staff_group: str | None = None
    line: str | None = None
    level: str | None = None
    born: date | None = None
    appointed: date | None = None


@dataclass(frozen=True, slots=True)
class RosterFacts:
    """What a person is in the programme: the memberships of rosters, and where they work."""

    memberships: frozenset[HeldMembership] = frozenset()
    places: frozenset[DatedPlace] = frozenset()

    @property
    def last_day(self) -> date | None:
        """The last day of the last role; None if there is no limit."""
        last = max((one.to_day or date.max for one in self.memberships), default=date.max)
        return None if last == date.max else last


NOTHING: Final = RosterFacts()


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """One person of a file: what is stored of them (`person` is None if they are new), and what the file says."""

    key: str
    row: RosterRow
    person: Person | None
    before: RosterFacts
    after: RosterFacts
    fields: Mapping[str, str | None]  # the new values of those that change

    @property
    def what(self) -> tuple[str, ...]:
        """The names of what changes."""
        changed = list(self.fields)
        if self.before.memberships != self.after.memberships:
            changed.append("role")
        if self.before.places != self.after.places:
            changed.append("area")
        return tuple(changed)

    @property
    def new_key(self) -> str | None:
        """The key by which the person is known from now on, if another. An id that the file leaves out is kept."""
        if self.person is None or self.person.key == self.key:
            return None
        return self.key if self.row.id or not self.person.key.startswith("id:") else None


@dataclass(slots=True)
class RosterPlan:
    """What an import would do: people added and changed, how many stay (of whom some are known by another key), and
    who is stored but not in the file."""

    added: list[PersonPlan] = field(default_factory=list)
    changed: list[PersonPlan] = field(default_factory=list)
    rekeyed: list[PersonPlan] = field(default_factory=list)
    same: int = 0
    not_in_file: list[str] = field(default_factory=list)
    erased: int = 0  # people who have erased themselves, and are not imported

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.rekeyed)


def plan(
    session: Session, rows: Sequence[RosterRow], programme: Programme, answers: Answers = UNANSWERED
) -> RosterPlan:
    """Return what the file would change of the people in it. People who are not in the file are not removed. Raises
    RosterErrors with each person who may be somebody stored, without an answer."""
    found = {person.key: person for person in session.scalars(select(Person).order_by(Person.id))}
    by_person: dict[str, list[RosterRow]] = {}
    for row in rows:
        by_person.setdefault(key_of(row), []).append(row)
    made = RosterPlan()
    on_roster = {key: person for key, person in found.items() if not key.startswith(RATER)}
    unclaimed = [one for key, one in on_roster.items() if key not in by_person and one.state != PersonState.ERASED]
    people = _recognised(session, by_person, found, StoredPeople(unclaimed), answers, made)
    deputies = _deputies(
        on_roster.values(), [by_person[key][0].name for key, person in people.items() if person is None]
    )
    stored = stored_of(session)
    for key, person in people.items():
        before = stored.get(person.id, NOTHING) if person else NOTHING
        own = by_person[key]
        after = RosterFacts(_memberships(own, deputies), places_of(own, programme))
        one = PersonPlan(key, own[0], person, before, after, _fields(person, own[0]))
        if person is None:
            made.added.append(one)
        elif one.what:
            made.changed.append(one)
        else:
            made.same += 1
            made.rekeyed += [one] if one.new_key else []
    claimed = {person.id for person in people.values() if person}
    made.not_in_file = [person.name for person in unclaimed if person.id not in claimed]
    return made


def key_of(row: RosterRow) -> str:
    """Return the key by which a person is recognised in the next roster."""
    return f"id:{row.id}" if row.id else f"name:{row.name}|{row.agency or ''}"


def _recognised(
    session: Session,
    by_person: Mapping[str, Sequence[RosterRow]],
    found: Mapping[str, Person],
    stored: StoredPeople,
    answers: Answers,
    made: RosterPlan,
) -> dict[str, Person | None]:
    """Return who of those stored each person of the file is, None for the new ones, in the order of the file, without
    those who have erased themselves."""
    people: dict[str, Person | None] = {}
    questions: list[RosterProblem | None] = []
    for key, own in by_person.items():
        person = found.get(key)
        if person is None and _was_erased(session, own[0], found):
            made.erased += 1
            continue
        same = person or stored.same(own[0], answers)
        if isinstance(same, RosterProblem):
            questions.append(same)
        else:
            people[key] = same
    questions += [stored.question(by_person[key][0], answers) for key, person in people.items() if person is None]
    if any(questions):
        raise RosterErrors(filter(None, questions))
    return people


def _was_erased(session: Session, row: RosterRow, found: Mapping[str, Person]) -> bool:
    """Return whether a row's person has erased themselves, however the name was written with its title then."""
    if not any(person.state == PersonState.ERASED for person in found.values()):
        return False
    names = [row.name] if row.id else spelt_with_titles(row.name)
    keys = {key_of(replace(row, name=name)) for name in names}
    return any(erased_key(session, key) in found or f"{UNKEYED}{plain_hash(key)}" in found for key in keys)


def _deputies(stored: Iterable[Person], new: Sequence[str]) -> Callable[[str], int | str | None]:
    """Return the function that finds whom a deputy stands in for: the id of somebody stored, else the name of somebody
    new."""
    ids: dict[str, int] = {}
    for person in stored:
        ids.setdefault(full_name(person.name).own, person.id)
    names = {full_name(name).own for name in new}

    def meant(name: str) -> int | str | None:
        own = full_name(name).own
        return ids.get(own) or (own if own in names else None)

    return meant


def _memberships(rows: Sequence[RosterRow], deputy: Callable[[str], int | str | None]) -> frozenset[HeldMembership]:
    return frozenset(
        HeldMembership(
            row.role,
            row.area,
            str(row.scope) if row.scope else None,
            deputy(row.deputy) if row.deputy else None,
            row.from_day,
            row.to_day,
            row.unit,
            row.seat,
            row.group,
            row.line_of_work,
            row.level,
            row.born,
            row.appointed,
        )
        for row in rows
    )


def stored_of(session: Session, person_ids: Collection[int] | None = None) -> dict[int, RosterFacts]:
    """Return what people (all, or these) are by the rosters that were imported."""
    memberships: dict[int, set[HeldMembership]] = {}
    wanted = None if person_ids is None else set(person_ids)
    for one in session.scalars(select(Membership).where(Membership.said_by.is_(None))):
        if wanted is not None and one.person_id not in wanted:
            continue
        held = HeldMembership(
            one.role,
            one.area,
            one.scope,
            one.deputy_for_id,
            one.from_day,
            one.to_day,
            one.unit,
            one.seat,
            one.staff_group,
            one.line,
            one.level,
            one.born,
            one.appointed,
        )
        memberships.setdefault(one.person_id, set()).add(held)
    places: dict[int, set[DatedPlace]] = {}
    for there in session.scalars(select(Placement)):
        if wanted is not None and there.person_id not in wanted:
            continue
        place = DatedPlace(there.stage, there.area, there.from_day, there.to_day)
        places.setdefault(there.person_id, set()).add(place)
    ids = memberships.keys() | places.keys()
    return {i: RosterFacts(frozenset(memberships.get(i, ())), frozenset(places.get(i, ()))) for i in ids}


def _fields(person: Person | None, row: RosterRow) -> dict[str, str | None]:
    """Return the new values of a person's name, agency and position where the file has others."""
    changed = {
        name: getattr(row, name) for name in FIELDS if person is None or getattr(person, name) != getattr(row, name)
    }
    if person is not None and full_name(person.name).rest == row.name:
        changed.pop("name", None)  # the file leaves the title out
    return changed

"""Where people were to work: the areas of an access scope to which somebody was assigned, whatever came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.coordination.scopes import AccessScope
from models.people.people import Membership, Person, PersonState, Placement, Role, held_between


@dataclass(frozen=True, slots=True)
class Assigned:
    """A participant and the code of an area in which they work in a stage."""

    person_id: int
    name: str
    area: str


def assigned(session: Session, access: AccessScope, stage: str, first: date, last: date) -> list[Assigned]:
    """Return who was assigned where on some day between two days of a stage, each area of a person once, by area."""
    found: dict[tuple[int, str], Assigned] = {}
    for grant in access.grants:
        within = grant.within(first, last)
        if within is None or grant.stage not in (None, stage):
            continue
        held = select(Membership.person_id).where(Membership.role == Role.PARTICIPANT)
        placed = (
            select(Placement.person_id, Person.name, Placement.area)
            .join(Person, Person.id == Placement.person_id)
            .where(Placement.stage == stage, Person.state.not_in((PersonState.ERASED, PersonState.WITHDRAWN)))
            .where(Placement.person_id.in_(held), held_between(within.first, within.last, Placement))
            .where(grant.people(Placement.person_id))
        )
        if grant.stage is not None:
            placed = placed.where(grant.places())
        found |= {(row[0], row[2]): Assigned(*row) for row in session.execute(placed)}
    return _by_area(found.values())


def _by_area(some: Iterable[Assigned]) -> list[Assigned]:
    return sorted(some, key=lambda one: (one.area, one.name, one.person_id))

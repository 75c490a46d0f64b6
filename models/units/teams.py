"""The teams of units: who holds which seat on a day. A person belongs to a team by their membership."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.people.people import Membership, Person, PersonState, Role, held_on


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody who holds a seat of a unit's team."""

    person_id: int
    name: str
    unit: str
    seat: str
    joined: bool  # uses the bot


def unit_of(session: Session, person_id: int, day: date) -> str | None:
    """Return the code of the unit to whose team a person belongs on a day."""
    mine = select(Membership.unit).where(Membership.person_id == person_id, Membership.unit.is_not(None))
    return session.scalar(mine.where(held_on(day)).order_by(Membership.id).limit(1))


def units_of(session: Session, person_ids: Collection[int], day: date) -> dict[int, str]:
    """Return the unit of each of these people who belongs to a team on a day."""
    held = select(Membership.person_id, Membership.unit).where(
        Membership.person_id.in_(person_ids), Membership.unit.is_not(None), held_on(day)
    )
    return {person_id: str(unit) for person_id, unit in session.execute(held.order_by(Membership.id.desc()))}


def members_of(session: Session, units: Collection[str], day: date) -> list[TeamMember]:
    """Return who holds a seat in the teams of these units on a day, by name."""
    held = (
        select(Person.id, Person.name, Membership.unit, Membership.seat, Person.state)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.role == Role.PARTICIPANT, Membership.unit.in_(units), Membership.seat.is_not(None))
        .where(Person.state.not_in((PersonState.ERASED, PersonState.WITHDRAWN)), held_on(day))
        .order_by(Person.name, Person.id)
    )
    return [
        TeamMember(row.id, row.name, row.unit, row.seat, row.state == PersonState.ACTIVE)
        for row in session.execute(held)
    ]


def seats_held(session: Session, units: Collection[str], day: date) -> dict[tuple[str, str], int]:
    """Return how many people hold each seat: (unit, seat) -> people, on a day."""
    counted = (
        select(Membership.unit, Membership.seat, func.count(Membership.person_id.distinct()))
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.role == Role.PARTICIPANT, Membership.unit.in_(units), Membership.seat.is_not(None))
        .where(Person.state.not_in((PersonState.ERASED, PersonState.WITHDRAWN)), held_on(day))
        .group_by(Membership.unit, Membership.seat)
    )
    return {(str(unit), str(seat)): count for unit, seat, count in session.execute(counted)}

"""Which units somebody sees: their own team's, or those in a coordinator's scope."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.coordination.scopes import AccessScope
from models.people.people import Person, Role
from models.units import teams
from models.units.teams import TeamMember
from programmes.units import Units


def units_seen(
    session: Session, units: Units, access: AccessScope, role: Role | None, person_id: int, day: date
) -> tuple[str, ...]:
    """Return the codes of the units with a team that a person sees on a day. What is counted there names nobody, so who
    has an agency or a phase sees those of all."""
    codes = [unit.code for unit in units.teams]
    if role is Role.PARTICIPANT:
        own = teams.unit_of(session, person_id, day)
        return (own,) if own in codes else ()
    if role is not Role.COORDINATOR:
        return ()
    seen: set[str] = set()
    for scope in access.scopes:
        kind, _, value = scope.partition(":")
        if kind in ("all", "agency", "phase"):
            return tuple(codes)
        if kind in ("unit", "province") and units.knows(value):
            seen.update(units.within(value))
    return tuple(code for code in codes if code in seen)


def members_seen(session: Session, access: AccessScope, members: Sequence[TeamMember]) -> list[TeamMember]:
    """Return those members of teams whom a coordinator may see."""
    if access.is_whole:
        return list(members)
    mine = select(Person.id).where(Person.id.in_([one.person_id for one in members]), access.people())
    visible = set(session.scalars(mine))
    return [one for one in members if one.person_id in visible]

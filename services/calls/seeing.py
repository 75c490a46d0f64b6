"""Whose candidates somebody sees by name: those of the unit for which they answer, or of units in a coordinator's
scope. How many a unit has sent names nobody, so whoever sees the unit sees that (services/units/seeing.py)."""

from datetime import date

from sqlalchemy.orm import Session

from models.coordination import scopes
from models.coordination.scopes import AccessScope
from programmes import Programme
from programmes.calls import Call
from programmes.units import Units
from services.calls.progress import answers_for


def units_named(units: Units, access: AccessScope) -> tuple[str, ...]:
    """Return the codes of the units whose candidates a coordinator sees by name. Scopes of agencies and phases are
    about people who take part, and a candidate takes part in nothing yet."""
    if access.is_whole:
        return tuple(unit.code for unit in units.teams)
    inside = {code for grant in access.grants if grant.agency is None for code in grant.units or ()}
    return tuple(unit.code for unit in units.teams if unit.code in inside)


def may_answer_for(session: Session, programme: Programme, call: Call, unit: str, person_id: int, day: date) -> bool:
    """Return whether somebody answers a call for a unit on a day: its contact, or who coordinates it."""
    if programme.units is None:
        return False
    if answers_for(session, call, person_id, day) == unit:
        return True
    return unit in units_named(programme.units, scopes.of_coordinator(session, programme, person_id, day))

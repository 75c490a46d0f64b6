"""Whose candidates somebody sees by name: those of the unit for which they answer, or of units in a coordinator's
scope. How many a unit has sent names nobody, so whoever sees the unit sees that (services/units/seeing.py)."""

from models.coordination.scopes import AccessScope
from programmes.units import Units


def units_named(units: Units, access: AccessScope) -> tuple[str, ...]:
    """Return the codes of the units whose candidates a coordinator sees by name. Scopes of agencies and phases are
    about people who take part, and a candidate takes part in nothing yet."""
    if access.is_whole:
        return tuple(unit.code for unit in units.teams)
    inside = {code for grant in access.grants if grant.agency is None for code in grant.units or ()}
    return tuple(unit.code for unit in units.teams if unit.code in inside)

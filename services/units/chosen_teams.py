"""Of which units teams are wanted: of all, or of those that a selection has chosen."""

from sqlalchemy.orm import Session

from programmes import Programme
from programmes.units import Unit
from services.selections.judging import units_chosen


def chosen_teams(session: Session, programme: Programme) -> tuple[Unit, ...] | None:
    """Return the units of which teams are wanted; None while the selection that chooses them is not closed."""
    units = programme.units
    if units is None or units.chosen_in is None:
        return units.teams if units is not None else ()
    chosen = units_chosen(session, programme, programme.selection(units.chosen_in))
    return tuple(unit for unit in units.teams if unit.code in chosen) or None

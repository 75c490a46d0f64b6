"""Of which units forums are wanted: those that a selection or a call has chosen, else those of the programme's file."""

from datetime import date

from sqlalchemy.orm import Session

from models.calls import candidates
from programmes import Programme
from programmes.units import Unit
from services.selections.judging import units_chosen


def forum_holders(session: Session, programme: Programme, day: date) -> tuple[Unit, ...]:
    """Return the units of which forums are wanted on a day; none in a programme without forums."""
    terms, units = programme.forums, programme.units
    if terms is None or units is None:
        return ()
    chosen: set[str] = set()
    for selection in programme.selections:
        if selection.key == terms.chosen_in:
            chosen |= units_chosen(session, programme, selection)
    for call in programme.calls:
        if call.key == terms.chosen_in and day > call.closes:
            chosen |= set(candidates.sent_by_unit(session, call.key, [unit.code for unit in units.teams]))
    return tuple(unit for unit in units.teams if unit.code in chosen) or terms.wanted_of(units)

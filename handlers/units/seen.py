"""What the speaker sees of units, and what their words ask about them."""

from __future__ import annotations

from bot.inbound.turn import Turn
from handlers.coordination.access import access_of
from handlers.roles import coordinates
from models.units import teams
from programmes.units import Unit, Units
from services.units.seeing import units_seen
from thai.forums import names_only_forum
from thai.seats import Asked, PostWords, asked_of_units
from thai.steps import asks_about_steps


def units_of(turn: Turn) -> Units:
    """Return the programme's units, for handlers that only programmes with units reach."""
    if turn.programme.units is None:
        raise LookupError("this programme has no units")
    return turn.programme.units


def seen(turn: Turn) -> tuple[str, ...]:
    """Return the codes of the units with a team that the speaker sees."""
    return turn.once(_seen)


def _seen(turn: Turn) -> tuple[str, ...]:
    units = units_of(turn)
    return units_seen(turn.session, units, access_of(turn), turn.role, turn.me.id, turn.day)


def own_unit(turn: Turn) -> Unit | None:
    """Return the unit to whose team the speaker belongs today."""
    code = teams.unit_of(turn.session, turn.me.id, turn.day)
    units = units_of(turn)
    return units.unit(code) if code and units.knows(code) else None


def seat_words(units: Units) -> PostWords:
    return PostWords({seat.key: (seat.name.th, seat.name.en, *seat.said) for seat in units.seats})


def asked(turn: Turn) -> Asked | None:
    """Return what the words ask about units; None in a programme without any."""
    if turn.programme.units is None or turn.event.quoted_message_id is not None:
        return None
    if turn.programme.steps and asks_about_steps(turn.event.text or ""):
        return "steps"
    said = turn.programme.forums.said if turn.programme.forums else ()
    found = asked_of_units(turn.event.text or "", said)
    if found is None and coordinates(turn) and names_only_forum(turn.event.text or "", said):
        return "forums"  # เวทีประชาคมแม่ใจ: who coordinates holds none and can only ask
    return found

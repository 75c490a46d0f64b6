"""What the speaker answers and sees of calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.inbound.router import Roles
from bot.inbound.turn import Turn
from handlers.coordination.access import access_of
from handlers.roles import coordinates
from handlers.units.seen import seen, units_of
from models.calls import candidates
from models.calls.candidates import CallCandidate
from models.people.people import Role
from programmes.calls import Call
from programmes.units import Unit, bare_name
from services.calls.progress import answers_for
from services.calls.seeing import units_named
from services.selections.judging import is_closed_for
from thai.dates import full_day

ANSWERS_CALLS: Final[Roles] = frozenset((Role.PARTICIPANT, Role.COORDINATOR))
SHORTEST_NAME: Final = 4  # letters of a unit's name that is found inside of words


@dataclass(frozen=True, slots=True)
class OwnCandidate:
    """A candidate of the unit for which the speaker answers, with its call."""

    one: CallCandidate
    call: Call
    unit: Unit


def calls_by_urgency(turn: Turn) -> list[Call]:
    """Return the programme's calls, those first that are open today and close next, then the latest."""
    day = turn.day
    return sorted(
        turn.programme.calls,
        key=lambda call: (not call.opens <= day <= call.closes, abs((call.closes - day).days)),
    )


def answered_unit(turn: Turn, call: Call) -> Unit | None:
    """Return the unit for which the speaker answers a call today."""
    units = units_of(turn)
    code = answers_for(turn.session, call, turn.me.id, turn.day)
    return units.unit(code) if code is not None and code in {one.code for one in call.asked_of(units)} else None


def answered(turn: Turn, call: Call) -> tuple[str, ...]:
    """Return the code of the unit whose contact the speaker is, if any."""
    unit = answered_unit(turn, call)
    return (unit.code,) if unit is not None else ()


def answers_as(turn: Turn, call: Call) -> tuple[str, ...]:
    """Return the codes of the units for which the speaker answers a call: a contact for one, who coordinates for those
    in scope, and for their own, if they are a contact, too."""
    if not coordinates(turn):
        return answered(turn, call)
    mine = {*turn.once(named), *answered(turn, call)}
    return tuple(unit.code for unit in call.asked_of(units_of(turn)) if unit.code in mine)


def oversees(turn: Turn, call: Call) -> bool:
    """Return whether the speaker may change what was sent in a call after its last day: who coordinates, until a
    selection among it is closed."""
    return coordinates(turn) and not is_closed_for(turn.session, turn.programme, call)


def own(turn: Turn, candidate_id: int) -> OwnCandidate | None:
    """Return a candidate that the speaker may handle; None also if it is another unit's."""
    calls = {call.key: call for call in turn.programme.calls} if turn.programme.units else {}
    codes = {call.key: answers_as(turn, call) for call in calls.values()}
    one = candidates.by_id(turn.session, candidate_id, [code for those in codes.values() for code in those])
    if one is None or one.unit not in codes.get(one.call, ()) or one.state not in candidates.THERE:
        return None
    return OwnCandidate(one, calls[one.call], units_of(turn).unit(one.unit))


def named(turn: Turn) -> Sequence[str]:
    """Return the codes of the units whose candidates the speaker sees by name."""
    if coordinates(turn):
        return units_named(units_of(turn), access_of(turn))
    answered = {unit.code for call in turn.programme.calls if (unit := answered_unit(turn, call)) is not None}
    return [code for code in seen(turn) if code in answered]


def unit_said(turn: Turn) -> Unit | None:
    """Return the unit in scope that the words name, the longest name first: กองกลางส่งใครมาบ้าง."""
    words, units, found = bare_name(turn.event.text or ""), units_of(turn), dict[str, Unit]()
    for unit in units.teams:
        if unit.code in seen(turn):
            found |= {bare_name(name): unit for name in (unit.called("th"), unit.called("en"), *unit.said)}
    longest = max((name for name in found if len(name) >= SHORTEST_NAME and name in words), key=len, default=None)
    return found[longest] if longest is not None else None


def last_day(call: Call, turn: Turn) -> str:
    return full_day(call.closes, turn.text.language)


def count_of(call: Call, unit: Unit, turn: Turn) -> str:
    """Return how many a unit sends, in words: 2 คน, 1–2 โครงการ."""
    least, most = call.numbers_of(unit)
    return turn.text(f"call-count-{call.of}", count=f"{least}–{most}" if 0 < least < most else f"{most}")

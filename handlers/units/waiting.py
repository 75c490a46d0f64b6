"""Nominations that wait, as a coordinator sees them: the oldest first, each with who holds the seat already."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import quick_replies as quick
from bot.cards.unit_list import UnitLine
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import HandleNomination
from handlers.coordination.access import access_of
from handlers.units.listed import listed, where
from handlers.units.seen import seen, units_of
from models.units import teams
from models.units.nominations import TeamNomination
from models.units.teams import TeamMember
from programmes.units import Unit
from services.units.seats import waiting_in
from services.units.seeing import members_seen


def show_waiting(turn: Turn, unit: Unit | None, page: int) -> Reply:
    """Show a coordinator the nominations that wait, the oldest first, each with what can be done."""
    codes = [unit.code] if unit else list(seen(turn))
    found = waiting_in(turn.session, codes)
    if not found:
        return say(turn.text("waiting-none"), quick_replies=[quick.command(turn.text, "menu")])
    first = found[0]
    text, language, units = turn.text, turn.text.language, units_of(turn)
    holders = _holders(turn, found)
    lines = [
        UnitLine(
            label=one.name,
            figure=units.seat(one.seat).name(language),
            details=tuple(
                said
                for said in (
                    where(units.unit(one.unit), turn),
                    one.position or "",
                    text("seat-phone", phone=one.phone) if one.phone else text("seat-no-phone"),
                    _held(turn, one, holders.get((one.unit, one.seat), [])),
                    text("waiting-first") if one is first else "",
                )
                if said
            ),
        )
        for one in found
    ]
    return listed(
        turn,
        "waiting",
        title=text("waiting-title", count=len(found)),
        below=text("waiting-below", name=first.name),
        lines=lines,
        notes=[],
        page=page,
        unit=unit,
        main=(text("nomination-accept"), HandleNomination(first.id, "accept")),
        others=((text("nomination-decline"), HandleNomination(first.id, "decline")),),
    )


def _holders(turn: Turn, found: Sequence[TeamNomination]) -> dict[tuple[str, str], list[TeamMember]]:
    """Return who holds the seats to which somebody is nominated, as far as the coordinator may see them."""
    members = members_seen(
        turn.session, access_of(turn), teams.members_of(turn.session, list({one.unit for one in found}), turn.day)
    )
    held: dict[tuple[str, str], list[TeamMember]] = {}
    for one in members:
        held.setdefault((one.unit, one.seat), []).append(one)
    wanted = {(one.unit, one.seat) for one in found}
    turn.looks_at(*(one.person_id for seat in wanted for one in held.get(seat, ())))
    return held


def _held(turn: Turn, one: TeamNomination, holders: Sequence[TeamMember]) -> str:
    """Return who holds the seat, if there is no room in it."""
    if not holders or len(holders) < units_of(turn).seat(one.seat).many:
        return ""
    return turn.text("seat-held-by", names=" · ".join(holder.name for holder in holders))

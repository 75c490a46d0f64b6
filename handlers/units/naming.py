"""The unit that a question names: it is answered for that one, or it is said why not."""

from __future__ import annotations

from bot.cards import quick_replies as quick
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import ShowUnits
from handlers.units.seen import seen, units_of
from programmes.units import Unit, bare_name
from thai.unit_names import NamedUnit, unit_named

MOST_OFFERED = 12


def unit_asked(turn: Turn, view: str) -> Unit | Reply | None:
    """Return the unit with a team that a question names, None if it names none. If the speaker sees no such unit, or
    several, the reply says so: nothing is answered for another one."""
    named = _named(turn)
    if named is None:
        return None
    meant = _meant(turn, named)
    if len(meant) == 1:
        return meant[0]
    text, language = turn.text, turn.text.language
    name = text(f"unit-as-{named.level}", name=named.name)
    menu = quick.command(text, "menu")
    if not meant:
        return say(text("unit-not-seen", name=name), quick_replies=[menu])
    offered = [quick.choice(unit.called(language)[:20], ShowUnits(view, unit.code)) for unit in meant[:MOST_OFFERED]]
    return say(text("unit-which", name=name), quick_replies=[*offered, menu])


def _named(turn: Turn) -> NamedUnit | None:
    programme = turn.programme
    said = [*(programme.forums.said if programme.forums else ())]
    said += programme.unit_plan.said if programme.unit_plan else ()
    places = turn.understood.slots.places if turn.understood else ()
    return unit_named(turn.event.text or "", places, said)


def _meant(turn: Turn, named: NamedUnit) -> list[Unit]:
    """Return the units with a team in scope that a name can mean: the unit itself, those in a province or a cluster."""
    units, codes = units_of(turn), seen(turn)
    inside = {code for unit in units.called(named.name) for code in units.within(unit.code)}
    by_name = [code for code in codes if code in inside]
    if named.level == "province":
        meant = by_name or [code for code in codes if code[:2] in named.codes]
    elif named.codes:  # a subdistrict stands for the district in which it lies
        areas = {code[:4] for code in named.codes}
        meant = [code for code in codes if code in areas]
    else:
        bare = bare_name(named.name)
        meant = by_name or [code for code in codes if bare_name(units.unit(code).called("th")).startswith(bare)]
        if named.level == "subdistrict":  # there are several of this name, perhaps one in each
            meant = list(codes) if len(codes) == 1 else by_name
    return [units.unit(code) for code in meant]

"""The one plan of a unit in the chat: members of its team write revisions, everybody of the team reads them."""

from __future__ import annotations

from bot.cards import quick_replies as quick
from bot.cards.unit_list import PAGE, UnitLine, UnitList, unit_list
from bot.inbound.turn import Turn
from bot.line.text_length import shorten
from bot.outbound.reply import Reply, say
from bot.postback import ShowUnits
from handlers.conversation import leave_question
from handlers.roles import coordinates, is_participant
from handlers.units.seen import own_unit, seen, unit_named, units_of
from models.people import audit, people
from models.units import plans
from programmes.bangkok import bangkok_day
from programmes.units import Unit
from thai.dates import short_day
from thai.unit_plans import UnitPlanSaid, unit_plan_in

LONGEST = 2000  # characters of a revision
WORDS_UNITS = 400


def said_in(turn: Turn) -> UnitPlanSaid | None:
    """Return what the words say of a unit's plan."""
    terms = turn.programme.unit_plan
    return unit_plan_in(turn.event.text or "", terms.said) if terms else None


def answer(turn: Turn, said: UnitPlanSaid) -> Reply:
    """Store a revision of the speaker's own unit, or show what is asked for."""
    leave_question(turn)
    if said.words is None or not is_participant(turn):
        unit = unit_named(turn) or (None if coordinates(turn) else own_unit(turn))
        return show_plans(turn, unit, 1)
    unit, text = own_unit(turn), turn.text
    if unit is None:
        return say(text("units-none"), quick_replies=[quick.command(text, "menu")])
    if len(said.words) > LONGEST:
        return say(text("plan-of-unit-too-long", most=LONGEST), quick_replies=[quick.command(text, "menu")])
    made = plans.add(
        turn.session,
        unit.code,
        said.words,
        by_person_id=turn.me.id,
        message_id=turn.event.message_id,
        at=turn.now,
    )
    audit.record(turn.session, turn.now, f"person:{turn.me.id}", "revise_unit_plan", None, unit_plan=made.id)
    stored = text("plan-of-unit-stored", name=_name(turn), number=made.number, unit=unit.called(text.language))
    items = [quick.choice(text("plan-of-unit-button"), ShowUnits("plan", unit.code)), quick.command(text, "menu")]
    return say(stored, quick_replies=items)


def show_plans(turn: Turn, unit: Unit | None, page: int) -> Reply:
    """Show the revisions of a unit's plan, the newest first; of all units in scope, who has which, none first."""
    if turn.programme.unit_plan is None or not seen(turn):
        return say(turn.text("units-none"), quick_replies=[quick.command(turn.text, "menu")])
    return _of_all(turn, page) if unit is None else _of_unit(turn, unit, page)


def _of_unit(turn: Turn, unit: Unit, page: int) -> Reply:
    text, language = turn.text, turn.text.language
    found = plans.revisions(turn.session, unit.code)
    names = people.by_ids(turn.session, [one.by_person_id for one in found])
    if coordinates(turn):
        turn.looks_at(*names)
    terms = turn.programme.unit_plan
    lines = [
        UnitLine(
            label=text("plan-of-unit-revision", number=one.number),
            figure=short_day(bangkok_day(one.at), language),
            details=(
                shorten(one.words, WORDS_UNITS, "utf16") if one.words else text("plan-of-unit-taken-back"),
                text("record-by", name=names[one.by_person_id].name) if one.words and one.by_person_id in names else "",
            ),
        )
        for one in found
    ]
    below = text("plan-of-unit-below", count=len(found))
    notes = (text("plan-of-unit-how", said=terms.said[0]),) if terms and not coordinates(turn) else ()
    return _listed(turn, unit, unit.called(language), below, lines, notes, page)


def _of_all(turn: Turn, page: int) -> Reply:
    text, language, units = turn.text, turn.text.language, units_of(turn)
    newest = plans.newest_numbers(turn.session, seen(turn))
    codes = sorted(seen(turn), key=lambda code: newest.get(code, 0))
    lines = [
        UnitLine(
            label=units.unit(code).called(language),
            figure=text("plan-of-unit-revision", number=newest[code]) if code in newest else text("plan-of-unit-none"),
            good=code in newest,
        )
        for code in codes
    ]
    below = text("plan-of-units-below", count=len(newest), units=len(codes))
    return _listed(turn, None, _name(turn), below, lines, (), page)


def _listed(
    turn: Turn, unit: Unit | None, title: str, below: str, lines: list[UnitLine], notes: tuple[str, ...], page: int
) -> Reply:
    pages = max(1, -(-len(lines) // PAGE))
    page = min(page, pages)
    values = UnitList(
        view="plan",
        above=_name(turn),
        title=title,
        below=below,
        lines=tuple(lines[(page - 1) * PAGE : page * PAGE]),
        notes=notes,
        unit=unit.code if unit else None,
        page=page,
        pages=pages,
    )
    return Reply([unit_list(values, turn.text)])


def _name(turn: Turn) -> str:
    terms = turn.programme.unit_plan
    return terms.name(turn.text.language) if terms else ""

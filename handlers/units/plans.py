"""The one plan of a unit in the chat: members of its team write revisions, everybody of the team reads them.

question       its answers and exits
unit-plan      (data: inbox) whether a message is to be the next revision of the plan of the author's unit
"""

from __future__ import annotations

from typing import Final

from bot.cards import quick_replies as quick
from bot.cards.unit_list import UnitLine
from bot.inbound.router import on_open, on_postback
from bot.inbound.turn import Turn
from bot.line.event import Event
from bot.line.text_length import shorten
from bot.outbound.reply import Reply, say
from bot.postback import RevisePlan, ShowUnits
from handlers.activities.undated import message_of
from handlers.conversation import is_asked, leave_question, says_yes_or_no
from handlers.roles import PARTICIPANTS, coordinates, is_participant
from handlers.units.listed import listed
from handlers.units.naming import unit_asked
from handlers.units.seen import own_unit, seen, units_of
from models.people import audit, people
from models.units import plans
from programmes.bangkok import bangkok_day
from programmes.units import Unit, bare_name
from services.units.chosen_teams import chosen_teams
from thai.dates import short_day
from thai.intents import UNKNOWN
from thai.unit_plans import PlanAct, UnitPlanSaid, changed_plan_in, unit_plan_in

PLAN: Final = "unit-plan"  # the question
LONGEST: Final = 2000  # characters of a revision
WORDS_UNITS: Final = 400


def said_in(turn: Turn) -> UnitPlanSaid | None:
    """Return what the words say of a unit's plan."""
    return turn.once(_read)


def _read(turn: Turn) -> UnitPlanSaid | None:
    terms, words = turn.programme.unit_plan, turn.event.text or ""
    if terms is None:
        return None
    said = unit_plan_in(words, terms.said)
    if said is None and turn.intent in (UNKNOWN, "edit_activity"):  # ปรับแผน เพิ่มถนน 1 สาย corrects no entry
        said = changed_plan_in(words)
    return said


def answer(turn: Turn, said: UnitPlanSaid) -> Reply:
    """Store a revision of the speaker's own unit, ask whether it is one, or show what is asked for."""
    leave_question(turn)
    if said.act is PlanAct.SHOW or not is_participant(turn):
        return _show_asked(turn)
    unit, text = own_unit(turn), turn.text
    if unit is None:
        return say(text("units-none"), quick_replies=[quick.command(text, "menu")])
    if said.act is PlanAct.EMPTY:
        how = text("plan-of-unit-empty", name=_name(turn), said=_said_first(turn))
        return say(how, quick_replies=[_all_revisions(turn, unit), quick.command(text, "menu")])
    whose = said.whose and bare_name(unit.called("th")) not in bare_name(said.whose)
    if said.act is PlanAct.OFFER or whose:
        return _ask_whether(turn, unit, said)
    return _store(turn, unit, said.words, turn.event)


def revise_tapped(turn: Turn, button: RevisePlan) -> Reply:
    """Store an earlier message as the next revision, once."""
    terms, event = turn.programme.unit_plan, message_of(turn, button.inbox)
    said = unit_plan_in(event.text, terms.said) if terms and event and event.text else None
    unit = own_unit(turn) if said else None
    leave_question(turn)
    if event is None or said is None or unit is None or not said.words:
        return say(turn.text("button-stale"), quick_replies=[quick.command(turn.text, "menu")])
    if plans.of_message(turn.session, event.message_id, turn.me.id) is not None:
        return show_plans(turn, unit, 1)
    return _store(turn, unit, said.words, event)


def answer_typed(turn: Turn) -> Reply:
    """Take "store it" or a yes, typed; anything else stores nothing."""
    if turn.says("plan-of-unit-store") or turn.intent == "confirm":
        return revise_tapped(turn, RevisePlan(turn.conversation.data["inbox"]))
    leave_question(turn)
    return say(turn.text("plan-of-unit-left"), quick_replies=[quick.command(turn.text, "menu")])


def _ask_whether(turn: Turn, unit: Unit, said: UnitPlanSaid) -> Reply:
    turn.conversation.ask(PLAN, turn.now, inbox=turn.inbox_id)
    text = turn.text
    key = "plan-of-unit-whose" if said.whose else "plan-of-unit-whether"
    asked = text(key, name=_name(turn), unit=unit.called(text.language), said=said.whose)
    items = [
        quick.choice(text("plan-of-unit-store"), RevisePlan(turn.inbox_id)),
        _all_revisions(turn, unit),
        quick.command(text, "menu"),
    ]
    return say(asked, quick_replies=items)


def _store(turn: Turn, unit: Unit, words: str, event: Event) -> Reply:
    text = turn.text
    if len(words) > LONGEST:
        return say(text("plan-of-unit-too-long", most=LONGEST), quick_replies=[quick.command(text, "menu")])
    made = plans.add(turn.session, unit.code, words, by_person_id=turn.me.id, message_id=event.message_id, at=turn.now)
    audit.record(turn.session, turn.now, f"person:{turn.me.id}", "revise_unit_plan", None, unit_plan=made.id)
    stored = text("plan-of-unit-stored", name=_name(turn), number=made.number, unit=unit.called(text.language))
    return say(stored, quick_replies=[_all_revisions(turn, unit), quick.command(text, "menu")])


def _show_asked(turn: Turn) -> Reply:
    if turn.programme.unit_plan is None or not seen(turn):
        return show_plans(turn, None, 1)
    unit = unit_asked(turn, "plan")
    if isinstance(unit, Reply):
        return unit
    return show_plans(turn, unit or (None if coordinates(turn) else own_unit(turn)), 1)


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
    return listed(
        turn,
        "plan",
        above=_name(turn),
        title=unit.called(language),
        below=text("plan-of-unit-below", count=len(found)),
        lines=lines,
        notes=[] if coordinates(turn) else [text("plan-of-unit-how", said=_said_first(turn))],
        page=page,
        unit=unit,
    )


def _of_all(turn: Turn, page: int) -> Reply:
    text, language, units = turn.text, turn.text.language, units_of(turn)
    newest = plans.newest_numbers(turn.session, seen(turn))
    wanted = {unit.code for unit in chosen_teams(turn.session, turn.programme) or units.teams}
    listed_here = [code for code in seen(turn) if code in wanted or code in newest]
    codes = sorted(listed_here, key=lambda code: newest.get(code, 0))
    lines = [
        UnitLine(
            label=units.unit(code).called(language),
            figure=text("plan-of-unit-revision", number=newest[code]) if code in newest else text("plan-of-unit-none"),
            good=code in newest,
        )
        for code in codes
    ]
    below = text("plan-of-units-below", count=len(newest), units=len(codes))
    return listed(turn, "plan", title=_name(turn), below=below, lines=lines, notes=[], page=page)


def _all_revisions(turn: Turn, unit: Unit) -> dict[str, object]:
    return quick.choice(turn.text("plan-of-unit-button"), ShowUnits("plan", unit.code))


def _name(turn: Turn) -> str:
    terms = turn.programme.unit_plan
    return terms.name(turn.text.language) if terms else ""


def _said_first(turn: Turn) -> str:
    terms = turn.programme.unit_plan
    return terms.said[0] if terms else ""


def _answers(turn: Turn) -> bool:
    return is_asked(turn, PLAN) and says_yes_or_no(turn, "plan-of-unit-store")


routes = [
    on_postback(RevisePlan, PARTICIPANTS)(revise_tapped),
    on_open(PLAN, roles=PARTICIPANTS, when=_answers)(answer_typed),
]

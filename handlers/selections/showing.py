"""What came of selections, in the chat: how each stands, and who was chosen when it was closed."""

from __future__ import annotations

from bot.cards import quick_replies as quick
from bot.cards.unit_list import PAGE, UnitLine, UnitList, unit_list
from bot.inbound.router import on_postback, on_words
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import ShowCalls, ShowSelection
from handlers.calls.seen import calls_by_urgency, named
from handlers.conversation import leave_question
from handlers.roles import coordinates
from handlers.units.showing import SEES_UNITS
from models.selections import marks
from programmes import Programme
from programmes.calls import Call
from programmes.selections import Selection
from services.selections.judging import Judged, SelectionState, judged, selections_of, state_of
from thai.coordination import wants_export
from thai.dates import short_day
from thai.selections import asks_about_selections, asks_for_outcome, asks_who_chooses


def answer(turn: Turn) -> Reply:
    """Show the results of the selection that was closed last, with how the others stand; or who chooses and when one
    hears of it. Where nothing is selected, what becomes of what was sent."""
    leave_question(turn)
    words = turn.event.text or ""
    closed = [
        one for one in turn.programme.selections if state_of(turn.session, one, turn.day) is SelectionState.CLOSED
    ]
    if closed and not asks_who_chooses(words):
        return show_results(turn, closed[-1], 1)
    said = [_standing(turn, one) + "\n" + _jury(turn, one) for one in turn.programme.selections]
    said += [_outcome(turn, call) for call in calls_by_urgency(turn) if not selections_of(turn.programme, call)]
    shown = [quick.choice(turn.text("call-show-own"), ShowCalls("mine"))] if turn.programme.calls else []
    return say("\n\n".join(said), quick_replies=[*shown, quick.command(turn.text, "menu")])


def _jury(turn: Turn, selection: Selection) -> str:
    """Return who gives marks in a selection, and for what."""
    text, language = turn.text, turn.text.language
    bodies = ", ".join(turn.programme.body(key).name(language) for key in selection.jury)
    aspects = " · ".join(
        text("selection-aspect", aspect=one.label(language), most=one.most) for one in selection.criteria
    )
    return text("selection-jury", bodies=bodies, aspects=aspects)


def _outcome(turn: Turn, call: Call) -> str:
    """Return what becomes of what was sent in a call among which nothing is selected."""
    text, language = turn.text, turn.text.language
    name = call.name(language)
    if call.outcome is not None:
        return text("call-outcome", call=name, outcome=call.outcome(language))
    return text("call-outcome-unknown", call=name, contact=turn.programme.contact.name(language))


def show_tapped(turn: Turn, button: ShowSelection) -> Reply:
    """Show the results that a button names; of a selection that is not closed, how it stands."""
    leave_question(turn)
    found = next((one for one in turn.programme.selections if one.key == button.selection), None)
    if found is None:
        return say(turn.text("button-stale"), quick_replies=[quick.command(turn.text, "menu")])
    if state_of(turn.session, found, turn.day) is not SelectionState.CLOSED:
        return say(_standing(turn, found), quick_replies=[quick.command(turn.text, "menu")])
    return show_results(turn, found, button.page)


def show_results(turn: Turn, selection: Selection, page: int) -> Reply:
    """Show who was chosen, by group."""
    text, language = turn.text, turn.text.language
    there = {one.key: one for one in judged(turn.session, turn.programme, selection)}
    found = [one for one in marks.results(turn.session, selection.key) if one.is_chosen]
    visible = set(named(turn))
    pages = max(1, -(-len(found) // PAGE))
    page = min(page, pages)
    lines = []
    for one in found[(page - 1) * PAGE : page * PAGE]:
        own = there.get(one.candidate)
        award = next((award for award in selection.awards if award.key == one.award), None)
        lines.append(
            UnitLine(
                label=called(own, language, by_name=own.unit.code in visible) if own else text("call-erased"),
                figure=award.label(language) if award else text("selection-chosen"),
                details=tuple(
                    said
                    for said in (
                        group_called(turn.programme, one.in_group, language),
                        text("selection-by-decision") if one.by_decision else "",
                    )
                    if said
                ),
            )
        )
    others = [one for one in turn.programme.selections if one.key != selection.key]
    buttons = [(one.name(language)[:20], ShowSelection(one.key)) for one in others[:3]]
    if page < pages:
        buttons.insert(0, (text("missing-next"), ShowSelection(selection.key, page + 1)))
    values = UnitList(
        view="selection",
        above=turn.programme.short_name(language),
        title=selection.name(language),
        below=text("selection-below", count=len(found)),
        lines=tuple(lines),
        notes=tuple(_standing(turn, one) for one in others),
        others=tuple(buttons),
    )
    return Reply([unit_list(values, text)])


def called(one: Judged, language: str, *, by_name: bool) -> str:
    """Return what a candidate is called: a unit by its name, what a unit has sent by its own if one may see that."""
    unit = one.unit.called(language)
    return f"{one.name} · {unit}" if one.name and by_name else unit


def group_called(programme: Programme, code: str, language: str) -> str:
    units = programme.units
    return units.unit(code).called(language) if units is not None and units.knows(code) else ""


def _standing(turn: Turn, one: Selection) -> str:
    state = state_of(turn.session, one, turn.day)
    text, language = turn.text, turn.text.language
    days = {"opens": short_day(one.opens, language), "closes": short_day(one.closes, language)}
    return text(f"selection-stands-{state}", selection=one.name(language), **days)


def _asks(turn: Turn) -> bool:
    """Return whether results are asked about; a file of them is an export."""
    words = turn.event.text or ""
    if coordinates(turn) and wants_export(words):
        return False
    if turn.programme.selections:
        return asks_about_selections(words)
    return bool(turn.programme.calls) and asks_for_outcome(words)


routes = [
    on_postback(ShowSelection, SEES_UNITS)(show_tapped),
]
commands = [on_words(roles=SEES_UNITS, when=_asks)(answer)]

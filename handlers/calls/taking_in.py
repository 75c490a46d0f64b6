"""Whom a call chose become members, by who coordinates the whole programme: shown first, one tap, one to undo it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import quick_replies as quick
from bot.cards.roster_preview import RosterCard, RosterChoice, roster_card
from bot.inbound.router import on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import TakeIn
from handlers.calls.candidate_cards import label_of
from handlers.calls.seen import calls_by_urgency
from handlers.conversation import leave_question
from handlers.coordination import rosters
from handlers.roles import COORDINATORS
from handlers.units.seen import units_of
from models.people.people import are_recognised
from programmes.calls import Call
from programmes.units import bare_name
from services.calls.members import Chosen, NotChosenYet, chosen, take_in
from services.roster import RosterErrors

NAMES_SHOWN = 30


def calls_with_members(turn: Turn) -> list[Call]:
    """Return the calls whose people become members."""
    return [call for call in calls_by_urgency(turn) if call.becomes is not None]


def preview(turn: Turn) -> Reply:
    """Show who would become a member in the call that is meant; of several it is asked which. Nothing is stored."""
    leave_question(turn)
    if not rosters.may_import(turn):
        contact = turn.programme.contact.name(turn.text.language)
        return say(turn.text("roster-chat-not-yours", contact=contact), quick_replies=_menu(turn))
    calls = _meant(turn)
    return _preview_of(turn, calls[0]) if len(calls) == 1 else _which(turn, calls)


def _meant(turn: Turn) -> list[Call]:
    """Return the calls that the words name, else all whose people become members."""
    calls, words = (
        calls_with_members(turn),
        bare_name((turn.event.text or "").replace(turn.text("members-take-in"), "")),
    )
    return [call for call in calls if any(bare_name(one) in words for one in _names(call))] or calls


def _names(call: Call) -> tuple[str, ...]:
    return call.name.th, call.name.en, *call.said


def _which(turn: Turn, calls: Sequence[Call]) -> Reply:
    """Ask which call is meant: how many would become members by each, or why nobody does yet."""
    text, language = turn.text, turn.text.language
    ready: list[tuple[Call, int]] = []
    others: list[str] = []
    for call in calls:
        try:
            count = len(chosen(turn.session, turn.programme, call, turn.day).new)
        except NotChosenYet as why:
            others.append(text(f"members-not-{why.why}", call=call.name(language)))
            continue
        if count:
            ready.append((call, count))
        else:
            others.append(text("members-nobody", call=call.name(language)))
    if not ready:
        return say("\n".join(others), quick_replies=_menu(turn))
    choices = tuple(RosterChoice(label_of(call.name(language)), TakeIn(call.key, yes=False)) for call, _ in ready)
    facts = tuple((call.name(language), text("roster-chat-people", count=count)) for call, count in ready)
    values = RosterCard(turn.programme.short_name(language), text("members-which"), choices, facts, notes=tuple(others))
    return Reply([roster_card(values, text)])


def _preview_of(turn: Turn, call: Call) -> Reply:
    try:
        found = chosen(turn.session, turn.programme, call, turn.day)
    except NotChosenYet as why:
        return _not_yet(turn, call, why)
    if not found.new:
        said = turn.text("members-nobody", call=call.name(turn.text.language))
        return say("\n".join([said, *_alike(turn, found)]), quick_replies=_menu(turn))
    text, units = turn.text, units_of(turn)
    lines = [f"{one.name} · {units.unit(one.unit).called(text.language)}" for one in found.new]
    values = RosterCard(
        call.name(text.language),
        text("members-title", count=len(found.new)),
        (RosterChoice(text("members-take-in"), TakeIn(call.key)),),
        tuple(_facts(turn, found)),
        tuple(lines[:NAMES_SHOWN]),
        notes=(
            *((text("members-more", count=len(lines) - NAMES_SHOWN),) if len(lines) > NAMES_SHOWN else ()),
            *_alike(turn, found),
        ),
    )
    return Reply([roster_card(values, text)])


def take_in_tapped(turn: Turn, button: TakeIn) -> Reply:
    """Make members of those whom a call chose, or show them first; who is one already stays as they are."""
    leave_question(turn)
    call = next((one for one in calls_with_members(turn) if one.key == button.call), None)
    if call is None or not rosters.may_import(turn):
        return say(turn.text("button-stale"), quick_replies=_menu(turn))
    if not button.yes:
        return _preview_of(turn, call)
    if not are_recognised(turn.session):
        return say(turn.text("import-needs-secret"), quick_replies=_menu(turn))
    try:
        made, _ = take_in(turn.session, turn.programme, call, turn.now, by=turn.me)
    except NotChosenYet as why:
        return _not_yet(turn, call, why)
    except RosterErrors as errors:
        return say("\n".join(errors.say(turn.text)[: rosters.PROBLEMS_SHOWN]), quick_replies=_menu(turn))
    if made is None:
        return say(turn.text("members-nobody", call=call.name(turn.text.language)), quick_replies=_menu(turn))
    return rosters.done(turn, made, turn.text("members-done"))


def _alike(turn: Turn, found: Chosen) -> list[str]:
    """Say who is left out because they may be somebody of the roster."""
    names = ", ".join(one.name or "" for one in found.alike)
    return [turn.text("members-alike", names=names)] if names else []


def _facts(turn: Turn, found: Chosen) -> list[tuple[str, str]]:
    text = turn.text
    counted = [(text("roster-chat-added"), len(found.new)), (text("members-there"), len(found.there))]
    return [(label, text("roster-chat-people", count=count)) for label, count in counted if count]


def _not_yet(turn: Turn, call: Call, why: NotChosenYet) -> Reply:
    said = turn.text(f"members-not-{why.why}", call=call.name(turn.text.language))
    return say(said, quick_replies=_menu(turn))


def _menu(turn: Turn) -> list[dict[str, object]]:
    return [quick.command(turn.text, "menu")]


routes = [on_postback(TakeIn, COORDINATORS)(take_in_tapped)]

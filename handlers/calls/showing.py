"""Shows how far units are with calls: those that have sent nothing first; one unit; by when, and how to answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.cards.unit_list import PAGE, UnitLine, UnitList, unit_list
from bot.inbound.router import Roles, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import ExportDays, HandleCandidate, Postback, ShowCall, ShowCalls
from handlers.calls.candidate_cards import how_to_send, label_of
from handlers.calls.seen import (
    ANSWERS_CALLS,
    answered_unit,
    answers_as,
    calls_by_urgency,
    count_of,
    last_day,
    named,
    oversees,
    unit_said,
)
from handlers.conversation import leave_question
from handlers.roles import coordinates
from handlers.units.seen import own_unit, seen, units_of
from models.calls.candidates import CallCandidate
from programmes.calls import Call
from programmes.units import Unit
from services.calls.answering import may_change
from services.calls.facts import facts_said, number_said
from services.calls.progress import UnitAnswer, answers, contacts, sent_twice, together
from thai.call_questions import AskedOfCall, kind_asked
from thai.dates import short_day

SEES_CALLS: Final[Roles] = ANSWERS_CALLS
NAMES_SAID: Final = 6
MOST_NAMED_TWICE: Final = 3  # units that have sent the same
MOST_SHOWN: Final = 3  # calls in one answer


def answer(turn: Turn, asked: AskedOfCall) -> Reply:
    """Answer a question about the programme's calls."""
    leave_question(turn)
    calls = _meant(turn)
    if asked == "deadline":
        return say("\n".join(_deadline(turn, call) for call in calls), quick_replies=_next(turn, calls))
    if asked == "how":
        how = [how_to_send(turn, call, answered_unit(turn, call)) for call in calls]
        return say("\n\n".join([*how, *(_deadline(turn, call) for call in calls)]), quick_replies=_next(turn, calls))
    if not seen(turn):
        return say(turn.text("units-none"), quick_replies=[quick.command(turn.text, "menu")])
    unit = unit_said(turn) if coordinates(turn) else own_unit(turn)
    shown = [show_call(turn, call, unit, 1) for call in calls[:MOST_SHOWN]]
    return _together([message for reply in shown for message in reply.messages])


def _together(messages: list[dict[str, Any]]) -> Reply:
    """Return several cards as one answer, with the buttons of all under the last: phones show no others."""
    items: dict[str, dict[str, Any]] = {}
    bare = []
    for message in messages:
        for item in message.get("quickReply", {}).get("items", ()):
            items.setdefault(str(item["action"]), item)
        bare.append({key: value for key, value in message.items() if key != "quickReply"})
    last = quick.with_quick_replies(bare[-1], list(items.values()))
    return Reply([*bare[:-1], last])


def _meant(turn: Turn) -> list[Call]:
    """Return the calls of the kind of which the words speak, else all, the most urgent first."""
    calls, of = calls_by_urgency(turn), kind_asked(turn.event.text or "")
    return [call for call in calls if call.of == of] or calls


def show_tapped(turn: Turn, button: ShowCall) -> Reply:
    """Show what a button names; a unit out of scope does not exist."""
    leave_question(turn)
    call = next((one for one in turn.programme.calls if one.key == button.call), None)
    if call is None or turn.programme.units is None or not seen(turn):
        return say(turn.text("button-stale"), quick_replies=[quick.command(turn.text, "menu")])
    unit = units_of(turn).unit(button.unit) if button.unit in seen(turn) and button.unit is not None else None
    if button.unit is not None and unit is None:
        return say(turn.text("button-stale"), quick_replies=[quick.command(turn.text, "menu")])
    return show_call(turn, call, unit or (None if coordinates(turn) else own_unit(turn)), button.page)


def show_view(turn: Turn, button: ShowCalls) -> Reply:
    """Show what an entry of the rich menu names: the call of that kind that matters most today, or an answer."""
    if not turn.programme.calls:
        leave_question(turn)
        return say(turn.text("button-stale"), quick_replies=[quick.command(turn.text, "menu")])
    if button.calls_view == "deadline":
        return answer(turn, "deadline")
    of_kind = [call for call in calls_by_urgency(turn) if call.of == button.calls_view]
    return show_tapped(turn, ShowCall(of_kind[0].key)) if of_kind else answer(turn, "mine")


def show_call(turn: Turn, call: Call, unit: Unit | None, page: int) -> Reply:
    """Show what units have sent in a call; of one unit, each candidate."""
    return _of_all(turn, call, page) if unit is None else _of_unit(turn, call, unit)


def _of_all(turn: Turn, call: Call, page: int) -> Reply:
    text, language = turn.text, turn.text.language
    found = answers(turn.session, call, units_of(turn), seen(turn))
    whole = together(found)
    visible = set(named(turn))
    pages = max(1, -(-len(found) // PAGE))
    page = min(page, pages)
    shown = found[(page - 1) * PAGE : page * PAGE]
    asking = contacts(turn.session, call, [one.unit.code for one in shown if one.unit.code in visible], turn.day)
    turn.looks_at(*(one.person_id for each in shown if each.unit.code in visible for one in each.sent if one.person_id))
    lines = [
        UnitLine(
            label=one.unit.called(language),
            figure=text(f"call-figure-{call.of}", sent=len(one.sent), least=one.least or one.most),
            details=tuple(_said_of(turn, one, [each.name for each in asking.get(one.unit.code, ())], visible)),
            good=not one.lacking,
        )
        for one in shown
    ]
    values = UnitList(
        view="call",
        above=turn.programme.short_name(language),
        title=call.name(language),
        below=text("call-below", whole=whole.whole, units=whole.units, nothing=whole.nothing, sent=whole.sent),
        lines=tuple(lines),
        notes=tuple(_notes(turn, call, [one for one in found if one.unit.code in visible], whole.late)),
        page=page,
        pages=pages,
        others=tuple(_others(turn, call)),
        call=call.key,
    )
    return Reply([unit_list(values, text)])


def _said_of(turn: Turn, one: UnitAnswer, asking: Sequence[str], visible: set[str]) -> list[str]:
    """Return what is said of a unit's answer: whom it sent, what it has begun, whom one asks if something lacks."""
    text, said = turn.text, []
    if one.unit.code in visible and one.sent:
        said.append(" · ".join(each.name or text("call-erased") for each in one.sent[:NAMES_SAID]))
    if one.late:
        said.append(text("call-late-count", count=one.late))
    if one.drafts:
        said.append(text("call-drafts", count=len(one.drafts)))
    if one.lacking and asking:
        said.append(text("call-contact", names=", ".join(asking)))
    return said


def _of_unit(turn: Turn, call: Call, unit: Unit) -> Reply:
    text, language = turn.text, turn.text.language
    found = answers(turn.session, call, units_of(turn), [unit.code])
    if not found:
        return say(text("call-not-asked", unit=unit.called(language)), quick_replies=_next(turn, [call]))
    one, mine = found[0], unit.code in answers_as(turn, call)
    sees = unit.code in named(turn)
    there = [*one.sent, *one.drafts] if sees else []
    if coordinates(turn):
        turn.looks_at(*(each.person_id for each in there if each.person_id))
    count = count_of(call, unit, turn)
    values = UnitList(
        view="call",
        above=call.name(language),
        title=unit.called(language),
        below=text("call-unit-below", sent=len(one.sent), count=count),
        lines=tuple(_line(turn, call, each) for each in there),
        notes=(
            *((text("call-not-contact", call=call.name(language)),) if not sees else ()),
            *((how_to_send(turn, call, unit),) if mine and len(one.sent) < one.most else ()),
            *((text("call-name-the-unit", unit=unit.called(language)),) if mine and coordinates(turn) else ()),
            _deadline(turn, call),
        ),
        unit=unit.code,
        others=(*_acts(turn, call, there if mine else ()), *_others(turn, call, unit)),
        call=call.key,
    )
    return Reply([unit_list(values, text)])


def _line(turn: Turn, call: Call, one: CallCandidate) -> UnitLine:
    text = turn.text
    figure = text("call-receipt", number=number_said(one, call, text)) if one.is_sent else text("call-incomplete")
    said = [f"{label} {value}" for label, value in facts_said(one, call, text)]
    late = [text("call-late-mark")] if one.is_late else []
    return UnitLine(one.name or text("call-erased"), figure, (*late, *said), good=one.is_sent)


def _acts(turn: Turn, call: Call, there: Sequence[CallCandidate]) -> list[tuple[str, Postback]]:
    """Return what a unit's contact can do with what is there."""
    found: list[tuple[str, Postback]] = []
    for one in there:
        if not one.is_sent:
            found.append((label_of(turn.text("call-go-on-one", name=one.name or "")), HandleCandidate(one.id, "go_on")))
    for one in there:
        if may_change(call, one, turn.day, oversees=oversees(turn, call)):
            label = turn.text("call-withdraw-one", name=one.name or "")
            found.append((label_of(label), HandleCandidate(one.id, "ask" if one.is_sent else "withdraw")))
    return found[:8]


def _others(turn: Turn, call: Call, unit: Unit | None = None) -> list[tuple[str, Postback]]:
    """Return the other calls, and for coordinators the file."""
    language = turn.text.language
    others = [one for one in calls_by_urgency(turn) if one.key != call.key]
    found: list[tuple[str, Postback]] = [
        (label_of(one.name(language)), ShowCall(one.key, unit.code if unit else None)) for one in others[:3]
    ]
    if coordinates(turn):
        if unit is not None:
            found.append((turn.text("call-all-units"), ShowCall(call.key)))
        found.append((turn.text("export-candidates"), ExportDays.of_all(what="candidates")))
    return found


def _notes(turn: Turn, call: Call, found: Sequence[UnitAnswer], late: int) -> list[str]:
    text, said = turn.text, [_deadline(turn, call)]
    for name, units in sent_twice(found).items():
        shown = ", ".join(one.called(text.language) for one in units[:MOST_NAMED_TWICE])
        left = len(units) - MOST_NAMED_TWICE
        said.append(text("call-twice-more" if left > 0 else "call-twice", name=name, units=shown, count=left))
    return [*said, text("call-late-all", count=late)] if late else said


def _deadline(turn: Turn, call: Call) -> str:
    """Return by when a call is answered, and what becomes of what comes later."""
    text, language = turn.text, turn.text.language
    days: dict[str, str | int] = {
        "opens": short_day(call.opens, language),
        "closes": last_day(call, turn),
        "days": (call.closes - turn.day).days,
    }
    state = "before" if turn.day < call.opens else "open" if turn.day <= call.closes else "over"
    late = text(f"call-later-{call.late}")
    return f"{text(f'call-deadline-{state}', call=call.name(language), **days)} {late}"


def _next(turn: Turn, calls: Sequence[Call]) -> list[dict[str, object]]:
    label = turn.text("call-show-all" if coordinates(turn) else "call-show-own")
    shown = [quick.choice(label, ShowCall(calls[0].key))] if calls else []
    return [*shown, quick.command(turn.text, "menu")]


routes = [
    on_postback(ShowCall, SEES_CALLS)(show_tapped),
    on_postback(ShowCalls, SEES_CALLS)(show_view),
]

"""Cards of candidates in the chat: what is said of one, what is missing or against a rule, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from bot.cards.candidate import CandidateCard, candidate_card
from bot.inbound.turn import Turn
from bot.line.numbers import LABEL_GRAPHEMES
from bot.line.text_length import shorten
from bot.postback import ChooseForCandidate, CorrectCandidate, HandleCandidate, Postback, PutInPlace, ShowCall
from handlers.calls.seen import OwnCandidate, count_of, last_day, oversees
from handlers.conversation import CANDIDATE
from handlers.units.seen import units_of
from models.calls import candidates
from programmes.calls import Call, CallField
from programmes.units import Unit
from services.calls.answering import Completeness, completeness, may_change
from services.calls.facts import facts_said, is_of_roster, number_said

LABEL: Final = LABEL_GRAPHEMES["quick_reply"]


def card_of(
    turn: Turn,
    now: OwnCandidate,
    field: CallField | None,
    stands: Completeness | None = None,
    flags: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return the card of a candidate. With `field` the question for it is open from now on."""
    text, one, call = turn.text, now.one, now.call
    stands = stands or completeness(turn.session, call, now.unit, one, turn.day)
    if field is not None:
        turn.conversation.ask(CANDIDATE, turn.now, candidate=one.id, field=field.key)
    notes = [*flags, *(text("call-not-eligible", reason=rule.reason(text.language)) for rule in stands.broken)]
    if one.name and candidates.sent_by_others(turn.session, call.key, one.unit, one.name):
        notes.append(text("call-other-unit"))
    if one.is_sent and one.is_late:
        notes.append(text("call-late", day=last_day(call, turn)))
    if not one.is_sent and (old := candidates.replaced(turn.session, one)) is not None and old.is_sent:
        notes.append(text("call-in-place-of", name=old.name or ""))
    if stands.full and not one.is_sent:
        full = "call-full" if turn.day <= call.closes else "call-full-over"
        notes.append(text(full, count=count_of(call, now.unit, turn), unit=now.unit.called(text.language)))
    missing = " · ".join(each.label(text.language) for each in stands.missing)
    asked = text(f"call-ask-{field.kind}", field=field.label(text.language), name=one.name or "") if field else None
    values = CandidateCard(
        above=call.name(text.language),
        title=one.name or "",
        below=now.unit.called(text.language),
        facts=facts_said(one, call, text),
        receipt=text("call-receipt", number=number_said(one, call, text)) if one.is_sent else None,
        flags=tuple(notes),
        asked=asked if asked else text("call-missing", fields=missing) if missing else None,
        after=_after(turn, now) if one.is_sent and field is None else None,
        buttons=tuple(_buttons(turn, now, field, stands)),
    )
    return candidate_card(values, text)


def _after(turn: Turn, now: OwnCandidate) -> str:
    """Return what is still wanted of the unit after something was sent, and until when it may be changed."""
    least, most = now.call.numbers_of(now.unit)
    sent = candidates.sent_by_unit(turn.session, now.call.key, [now.unit.code]).get(now.unit.code, 0)
    more = "more" if sent < least else "may" if sent < most else "whole"
    open_ = turn.day <= now.call.closes
    said = turn.text(f"call-after-{more}", sent=sent, least=least, left=max(least, most) - sent)
    return f"{said} {turn.text('call-until', day=last_day(now.call, turn))}" if open_ else said


def _buttons(
    turn: Turn, now: OwnCandidate, field: CallField | None, stands: Completeness
) -> list[tuple[str, Postback]]:
    text, one, call = turn.text, now.one, now.call
    found: list[tuple[str, Postback]] = []
    if field is not None:
        found += [
            (label_of((each.button or each.label)(text.language)), ChooseForCandidate(one.id, field.key, each.key))
            for each in field.choices
        ]
    elif not one.is_sent and not stands.full and stands.missing:
        found.append((text("call-go-on"), HandleCandidate(one.id, "go_on")))
    elif stands.is_ready and not one.is_sent:
        found.append((text("call-send-now"), HandleCandidate(one.id, "go_on")))
    if stands.full and not one.is_sent and turn.day <= call.closes:
        sent = [other for other in candidates.of_units(turn.session, call.key, [now.unit.code]) if other.is_sent]
        found += [
            (label_of(text("call-instead", name=other.name or "")), PutInPlace(one.id, other.id)) for other in sent
        ]
    if may_change(call, one, turn.day, oversees=oversees(turn, call)):
        if one.person_id is None and one.name:
            found.append((text("call-rename"), CorrectCandidate(one.id, candidates.NAME)))
        found += _corrections(turn, now, field)
        found.append((text(f"call-withdraw-{call.of}"), HandleCandidate(one.id, "ask" if one.is_sent else "withdraw")))
    found.append((text("call-show-own"), ShowCall(call.key, now.unit.code)))
    return found


def _corrections(turn: Turn, now: OwnCandidate, asked: CallField | None) -> list[tuple[str, Postback]]:
    """Return the buttons with which what is known of a candidate is said anew, but what is asked at the moment."""
    return [
        (
            label_of(
                turn.text(
                    "call-correct-day" if field.kind == "day" else "call-correct",
                    field=field.label(turn.text.language),
                )
            ),
            CorrectCandidate(now.one.id, field.key),
        )
        for field in now.call.fields
        if now.one.facts.get(field.key) and not is_of_roster(field, now.one) and field is not asked
    ]


def sure_card(turn: Turn, now: OwnCandidate, asked: str, buttons: Sequence[tuple[str, Postback]]) -> dict[str, Any]:
    """Return a card of a candidate that asks whether to do something, and does nothing itself."""
    text, one, call = turn.text, now.one, now.call
    values = CandidateCard(
        above=call.name(text.language),
        title=one.name or "",
        below=now.unit.called(text.language),
        facts=facts_said(one, call, text),
        receipt=text("call-receipt", number=number_said(one, call, text)) if one.is_sent else None,
        asked=asked,
        buttons=tuple(buttons),
    )
    return candidate_card(values, text)


def label_of(words: str) -> str:
    return shorten(words, LABEL, "graphemes")


def how_to_send(turn: Turn, call: Call, unit: Unit | None) -> str:
    """Return how a call is answered: what is wanted, how many, what is to be said of each, an example."""
    text, language = turn.text, turn.text.language
    fields = " · ".join(field.label(language) for field in call.fields if field.required)
    counts = {count_of(call, one, turn) for one in ((unit,) if unit else call.asked_of(units_of(turn)))}
    how = "call-how" if unit else "call-how-each" if len(counts) == 1 else "call-how-any"
    lines = [
        text(how, call=call.name(language), wanted=call.wanted(language), count=min(counts, default="")),
        text("call-how-fields", fields=fields) if fields else "",
        *(rule.reason(language) for rule in call.rules),
        text(f"call-how-example-{call.of}"),
    ]
    return "\n".join(line for line in lines if line)

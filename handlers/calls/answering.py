"""Answers to calls in the chat: somebody is named, what is missing is asked, and what is whole is sent with a number.

question       its answers and exits
candidate      (data: candidate, field) what is said of the field; commands, questions and other names leave it
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.inbound.router import on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import ChooseForCandidate, CorrectCandidate, HandleCandidate
from handlers.calls import renaming
from handlers.calls.candidate_cards import card_of, how_to_send
from handlers.calls.completing import go_on, gone, refusal, refused, to_menu
from handlers.calls.for_units import NotForUnit, refusal_of, unit_meant
from handlers.calls.seen import ANSWERS_CALLS, OwnCandidate, calls_by_urgency, oversees, own
from handlers.calls.withdrawing import ask, changed, kept, withdraw_said, withdrawn
from handlers.conversation import CANDIDATE, context, is_asked, leave_question
from handlers.forms.asking import filling_of, review
from handlers.forms.opening import form_of_call, not_open, open_form
from models.calls.candidates import NAME, CallCandidate
from programmes.calls import Call, CallField
from programmes.units import Unit
from services.calls.answering import NotTaken, correct, may_change, put, refused_by, store
from services.calls.facts import is_of_roster
from services.calls.from_forms import submission_of
from services.calls.words import call_words
from thai.call_parts import parts_in, post_answered, value_of
from thai.call_said import CallSaid, NamedCandidate
from thai.calls import act_asked_in, sent_in
from thai.intents import UNKNOWN
from thai.normalise import tidy
from thai.posts import post_in
from thai.questions import asks

LONGEST_ANSWER: Final = 160  # characters; what is longer is no post
LONGEST_SURE: Final = 60  # characters; of longer words with a number or a post it is seen whether they mean more
MOST_MESSAGES: Final = 5


def answer(turn: Turn, said: CallSaid) -> Reply:
    """Store whom or what the message sends, and ask for what is missing; or withdraw it."""
    leave_question(turn)
    if said.kind == "withdraw":
        return withdraw_said(turn, said)
    found: list[OwnCandidate] = []
    not_taken: list[str] = []
    for part in (said, said.also) if said.also is not None else (said,):
        call = turn.programme.call(part.call or "")
        try:
            unit = unit_meant(turn, call, said)
        except NotForUnit as why:
            return say(refusal_of(turn, why, call), quick_replies=to_menu(turn))
        if call.form is not None:
            return _by_form(turn, call, unit, part)
        if not part.named:
            return say(how_to_send(turn, call, unit), quick_replies=to_menu(turn))
        stored, refusals = _stored(turn, call, unit, part)
        found += stored
        not_taken += refusals
    if said.instead_of is not None and len(found) == 1:
        return changed(turn, found[0], said.instead_of)
    cards = go_on(turn, found).messages if found else []
    others = [now.one.name or "" for now in found[: max(0, len(found) - len(cards))]]
    if others:
        not_taken.append(turn.text("call-named-too", names=", ".join(others)))
    if not not_taken:
        return Reply(cards)
    told = say("\n".join(not_taken), quick_replies=[] if cards else to_menu(turn)).messages
    return Reply([*told, *cards][:MOST_MESSAGES])


def _by_form(turn: Turn, call: Call, unit: Unit, said: CallSaid) -> Reply:
    """Open the form with which a call is answered, with the name that was said."""
    form = form_of_call(turn, call.form, unit.code) if call.form is not None else None
    if form is None:
        return say(not_open(turn, turn.programme.form(call.form or "")), quick_replies=to_menu(turn))
    name = {NAME: said.named[0].name} if said.named else {}
    opened = open_form(turn, form, prefill=name)
    how = say(how_to_send(turn, call, unit)).messages
    return Reply([*how, *opened.messages][-MOST_MESSAGES:], opened.about)


def _stored(turn: Turn, call: Call, unit: Unit, said: CallSaid) -> tuple[list[OwnCandidate], list[str]]:
    """Store each who is named; return them, and what is said of those who are not taken."""
    found: list[OwnCandidate] = []
    not_taken: list[str] = []
    for named in said.named:
        try:
            found.append(OwnCandidate(_store(turn, call, unit, named), call, unit))
        except NotTaken as why:
            not_taken.append(refusal(turn, why, call, named.name))
            if why.one is not None:
                found.append(OwnCandidate(why.one, call, unit))
    return found, not_taken


def _store(turn: Turn, call: Call, unit: Unit, named: NamedCandidate) -> CallCandidate:
    return store(
        turn.session, call, unit, named.name, named.facts, turn.now, by=turn.me, message_id=turn.event.message_id
    )


def answer_part(turn: Turn) -> Reply:
    """Take what was asked of a candidate."""
    data = turn.conversation.data
    found = own(turn, data["candidate"])
    field = found.call.field(data["field"]) if found else None
    if found is None or field is None:
        return gone(turn)
    said = tidy(turn.event.text or "")
    words = {one.key: one for one in call_words(found.call).fields}
    reached = [one for one in words.values() if one.kind in ("phone", "email") and one.key != field.key]
    known = {key for key, value in found.one.facts.items() if value}
    others = {key: value for key, value in parts_in(said, reached, context(turn)).items() if key not in known}
    value = _value_said(turn, found.call, field)
    if value is None:
        if others:
            put(turn.session, found.one, others, turn.event.message_id)
        return Reply([card_of(turn, found, field, flags=(turn.text(f"call-again-{field.kind}"),))])
    return _put(turn, found, {**others, field.key: value}, field)


def still_asked(turn: Turn, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the card that asks again what was asked before something else was answered."""
    found = own(turn, data.get("candidate", 0))
    field = found.call.field(data["field"]) if found else None
    return [card_of(turn, found, field)] if found is not None and field is not None else []


def _value_said(turn: Turn, call: Call, field: CallField) -> str | None:
    """Return what the words say of the field that was asked for; None: they are no answer to it."""
    said = tidy(turn.event.text or "")
    words = {one.key: one for one in call_words(call).fields}
    if field.kind != "text":
        return value_of(said, words[field.key], context(turn))
    reached = [one for one in words.values() if one.kind in ("phone", "email")]
    marked = parts_in(said, [words[field.key], *reached], context(turn), free_words=True).get(field.key)
    if marked or not _is_post(call, field):
        return marked or value_of(said, words[field.key], context(turn))
    return post_answered(said)


def _is_post(call: Call, field: CallField) -> bool:
    """Return whether a field is the post of people: their first text."""
    return call.of == "people" and field is next((one for one in call.fields if one.kind == "text"), None)


def choose(turn: Turn, button: ChooseForCandidate) -> Reply:
    """Take the tapped choice."""
    found = own(turn, button.candidate)
    field = found.call.field(button.call_field) if found else None
    if found is None or field is None or field.choice(button.pick) is None:
        return gone(turn)
    return _put(turn, found, {field.key: button.pick}, field)


def correct_tapped(turn: Turn, button: CorrectCandidate) -> Reply:
    """Ask for a field anew, of somebody who was sent until the last day."""
    found = own(turn, button.candidate)
    if found is not None and found.call.form is not None:
        return _changed_in_form(turn, found)
    if found is not None and button.call_field == NAME:
        return renaming.ask_name(turn, found)
    field = found.call.field(button.call_field) if found else None
    if found is None or field is None or is_of_roster(field, found.one):
        return gone(turn)
    if not may_change(found.call, found.one, turn.day, oversees=oversees(turn, found.call)):
        return refused(turn, NotTaken("too-late-to-withdraw"), found.call, found.one.name or "")
    return Reply([card_of(turn, found, field)])


def _changed_in_form(turn: Turn, found: OwnCandidate) -> Reply:
    """Show the form with which a candidate was sent: there it is changed."""
    submission = submission_of(turn.session, found.one, turn.me.id)
    filling = filling_of(turn, submission) if submission is not None else None
    if filling is None:
        return say(turn.text("call-form-only"), quick_replies=to_menu(turn))
    return review(turn, filling)


def _put(turn: Turn, found: OwnCandidate, facts: Mapping[str, str], field: CallField) -> Reply:
    """Store what is said of a candidate. What was sent keeps its values if a rule refuses a new one."""
    if not found.one.is_sent:
        put(turn.session, found.one, facts, turn.event.message_id)
        return go_on(turn, [found])
    rule = refused_by(found.call, field.key, facts[field.key])
    if rule is not None:
        reason = turn.text("call-not-eligible", reason=rule.reason(turn.text.language))
        return Reply([card_of(turn, found, field, flags=(reason,))])
    try:
        correct(
            turn.session, found.call, found.one, facts, turn.now, by=turn.me, message_id=turn.event.message_id,
            oversees=oversees(turn, found.call),
        )  # fmt: skip
    except NotTaken as why:
        leave_question(turn)
        return refused(turn, why, found.call, found.one.name or "")
    leave_question(turn)
    return Reply([card_of(turn, found, None, flags=(turn.text("call-corrected"),))])


def handle(turn: Turn, button: HandleCandidate) -> Reply:
    """Go on with a candidate, withdraw it, ask whether to, or leave it."""
    found = own(turn, button.candidate)
    if found is None:
        return gone(turn)
    acts = {"ask": ask, "withdraw": withdrawn, "keep": kept}
    act = acts.get(button.candidate_act)
    return act(turn, found) if act else go_on(turn, [found])


def sent_said(turn: Turn) -> CallSaid | None:
    """Return what the words send in answer to a call."""
    return turn.once(_read)


def act_asked(turn: Turn) -> CallSaid | None:
    """Return whom a question would have withdrawn or replaced: it is asked back whether to."""
    calls = [call_words(call) for call in calls_by_urgency(turn)]
    return act_asked_in(turn.event.text or "", context(turn), calls)


def _read(turn: Turn) -> CallSaid | None:
    calls = [call_words(call) for call in calls_by_urgency(turn)]
    return sent_in(turn.event.text or "", context(turn), calls) if calls else None


def answers(turn: Turn) -> bool:
    """Return whether words answer the question: commands, questions, other names and what was done do not. Words that
    mean nothing else are an answer, though perhaps none that can be read."""
    if not is_asked(turn, CANDIDATE) or turn.is_command:
        return False
    found = own(turn, turn.conversation.data["candidate"])
    field = found.call.field(turn.conversation.data["field"]) if found else None
    words = turn.event.text or ""
    if asks(words) or len(words) > LONGEST_ANSWER or sent_said(turn) is not None:
        return False
    if found is None or field is None:
        return True
    value = _value_said(turn, found.call, field)
    sure = value is not None and (field.kind != "text" or _begins_with_post(value)) and len(words) <= LONGEST_SURE
    return sure or not _means_something_else(turn)


def _begins_with_post(words: str) -> bool:
    begins = post_in(words)
    return begins is not None and begins.start() == 0


def _means_something_else(turn: Turn) -> bool:
    """Return whether words are understood as something of their own: another command, or what was done on a day."""
    understood = turn.understood
    if understood is None:
        return False
    slots = understood.slots
    return understood.intent != UNKNOWN or bool(slots.activity_date or slots.people_count)


routes = [
    on_postback(ChooseForCandidate, ANSWERS_CALLS)(choose),
    on_postback(CorrectCandidate, ANSWERS_CALLS)(correct_tapped),
    on_postback(HandleCandidate, ANSWERS_CALLS)(handle),
    on_open(CANDIDATE, roles=ANSWERS_CALLS, when=answers)(answer_part),
]

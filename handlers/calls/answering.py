"""Answers to calls in the chat: somebody is named, what is missing is asked, and what is whole is sent with a number.

question       its answers and exits
candidate      (data: candidate, field) what is said of the field; commands, questions and other names leave it
"""

from __future__ import annotations

from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.inbound.router import on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import ChooseForCandidate, HandleCandidate, PutInPlace, ShowCall
from handlers.calls.candidate_cards import CANDIDATE, card_of, how_to_send, label_of
from handlers.calls.seen import OwnCandidate, answered_unit, calls_by_urgency, last_day, own
from handlers.conversation import context, is_asked, leave_question
from handlers.roles import PARTICIPANTS
from models.calls import candidates
from models.calls.candidates import CallCandidate
from programmes.calls import Call, CallField
from services.calls.answering import Completeness, NotTaken, completeness, put, replace, send, store, withdraw
from services.calls.words import call_words
from services.roster.names import full_name
from thai.call_parts import FieldWords, parts_in, value_of
from thai.call_questions import asked_of_calls
from thai.calls import CallSaid, sent_in
from thai.dates import short_day
from thai.normalise import tidy

MOST_AT_ONCE: Final = 4  # cards of one message


def answer(turn: Turn, said: CallSaid) -> Reply:
    """Store whom or what the message sends, and ask for what is missing; or withdraw it."""
    leave_question(turn)
    if said.kind == "withdraw":
        return _withdraw_said(turn, said)
    call = turn.programme.call(said.call or "")
    unit = answered_unit(turn, call)
    if unit is None:
        return say(turn.text("call-not-contact", call=call.name(turn.text.language)), quick_replies=_menu(turn))
    if not said.named:
        return say(how_to_send(turn, call, unit), quick_replies=_menu(turn))
    found: list[OwnCandidate] = []
    for named in said.named[:MOST_AT_ONCE]:
        try:
            one = store(
                turn.session, call, unit, named.name, named.facts, turn.now, by=turn.me,
                message_id=turn.event.message_id,
            )  # fmt: skip
        except NotTaken as refused:
            return _refused(turn, refused, call, named.name)
        found.append(OwnCandidate(one, call, unit))
    if said.instead_of is not None and len(found) == 1:
        return _changed(turn, found[0], said.instead_of)
    return _go_on(turn, found)


def answer_part(turn: Turn) -> Reply:
    """Take what was asked of a candidate."""
    data = turn.conversation.data
    found = own(turn, data["candidate"])
    field = found.call.field(data["field"]) if found else None
    if found is None or field is None:
        return _gone(turn)
    said, words = tidy(turn.event.text or ""), _words_of(found.call)
    field_words = next(one for one in words if one.key == field.key)
    own_value = value_of(said, field_words, context(turn))
    if own_value is None:
        return Reply([card_of(turn, found, field, flags=(turn.text(f"call-again-{field.kind}"),))])
    reached = [one for one in words if one.kind in ("phone", "email") and one.key != field.key]
    others = parts_in(said, reached, context(turn))
    put(turn.session, found.one, {**others, field.key: own_value}, turn.event.message_id)
    return _go_on(turn, [found])


def choose(turn: Turn, button: ChooseForCandidate) -> Reply:
    """Take the tapped choice."""
    found = own(turn, button.candidate)
    field = found.call.field(button.call_field) if found else None
    if found is None or field is None or field.choice(button.pick) is None or found.one.is_sent:
        return _gone(turn)
    put(turn.session, found.one, {field.key: button.pick}, None)
    return _go_on(turn, [found])


def handle(turn: Turn, button: HandleCandidate) -> Reply:
    """Go on with a candidate, or withdraw it."""
    found = own(turn, button.candidate)
    if found is None:
        return _gone(turn)
    if button.candidate_act == "go_on":
        return _go_on(turn, [found])
    return _withdrawn(turn, found)


def put_in_place(turn: Turn, button: PutInPlace) -> Reply:
    """Put a draft in the place of what was sent."""
    new, old = own(turn, button.candidate), own(turn, button.instead_of)
    return _gone(turn) if new is None or old is None else _replaced(turn, new, old)


# ── what follows ──


def _go_on(turn: Turn, found: list[OwnCandidate]) -> Reply:
    """Send what is whole, and show each. Of the first that lacks something it is asked; if none does, of one that the
    unit named before. That card is the last: phones show only its buttons."""
    sent = [now for now in found if _sent_now(turn, now)]
    left = [now for now in found if not now.one.is_sent] or (_named_before(turn, found) if sent else [])
    fields = [_field_to_ask(turn, now) for now in left]
    asked = next((place for place, field in enumerate(fields) if field is not None), None)
    first = left if asked is None else [*left[:asked], *left[asked + 1 :]]
    cards = [card_of(turn, now, None) for now in [*(now for now in found if now.one.is_sent), *first]]
    if asked is None:
        leave_question(turn)
    else:
        cards.append(card_of(turn, left[asked], fields[asked]))
    return Reply(cards[-MOST_AT_ONCE:])


def _sent_now(turn: Turn, now: OwnCandidate) -> bool:
    """Send a candidate if it is whole; return whether it was sent."""
    if now.one.is_sent or not completeness(turn.session, now.call, now.unit, now.one).is_ready:
        return False
    send(turn.session, now.call, now.unit, now.one, turn.now, by=turn.me)
    return True


def _named_before(turn: Turn, found: list[OwnCandidate]) -> list[OwnCandidate]:
    """Return one that the unit has named in the same call and not completed, if it may still send one."""
    last = found[-1]
    drafts = [one for one in candidates.of_units(turn.session, last.call.key, [last.unit.code]) if not one.is_sent]
    if not drafts or completeness(turn.session, last.call, last.unit, drafts[0]).full:
        return []
    return [OwnCandidate(drafts[0], last.call, last.unit)]


def _field_to_ask(turn: Turn, now: OwnCandidate) -> CallField | None:
    stands = completeness(turn.session, now.call, now.unit, now.one)
    return next(iter(stands.missing), _broken_field(now, stands))


def _broken_field(now: OwnCandidate, stands: Completeness) -> CallField | None:
    """Return the field whose value a rule refuses, if it was said in the chat: what the roster says is not asked."""
    rule = next(iter(stands.broken), None)
    field = now.call.field(rule.field) if rule else None
    return field if field is not None and not (field.column and now.one.person_id) else None


# ── withdrawing and replacing ──


def _withdraw_said(turn: Turn, said: CallSaid) -> Reply:
    """Withdraw what the words name; if they name nothing of the unit, show what there is."""
    mine = _there(turn)
    wanted = said.named[0].name if said.named else ""
    found = [each for each in mine if wanted and _is_called(each.one, wanted)]
    if len(found) == 1:
        return _withdrawn(turn, found[0])
    if not mine:
        return say(turn.text("call-nothing-sent"), quick_replies=_menu(turn))
    items = [quick.choice(label_of(text_of(turn, each)), HandleCandidate(each.one.id, "withdraw")) for each in mine]
    return say(turn.text("call-withdraw-which"), quick_replies=[*items, *_menu(turn)])


def text_of(turn: Turn, each: OwnCandidate) -> str:
    return turn.text("call-withdraw-one", name=each.one.name or "")


def _there(turn: Turn) -> list[OwnCandidate]:
    """Return what the units for which the speaker answers have named and not withdrawn."""
    found = []
    for call in calls_by_urgency(turn):
        unit = answered_unit(turn, call)
        if unit is not None:
            own_ones = candidates.of_units(turn.session, call.key, [unit.code])
            found += [OwnCandidate(one, call, unit) for one in own_ones if one.name]
    return found


def _is_called(one: CallCandidate, words: str) -> bool:
    known, said = (full_name(name).own for name in (one.name or "", words))
    return known == said or (len(said) >= 3 and known.startswith(said))


def _withdrawn(turn: Turn, found: OwnCandidate) -> Reply:
    leave_question(turn)
    name = found.one.name or ""
    try:
        withdraw(turn.session, found.call, found.one, turn.now, by=turn.me)
    except NotTaken as refused:
        return _refused(turn, refused, found.call, name)
    shown = quick.choice(turn.text("call-show-own"), ShowCall(found.call.key, found.unit.code))
    return say(turn.text("call-withdrawn", name=name), quick_replies=[shown, *_menu(turn)])


def _changed(turn: Turn, new: OwnCandidate, instead_of: str) -> Reply:
    sent = [each for each in _there(turn) if each.one.is_sent and each.call.key == new.call.key]
    old = next((each for each in sent if _is_called(each.one, instead_of)), None)
    return _go_on(turn, [new]) if old is None else _replaced(turn, new, old)


def _replaced(turn: Turn, new: OwnCandidate, old: OwnCandidate) -> Reply:
    try:
        replace(turn.session, new.call, new.unit, old.one, new.one, turn.now, by=turn.me)
    except NotTaken as refused:
        return _refused(turn, refused, new.call, old.one.name or "")
    return _go_on(turn, [new])


def _refused(turn: Turn, refused: NotTaken, call: Call, name: str) -> Reply:
    text = turn.text
    days = {"opens": short_day(call.opens, text.language), "closes": last_day(call, turn)}
    said = text(f"call-refused-{refused.why}", call=call.name(text.language), name=name, **days)
    return say(said, quick_replies=_menu(turn))


def _words_of(call: Call) -> tuple[FieldWords, ...]:
    return call_words(call).fields


def _gone(turn: Turn) -> Reply:
    leave_question(turn)
    return say(turn.text("button-stale"), quick_replies=_menu(turn))


def _menu(turn: Turn) -> list[dict[str, Any]]:
    return [quick.command(turn.text, "menu")]


def sent_said(turn: Turn) -> CallSaid | None:
    """Return what the words send in answer to a call."""
    return turn.once(_read)


def _read(turn: Turn) -> CallSaid | None:
    calls = [call_words(call) for call in calls_by_urgency(turn)]
    return sent_in(turn.event.text or "", context(turn), calls) if calls else None


def _answers(turn: Turn) -> bool:
    """Return whether words answer the question: commands, questions and another name do not."""
    if not is_asked(turn, CANDIDATE) or turn.is_command:
        return False
    slots = turn.understood.slots if turn.understood else None
    field = _field_asked(turn)
    if field is not None and field.kind == "text" and slots and (slots.activity_date or slots.people_count):
        return False  # what was done on a day is an entry
    asked = asked_of_calls(turn.event.text or "", alone=not turn.programme.expects_days)
    return asked is None and sent_said(turn) is None


def _field_asked(turn: Turn) -> CallField | None:
    found = own(turn, turn.conversation.data["candidate"])
    return found.call.field(turn.conversation.data["field"]) if found else None


routes = [
    on_postback(ChooseForCandidate, PARTICIPANTS)(choose),
    on_postback(HandleCandidate, PARTICIPANTS)(handle),
    on_postback(PutInPlace, PARTICIPANTS)(put_in_place),
    on_open(CANDIDATE, roles=PARTICIPANTS, when=_answers)(answer_part),
]

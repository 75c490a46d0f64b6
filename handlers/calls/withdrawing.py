"""Takes back what a unit has sent, or puts another in its place. What was sent is never taken away by a question, or by
half a name: then it is asked first.

question         its answers and exits
candidate_away   (data: candidate, instead_of) yes, no and their buttons; everything else leaves it
"""

from __future__ import annotations

import re
from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.router import on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import HandleCandidate, PutInPlace, ShowCall
from handlers.calls.candidate_cards import label_of, sure_card
from handlers.calls.completing import go_on, gone, refused, to_menu, waiting_for_room
from handlers.calls.for_units import tell_contacts, units_in
from handlers.calls.seen import ANSWERS_CALLS, OwnCandidate, answers_as, calls_by_urgency, oversees, own
from handlers.conversation import is_asked, leave_question, says_yes_or_no
from handlers.roles import coordinates
from handlers.units.seen import units_of
from models.calls import candidates
from models.calls.candidates import CallCandidate
from services.calls.answering import NotTaken, may_change, replace, withdraw
from services.roster.names import full_name
from thai.call_parts import bare_words
from thai.call_said import CallSaid
from thai.normalise import tidy
from thai.questions import asks

AWAY: Final = "candidate_away"
SHORTEST_BEGINNING: Final = 3  # letters of a name that begins alike


def withdraw_said(turn: Turn, said: CallSaid) -> Reply:
    """Withdraw whom the words name, or ask whether to; if they name nothing of the unit, show what there is."""
    of = {unit.code for unit in units_in(turn, said)} if coordinates(turn) else set()
    mine = [each for each in there(turn) if not of or each.unit.code in of]
    if len(said.named) > 1 and mine:
        return _several(turn, mine, [one.name for one in said.named])
    wanted = said.named[0].name if said.named else ""
    found = [each for each in mine if wanted and _is_called(each.one, wanted)]
    whole = [each for each in found if _is_whole(each.one, wanted)]
    if len(whole or found) == 1:
        one = (whole or found)[0]
        return withdrawn(turn, one) if not one.one.is_sent or (whole and _is_plain(turn, wanted)) else ask(turn, one)
    if not mine:
        return say(turn.text("call-nothing-sent"), quick_replies=to_menu(turn))
    return _which(turn, found or mine)


def _several(turn: Turn, mine: list[OwnCandidate], names: list[str]) -> Reply:
    """Withdraw each who is named whole; if one of them is not, or the message asks, show whom the words may mean."""
    meant = [[each for each in mine if _is_whole(each.one, name)] for name in names]
    if any(len(found) != 1 for found in meant) or asks(turn.event.text or ""):
        return _which(turn, [each for each in mine if any(_is_called(each.one, name) for name in names)] or mine)
    lines = [str(withdrawn(turn, found[0]).messages[0]["text"]) for found in meant]
    first = meant[0][0]
    shown = quick.choice(turn.text("call-show-own"), ShowCall(first.call.key, first.unit.code))
    return say("\n".join(lines), quick_replies=[shown, *to_menu(turn)])


def _which(turn: Turn, found: list[OwnCandidate]) -> Reply:
    items = [
        quick.choice(label_of(turn.text("call-withdraw-one", name=each.one.name or "")), _withdrawing(each))
        for each in found
    ]
    return say(turn.text("call-withdraw-which"), quick_replies=[*items, *to_menu(turn)])


def ask(turn: Turn, found: OwnCandidate) -> Reply:
    """Ask whether somebody who was sent is to be withdrawn."""
    if not may_change(found.call, found.one, turn.day, oversees=oversees(turn, found.call)):
        return refused(turn, NotTaken("too-late-to-withdraw"), found.call, found.one.name or "")
    turn.conversation.ask(AWAY, turn.now, candidate=found.one.id, instead_of=0)
    yes = (turn.text("call-yes-withdraw"), HandleCandidate(found.one.id, "withdraw"))
    no = (turn.text("call-no"), HandleCandidate(found.one.id, "keep"))
    asked = turn.text("call-sure-withdraw", name=found.one.name or "")
    return Reply([sure_card(turn, found, asked, (yes, no))])


def withdrawn(turn: Turn, found: OwnCandidate) -> Reply:
    """Withdraw a candidate; one that is whole and waited for its place is offered."""
    leave_question(turn)
    name, may = found.one.name or "", oversees(turn, found.call)
    try:
        withdraw(turn.session, found.call, found.one, turn.now, by=turn.me, oversees=may)
    except NotTaken as why:
        return refused(turn, why, found.call, name)
    tell_contacts(turn, found, "withdrawn")
    shown = quick.choice(turn.text("call-show-own"), ShowCall(found.call.key, found.unit.code))
    key = "call-withdrawn" if turn.day <= found.call.closes else "call-withdrawn-over"
    said = say(turn.text(key, name=name), quick_replies=[shown, *to_menu(turn)])
    return Reply([*said.messages, *waiting_for_room(turn, found.call, found)])


def changed(turn: Turn, new: OwnCandidate, instead_of: str) -> Reply:
    """Put somebody in the place of whom the words name; if that is not certain, ask which or whether to."""
    sent = [
        each
        for each in there(turn)
        if each.one.is_sent and (each.call.key, each.unit.code) == (new.call.key, new.unit.code)
    ]
    found = [each for each in sent if _is_called(each.one, instead_of) and each.one is not new.one]
    whole = [each for each in found if _is_whole(each.one, instead_of)]
    if new.one.is_sent or not sent:
        return go_on(turn, [new])
    if len(whole or found) != 1:
        items = [
            (label_of(turn.text("call-instead", name=each.one.name or "")), PutInPlace(new.one.id, each.one.id))
            for each in found or sent
        ]
        no = (turn.text("call-no"), HandleCandidate(new.one.id, "keep"))
        asked = turn.text("call-instead-of-whom", name=instead_of, new=new.one.name or "")
        return Reply([sure_card(turn, new, asked, (*items, no))])
    old = (whole or found)[0]
    if whole and _ends_with_what_is_said(turn, new.one):
        return replaced(turn, new, old)
    turn.conversation.ask(AWAY, turn.now, candidate=new.one.id, instead_of=old.one.id)
    yes = (turn.text("call-yes-replace"), PutInPlace(new.one.id, old.one.id))
    no = (turn.text("call-no"), HandleCandidate(new.one.id, "keep"))
    asked = turn.text("call-sure-replace", name=old.one.name or "", new=new.one.name or "")
    return Reply([sure_card(turn, old, asked, (yes, no))])


def replaced(turn: Turn, new: OwnCandidate, old: OwnCandidate) -> Reply:
    """Put a candidate in the place of another, who holds until the new one is whole."""
    try:
        replace(turn.session, new.call, new.unit, old.one, new.one, turn.now, by=turn.me)
    except NotTaken as why:
        return refused(turn, why, new.call, old.one.name or "")
    return go_on(turn, [new])


def kept(turn: Turn, found: OwnCandidate) -> Reply:
    """Leave what was sent as it is; who was to be in its place is not kept."""
    leave_question(turn)
    if not found.one.is_sent:
        withdraw(turn.session, found.call, found.one, turn.now, by=turn.me)
    shown = quick.choice(turn.text("call-show-own"), ShowCall(found.call.key, found.unit.code))
    return say(turn.text("call-kept"), quick_replies=[shown, *to_menu(turn)])


def put_in_place(turn: Turn, button: PutInPlace) -> Reply:
    """Put a draft in the place of what was sent."""
    leave_question(turn)
    new, old = own(turn, button.candidate), own(turn, button.instead_of)
    return gone(turn) if new is None or old is None else replaced(turn, new, old)


def answer_sure(turn: Turn) -> Reply:
    """Take a typed yes or no."""
    data = turn.conversation.data
    found = own(turn, data["candidate"])
    if found is None:
        return gone(turn)
    if turn.says("call-no") or (turn.is_command and turn.intent != "confirm"):
        return kept(turn, found)
    if not data["instead_of"]:
        return withdrawn(turn, found)
    return put_in_place(turn, PutInPlace(found.one.id, data["instead_of"]))


def there(turn: Turn) -> list[OwnCandidate]:
    """Return what the units for which the speaker answers have named and not withdrawn."""
    units = units_of(turn)
    return [
        OwnCandidate(one, call, units.unit(one.unit))
        for call in calls_by_urgency(turn)
        for one in candidates.of_units(turn.session, call.key, answers_as(turn, call))
        if one.name
    ]


def _withdrawing(each: OwnCandidate) -> HandleCandidate:
    return HandleCandidate(each.one.id, "ask" if each.one.is_sent else "withdraw")


def _is_called(one: CallCandidate, words: str) -> bool:
    known, said = (full_name(name).own for name in (one.name or "", words))
    return known == said or (len(said) >= SHORTEST_BEGINNING and known.startswith(said))


def _is_whole(one: CallCandidate, words: str) -> bool:
    known, said = (full_name(name).own for name in (one.name or "", words))
    return "".join(known.split()) == "".join(said.split())


def _is_plain(turn: Turn, name: str) -> bool:
    """Return whether nothing stands behind a name but what is polite: ถอนชื่อ นาย ก ดีไหม is no plain statement."""
    said, wanted = _squeezed(turn), " ".join(name.split())
    at = said.rfind(wanted)
    return at >= 0 and not bare_words(said[at + len(wanted) :]) and not asks(said)


def _ends_with_what_is_said(turn: Turn, one: CallCandidate) -> bool:
    """Return whether a message ends with a name or with digits and addresses, and asks nothing: words behind them may
    be a question or a doubt."""
    said = _squeezed(turn)
    if asks(said):
        return False
    end = bare_words(said)
    return end.endswith(" ".join((one.name or "?").split())) or re.search(r"(?:\d|[A-Za-z])$", end) is not None


def _squeezed(turn: Turn) -> str:
    return " ".join(tidy(turn.event.text or "").split())


def _answers_sure(turn: Turn) -> bool:
    return is_asked(turn, AWAY) and says_yes_or_no(turn, "call-yes-withdraw", "call-yes-replace", "call-no")


routes = [
    on_postback(PutInPlace, ANSWERS_CALLS)(put_in_place),
    on_open(AWAY, roles=ANSWERS_CALLS, when=_answers_sure)(answer_sure),
]

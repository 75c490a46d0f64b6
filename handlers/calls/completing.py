"""What follows when a candidate was named or something was said of it: it is sent, or asked about; or refused."""

from __future__ import annotations

from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from handlers.calls.candidate_cards import card_of
from handlers.calls.for_units import tell_contacts
from handlers.calls.seen import OwnCandidate, last_day
from handlers.conversation import leave_question
from models.calls import candidates
from programmes.calls import Call, CallField
from services.calls.answering import Completeness, NotTaken, completeness, send
from services.calls.facts import is_of_roster
from thai.dates import short_day

MOST_AT_ONCE: Final = 4  # cards of one message


def go_on(turn: Turn, found: list[OwnCandidate]) -> Reply:
    """Send what is whole, and show each. Of the first that lacks something it is asked; if none does, of one that the
    unit named before. That card is the last: phones show only its buttons."""
    sent = [now for now in found if _sent_now(turn, now)]
    left = [now for now in found if not now.one.is_sent] or (_named_before(turn, found) if sent else [])
    fields = [field_to_ask(turn, now) for now in left]
    asked = next((place for place, field in enumerate(fields) if field is not None), None)
    first = left if asked is None else [*left[:asked], *left[asked + 1 :]]
    cards = [card_of(turn, now, None) for now in [*(now for now in found if now.one.is_sent), *first]]
    if asked is None:
        leave_question(turn)
    else:
        cards.append(card_of(turn, left[asked], fields[asked]))
    return Reply(cards[-MOST_AT_ONCE:])


def waiting_for_room(turn: Turn, call: Call, like: OwnCandidate) -> list[dict[str, Any]]:
    """Return the card of the first candidate of the unit that is whole and may be sent now."""
    for one in candidates.of_units(turn.session, call.key, [like.unit.code]):
        if not one.is_sent and completeness(turn.session, call, like.unit, one, turn.day).is_ready:
            return [card_of(turn, OwnCandidate(one, call, like.unit), None)]
    return []


def _sent_now(turn: Turn, now: OwnCandidate) -> bool:
    """Send a candidate if it is whole; return whether it was sent."""
    if now.one.is_sent or not completeness(turn.session, now.call, now.unit, now.one, turn.day).is_ready:
        return False
    send(turn.session, now.call, now.unit, now.one, turn.now, by=turn.me)
    tell_contacts(turn, now, "sent")
    return True


def _named_before(turn: Turn, found: list[OwnCandidate]) -> list[OwnCandidate]:
    """Return one that the unit has named in the same call and not completed, if it may still send one."""
    last = found[-1]
    drafts = [one for one in candidates.of_units(turn.session, last.call.key, [last.unit.code]) if not one.is_sent]
    if not drafts or completeness(turn.session, last.call, last.unit, drafts[0], turn.day).full:
        return []
    return [OwnCandidate(drafts[0], last.call, last.unit)]


def field_to_ask(turn: Turn, now: OwnCandidate) -> CallField | None:
    """Return what is to be asked of a candidate next: what is missing, or what a rule refuses."""
    stands = completeness(turn.session, now.call, now.unit, now.one, turn.day)
    return next(iter(stands.missing), _broken_field(now, stands))


def _broken_field(now: OwnCandidate, stands: Completeness) -> CallField | None:
    """Return the field whose value a rule refuses, if it was said in the chat: what the roster says is not asked."""
    rule = next(iter(stands.broken), None)
    field = now.call.field(rule.field) if rule else None
    return field if field is not None and not is_of_roster(field, now.one) else None


def refused(turn: Turn, why: NotTaken, call: Call, name: str) -> Reply:
    """Say why something is not taken."""
    return say(refusal(turn, why, call, name), quick_replies=to_menu(turn))


def refusal(turn: Turn, why: NotTaken, call: Call, name: str) -> str:
    text = turn.text
    days = {"opens": short_day(call.opens, text.language), "closes": last_day(call, turn)}
    return text(f"call-refused-{why.why}", call=call.name(text.language), name=name, **days)


def gone(turn: Turn) -> Reply:
    leave_question(turn)
    return say(turn.text("call-gone"), quick_replies=to_menu(turn))


def to_menu(turn: Turn) -> list[dict[str, Any]]:
    return [quick.command(turn.text, "menu")]

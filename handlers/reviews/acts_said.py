"""Reads typed acts on entries: with which a message begins, or which it means."""

from bot.inbound.turn import Turn
from handlers.conversation import context
from thai.enquiries import read_enquiry
from thai.intents import INTENTS
from thai.verdicts import Verdict, read_verdict


def act_said(turn: Turn) -> Verdict | None:
    """Return the act with which the message begins, or None."""
    return read_verdict(turn.event.text) if turn.event.text else None


def act_meant(turn: Turn) -> Verdict | None:
    """Return the act with which the message begins, or which it means, or None."""
    said = turn.once(act_said)
    understood = turn.understood
    if said is None and understood is not None and not understood.doubts_of("intent"):
        act = INTENTS[understood.intent].verdict
        return Verdict(act, words=understood.slots.message) if act and not _asks(turn) else None
    return said


def _asks(turn: Turn) -> bool:
    """Return whether the words are certainly a question, whatever they seem to do: ขอรูปกิจกรรมเมื่อวาน."""
    return read_enquiry(turn.event.text or "", context(turn)).certain

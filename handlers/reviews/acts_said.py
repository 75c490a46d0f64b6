"""Acts on entries as they are typed: what a message begins with, or means by the language's rules."""

from bot.inbound.turn import Turn
from thai.intents import INTENTS
from thai.verdicts import Verdict, read_verdict


def act_said(turn: Turn) -> Verdict | None:
    """The act the message begins with."""
    return read_verdict(turn.event.text) if turn.event.text else None


def act_meant(turn: Turn) -> Verdict | None:
    """The act the message begins with, or means."""
    said = turn.once(act_said)
    if said is None and turn.understood is not None and (act := INTENTS[turn.understood.intent].verdict):
        return Verdict(act, words=turn.understood.slots.message)
    return said

"""What is asked of a candidate stays asked while its author says something else, until it is left."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.inbound.router import Handler
from bot.inbound.turn import Turn
from bot.line.numbers import MESSAGES_A_CALL
from bot.outbound.reply import Reply
from handlers.calls.answering import answers, still_asked
from handlers.calls.completing import field_to_ask
from handlers.calls.seen import own
from handlers.conversation import CANDIDATE, OPTIONAL, is_asked
from thai.intents import INTENTS

LEAVES: Final = INTENTS.declines | {"cancel"}


def keeping_candidate(turn: Turn, handle: Handler) -> Reply:
    """Return a handler's reply, and ask again for the part of a candidate that it did not get, if nothing else is
    asked."""
    if not turn.programme.calls or turn.event.text is None or not is_asked(turn, CANDIDATE):
        return handle(turn)
    data = dict(turn.conversation.data)
    over = answers(turn) or (turn.is_command and turn.intent in LEAVES)
    reply = handle(turn)
    found = own(turn, data["candidate"])
    is_free = turn.conversation.open in (None, *OPTIONAL)
    if over or not reply.messages or not is_free or len(reply.messages) >= MESSAGES_A_CALL:
        return reply
    if found is None or found.one.is_sent or field_to_ask(turn, found) is None:
        return reply
    return replace(reply, messages=[*reply.messages, *still_asked(turn, data)])

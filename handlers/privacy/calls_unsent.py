"""Takes an unsent message out of what a unit has sent: what it named is withdrawn, a part of it is asked for again."""

from __future__ import annotations

from bot.inbound.turn import Turn
from handlers.conversation import CANDIDATE
from models.calls import candidates
from services.calls.answering import without_part


def take_back(turn: Turn, message_id: str) -> None:
    """Take the words of a message out of candidates. The first part that is missing then is the open question, so that
    it can be said again at once: the bot itself says nothing, as to every unsent message."""
    units, calls = turn.programme.units, {call.key: call for call in turn.programme.calls}
    for one in candidates.take_words_back(turn.session, message_id, turn.me.id):
        if units is None or one.call not in calls or not units.knows(one.unit):
            continue
        missing = without_part(turn.session, calls[one.call], units.unit(one.unit), one, turn.day)
        if missing is not None:
            turn.conversation.ask(CANDIDATE, turn.now, candidate=one.id, field=missing.key)

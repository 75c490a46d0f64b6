"""Photos and pins that come while a part of a candidate is asked: they are recorded, and the question stays."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.inbound.router import on_message
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from handlers.activities.additions import save_photo, save_pin
from handlers.calls.answering import still_asked
from handlers.conversation import CANDIDATE, is_asked
from handlers.roles import PARTICIPANTS

MOST_MESSAGES: Final = 5


def photo_meanwhile(turn: Turn) -> Reply:
    """Record a photo, and ask for the part again."""
    return _meanwhile(turn, save_photo)


def pin_meanwhile(turn: Turn) -> Reply:
    """Record a pin, and ask for the part again."""
    return _meanwhile(turn, save_pin)


def _meanwhile(turn: Turn, save: Callable[[Turn], Reply]) -> Reply:
    data = dict(turn.conversation.data)
    reply = save(turn)
    return replace(reply, messages=[*reply.messages, *still_asked(turn, data)][-MOST_MESSAGES:])


def _is_asked(turn: Turn) -> bool:
    return is_asked(turn, CANDIDATE)


routes = [
    on_message("image", roles=PARTICIPANTS, when=_is_asked)(photo_meanwhile),
    on_message("location", roles=PARTICIPANTS, when=_is_asked)(pin_meanwhile),
]

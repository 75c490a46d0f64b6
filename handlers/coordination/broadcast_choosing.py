"""Which of several people with one name an announcement is for."""

from typing import Any

from bot.inbound.router import on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import ChoosePerson
from handlers.coordination.broadcasts import ANNOUNCE, add_person
from handlers.coordination.naming import WHICH, person_said, person_tapped
from handlers.roles import OVERSEERS


def tap_choice(turn: Turn, button: ChoosePerson) -> Reply:
    """Take a button of "which one?". If it belongs to another question, say that it is old."""
    person_id = person_tapped(turn, button)
    return say(turn.text("decision-stale")) if person_id is None else take_choice(turn, person_id)


def take_choice(turn: Turn, person_id: int) -> Reply:
    data: dict[str, Any] = dict(turn.conversation.data)
    return add_person(turn, person_id, data)


def _is_about_announcement(turn: Turn) -> bool:
    return turn.conversation.open == WHICH and turn.conversation.data.get("task") == ANNOUNCE


routes = [
    on_postback(ChoosePerson, OVERSEERS, when=_is_about_announcement)(tap_choice),
    on_open(WHICH, roles=OVERSEERS, when=_is_about_announcement).reading(person_said)(take_choice),
]

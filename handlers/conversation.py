"""What the handlers of all subjects share of a conversation: what is open in it, and whose answer words are."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from locales.texts import Text
from models.people import people
from programmes.bangkok import bangkok_day
from thai.context import Context

ANSWER_WITHIN: Final = timedelta(minutes=30)  # what comes later is no answer but something new
ALBUM_WAIT: Final = timedelta(seconds=3)

# Questions that more than one subject knows of.
ENTRY: Final = "entry"  # soft, after an entry's card: a number or a button's words belong to this entry
EDIT: Final = "edit"  # a part of an entry is asked for; data: activity, part
OFFER: Final = "offer"  # words were not understood; data: offered, the message that may be recorded
WAITING: Final = "waiting"  # what was sent before the sender agreed to the notice; data: inbox


def is_asked(turn: Turn, question: str) -> bool:
    """Whether a question is open, and was asked recently enough for this message to be its answer."""
    return turn.conversation.open == question and is_fresh(turn)


def is_fresh(turn: Turn) -> bool:
    """Whether what is open was asked recently enough for this message to be its answer."""
    return turn.event.at - turn.conversation.updated_at <= ANSWER_WITHIN


def data_of(turn: Turn, question: str) -> Mapping[str, Any]:
    """What is kept with a question; nothing while it is not open."""
    return turn.conversation.data if turn.conversation.open == question else {}


def leave_question(turn: Turn) -> None:
    """Something else is shown now: what is typed next is no answer to the open question any more."""
    if turn.conversation.open != WAITING:
        turn.conversation.close(turn.now)


def once_an_album(turn: Turn, reply: Reply) -> Reply:
    """The same answer to each picture of an album is given once, when they have all come."""
    if turn.event.image_set is None:
        return reply
    return Reply(reply.messages, reply.about, wait=ALBUM_WAIT, key=f"album:{turn.event.image_set[0]}")


def menu_and_help(text: Text) -> list[dict[str, object]]:
    """The quick replies below what leads nowhere in particular."""
    return [quick.command(text, "menu"), quick.command(text, "help")]


def context(turn: Turn) -> Context:
    """Who speaks and when, for reading a single answer in the words of this turn."""
    return turn.once(_context)


def context_of(turn: Turn, at: datetime) -> Context:
    """Who speaks, for reading words of theirs sent at another time."""
    day = bangkok_day(at)
    stage = turn.programme.stage_on(day) or turn.programme.next_stage(day)
    area = people.area_of(turn.session, turn.me.id, stage.key) if stage else None
    return Context(
        now=at,
        role=turn.role.value if turn.role else None,
        district=area if area and len(area) == 4 else None,
        province=area[:2] if area else None,
        programme=turn.programme,
    )


def _context(turn: Turn) -> Context:
    return context_of(turn, turn.event.at)

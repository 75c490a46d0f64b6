"""Holds messages from before the consent for at most a day, and handles them after the sender has agreed."""

from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.turn import Turn
from bot.outbound.reply import Message, text_message
from bot.postback import SaveTyped
from handlers.conversation import OFFER, WAITING, data_of
from models.messaging import inbox, requeue
from models.people.people import Role
from thai.context import Context
from thai.understand import understand

MOST: Final = 20
KINDS: Final = ("text", "image", "location")


def hold_message(turn: Turn) -> bool:
    """Hold a message of a person who has not agreed to the newest notice. Return False if it is nothing to hold."""
    if turn.event.message_type not in KINDS:
        return False
    turn.conversation.ask(WAITING, turn.now, inbox=[*_remembered(turn), turn.inbox_id][-MOST:])
    return True


def hold_newcomers_words(turn: Turn) -> None:
    """Hold words of an unknown person that would be an activity. If they join within a day, they are asked about it."""
    said = turn.event.text
    if (
        said
        and understand(said, Context(turn.now, role="participant", programme=turn.programme)).intent == "log_activity"
    ):
        turn.conversation.ask(WAITING, turn.now, inbox=[turn.inbox_id])


def handle_held(turn: Turn) -> int:
    """Handle held messages as if they had just come. Return how many there are."""
    remembered = _remembered(turn)
    turn.conversation.close(turn.now)
    return requeue.requeue(turn.session, remembered, turn.chat.line_user_id, turn.real_now)


def offer_held(turn: Turn, role: Role | None) -> list[Message]:
    """Ask a participant who has just joined whether to record what they wrote before."""
    remembered = _remembered(turn)
    turn.conversation.close(turn.now)
    if role is not Role.PARTICIPANT or not remembered:
        return []
    if inbox.raw_of(turn.session, remembered[-1], turn.chat.line_user_id) is None:
        return []
    save = quick.choice(turn.text("offer-save"), SaveTyped(remembered[-1]))
    turn.conversation.ask(OFFER, turn.now, offered=remembered[-1])
    return [text_message(turn.text("kept-before-consent"), [save, quick.command(turn.text, "menu")])]


def _remembered(turn: Turn) -> list[int]:
    return list(data_of(turn, WAITING).get("inbox", []))

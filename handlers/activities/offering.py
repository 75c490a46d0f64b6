"""Answers words that were not understood. The bot does not guess; a participant can record them with one tap."""

from bot.cards import quick_replies as quick
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import SaveTyped
from handlers.conversation import ACTIVITY_SHOWN, OFFER, menu_and_help
from handlers.roles import is_participant


def offer(turn: Turn) -> Reply:
    """Offer a participant to record the words; tell others that they were not understood."""
    if not is_participant(turn):
        return say(turn.text("not-understood"), quick_replies=menu_and_help(turn.text))
    if turn.conversation.open == ACTIVITY_SHOWN:  # numbers still belong to the card above
        turn.conversation.ask(ACTIVITY_SHOWN, turn.now, **(turn.conversation.data | {"offered": turn.inbox_id}))
    else:
        turn.conversation.ask(OFFER, turn.now, offered=turn.inbox_id)
    items = [quick.choice(turn.text("offer-save"), SaveTyped(turn.inbox_id)), *menu_and_help(turn.text)]
    return say(turn.text("offer"), quick_replies=items)

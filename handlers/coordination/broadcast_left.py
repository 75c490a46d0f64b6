"""Answers a yes or no beside an announcement that is not sent yet and of which neither sends anything."""

from bot.inbound.router import on_command
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from handlers.conversation import is_fresh, leave_question
from handlers.coordination.broadcast_drafts import SEND, TO_WHOM, WHEN, look_reply, open_broadcast, own_draft
from handlers.coordination.broadcasts import look
from handlers.roles import OVERSEERS


def leave_unsent(turn: Turn) -> Reply:
    """Answer "no", "not yet": nothing is sent, and the draft stays. A later yes sends nothing either."""
    draft = own_draft(turn, open_broadcast(turn))
    leave_question(turn)
    return say(turn.text("announce-not-yet"), quick_replies=[look_reply(turn, draft.id)] if draft else [])


def _is_not_previewed(turn: Turn) -> bool:
    return turn.conversation.open in (TO_WHOM, WHEN) and is_fresh(turn)


def _is_addressed(turn: Turn) -> bool:
    return turn.conversation.open in (TO_WHOM, SEND, WHEN)


routes = [
    on_command("deny", roles=OVERSEERS, when=_is_addressed)(leave_unsent),
    on_command("confirm", "skip", roles=OVERSEERS, when=_is_not_previewed)(look),  # ต่อไป: the preview comes next
]

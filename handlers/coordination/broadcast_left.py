"""Answers a yes or no beside an announcement that is not sent yet and of which neither sends anything."""

from bot.inbound.router import Handler, on_open
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


def _answered(turn: Turn) -> Handler | None:
    """Return how a yes or no is answered; None if it is neither, or the yes that sends."""
    if not turn.is_command:
        return None
    if turn.intent == "deny":
        return leave_unsent
    is_previewed = turn.conversation.open == SEND or not is_fresh(turn)
    return look if turn.intent in ("confirm", "skip") and not is_previewed else None  # ต่อไป: the preview comes next


def answer(turn: Turn, handler: Handler) -> Reply:
    return handler(turn)


routes = [on_open(TO_WHOM, SEND, WHEN, roles=OVERSEERS).reading(_answered)(answer)]

"""Words beside the preview of an announcement: a yes in more words sends it; others that are not understood send
nothing, and neither does a bare yes after them."""

from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.router import on_open, on_typed
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import HandleBroadcast
from handlers.conversation import is_asked
from handlers.coordination.broadcast_drafts import SEND, look_reply, not_a_draft, open_broadcast, own_draft
from handlers.coordination.broadcasts import send
from handlers.roles import OVERSEERS
from thai.yes_and_no import names_what_is_asked

UNREAD: Final = "unread"  # in the data of the preview: words were not understood since it was shown


def say_unsent(turn: Turn) -> Reply:
    """Say that nothing was sent or changed, and what can be typed. Until then a bare yes sends nothing."""
    turn.conversation.data = {**turn.conversation.data, UNREAD: True}
    draft = own_draft(turn, open_broadcast(turn))
    if draft is None:
        return not_a_draft(turn, open_broadcast(turn))
    edit = quick.choice(turn.text("announce-edit"), HandleBroadcast(draft.id, "edit"))
    cancel = quick.choice(turn.text("announce-cancel"), HandleBroadcast(draft.id, "cancel"))
    return say(turn.text("announce-unsent"), quick_replies=[edit, look_reply(turn, draft.id), cancel])


def _is_yes(turn: Turn) -> bool:
    return names_what_is_asked(turn.event.text or "", SEND)


def _is_bare_yes_after_them(turn: Turn) -> bool:
    return turn.is_command and turn.intent == "confirm" and UNREAD in turn.conversation.data


def _is_previewed(turn: Turn) -> bool:
    return is_asked(turn, SEND)


routes = [
    on_open(SEND, roles=OVERSEERS, when=_is_yes)(send),
    on_open(SEND, roles=OVERSEERS, when=_is_bare_yes_after_them)(say_unsent),
]
unread = [on_typed("unknown", roles=OVERSEERS, when=_is_previewed)(say_unsent)]

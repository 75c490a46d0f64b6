"""Pictures of an announcement: a photo that is sent while a draft is open belongs to it."""

from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.router import on_label, on_message, on_postback
from bot.inbound.turn import Turn
from bot.line.numbers import MESSAGES_A_CALL
from bot.outbound.reply import Reply, say
from bot.postback import HandleBroadcast
from handlers.conversation import is_fresh, once_an_album
from handlers.coordination.broadcast_drafts import (
    SEND,
    TO_WHOM,
    WHAT,
    WHEN,
    not_a_draft,
    open_broadcast,
    own_draft,
    tapped,
)
from handlers.coordination.broadcasts import audience_asked_about, preview
from handlers.roles import OVERSEERS
from models.activities import media
from models.coordination import broadcasts
from models.privacy import erasure

MOST_PICTURES: Final = MESSAGES_A_CALL - 2  # beside the words and the card of the preview


def add_picture(turn: Turn) -> Reply:
    """Add a photo to the open draft, or begin one with it, and show the preview."""
    if turn.links.public_url is None:
        return once_an_album(turn, say(turn.text("announce-pictures-impossible")))
    draft = own_draft(turn, open_broadcast(turn))
    if draft is None:
        said = audience_asked_about(turn)
        audience = said.audience if said else None
        draft = broadcasts.draft(turn.session, turn.me.id, None, None, turn.real_now, audience)
    if len(media.of_broadcast(turn.session, draft.id)) < MOST_PICTURES:
        media.want(
            turn.session,
            person_id=turn.me.id,
            chat_key=turn.chat.line_user_id,
            broadcast_id=draft.id,
            message_id=turn.event.message_id or turn.event.id,
            now=turn.now,
            due_at=turn.real_now,
        )
        turn.session.flush()
    elif turn.event.image_set is None:
        return say(turn.text("announce-pictures-most", most=MOST_PICTURES))
    if draft.words is None:
        kept = {key: turn.conversation.data[key] for key in ("to", "unread") if key in turn.conversation.data}
        turn.conversation.ask(WHAT, turn.now, broadcast=draft.id, **kept)
        cancel = quick.choice(turn.text("announce-cancel"), HandleBroadcast(draft.id, "cancel"))
        return once_an_album(turn, say(turn.text("announce-picture-first"), quick_replies=[cancel]))
    return once_an_album(turn, preview(turn, draft))


def remove_pictures(turn: Turn, button: HandleBroadcast | None = None) -> Reply:
    """Take all pictures out of a draft."""
    broadcast_id = button.broadcast if button else open_broadcast(turn)
    draft = own_draft(turn, broadcast_id)
    if draft is None:
        return not_a_draft(turn, broadcast_id)
    erasure.forget_pictures(turn.session, [draft.id])
    return preview(turn, draft)


def _is_open(turn: Turn) -> bool:
    return turn.conversation.open in (WHAT, TO_WHOM, SEND, WHEN) and is_fresh(turn)


routes = [
    on_message("image", roles=OVERSEERS, when=_is_open)(add_picture),
    on_postback(HandleBroadcast, OVERSEERS, when=tapped("plain"))(remove_pictures),
    on_label("announce-no-pictures", roles=OVERSEERS, when=_is_open)(remove_pictures),
]

"""Photos that show a place before the work or after it: said by a button or in words, once they are sent or before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from bot.cards import quick_replies as quick
from bot.inbound.router import on_open
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say, text_message
from bot.postback import MarkPhotos, OpenActivity
from handlers.activities.additions import PHOTO_QUESTION
from handlers.activities.card_questions import ask_about
from handlers.activities.showing import activity_card_for
from handlers.conversation import ACTIVITY_SHOWN, is_fresh
from handlers.roles import PARTICIPANTS
from models.activities import activities, media, pieces
from models.activities.activities import Activity
from models.activities.media import Media, PhotoMoment
from models.messaging.deliveries import About
from thai.photo_moments import read_moment

Step = Callable[..., Reply]  # with the turn and the entry
OTHER = {PhotoMoment.BEFORE: PhotoMoment.AFTER, PhotoMoment.AFTER: PhotoMoment.BEFORE}


def moment_typed(turn: Turn) -> Step | None:
    """Return the step that words mean beside an entry: they say when its photos were taken, or those to come."""
    said = read_moment(turn.event.text or "") if is_fresh(turn) else None
    data = turn.conversation.data
    if said is None or not data.get("activity"):
        return None
    entry = activities.owned(turn.session, int(data["activity"]), turn.me.id)
    if entry is None or not (entry.photos or said.names_photos):
        return None
    return partial(mark, moment=PhotoMoment(said.moment), addition=data.get("addition"))


def _follow_typed(turn: Turn, step: Step) -> Reply:
    return step(turn, activities.owned(turn.session, int(turn.conversation.data["activity"]), turn.me.id))


def mark(turn: Turn, entry: Activity, *, moment: PhotoMoment, addition: int | None) -> Reply:
    """Mark the photos that are meant; without any, ask for one."""
    if entry.is_locked or entry.is_deleted:
        why = [text_message(turn.text("entry-locked"))] if entry.is_locked else []
        return Reply([*why, activity_card_for(turn, entry)])
    meant = _meant(turn, entry, addition)
    if not meant:
        ask_about(turn, PHOTO_QUESTION, entry.id, moment=moment)
        return say(
            turn.text(f"ask-photo-{moment}"), quick_replies=[quick.camera(turn.text), quick.camera_roll(turn.text)]
        )
    for photo in meant:
        photo.moment = moment
    ask_about(turn, ACTIVITY_SHOWN, entry.id, addition=addition)
    lacks_other = all(photo.moment is not OTHER[moment] for photo in media.of_activity(turn.session, entry.id))
    items = [
        quick.choice(turn.text(f"moment-{OTHER[moment]}"), MarkPhotos(entry.id, OTHER[moment], addition)),
        quick.choice(turn.text("addition-open"), OpenActivity(entry.id)),
        quick.camera(turn.text),
        quick.camera_roll(turn.text),
    ]
    said = turn.text(f"photos-marked-{moment}", count=len(meant), lacks="yes" if lacks_other else "no")
    reply = say(said, quick_replies=items)
    return Reply(reply.messages, About("activity", entry.id))


def _meant(turn: Turn, entry: Activity, addition: int | None) -> Sequence[Media]:
    """Return the photos of an addition with the rest of its album; without one those of which nothing was said."""
    own = pieces.pieces(turn.session, entry.id)
    piece = next((one for one in own if one.id == addition and one.kind == pieces.PieceKind.PHOTO), None)
    if piece is None:
        return [photo for photo in media.of_activity(turn.session, entry.id) if photo.moment is None]
    together = [one for one in own if one is piece or (piece.album is not None and one.album == piece.album)]
    return media.of_messages(turn.session, [one.message_id for one in together])


routes = [on_open(PHOTO_QUESTION, roles=PARTICIPANTS).reading(moment_typed)(_follow_typed)]

"""Tells somebody that a photo, recording or file of theirs could not be kept, and what to do instead."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from bot.outbound import outbox
from bot.outbound.reply import Reply, text_message
from locales.texts import Texts
from models.activities import media
from models.activities.media import Media, MediaKind
from models.forms import submissions
from models.messaging import chats, deliveries
from models.messaging.deliveries import About
from services.media.pictures import WhyNot

TOLD_WITHIN: Final = timedelta(days=1)
GONE: Final = "gone"
GONE_AGAIN: Final = "gone-again"  # to send it once more did not help


def tell_lost(session: Session, texts: Texts, photo: Media, why: str, now: datetime) -> None:
    """Tell the author with their next free reply, or with a push if they do not write for a day: once for all photos
    that are lost for the same reason before they are told. A draft that the photo answers asks for it again."""
    chat = chats.by_line_ids(session, [photo.chat_key]).get(photo.chat_key)
    text = texts.in_language(chat.language if chat else "th")
    kind = MediaKind.PHOTO if photo.kind == MediaKind.CODE else MediaKind(photo.kind)
    if kind is not MediaKind.PHOTO and why == WhyNot.UNREADABLE:  # these are not opened: no try to fetch it has ended
        why = GONE_AGAIN
    key = f"{kind}-lost:{why}:{photo.submission_id or ''}"
    waits = any(one.key == key for one in deliveries.open_of_chat(session, photo.chat_key))
    of_form = photo.submission_id is not None and submissions.forget_file(
        session, photo.submission_id, media.name_of(photo)
    )
    match kind:
        case MediaKind.AUDIO:
            sentences = [text(f"audio-{why}"), text("audio-asked-again")]
        case MediaKind.FILE:
            sentences = [text(f"file-{why}"), text("file-asked-again")]
        case _:
            sentences = [text(f"photo-{why}", count=2 if waits else 1), text("photo-asked-again")]
    sentences = sentences if of_form else sentences[:1]
    lost = Reply([text_message("\n".join(sentences))], _about(photo), piggyback=True, wait=TOLD_WITHIN, key=key)
    outbox.queue(session, photo.chat_key, lost, now, token=None, token_at=None)


def _about(photo: Media) -> About:
    subjects = (("submission", photo.submission_id), ("broadcast", photo.broadcast_id))
    found = next((About(kind, subject_id) for kind, subject_id in subjects if subject_id), None)
    return found or About("activity", photo.activity_id or 0)

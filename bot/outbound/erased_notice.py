"""Tells a mentor that somebody in their care has been erased. Who it was is not said: nothing of them is left."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.outbound.multicasts import OutboxMessage, queue_messages
from bot.outbound.reply import text_message
from locales.texts import Texts
from models.messaging import chats
from models.people import people
from models.reviews import mentoring
from programmes import Programme


def tell_mentor(
    session: Session, programme: Programme, texts: Texts, person_id: int, day: date, real_now: datetime
) -> None:
    """Tell the mentor of a person who is about to be erased: afterwards nobody knows any more who it is."""
    reviewers = mentoring.reviewers_of(session, programme, person_id, day)
    mentor = people.by_id(session, reviewers[0].person_id) if reviewers else None
    chat = chats.to_tell(session, mentor.id) if mentor else None
    if mentor is not None and chat is not None and chat.follows:
        said = texts.in_language(mentor.language)("erased-told-mentor")
        queue_messages(session, [OutboxMessage(chat.line_user_id, [text_message(said)])], real_now)

"""Tells a LINE account that it is not used with the bot any more, and why. Whose it was is not said."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.outbound.multicasts import OutboxMessage, queue_messages
from bot.outbound.reply import text_message
from locales.texts import Texts
from models.messaging.chats import Chat


def tell_former_account(session: Session, texts: Texts, former: Chat, contact: str, real_now: datetime) -> None:
    """Tell a chat that was separated from its person: another account was registered, or a new code was issued."""
    if former.follows:
        said = texts.in_language(former.language)("account-moved", contact=contact)
        queue_messages(session, [OutboxMessage(former.line_user_id, [text_message(said)])], real_now)

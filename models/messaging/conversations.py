"""The open question of a chat, which waits for an answer."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId

FORM = "form"  # the names of all questions of forms begin with this


class Conversation(Base):
    """The open question of a chat. `version` increases with each, so that buttons of older ones are recognised."""

    __tablename__ = "conversation"

    chat_key: Mapped[str] = mapped_column(primary_key=True)
    open: Mapped[str | None]
    data: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(BigId, default=0)
    updated_at: Mapped[datetime]

    @property
    def is_form(self) -> bool:
        """Whether a question of a form is open. Nothing else may interrupt it."""
        return self.open is not None and self.open.startswith(FORM)

    def ask(self, question: str, at: datetime, **data: Any) -> int:
        """Open a question and close the one before. Return its version."""
        self.open, self.data, self.updated_at = question, data, at
        self.version += 1
        return self.version

    def close(self, at: datetime) -> None:
        if self.open is not None:
            self.open, self.data, self.updated_at = None, {}, at


def in_a_form(session: Session, chat_keys: Iterable[str], since: datetime) -> set[str]:
    """Return which of these chats have answered in a form since `since` (programme time) and have more to answer."""
    busy = select(Conversation.chat_key).where(
        Conversation.chat_key.in_(list(chat_keys)),
        Conversation.open.startswith(FORM),
        Conversation.updated_at >= since,
    )
    return set(session.scalars(busy))


def of_chats(session: Session, chat_keys: list[str]) -> dict[str, Conversation]:
    found = session.scalars(select(Conversation).where(Conversation.chat_key.in_(chat_keys)))
    return {conversation.chat_key: conversation for conversation in found}

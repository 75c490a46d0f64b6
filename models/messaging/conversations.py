"""The open question of a chat, which waits for an answer."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId
from models.storage.batch import rows_of

FORM = "form"  # the names of all questions of forms begin with this
UNDATED = "undated"  # in the data: messages that wait for their day, whatever is asked besides
PHOTOGRAPHED = "photographed"  # in the data: for which question a photo of a code was sent, by its message
MOST_PHOTOGRAPHED: Final = 20  # that are remembered


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
        self.open, self.data, self.updated_at = question, data | self._kept(), at
        self.version += 1
        return self.version

    def ask_again(self, at: datetime, **data: Any) -> None:
        """Ask the open question once more. It keeps its version."""
        self.data, self.updated_at = data | self._kept(), at

    def close(self, at: datetime) -> None:
        if self.open is not None:
            self.open, self.data, self.updated_at = None, self._kept(), at

    @property
    def undated(self) -> list[dict[str, Any]]:
        """The messages that are not recorded yet, because it is not certain on which day, the newest last."""
        return list(self.data.get(UNDATED, ()))

    def keep_undated(self, messages: list[dict[str, Any]]) -> None:
        """Store which messages wait for their day. They stay in the data whatever is asked."""
        others = {key: value for key, value in self.data.items() if key != UNDATED}
        self.data = others | ({UNDATED: messages} if messages else {})

    def note_photographed(self, message_id: str, question: str) -> None:
        """Remember for which question a photo of a code was sent, until what is read in it arrives."""
        noted = {**self.data.get(PHOTOGRAPHED, {}), message_id: question}
        self.data = self.data | {PHOTOGRAPHED: dict(list(noted.items())[-MOST_PHOTOGRAPHED:])}

    def photographed_for(self, message_id: str | None) -> str | None:
        """Return for which question a photo was sent, if that is known."""
        question: str | None = self.data.get(PHOTOGRAPHED, {}).get(message_id)
        return question

    def _kept(self) -> dict[str, Any]:
        return {name: self.data[name] for name in (UNDATED, PHOTOGRAPHED) if self.data and name in self.data}


def in_a_form(session: Session, chat_keys: Iterable[str], since: datetime) -> set[str]:
    """Return which of these chats have answered in a form since `since` (programme time) and have more to answer."""
    return {row[0] for row in rows_of(session, _IN_A_FORM, chats=list(chat_keys), since=since)}


_IN_A_FORM: Final = select(Conversation.chat_key).where(
    Conversation.chat_key.in_(bindparam("chats", expanding=True)),
    Conversation.open.startswith(FORM),
    Conversation.updated_at >= bindparam("since"),
)


def of_chats(session: Session, chat_keys: list[str]) -> dict[str, Conversation]:
    found = session.scalars(select(Conversation).where(Conversation.chat_key.in_(chat_keys)))
    return {conversation.chat_key: conversation for conversation in found}

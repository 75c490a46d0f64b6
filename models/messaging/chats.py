"""Chats: one for each LINE id. A chat is not a person: unknown people have one, and a person may change to another."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, literal_column, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.messaging import delivery_erasure
from models.storage.base import Base, BigId
from models.storage.database import insert_or

WRONG_CODES_AN_HOUR = 5


class Chat(Base):
    """One LINE user. Consent and codes from before the person is known are stored here."""

    __tablename__ = "chat"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    line_user_id: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id"))
    follows: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(default="th")
    consent_version: Mapped[str | None]
    consent_at: Mapped[datetime | None]
    pending_code: Mapped[str | None]
    wrong_codes: Mapped[int] = mapped_column(default=0)
    wrong_codes_since: Mapped[datetime | None]
    told_about_groups_at: Mapped[datetime | None]
    menu_shown: Mapped[str | None]  # the rich menu that LINE has linked to this chat
    menu_stale: Mapped[bool] = mapped_column(default=False)  # role or language changed: it must be checked
    created_at: Mapped[datetime]

    __table_args__ = (
        Index("ix_chat_person_id", "person_id"),
        Index("ix_chat_menu_stale", "id", sqlite_where=text("menu_stale"), postgresql_where=text("menu_stale")),
    )

    def may_try_a_code(self, now: datetime) -> bool:
        """Return whether another code may be tried: at most five wrong ones an hour, so that guessing is hopeless."""
        return self._is_new_hour(now) or self.wrong_codes < WRONG_CODES_AN_HOUR

    def count_wrong_code(self, now: datetime) -> None:
        if self._is_new_hour(now):
            self.wrong_codes, self.wrong_codes_since = 0, now
        self.wrong_codes += 1

    def _is_new_hour(self, now: datetime) -> bool:
        since = self.wrong_codes_since
        return since is None or abs(now - since) >= timedelta(hours=1)  # since may lie ahead: clocks are set back


def ensure(session: Session, line_user_ids: Sequence[str], now: datetime) -> None:
    """Make a chat for each LINE id that has none."""
    rows = [
        {
            "line_user_id": key,
            "follows": True,
            "language": "th",
            "wrong_codes": 0,
            "menu_stale": False,
            "created_at": now,
        }
        for key in sorted(set(line_user_ids))
    ]
    if rows:
        session.execute(insert_or(session, Chat).on_conflict_do_nothing(index_elements=["line_user_id"]), rows)


def by_line_ids(session: Session, line_user_ids: Sequence[str]) -> dict[str, Chat]:
    found = session.scalars(select(Chat).where(Chat.line_user_id.in_(line_user_ids)))
    return {chat.line_user_id: chat for chat in found}


def of_person(session: Session, person_id: int, *, hold: bool = False) -> Chat | None:
    """Return the present chat of a person; with `hold` it is locked until the transaction ends."""
    mine = select(Chat).where(Chat.person_id == person_id)
    return session.scalar(mine.with_for_update() if hold else mine)


def to_tell(session: Session, person_id: int) -> Chat | None:
    """Return the present chat of a person who may be told something: they have consented and not withdrawn it."""
    chat = of_person(session, person_id)
    return chat if chat is not None and chat.consent_version is not None else None


def detach(session: Session, chat: Chat) -> None:
    """Separate a chat from its person: remove the consent, which was the person's, and all messages that are still
    to be sent to it."""
    chat.person_id, chat.consent_version, chat.consent_at, chat.menu_stale = None, None, None, True
    delivery_erasure.forget_chat(session, chat.line_user_id)


def hold(session: Session, line_user_ids: Sequence[str]) -> dict[str, Chat]:
    """Return these chats, locked until the transaction ends."""
    mine = select(Chat).where(Chat.line_user_id.in_(line_user_ids)).order_by(Chat.id)
    return {chat.line_user_id: chat for chat in session.scalars(mine.with_for_update())}


def with_stale_menu(session: Session, most: int) -> list[Chat]:
    """Return chats whose rich menu must be checked."""
    return list(session.scalars(select(Chat).where(literal_column("chat.menu_stale")).limit(most)))

"""A turn: one event of one chat, with all a handler may need."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from bot.line.event import Event
from bot.outbound.reply import Reply
from bot.postback import Postback, Say
from locales.texts import Text, Texts
from models.messaging.chats import Chat
from models.messaging.conversations import Conversation
from models.people.people import Person, Role
from models.storage.batch import BatchSession
from programmes import Programme
from programmes.bangkok import bangkok_day
from thai.meaning import Understood
from thai.normalise import normalise

LONGEST_LABEL: Final = 60  # characters; nobody types a button's words longer than that


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses that stand in messages. `public_url` is None when phones cannot reach us (no pictures then)."""

    public_url: str | None
    basic_id: str | None

    def photo(self, token: str) -> str | None:
        return f"{self.public_url}/m/{token}" if self.public_url else None


@dataclass(slots=True)
class Turn:
    """One event of one chat, with all a handler may need. `now` is programme time, `real_now` wall-clock time;
    the event has its own time."""

    session: BatchSession
    now: datetime
    real_now: datetime
    event: Event
    inbox_id: int
    chat: Chat
    person: Person | None
    role: Role | None
    conversation: Conversation
    programme: Programme
    text: Text
    texts: Texts
    links: Links
    unsent: set[str]  # ids of messages that were unsent before we came to them
    understood: Understood | None = None
    postback: Postback | None = None
    later: list[tuple[str, Reply]] = field(default_factory=list)  # what other chats are told, by chat key
    _plain: str | None = None

    @property
    def day(self) -> date:
        """The day of the event in Bangkok."""
        return bangkok_day(self.event.at)

    @property
    def intent(self) -> str | None:
        return self.understood.intent if self.understood else None

    @property
    def said_intent(self) -> str | None:
        """The intent of the words, or of a menu button, which is the same as saying it."""
        return self.postback.intent if isinstance(self.postback, Say) else self.intent

    @property
    def is_command(self) -> bool:
        """Whether the message is nothing but a command."""
        return self.understood is not None and self.understood.exact

    def says(self, *keys: str) -> bool:
        """Whether the message is, particles and typing aside, one of these texts: every button can also be typed."""
        typed = self.event.text
        if typed is None or len(typed) > LONGEST_LABEL:
            return False
        if self._plain is None:
            self._plain = plain_words(typed)
        return any(self._plain == plain_label(self.text(key)) for key in keys)

    @property
    def me(self) -> Person:
        """The person; for routes that only people of the programme reach."""
        if self.person is None:
            raise LookupError("this turn has no person")
        return self.person


def plain_words(text: str) -> str:
    """A short text for comparing: one spelling, no particles, no blanks, lower case."""
    return normalise(text).replace(" ", "").casefold()


@lru_cache(maxsize=512)
def plain_label(label: str) -> str:
    """`plain_words` of our own texts, which are few and compared often; what people type is never remembered."""
    return plain_words(label)

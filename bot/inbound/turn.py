"""A turn: one event of one chat, with everything that a handler may need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final, TypeVar

from bot.inbound.labels import NO_LABEL, labels_typed
from bot.line.event import Event
from bot.outbound.reply import Reply
from bot.postback import Meant, Postback, Say
from locales.texts import Text, Texts
from models.activities.open_activities import OpenActivities
from models.messaging import deliveries
from models.messaging.chats import Chat
from models.messaging.conversations import Conversation
from models.messaging.deliveries import About
from models.people.people import Person, Role
from models.privacy import viewings
from models.privacy.viewings import ViewingWay
from models.storage.batch import BatchSession
from programmes import Programme
from programmes.bangkok import bangkok_day
from services.evaluations.signing import SigningKey
from services.media.store import MediaStore
from thai.context import Context
from thai.meaning import Understood

T = TypeVar("T")
OUTSIDE_LINE: Final = "openExternalBrowser=1"  # LINE opens an address with this in the phone's browser


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses for messages. `public_url` is None if phones cannot reach this server; then there are no pictures."""

    public_url: str | None
    basic_id: str | None

    def photo(self, token: str) -> str | None:
        return f"{self.public_url}/m/{token}" if self.public_url else None

    def page(self, path: str) -> str | None:
        """Return the address of a page that a phone opens in its own browser: LINE's keeps no downloads."""
        return f"{self.public_url}/{path}?{OUTSIDE_LINE}" if self.public_url else None


@dataclass(frozen=True, eq=False)
class Turn:
    """One event of one chat, with everything that a handler may need. `now` is programme time, `real_now` wall-clock
    time; the event has its own time. Handlers do not change a turn, only the rows to which it refers."""

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
    unsent: set[str]  # ids of messages that were unsent before they were handled
    open_activities: OpenActivities
    understood: Understood | None = None
    context: Context | None = None  # speaker and time, with which the words were understood
    postback: Postback | None = None
    signing: SigningKey | None = field(default=None, repr=False)  # signs results of rating rounds
    files: MediaStore | None = None  # the bytes of files that were fetched
    later: list[tuple[str, Reply]] = field(default_factory=list)  # replies to other chats, by chat key
    _known: dict[Callable[[Turn], Any], Any] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def day(self) -> date:
        """The day of the event in Bangkok."""
        return bangkok_day(self.event.at)

    def looks_at(self, *person_ids: int) -> None:
        """Store that the speaker is shown records of these people, for whoever asks who has looked at them."""
        if self.person is not None:
            viewings.note(self.session, self.person.id, person_ids, ViewingWay.CHAT, self.day, self.now)

    @property
    def intent(self) -> str | None:
        """The intent of the words."""
        return self.understood.intent if self.understood else None

    @property
    def said_intent(self) -> str | None:
        """The intent of the words, or of a button that means the same: the menu's, or one of the guesses."""
        return self.postback.intent if isinstance(self.postback, Say | Meant) else self.intent

    @property
    def is_command(self) -> bool:
        """Whether the message is only a command."""
        return self.understood is not None and self.understood.exact

    @cached_property
    def labels(self) -> frozenset[str]:
        """The keys of the texts that the message equals, because every button can also be typed."""
        return NO_LABEL if self.event.text is None else labels_typed(self.event.text, self.text)

    def says(self, *keys: str) -> bool:
        """Return whether the message is one of these texts."""
        return not self.labels.isdisjoint(keys)

    @cached_property
    def quoted(self) -> About | None:
        """The subject of the quoted message, or None if no message of the bot was quoted."""
        message_id = self.event.quoted_message_id
        return deliveries.what_was_sent(self.session, self.chat.line_user_id, message_id) if message_id else None

    def once(self, reads: Callable[[Turn], T]) -> T:
        """Return what `reads` finds in this turn. It is called once, so it must read nothing that changes."""
        if reads not in self._known:
            self._known[reads] = reads(self)
        found: T = self._known[reads]
        return found

    @property
    def me(self) -> Person:
        """The person of the turn, for handlers that only people of the programme reach."""
        if self.person is None:
            raise LookupError("this turn has no person")
        return self.person

    def with_words_of(self, event: Event, understood: Understood) -> Turn:
        """Return the same turn with an earlier message of the speaker in place of this one."""
        return replace(self, event=event, understood=understood, postback=None)

    def tell(self, chat_key: str, reply: Reply) -> None:
        """Send a reply to another chat when this turn is committed."""
        self.later.append((chat_key, reply))

"""The platform: the whole state of the simulated LINE, in memory, and the operations on it."""

import time
from dataclasses import dataclass, field
from typing import Any, Self

from simulator.clock import VirtualClock
from simulator.content import Contents
from simulator.event_feed import EventFeed
from simulator.faults import Faults
from simulator.ids import IdMaker
from simulator.journal import Journal, JournalLine
from simulator.menus import Menus
from simulator.people import BLOCKED, Bubble, People, SimulatedPerson
from simulator.quota import PlatformQuota
from simulator.rates import Rates
from simulator.settings import SimulatorSettings
from simulator.tokens import TokenStore
from simulator.travel import Traveller
from simulator.webhook_sender import WebhookSender

REPLY_TOKEN_LIFE = 60.0  # seconds (Messaging API reference, "Send reply message")
_REPLY_TOKENS_KEPT = 200_000  # many more than are issued in a minute
RETRY_KEY_LIFE = 24 * 3600.0  # seconds (Messaging API docs, "Retry failed API requests")


@dataclass(slots=True)
class ReplyToken:
    person: SimulatedPerson
    issued: float
    used: bool = False


@dataclass(slots=True)
class AcceptedRequest:
    """An accepted request, stored under its retry key."""

    at: float
    request_id: str
    sent: list[dict[str, str]]


@dataclass(slots=True)
class Narrowcast:
    """One narrowcast: when it was accepted (Unix seconds), and how many people it reached."""

    at: float
    sent: int


@dataclass(slots=True)
class PlatformTuning:
    """Settings that a developer may change while the simulator runs. Seconds are real seconds."""

    latency_ms: float = 0.0
    reply_token_life: float = REPLY_TOKEN_LIFE
    retry_key_life: float = RETRY_KEY_LIFE
    content_delay: float = 0.0
    mode: str = "active"
    blocked_push: int = 200
    token_expired: bool = False

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class Platform:
    """The state of one channel, made by ``build``. Handlers change it without an await in between."""

    settings: SimulatorSettings
    clock: VirtualClock
    ids: IdMaker
    journal: Journal
    people: People
    courier: WebhookSender
    quota: PlatformQuota
    rates: Rates
    faults: Faults
    menus: Menus
    contents: Contents
    news: EventFeed
    dials: PlatformTuning
    keys: TokenStore
    bot_id: str
    traveller: Traveller
    reply_tokens: dict[str, ReplyToken] = field(default_factory=dict)
    read_tokens: dict[str, tuple[SimulatedPerson, str]] = field(default_factory=dict)
    quote_tokens: dict[str, str] = field(default_factory=dict)
    retry_keys: dict[str, AcceptedRequest] = field(default_factory=dict)
    groups: dict[str, SimulatedPerson] = field(default_factory=dict)
    link_tokens: dict[str, str] = field(default_factory=dict)
    narrowcasts: dict[str, Narrowcast] = field(default_factory=dict)
    menu_batches: dict[str, float] = field(default_factory=dict)

    @classmethod
    def build(cls, settings: SimulatorSettings) -> Self:
        clock = VirtualClock(settings.start, settings.clock_file)
        ids = IdMaker(settings.seed)
        journal = Journal()
        bot_id = ids.user()
        news = EventFeed()
        courier = WebhookSender(settings.webhook, settings.secret, bot_id, journal, clock.now)
        traveller = Traveller(clock, settings.stops)
        platform = cls(
            settings=settings,
            clock=clock,
            ids=ids,
            journal=journal,
            people=People(),
            courier=courier,
            quota=PlatformQuota(clock),
            rates=Rates(),
            faults=Faults(settings.seed),
            menus=Menus(ids),
            contents=Contents(),
            news=news,
            dials=PlatformTuning(latency_ms=settings.latency_ms),
            keys=TokenStore(ids),
            bot_id=bot_id,
            traveller=traveller,
        )
        courier.told = platform.tell_entry
        traveller.told = platform.tell_time
        return platform

    def say(
        self,
        person: SimulatedPerson,
        sender: str,
        via: str,
        message: dict[str, Any],
        request_id: str | None = None,
        quotes: str | None = None,
    ) -> Bubble:
        """Put one message into a person's chat, from the person or from the bot."""
        message_id = self.ids.message()
        place, now = len(person.chat) + 1, self.clock.milliseconds()
        bubble = Bubble(place, message_id, now, sender, via, message, quotes, request_id)
        person.add(bubble)
        if self.news.heard:
            self.news.tell("bubble", {"userId": person.user_id, "bubble": bubble.to_json()})
        return bubble

    def quote_token(self, message_id: str) -> str:
        token = self.ids.token(48)
        self.quote_tokens[token] = message_id
        return token

    def send(
        self, person: SimulatedPerson, messages: list[dict[str, Any]], via: str, request_id: str
    ) -> list[dict[str, str]]:
        """Send the bot's messages to one person, who sees nothing if they blocked the bot. Return ``sentMessages``."""
        sent: list[dict[str, str]] = []
        self.traveller.meet(person.user_id)
        for message in messages:
            if person.state == BLOCKED:
                sent.append({"id": self.ids.message()})
                continue
            quotes = self.quote_tokens.get(message.get("quoteToken", ""))
            bubble = self.say(person, "bot", via, message, request_id, quotes)
            sent.append({"id": bubble.id})
            if message["type"] in QUOTABLE:
                sent[-1]["quoteToken"] = self.quote_token(bubble.id)
        if person.loading_until:
            person.loading_until = 0.0
            self.tell_person(person)
        return sent

    def issue_reply_token(self, person: SimulatedPerson) -> str:
        token = self.ids.token()
        self.reply_tokens[token] = ReplyToken(person, time.monotonic())
        if len(self.reply_tokens) > _REPLY_TOKENS_KEPT:
            self.reply_tokens.pop(next(iter(self.reply_tokens)))
        return token

    def spend_reply_token(self, token: str) -> SimulatedPerson | None:
        """Return the person of a reply token and use the token up. Return None if it was used or is too old."""
        found = self.reply_tokens.get(token)
        if found is None or found.used or time.monotonic() - found.issued > self.dials.reply_token_life:
            return None
        found.used = True
        return found.person

    def accepted(self, retry_key: str) -> AcceptedRequest | None:
        found = self.retry_keys.get(retry_key)
        if found is None or time.monotonic() - found.at > self.dials.retry_key_life:
            return None
        return found

    def knows_token(self, token: str) -> bool:
        """Return whether a token is the channel's long-lived token, or an issued one that is still valid."""
        if token == self.settings.token:
            return not self.dials.token_expired
        found = self.keys.good(token)
        return found is not None and found.person is None

    def remember_narrowcast(self, request_id: str, sent: int) -> None:
        self.narrowcasts[request_id] = Narrowcast(time.time(), sent)

    def issue_link_token(self, person: SimulatedPerson) -> str:
        token = self.ids.token()
        self.link_tokens[token] = person.user_id
        return token

    def tell_entry(self, entry: JournalLine) -> None:
        if self.news.heard:
            self.news.tell("journal", entry.to_json(bodies=False))

    def tell_time(self) -> None:
        self.news.tell("clock", self.time())

    def time(self) -> dict[str, Any]:
        """Return the clock, the present or last journey, and the named times to move to."""
        return {**self.clock.to_json(), **self.traveller.to_json()}

    def tell_person(self, person: SimulatedPerson) -> None:
        if self.news.heard:
            self.news.tell("person", person.to_json())


# Only messages of these types have a quote token (Messaging API docs, "Get quote tokens").
QUOTABLE = frozenset({"text", "textV2", "sticker", "image", "video", "template", "imagemap", "flex"})

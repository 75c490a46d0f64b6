"""A worker on its own: events stored as the door does, a handler of the test's, and in the sender's place a list."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.inbound.router import Router, on_any
from bot.inbound.turn import Links, Turn
from bot.inbound.turn_factory import TurnFactory
from bot.inbound.webhook import read_call
from bot.inbound.worker import Worker
from bot.outbound.attempts import Noted
from bot.outbound.outbox import FrozenRequest, messages_in
from bot.outbound.recorder import PostedRequest
from bot.outbound.reply import Reply, say
from bot.settings import ROOT
from bot.wakeups import Wakeups
from locales.texts import Texts
from models.messaging import inbox
from models.messaging.deliveries import Delivery
from models.messaging.inbox import InboxEvent
from models.storage.database import Database
from programmes import load
from tests.promises.clocks import LaterClock

ANNA, BERT = "U" + "a" * 32, "U" + "b" * 32
PROGRAMME, TEXTS = load(ROOT / "programmes" / "cast-2566"), Texts.load(ROOT / "locales")
APOLOGY = TEXTS.in_language("th")("trouble-apology")


class StubRecorder:
    """Has something to record whenever it is asked, and remembers what became of it."""

    def __init__(self) -> None:
        self.came_along, self.was_lost = 0, 0

    def record_in(self, session: Session) -> Sequence[PostedRequest]:
        self.came_along += 1
        return ()

    def lost(self, outcomes: Sequence[PostedRequest]) -> None:
        self.was_lost += 1


class StubAttempts:
    """Has no attempts to note."""

    def note_in(self, session: Session) -> Noted:
        return Noted()

    def kept(self, noted: Noted) -> None: ...

    def lost(self, noted: Noted) -> None: ...


class StubSender:
    """Takes what the worker hands over; `places` says how much it can take."""

    def __init__(self) -> None:
        self.places, self.taken = 4, list[FrozenRequest]()
        self.recorder, self.attempts = StubRecorder(), StubAttempts()

    def reserve_only(self) -> bool:
        return False

    def reserve(self) -> bool:
        self.places -= self.places > 0
        return self.places > 0

    def give_back(self) -> None:
        self.places += 1

    def submit(self, frozen: FrozenRequest) -> None:
        self.taken.append(frozen)


class WorkerUnderTest:
    """A worker whose only handler is the test's, one step at a time."""

    def __init__(self, database: Database, handler: Callable[[Turn], Reply]) -> None:
        self.database, self.clock, self.sender = database, LaterClock(), StubSender()
        self.wakeups = Wakeups(database.url)
        self.worker = self.another(handler)

    def another(self, handler: Callable[[Turn], Reply]) -> Worker:
        turns = TurnFactory(PROGRAMME, TEXTS, Links(None, None), Router([on_any()(handler)]))
        return Worker(self.database, self.clock, turns, self.sender, self.wakeups)  # type: ignore[arg-type]

    def receive(self, *events: dict[str, Any]) -> None:
        with self.database.write() as session:
            inbox.store(session, read_call(orjson.dumps({"events": events})), self.clock.real())

    def works(self) -> None:
        """Until nothing waits that is due."""
        while self.worker.work_once():
            pass

    def later(self, wait: timedelta) -> None:
        self.clock.ahead += wait

    @property
    def events(self) -> dict[str, tuple[str, int]]:
        with self.database.read() as session:
            return {row.message_id or "": (row.state, row.attempts) for row in session.scalars(select(InboxEvent))}

    @property
    def said(self) -> list[str]:
        with self.database.read() as session:
            rows = session.scalars(select(Delivery).order_by(Delivery.id))
            told = [row.messages or (messages_in(row.body) if row.body else []) for row in rows]
            return [message["text"] for messages in told for message in messages]


@contextmanager
def office(database: Database, handler: Callable[[Turn], Reply]) -> Iterator[WorkerUnderTest]:
    opened = WorkerUnderTest(database, handler)
    try:
        yield opened
    finally:
        opened.wakeups.stop()


def words(number: int, user: str = ANNA, at: int | None = None) -> dict[str, Any]:
    return {
        "type": "message",
        "webhookEventId": f"{user}-{number}",
        "timestamp": 1_689_127_200_000 + (at or number) * 1000,
        "source": {"type": "user", "userId": user},
        "message": {"type": "text", "id": f"{user[1]}{number}", "text": f"{user[1]}{number}"},
        "replyToken": f"token-{user}-{number}",
    }


def echo(turn: Turn) -> Reply:
    return say(turn.event.text or "")

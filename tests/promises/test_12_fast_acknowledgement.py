"""Promise 12: 200 events a second are acknowledged and stored while the workers have more to do than they can.

`make bench` measures how fast, for a minute on a quiet machine. Here the machine may do other things, so that what is
shown is why it is fast: every call is taken and stored while events wait for the workers, which it does not wait for.
For that a second is enough, behind a backlog that the workers take longer for.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import orjson
import pytest
from sqlalchemy import select

from bench import load, systems
from bench.measures import STEADY_RATE, warm_up
from bench.systems import BotProcesses, PlatformProcess
from models.messaging import inbox
from models.messaging.inbox import InboxEvent, InboxState
from models.storage.database import Database
from tests.patience import until
from tests.promises import preloaded
from tests.promises.processes import Process, free_port, is_healthy

pytestmark = pytest.mark.processes
SECONDS, BACKLOG, FIRST = 1, 300, 10


class Watcher(Thread):
    """Counts again and again how many events wait for a worker."""

    def __init__(self, database: Database) -> None:
        super().__init__(daemon=True)
        self.database, self.stopping, self.waiting = database, Event(), list[int]()

    def run(self) -> None:
        while not self.stopping.wait(0.1):
            with self.database.read() as session:
                self.waiting.append(inbox.counts(session)[0])

    def __enter__(self) -> "Watcher":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self.join()


@contextmanager
def _bot(database_url: str, platform: PlatformProcess, folder: Path) -> Iterator[BotProcesses]:
    """The whole bot, which is killed at the end: what waits is of no use to anybody then."""
    port, log = free_port(), folder / "bot.log"
    environment = os.environ | systems.channel(platform.api, database_url, port, folder, platform.ahead)
    with log.open("wb") as out:
        bot = Process(preloaded.start(("-m", "bot", "run"), environment, out), log, f"http://127.0.0.1:{port}")
    try:
        until(lambda: is_healthy(bot), "the web process answers")
        yield BotProcesses("run", port)
    finally:
        bot.kill()


def test_events_are_acknowledged_at_once_and_stored_while_the_workers_are_busy(
    database_url: str, database: Database, tmp_path: Path
) -> None:
    systems.prepare(database_url)
    with PlatformProcess(tmp_path) as platform, _bot(database_url, platform, tmp_path) as bot:
        warm_up(platform, bot, FIRST)
        backlog = platform.calls(BACKLOG, bot.port)
        calls = platform.calls(STEADY_RATE * SECONDS, bot.port)
        assert load.all_at_once(backlog, bot.port).statuses == {200: BACKLOG}
        done = _handled(database)
        with Watcher(database) as watcher:
            posted = load.evenly(calls, bot.port, STEADY_RATE)
        until(lambda: _handled(database) > done, "the workers work")
    assert posted.statuses == {200: STEADY_RATE * SECONDS}
    busy = sum(waiting > 0 for waiting in watcher.waiting)
    assert busy >= len(watcher.waiting) / 2, "the workers were not busy"
    with database.read() as session:
        stored = set(session.scalars(select(InboxEvent.webhook_event_id)))
    assert {_event_id(call) for call in (*backlog, *calls)} <= stored


def _handled(database: Database) -> int:
    with database.read() as session:
        return len(session.scalars(select(InboxEvent.id).where(InboxEvent.state == InboxState.DONE)).all())


def _event_id(call: bytes) -> str:
    (event,) = orjson.loads(call.partition(b"\r\n\r\n")[2])["events"]
    return str(event["webhookEventId"])

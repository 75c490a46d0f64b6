"""What makes the bot not ready, besides the faults of tests/promises/test_29_ready_means_ready.py."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock
from bot.web import readiness
from bot.web.readiness import Readiness, Standstill
from models.messaging import chat_queues
from models.messaging.chat_queues import Direction
from models.storage.database import Database


def looked(database: Database, not_stored: str | None = None) -> readiness.Troubles:
    found = Readiness(database, Clock(), lambda: not_stored)
    found.start()
    troubles = found.troubles()
    found.stop()
    return troubles


def test_a_bot_with_nothing_to_do_is_ready(database: Database) -> None:
    assert looked(database) == readiness.Troubles()


def test_a_bot_that_could_not_store_the_last_events_is_not(database: Database) -> None:
    assert looked(database, "OperationalError").store == "the last events were not stored (OperationalError)"


def test_only_what_stands_still_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(readiness, "monotonic", lambda: now)
    head = Standstill()
    assert head.seconds(None) == 0
    assert head.seconds("first") == 0
    now = 5.0
    assert head.seconds("first") == 5
    assert head.seconds("second") == 0  # there is progress
    now = 9.0
    assert head.seconds("second") == 4
    assert head.seconds(None) == 0
    assert head.seconds("second") == 0


def test_the_first_of_a_queue_is_the_one_that_is_due_for_the_longest_time(database: Database) -> None:
    now = datetime(2023, 7, 12, 9, tzinfo=UTC)
    with database.write() as session:
        for key, seconds in (("later", -1), ("first", -9), ("not yet", 1)):
            chat_queues.enqueue(session, Direction.IN, [key], now + timedelta(seconds=seconds))
        chat_queues.enqueue(session, Direction.OUT, ["other way"], now - timedelta(seconds=20))
        found = chat_queues.first_due(session, Direction.IN, now)
        assert found is not None
        assert found[0] == "first"
        chat_queues.claim(session, Direction.IN, now, 1)
        assert chat_queues.first_due(session, Direction.IN, now) == found  # also while somebody holds it

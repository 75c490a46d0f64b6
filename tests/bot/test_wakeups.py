"""Wake-ups: whoever commits new work signals it, and a process that is told of all work looks when work is due."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest
from sqlalchemy import make_url

from bot import wakeups as module
from bot.wakeups import KINDS_OF_WORK, Wakeups
from models.activities import media
from models.messaging import chat_queues
from models.messaging.chat_queues import Direction, QueuedWork
from models.storage.database import Database
from tests.patience import HANG

NOW = datetime(2023, 7, 12, 2, tzinfo=UTC)
SQLITE = make_url("sqlite://")


@pytest.fixture
def told() -> Iterator[Wakeups]:
    wakeups = Wakeups(SQLITE, alone=True)
    yield wakeups
    wakeups.stop()


def test_new_work_is_signalled_when_it_is_committed_and_not_before(database: Database) -> None:
    signals: list[str] = []
    database.on_signal = signals.append
    with database.write() as session:
        chat_queues.enqueue(session, Direction.OUT, ["U1"], NOW)
        media.want(session, person_id=1, chat_key="U1", message_id="1", now=NOW, due_at=NOW)
        assert signals == []
        session.expunge_all()
    assert sorted(signals) == [media.WANTED, Direction.OUT]


def test_work_that_is_rolled_back_wakes_nobody(database: Database) -> None:
    signals: list[str] = []
    database.on_signal = signals.append

    def queue_and_fail() -> None:
        with database.write() as session:
            chat_queues.enqueue(session, Direction.IN, ["U1"], NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        queue_and_fail()
    assert signals == []


def test_what_its_process_claims_at_once_wakes_nobody_but_a_released_queue_does(database: Database) -> None:
    signals: list[str] = []
    database.on_signal = signals.append
    with database.write() as session:
        taken = chat_queues.enqueue_all(session, Direction.OUT, [QueuedWork("U1", NOW, claim=True)], NOW)
    assert signals == []
    with database.write() as session:
        assert chat_queues.release(session, taken["U1"])
    assert signals == [Direction.OUT]  # work may have come meanwhile, which nobody else looked at


def test_a_claim_may_find_work_when_a_queue_is_due_or_the_lease_of_a_dead_holder_ends(database: Database) -> None:
    later = NOW + timedelta(seconds=5)
    with database.write() as session:
        assert chat_queues.next_due(session, Direction.IN, NOW) is None
        chat_queues.enqueue(session, Direction.IN, ["U1"], later)
        assert chat_queues.next_due(session, Direction.IN, NOW) == later
        chat_queues.enqueue(session, Direction.IN, ["U2"], NOW)
        assert chat_queues.next_due(session, Direction.IN, NOW) == NOW
        assert len(chat_queues.claim(session, Direction.IN, NOW, 5)) == 1
        assert chat_queues.next_due(session, Direction.IN, NOW) == later
        chat_queues.claim(session, Direction.IN, later, 5)
        assert chat_queues.next_due(session, Direction.IN, later) == NOW + chat_queues.LEASE[Direction.IN]


@pytest.mark.parametrize("work", KINDS_OF_WORK)
def test_whoever_waits_for_due_work_is_woken(told: Wakeups, work: str) -> None:
    woken, waits = Event(), Event()

    def wait() -> None:
        waits.set()
        while not told.wait_until_due(work, None, NOW):
            pass
        woken.set()

    Thread(target=wait, daemon=True).start()
    assert waits.wait(HANG)
    told.wake(work)
    assert woken.wait(HANG)


@pytest.mark.parametrize(
    ("alone", "due", "seconds"),
    [
        (True, None, module.POLL_SECONDS_WHEN_TOLD),
        (True, NOW + timedelta(seconds=0.25), 0.25),
        (True, NOW + timedelta(hours=1), module.POLL_SECONDS_WHEN_TOLD),
        (True, NOW, module.POLL_SECONDS),  # due, but nobody could claim it: not at once again
        (False, None, module.POLL_SECONDS),
        (False, NOW + timedelta(hours=1), module.POLL_SECONDS),
    ],
)
def test_who_is_not_told_of_all_work_looks_ten_times_a_second_and_who_is_when_it_is_due(
    monkeypatch: pytest.MonkeyPatch, alone: bool, due: datetime | None, seconds: float
) -> None:
    asked: list[float] = []
    wakeups = Wakeups(SQLITE, alone=alone)
    monkeypatch.setattr(wakeups, "wait", lambda work, seconds: asked.append(seconds))
    wakeups.wait_until_due(Direction.IN, due, NOW)
    wakeups.stop()
    assert asked == [seconds]

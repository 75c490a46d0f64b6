"""Promise 11: what a killed worker held is taken up within its lease and two seconds, with no effect twice.

A lease ends at the instant that is stored with it, and whoever lives looks at least every two seconds whether one has
ended. Both are shown here by what is stored and said, not by a stopwatch: that would measure the machine.
"""

from datetime import datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from bot import wakeups
from bot.clock import Clock
from models.activities.activities import Activity
from models.messaging.chat_queues import ChatQueue, Direction
from models.messaging.deliveries import Delivery, DeliveryState
from models.messaging.inbox import InboxEvent
from models.storage.database import Database
from simulator.driver import Simulator
from tests.patience import until
from tests.promises.outgoing import queue_pushes
from tests.promises.processes import Process, Processes
from tests.promises.registered_people import registered_people

pytestmark = pytest.mark.processes
LEASE = 2.0  # seconds; the real ones differ only in length
LOOKS_WITHIN = 2.0  # seconds
WORDS = "ประชุมกับผู้ใหญ่บ้าน 12 คน"


def test_a_turn_whose_worker_was_killed_is_done_by_another_once(
    bots: Processes, database: Database, line: Simulator, clock: Clock
) -> None:
    (phone,) = registered_people(line, database, clock, 1)
    dying = _opened(bots.office("--lease", str(LEASE), "--dies-on", "12"))
    line.webhook(url=f"{bots.web().url}/callback")
    phone.says(WORDS)
    until(lambda: not dying.lives, "the worker died in the middle of its turn")
    assert _entries(database) == 0
    held_until = _held_until(database, Direction.IN)
    _opened(bots.office("--lease", str(LEASE)))
    until(lambda: _entries(database) == 1, "another has done it")
    assert _done_at(database, InboxEvent.done_at) >= held_until
    assert wakeups.POLL_SECONDS_WHEN_TOLD <= LOOKS_WITHIN
    assert "12 คน" in phone.hears(1)[0]["altText"]
    assert len(line.sent()) == 1


def test_a_call_whose_sender_was_killed_is_settled_by_another_and_not_doubled(
    bots: Processes, database: Database, line: Simulator, clock: Clock
) -> None:
    (phone,) = registered_people(line, database, clock, 1)
    dying = _opened(bots.office("--lease", str(LEASE)))
    line.fault("latency", "push", latency_ms=60_000, times=1)
    queue_pushes(database, clock, [phone.user_id], "แจ้งเตือน")
    phone.hears(1)  # LINE has taken it; its answer is still to come
    dying.kill()
    held_until = _held_until(database, Direction.OUT)
    _opened(bots.office("--lease", str(LEASE)))
    until(lambda: _states(database) == [DeliveryState.SENT], "another has settled it")
    assert _done_at(database, Delivery.settled_at) >= held_until
    assert wakeups.POLL_SECONDS_WHEN_TOLD <= LOOKS_WITHIN
    assert [call["status"] for call in line.journal(kind="api", name="push") if "fault" not in call] == [409]
    assert len(phone.chat()) == 1


def _opened(process: Process) -> Process:
    until(lambda: "open" in process.log, "the worker is at work")
    return process


def _held_until(database: Database, way: Direction) -> datetime:
    """When the lease of the one lane that is held runs out."""
    with database.read() as session:
        held = session.scalars(
            select(ChatQueue.held_until).where(ChatQueue.way == way, ChatQueue.holder.is_not(None))
        ).one()
    assert held is not None
    return held


def _done_at(database: Database, column: InstrumentedAttribute[datetime | None]) -> datetime:
    with database.read() as session:
        done = session.scalars(select(column)).one()
    assert done is not None
    return done


def _entries(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Activity)) or 0


def _states(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(Delivery.state)))

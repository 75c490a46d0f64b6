"""A backlog: after a long outage each event has its effect, each person one answer, and memory what the work needs."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import orjson
import pytest
from sqlalchemy import func, select

from bot.clock import Clock
from bot.inbound.webhook import read_call
from bot.shared_time import SharedTimeKeeper
from models.activities.activities import Activity
from models.messaging import inbox
from models.messaging.deliveries import Delivery, DeliveryState
from models.messaging.inbox import InboxEvent, InboxState
from models.storage.database import Database
from simulator.driver import Simulator, Someone
from tests.patience import until
from tests.promises.processes import Process, Processes
from tests.promises.registered_people import registered_people

pytestmark = pytest.mark.processes
PEOPLE = 76
EACH = {
    "sqlite": 20,
    "postgresql": 8,
}  # messages of a person; how many wait is the worker's affair, not the database's
MORE_MEMORY = 48  # MB: what the work in hand may need, however much waits


def test_a_backlog_is_answered_by_one_push_a_person_and_worked_off_in_bounded_memory(
    bots: Processes, database: Database, line: Simulator, clock: Clock
) -> None:
    phones, each = registered_people(line, database, clock, PEOPLE), EACH[database.engine.dialect.name]
    _store(database, clock, phones, 0, 1)
    worker = bots.worker()
    until(lambda: _all_done(database), "a small backlog is handled")
    needed = _most_memory(worker)
    worker.terminate()
    before = len(line.sent())

    _store(database, clock, phones, 1, each)
    worker = bots.worker()
    until(lambda: _all_done(database), "a large backlog is handled")
    until(lambda: _open(database) == 0, "everybody has their answer")
    assert _most_memory(worker) <= needed + MORE_MEMORY
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Activity)) == PEOPLE * each
    pushes = Counter(call["request"]["to"] for call in line.sent()[before:])
    assert pushes == dict.fromkeys((phone.user_id for phone in phones), 1)


def _store(database: Database, clock: Clock, phones: list[Someone], first: int, last: int) -> None:
    """Store what people have sent while no worker ran; the tokens of these messages are dead."""
    keeper = SharedTimeKeeper(database, clock)
    sent_at = clock.real() - timedelta(hours=1)
    for number in range(first, last):
        events = [_event(phone, number, clock) for phone in phones]
        with database.write() as session:
            inbox.store(session, read_call(orjson.dumps({"events": events})), sent_at)
    keeper.stop()


def _event(phone: Someone, number: int, clock: Clock) -> dict[str, object]:
    name = f"{phone.user_id}-{number}"
    return {
        "type": "message",
        "mode": "active",
        "webhookEventId": name,
        "timestamp": int(clock.now().timestamp() * 1000) + number,
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "user", "userId": phone.user_id},
        "replyToken": f"dead-{name}",
        "message": {"type": "text", "id": name, "text": f"ประชุมกับผู้ใหญ่บ้าน {number + 1} คน", "quoteToken": "q"},
    }


def _all_done(database: Database) -> bool:
    with database.read() as session:
        return set(session.scalars(select(InboxEvent.state).distinct())) == {InboxState.DONE}


def _open(database: Database) -> int:
    waits = (DeliveryState.DUE, DeliveryState.SEALED)
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Delivery).where(Delivery.state.in_(waits))) or 0


def _most_memory(process: Process) -> int:
    """The most memory that a process has had, in MB."""
    status = Path(f"/proc/{process.popen.pid}/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024

"""Promise 11: what a killed worker held is taken up within its lease and two seconds, with no effect twice."""

import pytest
from sqlalchemy import func, select

from bot.clock import Clock
from models.activities.activities import Activity
from models.messaging.deliveries import Delivery, DeliveryState
from models.storage.database import Database
from simulator.driver import Simulator
from tests.patience import until
from tests.promises.crowd import crowd
from tests.promises.outgoing import queue_pushes
from tests.promises.processes import Process, Processes

pytestmark = pytest.mark.processes
LEASE = 4.0  # seconds; the real ones differ only in length
WORDS = "ประชุมกับผู้ใหญ่บ้าน 12 คน"


def test_a_turn_whose_worker_was_killed_is_done_by_another_once(
    bots: Processes, database: Database, line: Simulator, clock: Clock
) -> None:
    (phone,) = crowd(line, database, clock, 1)
    dying = _opened(bots.office("--lease", str(LEASE), "--dies-on", "12"))
    line.webhook(url=f"{bots.web().url}/callback")
    phone.says(WORDS)
    until(lambda: not dying.lives, "the worker died in the middle of its turn")
    assert _entries(database) == 0
    _opened(bots.office("--lease", str(LEASE)))
    until(lambda: _entries(database) == 1, "another has done it")
    assert "12 คน" in phone.hears(1)[0]["altText"]
    assert len(line.sent()) == 1


def test_a_call_whose_sender_was_killed_is_settled_by_another_and_not_doubled(
    bots: Processes, database: Database, line: Simulator, clock: Clock
) -> None:
    (phone,) = crowd(line, database, clock, 1)
    dying = _opened(bots.office("--lease", str(LEASE)))
    line.fault("latency", "push", latency_ms=60_000, times=1)
    queue_pushes(database, clock, [phone.user_id], "แจ้งเตือน")
    phone.hears(1)  # LINE has taken it; its answer is still to come
    dying.kill()
    _opened(bots.office("--lease", str(LEASE)))
    until(lambda: _states(database) == [DeliveryState.SENT], "another has settled it")
    assert [call["status"] for call in line.journal(kind="api", name="push") if "fault" not in call] == [409]
    assert len(phone.chat()) == 1


def _opened(process: Process) -> Process:
    until(lambda: "open" in process.log, "the worker is at work")
    return process


def _entries(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Activity)) or 0


def _states(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(Delivery.state)))

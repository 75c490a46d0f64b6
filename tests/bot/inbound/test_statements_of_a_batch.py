"""What a batch of turns asks of the database: a report costs no statement of its own, whoever looks at it first."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event

from bench import people
from bot.inbound.router import Router
from bot.inbound.turn import Links
from bot.inbound.turn_factory import TurnFactory
from bot.inbound.worker import Worker
from handlers import ROUTES
from models.activities.activities import Activity
from models.storage.database import Database
from programmes.bangkok import BANGKOK
from tests.bot.inbound.worker_under_test import PROGRAMME, TEXTS, WorkerUnderTest, echo, office, words
from tests.databases import on_sqlite

REPORTS = (
    "วันนี้ลงพื้นที่ บ้านหนองบัว ต.แม่ใจ ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน",
    "เยี่ยมครัวเรือนเปราะบาง บ้านสันติสุข กับนายก อบต. และพัฒนาชุมชน",
    "ประชุมร่วมกับกำนันและ อสม. เรื่องผู้ป่วยติดเตียง 12 คน ต.ศรีถ้อย",
)
REGISTERED = datetime(2023, 7, 3, tzinfo=BANGKOK)


@on_sqlite
def test_a_report_more_in_a_batch_is_no_statement_more(database: Database) -> None:
    people.register(database, PROGRAMME, 32, REGISTERED)
    users = people.user_ids(32)
    with office(database, echo) as running:
        running.sender.places = 100
        worker = _with_all_routes(running)
        for number, user in enumerate(users):
            running.receive(_report(number, user))
        assert _statements(database, worker, 2) == _statements(database, worker, 24)
    with database.read() as session:
        assert session.query(Activity).count() == 26


def _with_all_routes(running: WorkerUnderTest) -> Worker:
    turns = TurnFactory(PROGRAMME, TEXTS, Links(None, None), Router(ROUTES))
    return Worker(running.database, running.clock, turns, running.sender, running.wakeups)  # type: ignore[arg-type]


def _report(number: int, user: str) -> dict[str, Any]:
    said = words(number, user)
    return said | {"message": {"type": "text", "id": str(number), "text": REPORTS[number % len(REPORTS)]}}


def _statements(database: Database, worker: Worker, chats: int) -> int:
    """Return how many statements handle so many chats, each with a report that waits."""
    asked: list[str] = []

    def count(*given: Any) -> None:
        asked.append(given[2])

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(worker, "_chats", chats)
        claimed = worker._claim()
        event.listen(database.engine, "after_cursor_execute", count)
        worker._handle_together([worker._read(chat) for chat in claimed])
        event.remove(database.engine, "after_cursor_execute", count)
    assert len(claimed) == chats
    return len(asked)

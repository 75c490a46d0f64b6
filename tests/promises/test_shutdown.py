"""SIGTERM: what was accepted is finished, or left where the next process finds it."""

import pytest
from sqlalchemy import func, select

from bot.clock import Clock
from models.activities.activities import Activity
from models.messaging.chat_queues import ChatQueue
from models.messaging.inbox import InboxEvent
from models.storage.database import Database
from simulator.driver import Simulator
from tests.patience import until
from tests.promises.processes import Processes
from tests.promises.registered_people import registered_people

pytestmark = [
    pytest.mark.processes,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),  # the one that `run` is for
]
PEOPLE, MESSAGES = 10, 3


def test_a_bot_told_to_stop_finishes_what_it_accepted_and_the_next_one_the_rest(
    bots: Processes, database: Database, line: Simulator, clock: Clock
) -> None:
    phones = registered_people(line, database, clock, PEOPLE)
    line.fault("latency", "reply", latency_ms=700)  # answers are under way when the signal comes
    first = bots.run()
    line.webhook(url=f"{first.url}/callback")
    for number in range(MESSAGES):
        for phone in phones:
            assert phone.says(f"ประชุมกับผู้ใหญ่บ้าน {number + 1} คน").acknowledged
    assert first.terminate() == 0
    assert '"stopped"' in first.log
    assert "Traceback" not in first.log
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(InboxEvent)) == PEOPLE * MESSAGES
        assert session.scalar(select(func.count()).select_from(ChatQueue).where(ChatQueue.holder.is_not(None))) == 0

    line.no_faults()
    bots.run()
    until(lambda: _cards(line) >= PEOPLE * MESSAGES, "everybody has all their cards")
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Activity)) == PEOPLE * MESSAGES
    assert _cards(line) == PEOPLE * MESSAGES


def _cards(line: Simulator) -> int:
    return sum(len(call["request"]["messages"]) for call in line.sent())

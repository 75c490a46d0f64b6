"""Promise 1: web processes killed under load; every 200 has its inbox row."""

import pytest
from sqlalchemy import select

from models.messaging.inbox import InboxEvent
from models.storage.database import Database
from tests.patience import HANG, until
from tests.promises.calling import Caller
from tests.promises.processes import Processes

pytestmark = pytest.mark.processes
ROUNDS, CALLERS, CALLS_BEFORE_THE_KILL = 2, 8, 60


def test_every_acknowledged_event_survives_the_kill_of_the_web_processes(bots: Processes, database: Database) -> None:
    acknowledged: list[str] = []
    for _ in range(ROUNDS):
        web = bots.web("--workers", "2")
        callers = [Caller(web.url) for _ in range(CALLERS)]
        for caller in callers:
            caller.start()
        until(lambda all_of_them=callers: _calls(all_of_them) >= CALLS_BEFORE_THE_KILL, "calls are acknowledged")
        web.kill()
        for caller in callers:
            caller.stopping.set()
            caller.join(HANG)
        assert any(caller.was_cut_off for caller in callers), "the kill came when nothing was under way"
        acknowledged += [own_id for caller in callers for own_id in caller.acknowledged]

    with database.read() as session:
        stored = set(session.scalars(select(InboxEvent.webhook_event_id)))
    assert len(acknowledged) >= ROUNDS * CALLS_BEFORE_THE_KILL
    assert set(acknowledged) - stored == set()


def _calls(callers: list[Caller]) -> int:
    return sum(len(caller.acknowledged) for caller in callers)

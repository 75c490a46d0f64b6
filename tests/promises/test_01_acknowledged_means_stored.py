"""Promise 1: web processes killed under load; every 200 has its inbox row."""

import json
from threading import Event, Thread
from uuid import uuid4

import pytest
import urllib3
from sqlalchemy import select

from models.messaging.inbox import InboxEvent
from models.storage.database import Database
from simulator.webhook_sender import sign
from tests.patience import HANG, until
from tests.promises.processes import Processes
from tests.running_bot import SECRET

pytestmark = pytest.mark.processes
ROUNDS, CALLERS, CALLS_BEFORE_THE_KILL = 2, 8, 60


class Caller(Thread):
    """LINE calling the webhook without pause; keeps the ids whose call was acknowledged."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self.url = f"{url}/callback"
        self.acknowledged: list[str] = []
        self.was_cut_off = False
        self.stopping = Event()

    def run(self) -> None:
        pool = urllib3.PoolManager(retries=False, timeout=HANG)  # the kill ends it
        while not self.stopping.is_set():
            ids = [uuid4().hex, uuid4().hex]
            body = json.dumps({"destination": "U0", "events": [an_event(own_id) for own_id in ids]}).encode()
            headers = {"Content-Type": "application/json", "X-Line-Signature": sign(SECRET, body)}
            try:
                status = pool.request("POST", self.url, body=body, headers=headers).status
            except urllib3.exceptions.HTTPError:
                self.was_cut_off = True
                return
            if status == 200:
                self.acknowledged += ids


def an_event(own_id: str) -> dict[str, object]:
    return {
        "type": "message",
        "mode": "active",
        "timestamp": 1_689_127_200_000,
        "webhookEventId": own_id,
        "source": {"type": "user", "userId": f"U{own_id}"},
        "message": {"type": "text", "id": own_id, "text": "สวัสดี"},
        "replyToken": own_id,
        "deliveryContext": {"isRedelivery": False},
    }


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

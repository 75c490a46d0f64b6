"""Calls of the webhook without pause, each with two events of people who are new."""

import json
from threading import Event, Thread
from uuid import uuid4

import urllib3

from simulator.webhook_sender import sign
from tests.patience import HANG
from tests.running_bot import SECRET


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

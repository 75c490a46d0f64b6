"""Webhook calls at a fixed pace from people who are registered, whatever happens to the bot meanwhile."""

import json
import time
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from uuid import uuid4

import urllib3

from simulator.webhook_sender import sign
from tests.promises.calling import an_event
from tests.running_bot import SECRET

THREADS = 64  # so that the pace is kept while an answer takes 0.3 s
ANSWERED_WITHIN = 2.0  # seconds, as LINE waits
WORDS = "ประชุมกับผู้ใหญ่บ้าน {count} คน"


@dataclass(eq=False)
class EvenLoad:
    """So many events a second, a call each. A call that was not acknowledged is posted again later, as LINE does."""

    url: str
    people: list[str]  # their LINE user ids
    a_second: float
    acknowledged: set[str] = field(default_factory=set)
    refused: int = 0
    flowed: float = 0.0  # seconds in which calls were posted

    def __post_init__(self) -> None:
        self._lock, self._stopping, self._flowing = Lock(), Event(), Event()
        self._number = 0
        self._threads = [Thread(target=self._post_all, args=(place,), daemon=True) for place in range(THREADS)]
        for thread in self._threads:
            thread.start()

    def flow(self) -> None:
        self._began = time.monotonic()
        self._flowing.set()

    def pause(self) -> None:
        self._flowing.clear()
        self.flowed += time.monotonic() - self._began

    def stop(self) -> None:
        self._stopping.set()
        self._flowing.set()
        for thread in self._threads:
            thread.join()

    def so_far(self) -> set[str]:
        """The ids of all events whose call was acknowledged."""
        with self._lock:
            return set(self.acknowledged)

    def _post_all(self, place: int) -> None:
        pool = urllib3.PoolManager(retries=False, timeout=ANSWERED_WITHIN)
        pause, again = THREADS / self.a_second, list[tuple[str, bytes]]()
        due = time.monotonic() + pause * place / THREADS
        while not self._stopping.is_set():
            if not self._flowing.is_set():
                self._flowing.wait()
                due = time.monotonic()
            due = max(due + pause, time.monotonic() - 1.0)  # what could not be posted in time is not made up for
            own_id, body = again.pop(0) if again else self._call()
            if not self._is_acknowledged(pool, body):
                again.append((own_id, body))
            time.sleep(max(0.0, due - time.monotonic()))

    def _call(self) -> tuple[str, bytes]:
        with self._lock:
            number = self._number
            self._number += 1
        own_id = uuid4().hex
        event = an_event(own_id)
        event["source"] = {"type": "user", "userId": self.people[number % len(self.people)]}
        event["message"] = {"type": "text", "id": own_id, "text": WORDS.format(count=number % 90 + 1)}
        return own_id, json.dumps({"destination": "U0", "events": [event]}).encode()

    def _is_acknowledged(self, pool: urllib3.PoolManager, body: bytes) -> bool:
        status = 0
        headers = {"Content-Type": "application/json", "X-Line-Signature": sign(SECRET, body)}
        with suppress(urllib3.exceptions.HTTPError):
            status = pool.request("POST", f"{self.url}/callback", body=body, headers=headers).status
        with self._lock:
            if status == 200:
                self.acknowledged.add(json.loads(body)["events"][0]["webhookEventId"])
            else:
                self.refused += 1
        return status == 200

"""Promise 23: slow and silent clients cost nobody anything. Connections that never finish a request, or never read the
answer, hang; honest calls are answered as before, and the slow clients are cut in the end.
"""

import json
import resource
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from time import perf_counter
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import urllib3

from bot.processes.server import THREADS
from models.storage.database import Database
from simulator.webhook_sender import sign
from tests.patience import HANG, until
from tests.promises.calling import an_event
from tests.promises.processes import Process, Processes
from tests.running_bot import SECRET

pytestmark = [pytest.mark.processes, pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)]
SLOW_CLIENTS, FEWEST = 2000, 10 * THREADS
OTHER_DESCRIPTORS = 300  # of this process
HONEST_CALLS, ANSWERED_WITHIN = 200, 0.3  # seconds, for 99 of 100

HEAD = b"POST /callback HTTP/1.1\r\nHost: castbot\r\nContent-Type: application/json\r\n"
WHOLE_HEAD = HEAD + b"X-Line-Signature: x\r\nContent-Length: 50000\r\n\r\n"


# What slow clients of each kind begin with, and what they send every second afterwards.
KINDS = {
    "silent": (b"", b""),
    "half the headers": (HEAD, b""),
    "half the body": (WHOLE_HEAD + b'{"events": [', b""),
    "headers by the byte": (HEAD + b"X-Slow: ", b"x"),
    "body by the byte": (WHOLE_HEAD, b"x"),
}


def test_clients_that_never_finish_a_request_stop_nobody_and_are_cut(bots: Processes, database: Database) -> None:
    web = bots.web()
    before = max(honest_calls(web, HONEST_CALLS // 10))
    with slow_clients(web, list(KINDS.values())) as clients:
        took = sorted(honest_calls(web, HONEST_CALLS))
        assert took[int(0.99 * len(took))] < max(ANSWERED_WITHIN, 5 * before)
        assert urllib3.request("GET", f"{web.url}/healthz", timeout=HANG).status == 200
        until(lambda: all(client.is_cut for client in clients), "all slow clients are cut")
    assert web.terminate() == 0


def test_a_bot_with_slow_clients_stops_when_it_is_told_to(bots: Processes, database: Database) -> None:
    web = bots.web()
    with slow_clients(web, [KINDS["half the body"]]) as clients:
        assert web.terminate() == 0
        assert b"408" not in b"".join(client.heard for client in clients), "it waited until they were too slow"


def honest_calls(web: Process, count: int) -> Iterator[float]:
    """Post signed calls, each over a new connection; each is acknowledged. Return the seconds that each took."""
    for _ in range(count):
        body = json.dumps({"destination": "U0", "events": [an_event(uuid4().hex)]}).encode()
        headers = {"Content-Type": "application/json", "X-Line-Signature": sign(SECRET, body)}
        began = perf_counter()
        answer = urllib3.PoolManager(retries=False).request(
            "POST", f"{web.url}/callback", body=body, headers=headers, timeout=HANG
        )
        yield perf_counter() - began
        assert answer.status == 200


class SlowClient:
    """A connection that has begun a request, and may go on a byte at a time."""

    def __init__(self, port: int, begun: bytes, every_second: bytes) -> None:
        self.heard, self.is_cut, self._every_second = b"", False, every_second
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.sendall(begun)
        self._socket.setblocking(False)

    def go_on(self) -> None:
        try:
            heard = self._socket.recv(1000)
            self.is_cut |= not heard
            self.heard += heard
        except BlockingIOError:
            if self._every_second:
                self._socket.send(self._every_second)
        except OSError:
            self.is_cut = True

    def close(self) -> None:
        self._socket.close()


@contextmanager
def slow_clients(web: Process, kinds: Sequence[tuple[bytes, bytes]]) -> Iterator[list[SlowClient]]:
    """As many slow clients as the limit of descriptors allows, of these kinds in turn."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = hard if hard != resource.RLIM_INFINITY else SLOW_CLIENTS + OTHER_DESCRIPTORS
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(allowed, SLOW_CLIENTS + OTHER_DESCRIPTORS)), hard))
    count = min(SLOW_CLIENTS, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - OTHER_DESCRIPTORS)
    assert count >= FEWEST
    port = urlsplit(web.url).port or 80
    clients = [SlowClient(port, *kinds[number % len(kinds)]) for number in range(count)]
    ending = Event()

    def go_on() -> None:
        while not ending.wait(1):
            for client in clients:
                if not client.is_cut:
                    client.go_on()

    thread = Thread(target=go_on, daemon=True)
    thread.start()
    try:
        yield clients
    finally:
        ending.set()
        thread.join()
        for client in clients:
            client.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

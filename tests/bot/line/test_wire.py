"""The wire: connections are kept, and a kept one that was closed meanwhile costs no message."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Queue
from threading import Thread

import pytest

from bot.line.connections import ConnectionPool, NoAnswer, NotConnected
from tests.patience import HANG, until

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK"
LAST = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nOK"
IN_PIECES = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nO\r\n1\r\nK\r\n0\r\n\r\n"
HANG_UP = b""


class ScriptedServer:
    """Answers with what it is told to, one after the other; counts connections."""

    def __init__(self) -> None:
        self.answers: Queue[bytes] = Queue()
        self.requests: list[bytes] = []
        self.connections: list[socket.socket] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}/line"
        Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            self.connections.append(connection)
            Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            while request := connection.recv(65_536):
                while request.startswith(b"POST") and not request.endswith(b"{}"):
                    request += connection.recv(65_536)
                self.requests.append(request)
                answer = self.answers.get()
                connection.sendall(answer)
                if answer in (LAST, HANG_UP):
                    return

    def close(self) -> None:
        self._server.close()
        for connection in self.connections:
            connection.close()


@pytest.fixture
def platform() -> Iterator[ScriptedServer]:
    opened = ScriptedServer()
    yield opened
    opened.close()


@pytest.fixture
def wire(platform: ScriptedServer) -> Iterator[ConnectionPool]:
    opened = ConnectionPool(platform.url, connect_within=HANG, answer_within=HANG)
    yield opened
    opened.close()


@pytest.mark.parametrize("answer", [OK, IN_PIECES])
def test_calls_share_a_connection(platform: ScriptedServer, wire: ConnectionPool, answer: bytes) -> None:
    for _ in range(3):
        platform.answers.put(answer)
        assert wire.post("/push", b"{}", {"X-Line-Retry-Key": "k"}) == (200, b"OK")
    assert len(platform.connections) == 1
    assert platform.requests[2].startswith(b"POST /line/push HTTP/1.1\r\n")
    assert b"\r\nX-Line-Retry-Key: k\r\n" in platform.requests[2]


def test_a_connection_the_other_side_says_it_closes_is_not_kept(platform: ScriptedServer, wire: ConnectionPool) -> None:
    for answer in (LAST, OK):
        platform.answers.put(answer)
        assert wire.post("/push", b"{}", {}) == (200, b"OK")
    assert len(platform.connections) == 2


def test_a_call_under_way_when_the_wire_is_closed_is_answered_and_its_connection_not_kept(
    platform: ScriptedServer, wire: ConnectionPool
) -> None:
    with ThreadPoolExecutor(1) as caller:
        answer = caller.submit(wire.post, "/push", b"{}", {})
        until(lambda: platform.requests, "LINE has the call")
        wire.close()
        platform.answers.put(OK)
        assert answer.result() == (200, b"OK")
    until(lambda: platform.connections[0].fileno() == -1, "LINE saw us hang up")


def test_a_kept_connection_that_was_closed_meanwhile_is_left_alone(
    platform: ScriptedServer, wire: ConnectionPool
) -> None:
    platform.answers.put(OK)
    wire.post("/push", b"{}", {})
    platform.connections[0].shutdown(socket.SHUT_RDWR)
    platform.answers.put(OK)
    assert wire.post("/push", b"{}", {}) == (200, b"OK")
    assert len(platform.connections) == 2


def test_a_call_without_an_answer_is_not_repeated(platform: ScriptedServer, wire: ConnectionPool) -> None:
    platform.answers.put(HANG_UP)
    with pytest.raises(NoAnswer, match="RemoteDisconnected"):
        wire.post("/push", b"{}", {})
    assert len(platform.requests) == 1


def test_what_is_no_tls_is_no_connection(platform: ScriptedServer) -> None:
    platform.answers.put(OK)
    with pytest.raises(NotConnected, match="SSL"):
        ConnectionPool(platform.url.replace("http:", "https:"), connect_within=HANG, answer_within=HANG).post(
            "/push", b"{}", {}
        )


def test_an_address_that_is_none_is_said_at_once() -> None:
    with pytest.raises(ValueError, match="no address"):
        ConnectionPool("line.example", connect_within=3, answer_within=3)

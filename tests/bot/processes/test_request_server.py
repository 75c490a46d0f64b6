"""The server of whole requests: what the application is given, and which clients are cut."""

import asyncio
import select
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event, Semaphore, Thread
from typing import Any

import pytest

from bot.processes import request_server
from bot.processes.request_server import RequestServer
from bot.processes.wsgi import Application
from tests.patience import HANG, until

LARGEST = 100_000
LONG_ANSWER = 32 * 1024 * 1024  # bytes; more than the kernel keeps for a client that does not read
Environ = dict[str, Any]


class Served:
    """A server in a thread of its own, and what its application has been given."""

    def __init__(self, most: int, application: Application | None = None, largest: int = LARGEST) -> None:
        self._answers, self._largest = application or self.application, largest
        self.given: list[Environ] = []
        self.bodies: list[bytes] = []
        self.closed = 0
        self.threads, self.own_threads, self.late_threads = (ThreadPoolExecutor(count) for count in (2, 1, 1))
        self.waiting, self.go_on = Semaphore(0), Event()
        self.loop = asyncio.new_event_loop()
        self.server: RequestServer
        self.port = 0
        Thread(target=self._run, args=(most,), daemon=True).start()
        until(lambda: self.port, "it serves")

    def application(self, environ: Environ, start_response: Callable[..., Any]) -> Any:
        self.given.append(environ)
        self.bodies.append(environ["wsgi.input"].read())
        if environ["PATH_INFO"] == "/long":
            start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(LONG_ANSWER))])
            return LongAnswer(self)
        if environ["PATH_INFO"] == "/waits":
            self.waiting.release()
            self.go_on.wait(HANG)
        if environ["PATH_INFO"] == "/fails":
            raise RuntimeError("secret words")
        start_response("200 OK", [("Content-Type", "text/plain"), ("X-One", "a"), ("X-One", "b")])
        return [b"Hello ", environ["PATH_INFO"].encode("latin-1")]

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self.loop).result(HANG)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.threads.shutdown()
        self.own_threads.shutdown()
        self.late_threads.shutdown()

    async def _stop(self) -> None:
        self.listening.close()
        self.server.cut_waiting()
        await self.server.shutdown(HANG)

    def _run(self, most: int) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self._serve(most))
        self.loop.run_forever()
        self.loop.close()

    async def _serve(self, most: int) -> None:
        self.server = RequestServer(
            self._answers,
            self.threads,
            most=most,
            largest=self._largest,
            own_threads={"/callback": self.own_threads},
            late_threads=self.late_threads,
        )
        self.listening = await self.loop.create_server(self.server, "127.0.0.1", 0)
        self.port = self.listening.sockets[0].getsockname()[1]

    def connect(self, sent: bytes = b"") -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=HANG)
        connection.sendall(sent)
        return connection

    def ask(self, sent: bytes) -> bytes:
        """Send a request that ends its connection, and return everything that is answered."""
        with self.connect(sent) as connection:
            return b"".join(iter(lambda: connection.recv(100_000), b""))


class LongAnswer:
    def __init__(self, served: Served) -> None:
        self._served = served

    def __iter__(self) -> Iterator[bytes]:
        return (b"x" * 8192 for _ in range(LONG_ANSWER // 8192))

    def close(self) -> None:
        self._served.closed += 1


@pytest.fixture
def served() -> Iterator[Served]:
    served = Served(most=20)
    yield served
    served.stop()


def is_cut(connection: socket.socket) -> bool:
    """Wait for the end of a connection, whatever is answered first."""
    try:
        while connection.recv(100_000):
            pass
    except ConnectionResetError:
        pass
    return True


GET = b"GET %b HTTP/1.1\r\nHost: castbot.example\r\nConnection: close\r\n\r\n"


def test_a_webhook_call_waits_for_no_page(served: Served) -> None:
    pages = [served.connect(GET % b"/waits") for _ in range(2)]
    for _ in pages:
        served.waiting.acquire()  # both threads are busy
    assert served.ask(GET % b"/callback").endswith(b"Hello /callback")
    served.go_on.set()
    for page in pages:
        assert is_cut(page)
        page.close()


@pytest.mark.parametrize(
    "most_late", [1, 0], ids=["it is done when there is time", "of too many it is not done at all"]
)
def test_a_call_whose_client_has_gone_is_before_nobody_who_still_waits(
    served: Served, monkeypatch: pytest.MonkeyPatch, most_late: int
) -> None:
    monkeypatch.setattr(request_server, "MOST_LATE", most_late)
    there_is_time, a_thread_is_free = Event(), Event()
    served.late_threads.submit(there_is_time.wait, HANG)
    served.own_threads.submit(a_thread_is_free.wait, HANG)
    gone = served.connect(GET % b"/callback?gone")
    until(lambda: served.own_threads._work_queue.qsize() == 1, "its call waits for a thread")
    gone.close()
    until(lambda: all(one.transport is None for one in served.server.connections), "the server knows that it has gone")
    with served.connect(GET % b"/callback?waits") as waits:
        a_thread_is_free.set()
        assert waits.recv(100_000).endswith(b"Hello /callback")
    there_is_time.set()
    served.late_threads.submit(str).result(HANG)
    assert [given["QUERY_STRING"] for given in served.given] == ["waits", "gone"][: 1 + most_late]


POST = b"POST /callback HTTP/1.1\r\nHost: castbot.example\r\nConnection: close\r\n"


# ── what the application is given ──


def test_the_application_gets_the_request_as_pep_3333_says(served: Served) -> None:
    answer = served.ask(
        b"POST /f/%E0%B8%81?full&x=%41 HTTP/1.1\r\nHost: castbot.example\r\nConnection: close\r\n"
        b"X-Line-Signature: abc\r\nX_Line_Signature: forged\r\nX-Two: a\r\nX-Two: b\r\n"
        b"Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
    )
    (environ,) = served.given
    assert environ["REQUEST_METHOD"] == "POST"
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/f/ก"
    assert environ["QUERY_STRING"] == "full&x=%41"
    assert environ["CONTENT_TYPE"] == "application/json"
    assert environ["CONTENT_LENGTH"] == "2"
    assert environ["HTTP_X_LINE_SIGNATURE"] == "abc"
    assert environ["HTTP_X_TWO"] == "a,b"
    assert environ["HTTP_HOST"] == "castbot.example"
    assert environ["REMOTE_ADDR"] == "127.0.0.1"
    assert "HTTP_CONTENT_LENGTH" not in environ
    assert served.bodies == [b"{}"]
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert head.count(b"X-One: ") == 2
    assert b"Server: castbot\r\n" in head
    assert body.decode() == "Hello /f/ก"


def test_several_requests_come_over_one_connection(served: Served) -> None:
    with served.connect() as connection:
        for name in (b"/one", b"/two"):
            connection.sendall(b"GET %b HTTP/1.1\r\nHost: castbot\r\n\r\n" % name)
            assert connection.recv(100_000).endswith(name)


def test_a_body_in_chunks_is_put_together_and_has_its_length(served: Served) -> None:
    served.ask(POST + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
    assert served.bodies == [b"abcde"]
    assert served.given[0]["CONTENT_LENGTH"] == "5"
    assert "HTTP_TRANSFER_ENCODING" not in served.given[0]


def test_a_compressed_body_stays_as_it_was_sent_because_its_signature_is_of_these_bytes(served: Served) -> None:
    served.ask(POST + b"Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc")
    assert served.bodies == [b"abc"]


def test_of_a_body_that_is_too_large_the_application_gets_the_length(served: Served) -> None:
    answer = served.ask(POST + b"Content-Length: %d\r\n\r\n" % (LARGEST + 1) + b"x" * (LARGEST + 1))
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert served.bodies == [b""]
    assert served.given[0]["CONTENT_LENGTH"] == str(LARGEST + 1)


def test_a_client_that_waits_to_be_asked_for_its_body_is_asked(served: Served) -> None:
    with served.connect(POST + b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\n") as connection:
        assert connection.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"{}")
        assert is_cut(connection)
    assert served.bodies == [b"{}"]


@pytest.mark.parametrize("target", [b"http://castbot.example/page?x=1", b"/page?x=1"], ids=["whole address", "path"])
def test_a_target_may_be_the_whole_address(served: Served, target: bytes) -> None:
    served.ask(GET % target)
    assert (served.given[0]["PATH_INFO"], served.given[0]["QUERY_STRING"]) == ("/page", "x=1")


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        POST + b"Content-Length: x\r\n\r\n",
        POST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        POST + b"Transfer-Encoding: chunked\r\n\r\nx\r\n",
        GET % b"http://[castbot/",
    ],
    ids=["no request", "no length", "two lengths", "no chunk", "no address"],
)
def test_what_is_no_request_is_refused_and_not_logged(
    served: Served, sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    assert served.ask(sent).startswith((b"HTTP/1.1 400 ", b"HTTP/1.0 400 "))
    assert served.given == []
    assert caplog.records == []


def test_an_application_that_fails_is_answered_for_without_its_words(
    served: Served, capfd: pytest.CaptureFixture[str]
) -> None:
    assert served.ask(GET % b"/fails").startswith(b"HTTP/1.1 500 ")
    out, err = capfd.readouterr()
    assert "RuntimeError" in out + err
    assert "secret words" not in out + err


# ── answers ──


def test_a_long_answer_arrives_whole_and_is_closed(served: Served) -> None:
    head, _, body = served.ask(GET % b"/long").partition(b"\r\n\r\n")
    assert len(body) == LONG_ANSWER
    assert b"Content-Length: %d" % LONG_ANSWER in head
    until(lambda: served.closed == 1, "it is closed")


def test_the_answer_to_head_has_no_body(served: Served) -> None:
    head, _, body = served.ask(GET.replace(b"GET", b"HEAD") % b"/x").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK")
    assert body == b""


def test_a_client_that_does_not_read_costs_no_thread_and_is_cut(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_server, "GRACE", 0.5)
    monkeypatch.setattr(request_server, "LEAST_RATE", 1024**3)
    idle = [served.connect(GET % b"/long") for _ in range(6)]  # three times as many as there are threads
    assert served.ask(GET % b"/x").endswith(b"/x")
    until(lambda: served.closed == 6, "their answers are given up")
    until(lambda: not served.server.connections, "their connections are not kept")
    for connection in idle:
        assert is_cut(connection)
        connection.close()


# ── limits ──


FLOOD = b"GET /flood HTTP/1.1\r\nHost: castbot.example\r\n\r\n" * 500
MOST_TAKEN = 16 * 1024 * 1024  # bytes of requests that are not answered yet: what the kernel buffers, and a little more


def test_of_requests_sent_ahead_only_as_many_are_taken_as_can_be_kept_and_one_is_handled_at_a_time() -> None:
    at_work, may_go_on, together = Semaphore(0), Event(), list[int]()

    def slow(environ: Environ, start_response: Callable[..., Any]) -> Any:
        together.append(1)
        at_work.release()
        may_go_on.wait(HANG)
        start_response("200 OK", [("Content-Length", "0")])
        return []

    served = Served(most=20, application=slow)
    with served.connect(FLOOD) as connection:
        assert at_work.acquire(timeout=HANG)
        taken = 0
        while taken < MOST_TAKEN and (more := _sent(connection, FLOOD)):
            taken += more
        assert taken < MOST_TAKEN
        assert len(together) == 1
        may_go_on.set()
    served.stop()


def _sent(connection: socket.socket, data: bytes) -> int:
    """Send as much as is taken within a moment, and return how many bytes that was."""
    connection.setblocking(False)
    _, ready, _ = select.select([], [connection], [], 0.5)
    return connection.send(data) if ready else 0


def test_a_client_that_floods_a_connection_with_requests_starves_nobody(served: Served) -> None:
    flooding = Event()

    def flood() -> None:
        with served.connect() as connection, suppress(OSError):
            while not flooding.is_set():
                connection.sendall(FLOOD)
                connection.recv(1_000_000)

    thread = Thread(target=flood, daemon=True)
    thread.start()
    until(lambda: len(served.given) > 100, "it floods")
    during = []
    for _ in range(30):
        before = len(served.given)
        assert served.ask(GET % b"/honest").endswith(b"Hello /honest")
        during.append(len(served.given) - before)
    flooding.set()
    thread.join()
    assert sorted(during)[len(during) // 2] < 50, "others had to wait for many of its requests"


def test_of_too_many_connections_the_one_that_waited_longest_is_cut(served: Served) -> None:
    connections = [served.connect() for _ in range(20)]
    connections[0].sendall(b"GET /x HTTP/1.1\r\nHost: castbot\r\n\r\n")
    assert connections[0].recv(100_000).endswith(b"/x")  # so that it waits for the shortest time
    more = served.connect()
    assert is_cut(connections[1])
    for connection in (connections[0], *connections[2:], more):
        connection.sendall(GET % b"/x")
        assert connection.recv(100_000).endswith(b"/x")
    for connection in (*connections, more):
        connection.close()


def test_of_too_many_unfinished_bytes_the_oldest_are_cut(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_server, "MOST_UNFINISHED", 3 * LARGEST)
    begun = []
    for number in range(4):
        begun.append(served.connect(POST + b"Content-Length: %d\r\n\r\n" % LARGEST + b"x" * (LARGEST - 1)))
        until(lambda number=number: served.server._bytes_unfinished >= min(number + 1, 3) * (LARGEST - 1), "it is read")
    assert is_cut(begun[0])
    for connection in begun[1:]:
        connection.sendall(b"x")
        assert connection.recv(100_000).startswith(b"HTTP/1.1 200 OK")
    assert served.server._bytes_unfinished == 0
    for connection in begun:
        connection.close()

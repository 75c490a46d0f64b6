"""The load generator: posts prepared, signed webhook calls over a few open connections in one event loop."""

import asyncio
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import perf_counter, process_time, time
from typing import Any, Final

CONNECTIONS: Final = 64
ANSWER_WITHIN: Final = 60.0


@dataclass(slots=True)
class Load:
    """The results of the calls, in seconds; `cpu` is the CPU time of the load generator itself."""

    count: int
    seconds: float = 0.0
    cpu: float = 0.0
    began: float = 0.0  # Unix time of the first call
    latencies: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    @property
    def per_second(self) -> float:
        return self.statuses.get(200, 0) / self.seconds

    def latency(self, share: float) -> float:
        """Return the latency below which `share` of the calls stayed."""
        return sorted(self.latencies)[min(len(self.latencies) - 1, int(share * len(self.latencies)))]


def requests(lines: Sequence[bytes], port: int) -> list[bytes]:
    """Return whole HTTP requests for lines of `signature body`."""
    return [_request(signature, body, port) for signature, _, body in (line.partition(b" ") for line in lines)]


def _request(signature: bytes, body: bytes, port: int) -> bytes:
    return (
        b"POST /callback HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUser-Agent: LineBotWebhook/2.0\r\n"
        b"Content-Type: application/json; charset=utf-8\r\nX-Line-Signature: %b\r\nContent-Length: %d\r\n\r\n%b"
    ) % (port, signature, len(body), body)


def all_at_once(calls: Sequence[bytes], port: int, connections: int = CONNECTIONS) -> Load:
    """Post all calls; each connection posts its next call when the last is answered."""
    return _apart(_run(calls, port, connections, None))


def evenly(calls: Sequence[bytes], port: int, per_second: float, connections: int = CONNECTIONS) -> Load:
    """Post calls at fixed instants. Latency counts from the planned instant, so late posting hides no delay."""
    return _apart(_run(calls, port, connections, per_second))


def _apart(posting: Coroutine[Any, Any, Load]) -> Load:
    """Post in a thread of its own: the caller's may have an event loop already, as Playwright's does."""
    with ThreadPoolExecutor(1) as one:
        return one.submit(asyncio.run, posting).result()


async def _run(calls: Sequence[bytes], port: int, connections: int, per_second: float | None) -> Load:
    load = Load(len(calls))
    turn = iter(enumerate(calls))
    lines = [_LoadConnection(port, load) for _ in range(min(connections, len(calls)))]
    cpu, start = process_time(), perf_counter()
    load.began = time()
    await asyncio.gather(*(_post_all(line, turn, start, per_second) for line in lines))
    load.seconds, load.cpu = perf_counter() - start, process_time() - cpu
    for line in lines:
        line.close()
    return load


async def _post_all(
    line: "_LoadConnection", turn: Iterator[tuple[int, bytes]], start: float, per_second: float | None
) -> None:
    for number, call in turn:
        due = perf_counter()
        if per_second is not None:
            due = start + number / per_second
            await asyncio.sleep(max(0.0, due - perf_counter()))
        await line.post(call, due)


class _LoadConnection(asyncio.Protocol):
    """One connection. It reads the status line and the length of answers."""

    def __init__(self, port: int, load: Load) -> None:
        self._port, self._load = port, load
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[int] | None = None
        self._received = b""

    async def post(self, call: bytes, due: float) -> None:
        for _ in range(3):  # the server may just have closed an idle connection
            try:
                status = await asyncio.wait_for(self._exchange(call), ANSWER_WITHIN)
                break
            except ConnectionError:
                status = 0
        self._load.latencies.append(perf_counter() - due)
        self._load.statuses[status] = self._load.statuses.get(status, 0) + 1

    async def _exchange(self, call: bytes) -> int:
        loop = asyncio.get_running_loop()
        if self._transport is None or self._transport.is_closing():
            await loop.create_connection(lambda: self, "127.0.0.1", self._port)
        assert self._transport is not None
        self._answer = loop.create_future()
        self._received = b""
        self._transport.write(call)
        return await self._answer

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, rest = self._received.partition(b"\r\n\r\n")
        if not found or self._answer is None or self._answer.done():
            return
        length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        if len(rest) >= int(length or 0):
            self._answer.set_result(int(head[9:12]))

    def connection_lost(self, _: Exception | None) -> None:
        self._transport = None
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionResetError())

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

"""Reads requests in an event loop. Only a whole request costs a thread, in which the application answers it.

A client that is silent, slow to send or slow to read costs a connection and what it has sent, and is cut in the end:

- its headers must be there `HEADERS_WITHIN` after it has connected, or after its last answer
- its body must be there within `GRACE`, or come at `LEAST_RATE` or faster; it must read its answer as fast
- of more than `most` connections, or of more than `MOST_UNFINISHED` bytes, those that have waited longest are cut
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor
from typing import Any, Final

import structlog
from aiohttp import web
from aiohttp.web_protocol import RequestHandler

from bot import metrics
from bot.processes.wsgi import Application, WholeRequest, WsgiAnswer, call

log = structlog.get_logger()
HEADERS_WITHIN: Final = 10.0  # seconds; an idle connection is kept for as long
GRACE: Final = 10.0  # seconds
LEAST_RATE: Final = 1024  # bytes a second; the slowest phones send faster
MOST_UNFINISHED: Final = 256 * 1024 * 1024  # bytes, of all bodies that are not complete
MOST_DISCARDED: Final = (
    64 * 1024 * 1024
)  # bytes of a body that is too large, which are read so that its sender hears why
# Calls whose client has gone before they had a thread, such as after minutes without a database. LINE sends them again.
# Each counts as a connection until it is done, so that more would keep away those who still wait.
MOST_LATE: Final = 1_000
SERVER: Final = ("Server", "castbot")


class RequestServer(web.Server):
    """Serves an application to all connections of this process."""

    def __init__(
        self,
        application: Application,
        threads: Executor,
        *,
        most: int,
        largest: int,
        own_threads: Mapping[str, Executor] | None = None,
        late_threads: Executor | None = None,
    ) -> None:
        """`most` connections are kept open; of a body of more than `largest` bytes the application gets the length.
        Paths in `own_threads` are answered in those threads, so that they wait for no others. If the client has gone
        when it is its turn, the call is done in `late_threads`, so that nobody who still waits is behind it."""
        super().__init__(
            self._handle,
            keepalive_timeout=HEADERS_WITHIN,
            lingering_time=0,
            auto_decompress=False,  # LINE signs the bytes as they are sent
            access_log=None,
            logger=_no_logger(),  # aiohttp would log the lines of a bad request, and so the tokens of pages
        )
        self._application, self._threads, self._own_threads = application, threads, own_threads or {}
        self._late_threads, self._late = late_threads or threads, 0
        self._most, self._largest = most, largest
        self._waiting: dict[RequestHandler, asyncio.Transport] = {}  # have no thread; the longest wait first
        self._unfinished: dict[RequestHandler, int] = {}  # bytes of bodies that are not complete, the oldest first
        self._bytes_unfinished = 0

    # ── connections ──

    def connection_made(self, handler: RequestHandler, transport: asyncio.Transport) -> None:
        super().connection_made(handler, transport)
        transport.set_write_buffer_limits(high=0)  # what is sent is with the kernel, and no longer here
        self._waiting[handler] = transport
        if len(self.connections) > self._most:
            self._cut(next(iter(self._waiting)), "too many connections")

    def connection_lost(self, handler: RequestHandler, exc: BaseException | None = None) -> None:
        super().connection_lost(handler, exc)
        self._waiting.pop(handler, None)

    def cut_waiting(self) -> None:
        """Cut the connections that have sent no whole request; the others are answered."""
        for transport in list(self._waiting.values()):
            transport.abort()

    def _cut(self, handler: RequestHandler, reason: str) -> None:
        metrics.CONNECTIONS_CUT.labels(reason).inc()
        transport = self._waiting.pop(handler, None)
        if transport is not None:
            transport.abort()

    # ── requests ──

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a request whose headers are complete.

        1. Read its body, in the event loop.
        2. Call the application, in a thread.
        3. Send the answer, in the event loop. Files are read in threads.
        """
        handler, transport = request.protocol, request.transport
        if transport is None:
            raise ConnectionResetError
        try:
            whole = await self._read(request)
        except TimeoutError:
            metrics.CONNECTIONS_CUT.labels("slow to send").inc()
            return _refusal(408, "too slow")
        except web.RequestPayloadError:
            return _refusal(400, "bad request")
        self._waiting.pop(handler, None)
        try:
            answer = await self._answer(request, whole)
        except ConnectionResetError:
            raise
        except Exception as error:
            log.error("request.failed", error=type(error).__name__)
            return _refusal(500, "error")
        finally:
            if request.transport is not None:
                self._waiting[handler] = transport
        try:
            return await self._send(request, answer)
        except TimeoutError:
            self._cut(handler, "slow to read")
            raise ConnectionResetError from None
        finally:
            if not answer.is_whole:
                await self._in_thread(answer.close)

    async def _answer(self, request: web.BaseRequest, whole: WholeRequest) -> WsgiAnswer:
        """Call the application. ConnectionResetError if the client has gone and too many such calls wait already."""
        threads = self._own_threads.get(request.path)
        if threads is None:
            return await self._loop.run_in_executor(self._threads, call, self._application, whole)
        answer = await self._loop.run_in_executor(threads, _call_if_there, self._application, request, whole)
        if answer is not None:
            return answer
        if self._late >= MOST_LATE:
            metrics.CONNECTIONS_CUT.labels("gone, and too many late calls").inc()
            raise ConnectionResetError
        self._late += 1
        try:
            return await self._loop.run_in_executor(self._late_threads, call, self._application, whole)
        finally:
            self._late -= 1

    async def _read(self, request: web.BaseRequest) -> WholeRequest:
        """Read a body. TimeoutError if it comes too slowly."""
        chunks, length, start = [], 0, self._loop.time()
        if request.headers.get("Expect", "").lower() == "100-continue":
            await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        try:
            while not request.content.at_eof() and length <= MOST_DISCARDED:
                async with asyncio.timeout_at(start + GRACE + length / LEAST_RATE):
                    chunk = await request.content.readany()
                length += len(chunk)
                if length <= self._largest:
                    chunks.append(chunk)
                    self._count(request.protocol, len(chunk))
        finally:
            self._bytes_unfinished -= self._unfinished.pop(request.protocol, 0)
        if length > self._largest:
            return WholeRequest(request, b"", max(length, request.content_length or 0))
        return WholeRequest(request, b"".join(chunks), length)

    def _count(self, handler: RequestHandler, received: int) -> None:
        self._unfinished[handler] = self._unfinished.get(handler, 0) + received
        self._bytes_unfinished += received
        if self._bytes_unfinished > MOST_UNFINISHED:
            self._cut(next(iter(self._unfinished)), "too many bytes")

    async def _send(self, request: web.BaseRequest, answer: WsgiAnswer) -> web.StreamResponse:
        """Send an answer. TimeoutError if it is read too slowly."""
        headers = [*answer.headers, SERVER]
        sent, start = len(answer.piece), self._loop.time()
        if answer.is_whole:
            whole = web.Response(status=answer.status, headers=headers, body=answer.piece)
            async with asyncio.timeout_at(start + GRACE + sent / LEAST_RATE):
                await whole.prepare(request)
                await whole.write_eof()
            return whole
        response = web.StreamResponse(status=answer.status, headers=headers)
        await response.prepare(request)
        piece = answer.piece
        while piece:
            async with asyncio.timeout_at(start + GRACE + sent / LEAST_RATE):
                await response.write(piece)
            piece = await self._in_thread(answer.next_piece)
            sent += len(piece)
        await response.write_eof()
        return response

    def _in_thread(self, function: Callable[..., Any], *arguments: Any) -> Awaitable[Any]:
        return self._loop.run_in_executor(self._threads, function, *arguments)


def _call_if_there(application: Application, request: web.BaseRequest, whole: WholeRequest) -> WsgiAnswer | None:
    """Call the application, unless whoever asked has gone while the call waited for this thread."""
    return None if request.transport is None else call(application, whole)


def _refusal(status: int, reason: str) -> web.Response:
    response = web.Response(status=status, headers=[SERVER], text=reason)
    response.force_close()
    return response


def _no_logger() -> logging.Logger:
    logger = logging.Logger("http")  # belongs to no other logger, and has no handler
    logger.disabled = True
    return logger

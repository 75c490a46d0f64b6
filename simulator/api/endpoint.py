"""Runs each API call: checks token, size, faults and rate limit, then calls its handler, then writes the journal."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from aiohttp import web

from simulator.api.incoming import ApiError, ApiRequest, ApiResponse
from simulator.faults import Fault
from simulator.journal import JournalLine
from simulator.people import UnknownPersonError
from simulator.platform import Platform
from simulator.rules import errors
from simulator.rules.calls import ApiCall

ApiHandler = Callable[[ApiRequest], ApiResponse | Awaitable[ApiResponse]]
MAX_BODY = 2 * 1024 * 1024  # reference, "Status codes": 413


class ApiEndpoint:
    """Handles the requests of one API call. Between its first and its last ``await`` no other call can run."""

    def __init__(self, platform: Platform, call: ApiCall, handler: ApiHandler) -> None:
        self._platform = platform
        self._call = call
        self._handler = handler

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        began = time.perf_counter()
        platform, name = self._platform, self._call.name
        body = await _read(request)
        request_id = platform.ids.request()
        half = platform.dials.latency_ms / 2000
        fault = platform.faults.strike(name, body) if platform.faults.faults else None
        if fault and fault.kind == "latency_before":
            await asyncio.sleep(fault.latency_ms / 1000)
        if half:
            await asyncio.sleep(half)
        answer = await self._answer(request, body, request_id, fault)
        if fault and fault.kind == "latency":
            await asyncio.sleep(fault.latency_ms / 1000)
        if fault and fault.kind == "500_after" and answer.status < 300:
            answer = ApiResponse(500, {"message": errors.INTERNAL}, cost=answer.cost, detail=answer.detail)
        if half:
            await asyncio.sleep(half)
        payload = answer.to_bytes()
        self._note(request, body, request_id, answer, payload, fault, (time.perf_counter() - began) * 1000)
        if fault and fault.kind in ("drop", "drop_after") and request.transport is not None:
            request.transport.abort()
        headers = {"X-Line-Request-Id": request_id, "Content-Type": answer.mime, **answer.headers}
        return web.Response(status=answer.status, body=payload, headers=headers)

    async def _answer(self, request: web.Request, body: bytes, request_id: str, fault: Fault | None) -> ApiResponse:
        try:
            if not self._call.open:
                self._check_token(request, fault)
            if fault:
                _refuse_by(fault)
            if len(body) > MAX_BODY:
                raise ApiError(413, errors.TOO_LARGE)
            if not self._platform.rates.allows(self._call.name):
                raise ApiError(429, errors.RATE)
            incoming = ApiRequest(self._platform, body, request.match_info, request.query, request.headers, request_id)
            if not self._call.retry and "X-Line-Retry-Key" in request.headers:
                raise ApiError(400, errors.RETRY_INVALID)
            answer = self._handler(incoming)
            return answer if isinstance(answer, ApiResponse) else await answer
        except ApiError as refusal:
            return refusal.answer
        except UnknownPersonError:
            return ApiResponse(404, {"message": errors.NOT_FOUND})

    def _check_token(self, request: web.Request, fault: Fault | None) -> None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise ApiError(401, errors.NO_TOKEN)
        if not self._platform.knows_token(token) or (fault and fault.kind == "401"):
            raise ApiError(401, errors.BAD_TOKEN)

    def _note(
        self,
        request: web.Request,
        body: bytes,
        request_id: str,
        answer: ApiResponse,
        payload: bytes,
        fault: Fault | None,
        took: float,
    ) -> None:
        platform = self._platform
        detail = {"method": request.method, "path": request.path, "requestId": request_id, **answer.detail}
        if key := request.headers.get("X-Line-Retry-Key"):
            detail["retryKey"] = key
        if fault:
            detail["fault"] = fault.kind
        kept = payload if answer.mime == "application/json" else b""
        shown = body if request.content_type == "application/json" else b""
        now, name = platform.clock.now(), self._call.name
        entry = JournalLine("api", name, now, answer.status, answer.reason, answer.cost, took, shown, kept, detail)
        platform.journal.add(entry)
        platform.tell_entry(entry)


async def _read(request: web.Request) -> bytes:
    if not request.can_read_body:
        return b""
    return await request.read()


def _refuse_by(fault: Fault) -> None:
    if fault.kind == "429":
        raise ApiError(429, errors.RATE)
    if fault.kind == "monthly_limit":
        raise ApiError(429, errors.MONTHLY)
    if fault.kind in ("500", "drop"):
        raise ApiError(500, errors.INTERNAL)

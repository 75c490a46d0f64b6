"""Signs webhooks as LINE does and delivers them to the bot, once, late, twice or shuffled."""

import asyncio
import base64
import hashlib
import hmac
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson

from simulator.journal import Journal, JournalLine

_KEPT_OPEN = 1.0  # seconds; shorter than common servers wait, so that no server closes a connection that is being used
TIMEOUT = 2.0  # seconds (Messaging API docs, "Receive messages (webhook)")
WebhookEvent = dict[str, Any]


def sign(secret: str, body: bytes) -> str:
    """Return the base64 of HMAC-SHA256 over the raw body (Messaging API docs, "Verify webhook signature")."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


@dataclass(slots=True)
class WebhookResult:
    """How one webhook call ended. ``status`` is 0 without an answer; ``reason`` says why."""

    seq: int
    status: int
    reason: str = ""
    detail: str = ""

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300


@dataclass(slots=True)
class WebhookSender:
    """``again_after`` are the seconds after which an unanswered webhook is sent again; empty is LINE's default: never.

    While ``held`` is a list, events are kept in it until ``release``.
    """

    url: str
    secret: str
    destination: str
    journal: Journal
    virtual: Any
    active: bool = True
    again_after: Sequence[float] = ()
    timeout: float = TIMEOUT
    held: list[WebhookEvent] | None = None
    told: Any = None
    _session: aiohttp.ClientSession | None = None
    _tasks: set[asyncio.Task[WebhookResult]] = field(default_factory=set)

    async def start(self) -> None:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=_KEPT_OPEN),
            headers={"User-Agent": "LineBotWebhook/2.0"},
            auto_decompress=True,
        )

    async def stop(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def dispatch(self, event: WebhookEvent) -> asyncio.Task[WebhookResult] | None:
        """Deliver one event in a call of its own. Return None if it is held back or the webhook is off."""
        if self.held is not None:
            self.held.append(event)
            return None
        if not self.active or not self.url:
            self._note([event], b"", WebhookResult(0, 0, "webhook off"), 0.0, 1)
            return None
        return self.send([event])

    def send(self, events: list[WebhookEvent], again: bool = True) -> asyncio.Task[WebhookResult]:
        """Deliver these events in one call."""
        task = asyncio.create_task(self._bring(events, again))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def release(
        self, order: str = "given", batch: int = 1, copies: int = 1, seed: int | None = None
    ) -> list[WebhookResult]:
        """Send the held events in ``order`` given, reversed or shuffled, ``batch`` to a call, each ``copies`` times."""
        events, self.held = list(self.held or ()) * copies, None
        if order == "reversed":
            events.reverse()
        elif order == "shuffled":
            random.Random(seed).shuffle(events)
        elif order != "given":
            raise ValueError("order must be given, reversed or shuffled")
        calls = [events[begin : begin + batch] for begin in range(0, len(events), batch)]
        return [await self.send(call) for call in calls]

    async def redeliver(self, events: list[WebhookEvent]) -> WebhookResult:
        """Deliver the same events again, with the same ids and reply tokens, marked as a redelivery."""
        return await self.send([_redelivery(event) for event in events], again=False)

    async def raw(self, body: bytes, headers: dict[str, str], signed: bool = True) -> WebhookResult:
        """Post exactly these bytes, for calls that LINE would never make. ``headers`` replace LINE's own."""
        own = self._headers(body) if signed else {"Content-Type": "application/json"}
        return await self._post(body, {**own, **headers}, [], 1)

    async def verify(self, url: str | None = None) -> WebhookResult:
        """Do what the console's Verify button does: send a signed call without events."""
        body = orjson.dumps({"destination": self.destination, "events": []})
        return await self._post(body, self._headers(body), [], 1, url)

    async def _bring(self, events: list[WebhookEvent], again: bool) -> WebhookResult:
        body = orjson.dumps({"destination": self.destination, "events": events})
        outcome = await self._post(body, self._headers(body), events, 1)
        for attempt, seconds in enumerate(self.again_after if again else (), 2):
            if outcome.ok:
                break
            await asyncio.sleep(seconds)
            events = [_redelivery(event) for event in events]
            body = orjson.dumps({"destination": self.destination, "events": events})
            outcome = await self._post(body, self._headers(body), events, attempt)
        return outcome

    def _headers(self, body: bytes) -> dict[str, str]:
        return {"Content-Type": "application/json; charset=utf-8", "x-line-signature": sign(self.secret, body)}

    async def _post(
        self, body: bytes, headers: dict[str, str], events: list[WebhookEvent], attempt: int, url: str | None = None
    ) -> WebhookResult:
        if self._session is None:
            raise RuntimeError("the courier has not started")
        began = time.perf_counter()
        try:
            timeout = aiohttp.ClientTimeout(total=self.timeout)
            async with self._session.post(
                url or self.url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as answer:
                said = await answer.read()
            outcome = WebhookResult(
                0, answer.status, "OK" if answer.status < 300 else "ERROR_STATUS_CODE", _short(said)
            )
        except TimeoutError:
            outcome = WebhookResult(0, 0, "REQUEST_TIMEOUT", f"no answer within {self.timeout:g} s")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            outcome = WebhookResult(0, 0, "COULD_NOT_CONNECT", type(error).__name__)
        return self._note(events, body, outcome, (time.perf_counter() - began) * 1000, attempt)

    def _note(
        self, events: list[WebhookEvent], body: bytes, outcome: WebhookResult, took: float, attempt: int
    ) -> WebhookResult:
        detail: dict[str, Any] = {"attempt": attempt, "events": [one.get("webhookEventId") for one in events]}
        if events and (user := events[0].get("source", {}).get("userId")):
            detail["userId"] = user
        name = ",".join(dict.fromkeys(str(one.get("type")) for one in events)) or "verify"
        entry = JournalLine("webhook", name, self.virtual(), outcome.status, outcome.reason, 0, took, body, b"", detail)
        outcome.seq = self.journal.add(entry).seq
        if self.told is not None:
            self.told(entry)
        return outcome


def _redelivery(event: WebhookEvent) -> WebhookEvent:
    return {**event, "deliveryContext": {"isRedelivery": True}}


def _short(body: bytes) -> str:
    return body[:200].decode("utf-8", "replace")

"""``/sim/webhook``: how webhooks are delivered: held back, shuffled, sent again, or with raw bytes."""

import base64
from typing import Any

import orjson
from aiohttp import web

from simulator.control.json_bodies import answer, read_json
from simulator.platform import Platform
from simulator.webhook_sender import WebhookResult


class WebhookControl:
    """The handlers of webhook delivery."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    async def settings(self, request: web.Request) -> web.Response:
        """GET returns the settings. POST sets ``url``, ``active``, ``again_after`` (s), ``timeout``, ``hold``."""
        courier = self._platform.courier
        given = await read_json(request) if request.method == "POST" else {}
        courier.url = str(given.get("url", courier.url))
        courier.active = bool(given.get("active", courier.active))
        courier.timeout = float(given.get("timeout", courier.timeout))
        if "again_after" in given:
            courier.again_after = tuple(float(one) for one in given["again_after"])
        if given.get("hold") and courier.held is None:
            courier.held = []
        return answer(webhook_state(self._platform))

    async def release(self, request: web.Request) -> web.Response:
        """Send the held events: ``order`` given | reversed | shuffled, ``batch``, ``copies``, ``seed``."""
        given = await read_json(request)
        outcomes = await self._platform.courier.release(
            str(given.get("order", "given")), int(given.get("batch", 1)), int(given.get("copies", 1)), given.get("seed")
        )
        return answer({"delivered": [_shown(one) for one in outcomes]})

    async def redeliver(self, request: web.Request) -> web.Response:
        """Send the events of ``{"seq": journal line}`` again. ``"duplicate": true`` does not set ``isRedelivery``."""
        given = await read_json(request)
        entry = self._platform.journal.get(int(given["seq"]))
        if entry is None or entry.kind != "webhook" or not entry.request:
            raise ValueError("that line is no webhook, or its body is no longer kept")
        events = orjson.loads(entry.request)["events"]
        courier = self._platform.courier
        if given.get("duplicate"):
            return answer(_shown(await courier.send(events, again=False)))
        return answer(_shown(await courier.redeliver(events)))

    async def events(self, request: web.Request) -> web.Response:
        """Send ``{"events": […], "copies"?}`` in one signed call. Missing common fields are filled in."""
        given = await read_json(request)
        events = [self._complete(one) for one in given["events"]]
        courier = self._platform.courier
        outcomes = [await courier.send(events, again=False) for _ in range(int(given.get("copies", 1)))]
        return answer({"delivered": [_shown(one) for one in outcomes], "events": events})

    async def raw(self, request: web.Request) -> web.Response:
        """Send exactly ``{"body": text or "base64": …, "headers"?, "signed"?}``, for calls that LINE never makes."""
        given = await read_json(request)
        body = base64.b64decode(given["base64"]) if "base64" in given else str(given["body"]).encode()
        outcome = await self._platform.courier.raw(body, given.get("headers", {}), bool(given.get("signed", True)))
        return answer(_shown(outcome))

    async def verify(self, _: web.Request) -> web.Response:
        return answer(_shown(await self._platform.courier.verify()))

    def _complete(self, event: dict[str, Any]) -> dict[str, Any]:
        platform = self._platform
        now = platform.clock.milliseconds()
        filled = {"mode": "active", "timestamp": now, "webhookEventId": platform.ids.ulid(now)}
        return {**filled, "deliveryContext": {"isRedelivery": False}, **event}


def webhook_state(platform: Platform) -> dict[str, Any]:
    courier = platform.courier
    held = None if courier.held is None else len(courier.held)
    again = list(courier.again_after)
    state = {"url": courier.url, "active": courier.active, "again_after": again, "timeout": courier.timeout}
    return {**state, "held": held}


def _shown(outcome: WebhookResult) -> dict[str, Any]:
    return {"seq": outcome.seq, "status": outcome.status, "reason": outcome.reason, "detail": outcome.detail}

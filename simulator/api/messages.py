"""Calls that send: reply, push, multicast, broadcast, narrowcast; and the call that only validates."""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from simulator.api.incoming import ApiError, ApiRequest, ApiResponse
from simulator.people import FRIEND, SimulatedPerson
from simulator.phone import is_reachable
from simulator.platform import AcceptedRequest, Platform
from simulator.rules import errors
from simulator.rules.check import RejectedBody, check_sending
from simulator.rules.requests import BROADCAST, MULTICAST, NARROWCAST, PUSH, REPLY, VALIDATE

_RECEIVER = re.compile(r"[UCR][0-9a-f]{32}\Z")
_UUID = re.compile(r"[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\Z")


def reply(call: ApiRequest) -> ApiResponse:
    body = _checked(call, REPLY)
    person = call.platform.spend_reply_token(body["replyToken"])
    if person is None:
        raise ApiError(400, errors.REPLY_TOKEN)
    sent = call.platform.send(person, body["messages"], "reply", call.request_id)
    call.platform.quota.spend("reply", 1, 0)
    return ApiResponse(body={"sentMessages": sent}, detail={"to": [person.user_id]})


def push(call: ApiRequest) -> ApiResponse:
    body = _checked(call, PUSH)
    if not _RECEIVER.match(body["to"]):
        raise ApiError(400, errors.property_invalid("to"))
    key = _retry_key(call)
    platform = call.platform
    person = platform.people.get(body["to"]) or platform.groups.get(body["to"])
    if person is None or (not is_reachable(person) and platform.dials.blocked_push == 400):
        raise ApiError(400, errors.FAILED)
    cost = 1 if is_reachable(person) else 0
    _within_month(platform, cost)
    sent = platform.send(person, body["messages"], "push", call.request_id)
    platform.quota.spend("push", 1, cost)
    _remember(call, key, sent)
    return ApiResponse(body={"sentMessages": sent}, cost=cost, detail={"to": [person.user_id]})


def multicast(call: ApiRequest) -> ApiResponse:
    body = _checked(call, MULTICAST)
    if any(not re.match(r"U[0-9a-f]{32}\Z", one) for one in body["to"]):
        raise ApiError(400, errors.property_invalid("to"))
    known = (call.platform.people.get(one) for one in dict.fromkeys(body["to"]))
    return _send_to_many(call, "multicast", [one for one in known if one and is_reachable(one)], body["messages"])


def broadcast(call: ApiRequest) -> ApiResponse:
    body = _checked(call, BROADCAST)
    return _send_to_many(call, "broadcast", _friends(call.platform), body["messages"])


def narrowcast(call: ApiRequest) -> ApiResponse:
    """Accept a narrowcast. The bot asks for its progress with the request id."""
    body = _checked(call, NARROWCAST)
    people = _friends(call.platform)
    most = (body.get("limit") or {}).get("max")
    answer = _send_to_many(call, "narrowcast", people[:most], body["messages"])
    return ApiResponse(202, {}, cost=answer.cost, detail=answer.detail)


def narrowcast_progress(call: ApiRequest) -> ApiResponse:
    """Return waiting, then sending, then succeeded, a second each. LINE takes minutes."""
    job = call.platform.narrowcasts.get(call.query.get("requestId", ""))
    if job is None:
        raise ApiError(404, errors.NOT_FOUND)
    elapsed = time.time() - job.at
    body: dict[str, Any] = {"acceptedTime": _iso(job.at)}
    if elapsed < 1:
        return ApiResponse(body={"phase": "waiting", **body})
    if elapsed < 2:
        return ApiResponse(body={"phase": "sending", **body})
    counts = {"successCount": job.sent, "failureCount": 0, "targetCount": job.sent}
    return ApiResponse(body={"phase": "succeeded", **counts, **body, "completedTime": _iso(job.at + 2)})


def validate(call: ApiRequest) -> ApiResponse:
    _checked(call, VALIDATE)
    return ApiResponse()


def quota(call: ApiRequest) -> ApiResponse:
    limit = call.platform.quota.limit
    return ApiResponse(body={"type": "none"} if limit is None else {"type": "limited", "value": limit})


def consumption(call: ApiRequest) -> ApiResponse:
    return ApiResponse(body={"totalUsage": call.platform.quota.used})


def delivery(call: ApiRequest) -> ApiResponse:
    """Return the count of a past day; today's is not ready yet (reference, "status")."""
    day = call.query.get("date", "")
    if not re.fullmatch(r"\d{8}", day):
        raise ApiError(400, errors.body_has(1), [("date", "The value must be in the format yyyyMMdd")])
    if day < "20180331":
        return ApiResponse(body={"status": "out_of_service"})
    if day >= call.platform.quota.day():
        return ApiResponse(body={"status": "unready"})
    return ApiResponse(body={"status": "ready", "success": call.platform.quota.sent_on(call.path["way"], day)})


def _checked(call: ApiRequest, rule: Callable[..., None]) -> dict[str, Any]:
    body = call.json()
    try:
        check_sending(body, rule, call.platform.settings.allow_http_images)
    except RejectedBody as trouble:
        raise ApiError(400, trouble.message, trouble.problems) from None
    return body


def _send_to_many(
    call: ApiRequest, way: str, people: list[SimulatedPerson], messages: list[dict[str, Any]]
) -> ApiResponse:
    key = _retry_key(call)
    _within_month(call.platform, len(people))
    for person in people:
        call.platform.send(person, messages, way, call.request_id)
    call.platform.quota.spend(way, len(people), len(people))
    _remember(call, key, [])
    if way == "narrowcast":
        call.platform.remember_narrowcast(call.request_id, len(people))
    return ApiResponse(cost=len(people), detail={"to": [one.user_id for one in people]})


def _friends(platform: Platform) -> list[SimulatedPerson]:
    return [one for one in platform.people if one.state == FRIEND]


def _within_month(platform: Platform, recipients: int) -> None:
    if recipients and not platform.quota.allows(recipients):
        raise ApiError(429, errors.MONTHLY)


def _retry_key(call: ApiRequest) -> str | None:
    """Return the call's retry key. If LINE has accepted this key in the last 24 h, the call ends with 409."""
    key = call.headers.get("X-Line-Retry-Key")
    if key is None:
        return None
    if not _UUID.match(key):
        raise ApiError(400, errors.RETRY_INVALID)
    before = call.platform.accepted(key.lower())
    if before is None:
        return key.lower()
    refusal = ApiError(409, errors.RETRY_ACCEPTED)
    refusal.answer.headers["x-line-accepted-request-id"] = before.request_id
    if before.sent:
        refusal.answer.body["sentMessages"] = before.sent
    raise refusal


def _remember(call: ApiRequest, key: str | None, sent: list[dict[str, str]]) -> None:
    if key is not None:
        call.platform.retry_keys[key] = AcceptedRequest(time.monotonic(), call.request_id, sent)


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

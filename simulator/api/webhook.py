"""Calls that read, set and test the webhook's address."""

from datetime import UTC, datetime
from typing import Any

from simulator.api.incoming import Answer, Incoming, Refused
from simulator.rules import errors

_LONGEST = 500  # reference, "Set webhook endpoint URL"


def webhook_get(call: Incoming) -> Answer:
    courier = call.platform.courier
    if not courier.url:
        raise Refused(404, errors.NOT_FOUND)
    return Answer(body={"endpoint": courier.url, "active": courier.active})


def webhook_set(call: Incoming) -> Answer:
    """Set the address. LINE accepts https only; the simulator accepts http too, for a bot on the same machine."""
    call.platform.courier.url = _address(call.json(), required=True)
    return Answer()


async def webhook_test(call: Incoming) -> Answer:
    body = call.json() if call.body else {}
    courier = call.platform.courier
    outcome = await courier.verify(_address(body, required=False) or courier.url)
    return Answer(
        body={
            "success": outcome.ok,
            "timestamp": datetime.fromtimestamp(call.platform.clock.now(), UTC).isoformat(timespec="milliseconds"),
            "statusCode": outcome.status,
            "reason": outcome.reason,
            "detail": str(outcome.status) if outcome.status else outcome.detail,
        }
    )


def _address(body: dict[str, Any], required: bool) -> str:
    address = body.get("endpoint")
    if address is None and not required:
        return ""
    if not isinstance(address, str) or not address.startswith(("https://", "http://")):
        raise Refused(400, "Invalid webhook endpoint URL")
    if len(address) > _LONGEST:
        raise Refused(400, errors.body_has(1), [("endpoint", f"Length must be between 0 and {_LONGEST}")])
    return address

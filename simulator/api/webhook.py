"""Calls that read, set and test the webhook's address."""

from datetime import UTC, datetime
from typing import Any

from simulator.api.incoming import ApiError, ApiRequest, ApiResponse
from simulator.rules import errors

_LONGEST = 500  # reference, "Set webhook endpoint URL"


def webhook_get(call: ApiRequest) -> ApiResponse:
    courier = call.platform.courier
    if not courier.url:
        raise ApiError(404, errors.NOT_FOUND)
    return ApiResponse(body={"endpoint": courier.url, "active": courier.active})


def webhook_set(call: ApiRequest) -> ApiResponse:
    """Set the address. LINE accepts https only; the simulator accepts http too, for a bot on the same machine."""
    call.platform.courier.url = _address(call.json(), required=True)
    return ApiResponse()


async def webhook_test(call: ApiRequest) -> ApiResponse:
    body = call.json() if call.body else {}
    courier = call.platform.courier
    outcome = await courier.verify(_address(body, required=False) or courier.url)
    return ApiResponse(
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
        raise ApiError(400, "Invalid webhook endpoint URL")
    if len(address) > _LONGEST:
        raise ApiError(400, errors.body_has(1), [("endpoint", f"Length must be between 0 and {_LONGEST}")])
    return address

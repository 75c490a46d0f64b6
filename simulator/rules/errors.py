"""LINE's error texts (reference, "Error messages") and error responses."""

from typing import Any

BAD_TOKEN = (
    "Authentication failed due to the following reason: invalid token. "
    "Confirm that the access token in the authorization header is valid."
)
NO_TOKEN = "Authentication failed. Confirm that the access token in the authorization header is valid."
RATE = "The API rate limit has been exceeded. Try again later."
MONTHLY = "You have reached your monthly limit."
REPLY_TOKEN = "Invalid reply token"
RETRY_ACCEPTED = "The retry key is already accepted"
RETRY_INVALID = "Invalid retry key"
FAILED = "Failed to send messages"
TOO_LARGE = "Request exceeds the max size of 2MB"
INTERNAL = "Internal server error"
NOT_FOUND = "Not found"
EMPTY = "May not be empty"


def unsupported(mime: str) -> str:
    return f"The content type, {mime}, is not supported"


def unparsable(line: int, column: int) -> str:
    return f"The request body could not be parsed as JSON (line: {line}, column: {column})"


def property_invalid(name: str) -> str:
    return f"The property, '{name}', in the request body is invalid (line: -, column: -)"


def body_has(count: int) -> str:
    return f"The request body has {count} error(s)"


def message_invalid(index: int) -> str:
    return f"A message (messages[{index}]) in the request body is invalid"


def details(problems: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return (property, message) pairs in the form of ``details``."""
    return [{"message": message, "property": place} for place, message in problems]

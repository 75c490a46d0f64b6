"""The request and the response of an API call."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import orjson

from simulator.platform import Platform
from simulator.rules import errors


@dataclass(slots=True)
class ApiResponse:
    """The response to the bot. ``body`` is JSON unless ``raw`` is given; ``cost`` and ``detail`` go to the journal."""

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    mime: str = "application/json"
    cost: int = 0
    detail: dict[str, Any] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        return orjson.dumps(self.body) if self.raw is None else self.raw

    @property
    def reason(self) -> str:
        """Return why the call was refused, for the journal."""
        if self.status < 300 or not isinstance(self.body, dict):
            return ""
        first = (self.body.get("details") or [{}])[0]
        more = f" · {first['property']}: {first['message']}" if first.get("property") else ""
        return f"{self.body.get('message', self.body.get('error', ''))}{more}"


class ApiError(Exception):
    """Ends a call with LINE's error."""

    def __init__(self, status: int, message: str, problems: list[tuple[str, str]] | None = None) -> None:
        super().__init__(message)
        body: dict[str, Any] = {"message": message}
        if problems:
            body["details"] = errors.details(problems)
        self.answer = ApiResponse(status, body)


@dataclass(slots=True)
class ApiRequest:
    """The request as its handler gets it: ``path`` and ``query`` parameters, headers, raw body."""

    platform: Platform
    body: bytes
    path: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    request_id: str

    def form(self) -> dict[str, str]:
        """Return the body as a form, with the first value of each name."""
        return {name: values[0] for name, values in parse_qs(self.body.decode("utf-8", "replace")).items()}

    def json(self) -> dict[str, Any]:
        """Return the body as a JSON object, or refuse the call with LINE's 400 or 415."""
        mime = self.headers.get("Content-Type", "")
        if mime.split(";")[0].strip().lower() != "application/json":
            raise ApiError(415, errors.unsupported(mime))
        try:
            parsed = orjson.loads(self.body)
        except orjson.JSONDecodeError as error:
            raise ApiError(400, errors.unparsable(error.lineno, error.colno)) from None
        if not isinstance(parsed, dict):
            raise ApiError(400, errors.unparsable(1, 1))
        return parsed

"""Reads and writes the JSON of the control API, and turns errors into answers."""

from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from aiohttp import web

from simulator.clock import BackwardsError
from simulator.people import UnknownPersonError
from simulator.phone import RefusedError
from simulator.travel import UnderWayError

ControlHandler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answer(body: Any, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")


async def read_json(request: web.Request) -> dict[str, Any]:
    """Return the body as an object; an empty body is an empty object. Raises ValueError."""
    raw = await request.read()
    if not raw:
        return {}
    body = orjson.loads(raw)
    if not isinstance(body, dict):
        raise ValueError("the body must be a JSON object")
    return body


def polite(handler: ControlHandler) -> ControlHandler:
    """Answer a caller's mistake with 400, 404 or 409 and a reason, and not with a stack trace."""

    async def around(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except UnknownPersonError as error:
            return answer({"error": str(error)}, 404)
        except (RefusedError, UnderWayError) as error:
            return answer({"error": str(error)}, 409)
        except KeyError as error:
            return answer({"error": f"{error.args[0]} is missing"}, 400)
        except (BackwardsError, ValueError, TypeError) as error:
            return answer({"error": str(error)}, 400)

    return around

"""Refuses what a page of another site makes a browser send: the simulator has no passwords, and runs beside browsers.

A name in Host that is not this machine's means that another site's name was made to point here (DNS rebinding). An
Origin that is not the address of the simulator means that the call comes from another page.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware


def only_own_pages(host: str) -> Middleware:
    """Return the middleware of a simulator that listens on `host`."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        refusal = refused(request.headers.get("Host", ""), request.headers.get("Origin"), host)
        if refusal is None:
            return await handler(request)
        return web.json_response({"error": refusal, "message": refusal}, status=403)

    return check


def refused(called: str, origin: str | None, host: str) -> str | None:
    """Return why a request with these headers is refused, or None. `host` is what the simulator listens on."""
    name = _name_in(called)
    if name not in ("localhost", host.lower()) and not _is_ip_address(name):
        return (
            f"The simulator answers calls to an IP address, to localhost and to its --host, not to {name or 'no name'}."
        )
    if origin is not None and origin.lower() not in (f"http://{called.lower()}", f"https://{called.lower()}"):
        return f"The simulator answers its own page and programs, not a page of {origin}."
    return None


def _name_in(called: str) -> str:
    try:
        return urlsplit(f"//{called}").hostname or ""
    except ValueError:
        return ""


def _is_ip_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True

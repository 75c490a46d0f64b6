"""The web application: the Messaging API, the control API and the page."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from aiohttp import web

from simulator.api import chat, groups, login, menus, messages, oauth, webhook
from simulator.api.endpoint import ApiEndpoint, ApiHandler
from simulator.control import routes as control
from simulator.platform import Platform
from simulator.rules import errors
from simulator.rules.calls import CALLS
from simulator.visitors import only_own_pages

_STATIC = Path(__file__).parent / "static"
# The page shows what a bot sends and never runs it; pictures may come from any address.
_POLICY = (
    "default-src 'self'; img-src * data: blob:; media-src * blob:; style-src 'self' 'unsafe-inline'; object-src 'none'"
)
_MAX_UPLOAD = 64 * 1024 * 1024
_MODULES = (messages, chat, groups, webhook, menus, login, oauth)


def create_app(platform: Platform) -> web.Application:
    """Return the application of one port: api.line.me and api-data.line.me, ``/sim`` and the page at ``/``."""
    app = web.Application(client_max_size=_MAX_UPLOAD, middlewares=[only_own_pages(platform.settings.host)])
    for call in CALLS:
        app.router.add_route(call.method, call.path, ApiEndpoint(platform, call, _handler(call.name)).__call__)
    control.add_routes(app, platform)
    app.router.add_get("/", _page)
    app.router.add_static("/static", _STATIC)
    app.router.add_route("*", "/{elsewhere:.*}", _nothing)
    app.cleanup_ctx.append(_courier(platform))
    app.on_shutdown.append(_last_news(platform))
    return app


def _handler(name: str) -> ApiHandler:
    wanted = "validate" if name.startswith("validate_") else name
    for module in _MODULES:
        if found := getattr(module, wanted, None):
            return found  # type: ignore[no-any-return]
    raise LookupError(f"no handler for the call {name}")


def _courier(platform: Platform) -> Callable[[web.Application], AsyncIterator[None]]:
    async def around(_: web.Application) -> AsyncIterator[None]:
        await platform.courier.start()
        yield
        await platform.courier.stop()

    return around


def _last_news(platform: Platform) -> Callable[[web.Application], Awaitable[None]]:
    async def end(_: web.Application) -> None:
        platform.news.end()

    return end


async def _page(_: web.Request) -> web.FileResponse:
    return web.FileResponse(_STATIC / "index.html", headers={"Content-Security-Policy": _POLICY})


async def _nothing(_: web.Request) -> web.Response:
    return web.json_response({"message": errors.NOT_FOUND}, status=404)

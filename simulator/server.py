"""Runs a platform, in this thread until it is stopped, or in a thread of its own for a test."""

import asyncio
import json
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from simulator.app import create_app
from simulator.control.people import make_person
from simulator.platform import Platform
from simulator.rules.calls import CALLS
from simulator.settings import SimulatorSettings

# A connection is accepted a few rounds of the loop before the web server knows it. If the listening socket is closed in
# between, Python 3.11 neither serves nor closes that connection.
_ROUNDS_TO_BE_KNOWN = 5


def build(settings: SimulatorSettings) -> Platform:
    """Return a platform with LINE's rate limits and the people of the settings' file."""
    platform = Platform.build(settings)
    for call in CALLS:
        platform.rates.set(call.name, *call.rate)
    if settings.people is not None:
        for one in json.loads(settings.people.read_text(encoding="utf-8")):
            make_person(platform, one)
    return platform


async def serve(platform: Platform, ready: Callable[[int], None], stop: asyncio.Event) -> None:
    """Serve until ``stop``; call ``ready`` with the port."""
    runner = web.AppRunner(create_app(platform), access_log=None, handler_cancellation=False, shutdown_timeout=1.0)
    await runner.setup()
    host, port = platform.settings.host, platform.settings.port
    loop, answers = asyncio.get_running_loop(), runner.server
    if answers is None:
        raise RuntimeError("the runner has no server after its setup")
    try:
        server = await loop.create_server(answers, host, port, backlog=1024, reuse_address=True)
        ready(server.sockets[0].getsockname()[1])
        await stop.wait()
        for listening in server.sockets:
            loop.remove_reader(listening)
        for _ in range(_ROUNDS_TO_BE_KNOWN):
            await asyncio.sleep(0)
        server.close()
    finally:
        await runner.cleanup()


class ServerThread:
    """A platform on its own port in a daemon thread. The end of the ``with`` block stops it."""

    def __init__(self, settings: SimulatorSettings) -> None:
        self.platform = build(settings)
        self.port = 0
        self._ready = threading.Event()
        self._error: BaseException | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="simulator", daemon=True)

    @property
    def url(self) -> str:
        return f"http://{self.platform.settings.host}:{self.port}"

    def start(self) -> Self:
        self._thread.start()
        self._ready.wait()
        if self._error is not None:
            raise RuntimeError("the simulator did not start") from self._error
        return self

    def stop(self) -> None:
        if self._loop is not None and self._stop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except BaseException as error:
            self._error = error
        finally:
            self._ready.set()

    async def _main(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        await serve(self.platform, self._listen, self._stop)

    def _listen(self, port: int) -> None:
        self.port = port
        self._ready.set()


def settings_with(**given: Any) -> SimulatorSettings:
    """Return settings for a test: by default no latency and a free port."""
    defaults: dict[str, Any] = {"webhook": "", "secret": "secret", "token": "token", "port": 0, "latency_ms": 0.0}
    return SimulatorSettings(**{**defaults, **given})

"""`python -m bench.platform`: the simulator, which also prints thousands of events and counts what it accepts.

The load generator posts webhook calls itself, so it needs events whose reply tokens this simulator knows.
"""

import asyncio
import signal
import sys
import time
from datetime import UTC, datetime
from typing import Final

import orjson
from aiohttp import web

from simulator.app import create_app
from simulator.control.people import make_person
from simulator.people import SimulatedPerson
from simulator.phone import Phone
from simulator.platform import Platform
from simulator.server import build
from simulator.settings import SimulatorSettings
from simulator.webhook_sender import sign

TOKENS_LIVE: Final = 3600.0  # seconds; events are printed long before they are posted
SENT: Final = ("reply", "push")


class Printer:
    """Prints signed webhook calls of one event each, and counts which calls of the bot were accepted."""

    def __init__(self, platform: Platform, people: list[SimulatedPerson]) -> None:
        self._platform, self._people = platform, people
        self._spoken = 0
        self._counted, self._accepted, self._refused = 0, 0, 0

    async def events(self, request: web.Request) -> web.Response:
        """Return for `{"texts": […], "count": n}` lines of signature, blank and body, one person after the other."""
        given = orjson.loads(await request.read())
        lines = []
        for number in range(given["count"]):
            person = self._people[self._spoken % len(self._people)]
            self._spoken += 1
            event = Phone(self._platform, person).text(given["texts"][number % len(given["texts"])])
            body = orjson.dumps({"destination": self._platform.bot_id, "events": [event]})
            lines.append(sign(self._platform.settings.secret, body).encode() + b" " + body)
        return web.Response(body=b"\n".join(lines))

    async def progress(self, _: web.Request) -> web.Response:
        """Return how many messages were accepted and calls refused so far; since the last call, who got which when (one
        call may answer several events), the accepted calls with their receivers, and why calls were refused. Instants
        are of the real clock."""
        written = self._platform.journal.since(self._counted)
        entries = [entry for entry in written if entry.name in SENT]
        self._counted = self._platform.journal.last
        news = [
            (entry.detail["to"][0], entry.at)
            for entry in entries
            if entry.status == 200
            for _ in orjson.loads(entry.response)["sentMessages"]
        ]
        refusals = [
            f"{entry.name} {entry.status} {entry.response.decode()}" for entry in entries if entry.status != 200
        ]
        self._accepted += len(news)
        self._refused += len(refusals)
        calls = [
            (entry.name, entry.detail["to"], entry.at)
            for entry in written
            if entry.name in (*SENT, "multicast") and entry.status == 200
        ]
        found = {"accepted": self._accepted, "refused": self._refused, "news": news, "refusals": refusals}
        found["calls"] = calls
        return web.Response(body=orjson.dumps(found))


async def main(settings: SimulatorSettings, user_ids: list[str]) -> None:
    platform = build(settings)
    platform.dials.reply_token_life = TOKENS_LIVE
    people = [make_person(platform, {"userId": user, "displayName": f"ผู้เข้าร่วม {user[-5:]}"}) for user in user_ids]
    printer = Printer(platform, people)
    app = web.Application(client_max_size=2**24)
    app.router.add_post("/bench/events", printer.events)
    app.router.add_get("/bench/progress", printer.progress)
    app.add_subapp("/line", create_app(platform))
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=False, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, settings.host, settings.port, backlog=1024).start()
    print(runner.addresses[0][1], flush=True)
    await stop.wait()
    await runner.cleanup()


if __name__ == "__main__":
    from bench.people import user_ids

    secret, token, latency, count, ahead = sys.argv[1:]
    start = datetime.fromtimestamp(time.time() + float(ahead), UTC)
    asyncio.run(
        main(
            SimulatorSettings(webhook="", secret=secret, token=token, port=0, latency_ms=float(latency), start=start),
            user_ids(int(count)),
        )
    )

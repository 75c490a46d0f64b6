"""``python -m simulator``: the platform and its page on one port, until Ctrl-C."""

import argparse
import asyncio
import json
import signal
import sys
from datetime import datetime
from pathlib import Path

from simulator.server import build, serve
from simulator.settings import SimulatorSettings
from simulator.travel import NamedInstant


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m simulator", description="The LINE platform on localhost, for one bot.")
    parser.add_argument("--webhook", required=True, metavar="URL", help="where the bot takes its webhooks")
    parser.add_argument("--secret", required=True, help="channel secret: webhooks are signed with it")
    parser.add_argument("--token", required=True, help="channel access token the bot has to show")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=9000, help="port of the API and the page (0: any free one)")
    parser.add_argument("--basic-id", default="@castbot", metavar="@ID", help="the bot's basic ID")
    parser.add_argument("--name", default="CAST Field Bot", help="the bot's display name")
    parser.add_argument(
        "--channel-id", default="1234567890", metavar="ID", help="channel ID (client_id) for tokens and login"
    )
    parser.add_argument("--clock-file", type=Path, metavar="PATH", help="file that tells others the virtual time")
    parser.add_argument("--start", type=datetime.fromisoformat, metavar="ISO", help="virtual time to begin at")
    parser.add_argument(
        "--stops", type=read_stops, default=(), metavar="FILE", help="JSON list of named instants to travel to"
    )
    parser.add_argument(
        "--allow-http-images", action="store_true", help="take http addresses of pictures, as LINE would not"
    )
    parser.add_argument("--people", type=Path, metavar="FILE", help="JSON list of people")
    parser.add_argument("--latency-ms", type=float, default=120.0, metavar="MS", help="how long every answer takes")
    parser.add_argument("--seed", type=int, help="makes ids, chances and orders repeatable")
    return parser


def read_stops(file: str) -> tuple[NamedInstant, ...]:
    return tuple(NamedInstant.read(one) for one in json.loads(Path(file).read_text(encoding="utf-8")))


async def main(settings: SimulatorSettings) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve(build(settings), lambda port: print(f"http://{settings.host}:{port}/", flush=True), stop)


if __name__ == "__main__":
    try:
        asyncio.run(main(SimulatorSettings(**vars(arguments().parse_args()))))
    except (ValueError, OSError) as error:
        sys.exit(f"simulator: {error}")

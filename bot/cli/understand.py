"""`python -m bot understand`: shows how messages are understood."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime

import orjson

from bot.settings import SettingsError, read_settings
from programmes import ProgrammeError, load
from thai.context import ANYBODY, BANGKOK, Context
from thai.understand import understand

ROLES = ("participant", "mentor", "coordinator")


def main(argv: Sequence[str]) -> int:
    """Print one JSON object for each message. With `-` as TEXT, read one message per line from standard input."""
    parser = argparse.ArgumentParser(prog="python -m bot understand", description=__doc__)
    parser.add_argument("text", metavar="TEXT", nargs="+", help="the message, or - for a message per line")
    parser.add_argument("--at", metavar="ISO", help="when it was sent; Bangkok's time unless it says otherwise")
    parser.add_argument("--role", choices=ROLES, default=ANYBODY, help="who says it (default: anybody)")
    parser.add_argument("--district", metavar="CODE", help="geothai's 4-digit code of the speaker's district")
    arguments = parser.parse_args(argv)
    try:
        settings = read_settings()
        programme = load(settings.programme)
        at = _moment(arguments.at) if arguments.at else settings.clock().now()
    except (SettingsError, ProgrammeError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except ValueError:
        parser.error(f"--at: {arguments.at!r} is not an ISO date or time")
    context = Context(at, arguments.role, arguments.district, programme=programme)
    for message in _messages(" ".join(arguments.text)):
        sys.stdout.buffer.write(orjson.dumps(understand(message, context).to_json()) + b"\n")
        sys.stdout.buffer.flush()
    return 0


def _messages(text: str) -> Iterator[str]:
    """Yield the message, or the lines of standard input. Bytes that are not UTF-8 become question marks."""
    if text == "-":
        for line in sys.stdin.buffer:
            yield line.decode(errors="replace").rstrip("\r\n")
    else:
        yield text.encode(errors="replace").decode()


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=BANGKOK)

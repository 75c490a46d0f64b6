"""`python -m bot understand`: shows what a message is understood to mean, one line or many."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import orjson

from bot.thai.context import BANGKOK, Context, ProgrammeDates
from bot.thai.understand import understand
from programmes import ProgrammeError, load

ROLES = ("participant", "mentor", "coordinator")


def main(argv: Sequence[str], now: datetime | None = None) -> int:
    """Prints one JSON object a message; TEXT `-` reads a message per line from standard input."""
    parser = argparse.ArgumentParser(prog="python -m bot understand", description=__doc__)
    parser.add_argument("text", metavar="TEXT", nargs="+", help="the message, or - for a message per line")
    parser.add_argument("--at", metavar="ISO", help="when it was sent; Bangkok's time unless it says otherwise")
    parser.add_argument("--role", choices=ROLES, default="participant", help="who says it (default: %(default)s)")
    parser.add_argument("--district", metavar="CODE", help="geothai's 4-digit code of the speaker's district")
    arguments = parser.parse_args(argv)
    try:
        at = _moment(arguments.at) if arguments.at else now or datetime.now(BANGKOK)
    except ValueError:
        parser.error(f"--at: {arguments.at!r} is not an ISO date or time")
    try:
        programme = _programme()
    except ProgrammeError as error:
        sys.stderr.write(f"PROGRAMME: {error}\n")
        return 2
    context = Context(at, arguments.role, arguments.district, programme=programme)
    text = " ".join(arguments.text)
    lines = (line.rstrip("\r\n") for line in sys.stdin) if text == "-" else (text,)
    for line in lines:
        sys.stdout.buffer.write(orjson.dumps(understand(line, context).to_json()) + b"\n")
    sys.stdout.buffer.flush()
    return 0


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=BANGKOK)


def _programme() -> ProgrammeDates | None:
    """The programme whose phases and weeks are meant; without one those words mean nothing."""
    folder = Path(os.environ.get("PROGRAMME", "programmes/cast-2566"))
    file = folder / "programme.toml" if folder.is_dir() else folder
    return load(file) if file.is_file() else None

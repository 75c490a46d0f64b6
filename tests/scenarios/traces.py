"""Byte searches: whether what was taken back or erased is still anywhere on disk or in a table."""

import time
from pathlib import Path

from sqlalchemy import text

from models.storage.base import Base
from tests.running_bot import RunningBot
from tests.scenarios.many_people import PATIENCE, settled


def traces(running: RunningBot, canary: str | bytes) -> list[str]:
    """Where a canary is still found: files of the database and of the media store, or PostgreSQL's tables."""
    needle = canary.encode() if isinstance(canary, str) else canary
    media_dir = running.bot.settings.media_dir
    files = [path for path in media_dir.rglob("*") if path.is_file()]
    url = running.bot.settings.database_url
    if url.startswith("sqlite"):
        files += media_dir.parent.glob("castbot.db*")
    found = [str(path) for path in files if needle in _content(path)]
    if url.startswith("sqlite"):
        return found
    with running.database.read() as session:
        for table in Base.metadata.sorted_tables:
            rows = session.execute(text(f'SELECT t::text FROM "{table.name}" t')).scalars()
            found += [table.name for row in rows if needle in row.encode()]
    return found


def _content(path: Path) -> bytes:
    """What a file holds; nothing when it has gone since it was listed (a half-written one gets its name, or goes)."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def gone(running: RunningBot, canary: str | bytes) -> bool:
    """Whether a canary is nowhere once what is under way has been said; AssertionError names where it still is."""
    settled(running)
    until = time.monotonic() + PATIENCE
    while found := traces(running, canary):
        assert time.monotonic() < until, found
        time.sleep(0.05)
    return True

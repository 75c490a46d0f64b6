"""`python -m bench.backups [--activities N] [--photos N]`: how long a backup and its restore take, how large the file
is, and how much later calls are acknowledged meanwhile. Photos are random bytes: as hard to compress as real ones."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import Final

from sqlalchemy import insert

from bench import history, load, measures, systems
from bench.processes import Program
from bench.systems import BEGAN, BotProcesses, PlatformProcess
from models.activities.media import Media, MediaKind, MediaState
from models.storage.database import Database
from services.media.store import FolderStore

Measured = tuple[str, float, str]
ACTIVITIES: Final = 1_000_000
PHOTOS: Final = 5_000
PHOTO_BYTES: Final = 100_000
CALLS_A_SECOND: Final = 200
SECONDS: Final = 20  # of calls without a backup
PORTION: Final = 3  # seconds of calls between two looks whether the backup is made


def run(activities: int = ACTIVITIES, photos: int = PHOTOS) -> Iterator[Measured]:
    """Yield rows of (what, value, unit), for SQLite and then PostgreSQL."""
    with systems.scratch() as folder, systems.postgres_server() as address:
        for name in ("SQLite", "PostgreSQL"):
            own = folder / name
            own.mkdir()
            on_server = name == "PostgreSQL"
            url, empty = (systems.postgres_url(address) if on_server else systems.sqlite_url(own) for _ in range(2))
            systems.prepare(url)
            history.fill(url, activities)
            _add_photos(url, own / "media", photos)
            yield from _measure(name, own, url, empty)


def _measure(name: str, folder: Path, url: str, empty: str) -> Iterator[Measured]:
    file = folder / "castbot.tar.zst"
    with PlatformProcess(folder) as platform, systems.our_bot(name, folder, platform, url, (("web",),)) as bot:
        measures.warm_up(platform, bot)
        alone = acknowledged(platform, bot, SECONDS)
        began = monotonic()
        beside: list[float] = []
        with _command(folder, url, folder / "media", "backup", str(file)) as making:
            while making.process.poll() is None:
                beside += acknowledged(platform, bot, PORTION)
        seconds = monotonic() - began
    yield f"{name}: backup beside {CALLS_A_SECOND} calls a second, to {PORTION} s", seconds, "s"
    yield f"{name}: its file", file.stat().st_size / 1e6, "MB"
    for share, said in ((0.5, "p50"), (0.99, "p99"), (1.0, "slowest")):
        yield f"{name}: acknowledged without a backup, {said}", 1000 * at_share(alone, share), "ms"
        yield f"{name}: acknowledged during a backup, {said}", 1000 * at_share(beside, share), "ms"
    yield f"{name}: p99 during ÷ without (aim < 1.5)", at_share(beside, 0.99) / at_share(alone, 0.99), "×"
    began, cpu = monotonic(), os.times().children_user
    with _command(folder, empty, folder / "restored", "restore", str(file)) as restoring:
        if restoring.process.wait() != 0:
            raise RuntimeError(f"the restore failed; see {folder / 'command.log'}")
    yield f"{name}: restore (aim < 120)", monotonic() - began, "s"
    yield f"{name}: restore, processor", os.times().children_user - cpu, "s"


def acknowledged(platform: PlatformProcess, bot: BotProcesses, seconds: int) -> list[float]:
    """Return how long calls waited for their answer, in seconds. Raises RuntimeError if one was refused."""
    posted = load.evenly(platform.calls(seconds * CALLS_A_SECOND, bot.port), bot.port, CALLS_A_SECOND)
    if set(posted.statuses) != {200}:
        raise RuntimeError(f"calls were refused: {posted.statuses}")
    return posted.latencies


def at_share(latencies: list[float], share: float) -> float:
    return sorted(latencies)[min(len(latencies) - 1, int(share * len(latencies)))]


def _command(folder: Path, url: str, media: Path, *words: str) -> Program:
    environment = {"DATABASE_URL": url, "MEDIA_DIR": str(media), "BACKUP_DIR": str(folder / "backups")}
    return Program(["-m", "bot", *words], environment, folder / "command.log")


def _add_photos(url: str, folder: Path, count: int) -> None:
    store, columns = FolderStore(folder), {"state": MediaState.STORED, "kind": MediaKind.PHOTO, "attempts": 0}
    with closing(Database(url)) as database, database.write() as session:
        for number in range(count):
            named = {"sha256": store.put(os.urandom(PHOTO_BYTES)), "message_id": f"P{number}", "person_id": 1}
            times = {"created_at": BEGAN, "due_at": BEGAN}
            session.execute(insert(Media).values(columns | named | times | {"chat_key": "U1"}))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.backups", description=__doc__)
    parser.add_argument("--activities", type=int, default=ACTIVITIES)
    parser.add_argument("--photos", type=int, default=PHOTOS)
    arguments = parser.parse_args()
    for what, value, unit in run(arguments.activities, arguments.photos):
        sys.stdout.write(f"{what}: {value:.1f} {unit}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

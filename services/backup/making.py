"""Makes a backup: a snapshot of the database, then the media that it names, in one file."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import orjson

from models.storage.database import Database
from services.backup.archive import ArchiveWriter, writing
from services.backup.contents import ABOUT, MANIFEST, BackupDescription, Manifest
from services.backup.problems import BackupError
from services.backup.snapshot import Snapshot, forget, snapshot
from services.backup.tables import TableShape
from services.media.store import THUMBNAIL, MediaStore

PART: Final = 4 << 20  # bytes of a table in one member
VERSION: Final = "0.1.0"
_UNFINISHED: Final = re.compile(r"\.(\d+)\.part")

Progress = Callable[[int, int], None]  # rows and files that are done, of how many in all; called often


@dataclass(frozen=True, slots=True)
class BackupMade:
    """What was written: the instant it is of, rows, files, bytes of the file, and media that were missing."""

    at: datetime
    rows: int
    files: int
    size: int
    missing: tuple[str, ...]


def make(
    database: Database,
    media: MediaStore,
    file: Path,
    now: Callable[[], datetime],
    *,
    public_key: str | None = None,
    progress: Progress = lambda *_: None,
) -> BackupMade:
    """Write a backup to a new file. It is there as a whole or not at all. Raises BackupError."""
    if file.exists():
        raise BackupError("backup-exists", file=str(file))
    remove_unfinished(file.parent)
    with _whole(file) as part:
        with writing(part, public_key) as archive, snapshot(database, part.with_suffix(".part.db"), now) as found:
            about = _about(found, database)
            archive.add_bytes(ABOUT, about.to_bytes())
            done = 0
            for table in found.tables:
                for rows in _add_table(archive, found, table):
                    done += rows
                    progress(done, about.rows)
            missing = tuple(_add_media(archive, media, found))
            manifest = Manifest(dict(archive.sums), missing)
            archive.add_bytes(MANIFEST, manifest.to_bytes())
        size = part.stat().st_size
    files = sum(1 for name in manifest.members if name.startswith("media/"))
    return BackupMade(about.at, about.rows, files, size, missing)


def remove_unfinished(folder: Path) -> None:
    """Remove what a backup has left here whose process was killed."""
    for left in folder.glob(".*.part*") if folder.is_dir() else ():
        found = _UNFINISHED.search(left.name)
        if found and not Path(f"/proc/{found[1]}").exists():
            forget(left)


@contextmanager
def _whole(file: Path) -> Iterator[Path]:
    """Yield a name beside `file` that becomes its name at the end."""
    part = file.parent / f".{file.name}.{os.getpid()}.part"
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.unlink(missing_ok=True)
        yield part
        part.replace(file)
        folder = os.open(file.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    except OSError as error:
        raise BackupError("backup-cannot-write", folder=str(file.parent), why=str(error.strerror)) from error
    finally:
        part.unlink(missing_ok=True)


def _about(found: Snapshot, database: Database) -> BackupDescription:
    counts = {table.name: found.count(table) for table in found.tables}
    kind = "sqlite" if database.is_sqlite else "postgresql"
    return BackupDescription(found.at, VERSION, found.schema, kind, found.tables, counts)


def _add_table(archive: ArchiveWriter, found: Snapshot, table: TableShape) -> Iterator[int]:
    """Add a table in parts. Yield how many rows were read each time."""
    for number, part in enumerate(parts(found, table)):
        archive.add_bytes(part_name(table, number), part.data)
        yield part.rows


def part_name(table: TableShape, number: int) -> str:
    return f"tables/{table.name}/{number:05}.jsonl"


@dataclass(frozen=True, slots=True)
class TablePart:
    """Some rows of a table as they are written, a line each."""

    data: bytes
    rows: int


def parts(found: Snapshot, table: TableShape) -> Iterator[TablePart]:
    """Yield a table in parts: whole lines, each part a little over PART bytes but the last."""
    lines: list[bytes] = []
    size = rows = 0
    for some in found.rows(table):
        text = b"\n".join(map(orjson.dumps, some)) + b"\n"
        lines.append(text)
        size, rows = size + len(text), rows + len(some)
        if size >= PART:
            yield TablePart(b"".join(lines), rows)
            lines, size, rows = [], 0, 0
    if rows:
        yield TablePart(b"".join(lines), rows)


def _add_media(archive: ArchiveWriter, media: MediaStore, found: Snapshot) -> Iterator[str]:
    """Add the files that the snapshot names. Yield the hashes of those that are not there: they were unsent or erased
    since, or somebody has deleted them."""
    for sha256 in found.files():
        for read, name in ((media.original, sha256), (media.thumbnail, sha256 + THUMBNAIL)):
            try:
                data = read(sha256)
            except FileNotFoundError:
                if name == sha256:
                    yield sha256
            except OSError as error:
                raise BackupError(
                    "media-unreadable", setting=media.setting, place=media.place, why=str(error.strerror)
                ) from error
            else:
                archive.add_bytes(f"media/{name}", data)

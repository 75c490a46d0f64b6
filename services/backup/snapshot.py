"""One instant of a database, read for as long as it takes while others write.

On PostgreSQL it is one transaction with a snapshot of its own. SQLite keeps no older rows for readers outside WAL: a
reader would stop all writers until it has read everything. So its file is copied, and the copy is read. It is copied
twice: first as it is while others write, then, with writers kept away, those pieces that have changed meanwhile. The
second time takes as long as to compare two files in memory, about a fifth of a second for a gigabyte.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from models import schema
from models.storage.database import Database
from services.backup.problems import BackupError
from services.backup.tables import ColumnKind, TableShape, shapes, without_fractions

AT_ONCE: Final = 2000  # rows
_BLOCK: Final = 1 << 20  # bytes that are compared at once
_SPARE: Final = 64 << 20  # bytes of room that must be left beside a copy

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A database at the instant `at`, with the schema of the revision `schema`."""

    at: datetime
    schema: str
    tables: tuple[TableShape, ...]
    connection: Connection

    def count(self, table: TableShape) -> int:
        found: int = self.connection.execute(text(f'SELECT count(*) FROM "{table.name}"')).scalar_one()  # noqa: S608
        return found

    def rows(self, table: TableShape) -> Iterator[list[Row]]:
        """Yield all rows of a table, some at a time, as they are written."""
        json = table.places(ColumnKind.JSON)
        for rows in _read(self.connection, table):
            yield list(without_fractions(rows, json)) if json else rows

    def files(self) -> Iterator[str]:
        """Yield the hashes of all media that are stored, each once, in order."""
        found = text("SELECT DISTINCT sha256 FROM media WHERE sha256 IS NOT NULL ORDER BY sha256")
        yield from self.connection.execute(found).scalars()


def of_connection(connection: Connection, at: datetime) -> Snapshot:
    """Return what a transaction sees. Raises BackupError if the database was never migrated."""
    revision = schema.revision(connection)
    if revision is None:
        raise BackupError("backup-never-migrated")
    return Snapshot(at, revision, tuple(shapes(connection)), connection)


def _no_time() -> datetime:
    """The instant of a snapshot of which nobody asks it."""
    return datetime.min.replace(tzinfo=UTC)


@contextmanager
def snapshot(database: Database, scratch: Path, now: Callable[[], datetime] = _no_time) -> Iterator[Snapshot]:
    """Yield a snapshot of a database. `scratch` is where a copy of a SQLite database may stand meanwhile."""
    if not database.is_sqlite:
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with database.engine.connect().execution_options(**options) as connection, connection.begin():
            at = now()
            yield of_connection(connection, at)
        return
    try:
        at = _copy(database, scratch, now)
        with opened(scratch) as connection:
            if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
                raise BackupError("backup-database-damaged")
            yield of_connection(connection, at)
    finally:
        forget(scratch)


@contextmanager
def opened(scratch: Path) -> Iterator[Connection]:
    """Open a file that nobody else has."""
    engine = create_engine(f"sqlite:///{scratch}", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def forget(scratch: Path) -> None:
    """Remove a copy and what SQLite and our locks have put beside it."""
    for beside in scratch.parent.glob(f"{scratch.name}*"):
        beside.unlink(missing_ok=True)


def _read(connection: Connection, table: TableShape) -> Iterator[list[Row]]:
    statement = table.select(connection.dialect.name)
    driver: Any = connection.connection.driver_connection
    of_server = connection.dialect.name == "postgresql"
    with closing(driver.cursor(name="backup") if of_server else driver.cursor()) as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(AT_ONCE):
            yield rows


# ── a copy of a SQLite file ──


def _copy(database: Database, copy: Path, now: Callable[[], datetime]) -> datetime:
    """Copy the database, and return the instant of the copy. Raises BackupError if there is no room for it."""
    source = Path(str(database.url.database))
    if not source.exists():
        raise BackupError("backup-never-migrated")
    if shutil.disk_usage(copy.parent).free < source.stat().st_size + _SPARE:
        raise BackupError("backup-no-room", folder=str(copy.parent))
    with database.engine.connect() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    return _copied_in_wal(database, copy, now) if mode == "wal" else _copied_twice(database, source, copy, now)


def _copied_in_wal(database: Database, copy: Path, now: Callable[[], datetime]) -> datetime:
    """SQLite's own backup, in one step: in WAL it stops no writer."""
    with closing(database.engine.raw_connection()) as connection, closing(sqlite3.connect(copy)) as target:
        at = now()
        connection.driver_connection.backup(target)  # type: ignore[union-attr]
        target.execute("PRAGMA journal_mode=DELETE")
    return at


def _copied_twice(database: Database, source: Path, copy: Path, now: Callable[[], datetime]) -> datetime:
    """1. Copy the file while others write. 2. Keep writers away, and copy the blocks that are different.

    The file is closed last of all: closing it ends every lock that this process holds on it, as POSIX wants it. So no
    process may do this that has other connections to the database; a backup has a process of its own.
    """
    with source.open("rb", buffering=0) as original, copy.open("x+b", buffering=0) as copied:
        copy.chmod(0o600)
        while block := original.read(_BLOCK):
            copied.write(block)
        with database.exclusive(), database.engine.connect() as connection:
            # A lock that keeps away also writers who are not ours; a commit that a kill left half done is undone.
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
            at = now()
            _make_same(original.fileno(), copied.fileno())
        database.engine.dispose()
    return at


def _make_same(original: int, copied: int) -> None:
    size = os.fstat(original).st_size
    os.ftruncate(copied, size)
    for place in range(0, size, _BLOCK):
        block = os.pread(original, _BLOCK, place)
        if block != os.pread(copied, _BLOCK, place):
            os.pwrite(copied, block, place)

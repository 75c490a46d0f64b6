"""Restores a backup into an empty database and an empty store of media: all of it, or nothing.

1. Bring the empty database to the schema with which the backup was made.
2. Load rows and media, as they come in the file.
3. Compare every member with the sum that the last member says, and the number of rows.
4. Update the schema to this version's.
5. Erase who was erased since, and settle what was due meanwhile.
6. Commit. On SQLite, the database is made beside and gets its name only now.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from models import schema
from models.storage.database import Database
from services.backup import archive
from services.backup.contents import ABOUT, MANIFEST, BackupDescription, Manifest
from services.backup.loading import loading
from services.backup.making import Progress, part_name, parts
from services.backup.problems import BackupError
from services.backup.snapshot import Snapshot, forget, of_connection
from services.media.store import MARK, MediaStore, NotEmpty, Restoring

LONGEST: Final = 256 << 20  # bytes of a member that is read as a whole

Afterwards = Callable[[Session, BackupDescription], None]  # what is to be done before the restored data is anybody's


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: what the backup says of itself, how many files, and which media it never had."""

    about: BackupDescription
    files: int
    missing: tuple[str, ...]


def restore(
    file: Path,
    url: str,
    media: MediaStore,
    afterwards: Afterwards,
    *,
    secret: str = "",
    private_key: Path | None = None,
    progress: Progress = lambda *_: None,
) -> Restored:
    """Restore a backup into the database at `url` and the store `media`. Raises BackupError; then both stay empty."""
    with closing(Database(url, secret=secret)) as database, _restoring(media) as take:
        into = _into_sqlite(database, secret) if database.is_sqlite else _into_postgres(database)
        with into as target:
            done = read_into(target, file, afterwards, take, private_key=private_key, progress=progress)
            os.sync()  # the files; the commit comes now
            return done


@dataclass(slots=True)
class Target:
    """A connection to an empty database. `foreign_keys_hold` ends a transaction so that they hold in the next."""

    database: Database
    connection: Connection
    foreign_keys_hold: Callable[[], None]


def read_into(
    target: Target,
    file: Path,
    afterwards: Afterwards,
    take: Restoring | None,
    *,
    private_key: Path | None = None,
    progress: Progress = lambda *_: None,
    read_again: bool = False,
) -> Restored:
    """Steps 1 to 5. Without `take` the media are only compared with their sums. With `read_again` every table is read
    again from the database, and has to be what the backup has. Raises BackupError."""
    connection = target.connection
    with archive.reading(file, private_key) as members:
        name, content = next(members, (None, None))
        if name != ABOUT or content is None:
            raise BackupError("backup-is-none")
        about = BackupDescription.from_bytes(content.read(LONGEST))
        if not schema.knows(about.schema):
            raise BackupError("backup-of-newer-version", version=about.version)
        sums = {ABOUT: content.sha256}
        schema.upgrade(connection, about.schema)
        manifest, rows, files = None, 0, 0
        with loading(connection, about.tables) as loader:
            for name, content in members:
                found = archive.MEMBER.fullmatch(name)
                if name == MANIFEST:
                    manifest = Manifest.from_bytes(content.read(LONGEST))
                elif found and found["table"]:
                    rows += loader.load(found["table"], content.read(LONGEST))
                    sums[name] = content.sha256
                elif found and found["media"]:
                    _take(found["media"], content, take)
                    sums[name], files = content.sha256, files + 1
                progress(rows, about.rows)
        if manifest is None or manifest.members != sums or loader.counts != about.counts:
            raise BackupError("backup-is-damaged")
        if read_again and _sums_of_tables(of_connection(connection, about.at)) != {
            name: sums[name] for name in sums if name.startswith("tables/")
        }:
            raise BackupError("backup-reads-otherwise")
    target.foreign_keys_hold()
    schema.upgrade(connection)
    with target.database.within(connection) as session:
        afterwards(session, about)
    return Restored(about, files, manifest.missing)


def _sums_of_tables(found: Snapshot) -> dict[str, str]:
    """Return the SHA-256 of each member that a backup of these tables would have."""
    return {
        part_name(table, number): hashlib.sha256(part.data).hexdigest()
        for table in found.tables
        for number, part in enumerate(parts(found, table))
    }


# ── databases ──


@contextmanager
def _into_postgres(database: Database) -> Iterator[Target]:
    try:
        with database.engine.connect() as connection, connection.begin():
            _must_be_empty(connection)
            _drop_empty(connection)
            yield Target(database, connection, lambda: None)  # they hold as soon as they are made again
    except OperationalError as error:
        raise BackupError("restore-no-database", why=type(error.orig).__name__) from error


@contextmanager
def _into_sqlite(database: Database, secret: str) -> Iterator[Target]:
    path = Path(str(database.url.database))
    if path.exists():
        try:
            with database.engine.connect() as connection:
                _must_be_empty(connection)
        except DBAPIError as error:
            raise BackupError("restore-no-database", why=type(error.orig).__name__) from error
    new = path.with_name(f"{path.name}{MARK}")
    forget(new)
    try:
        with sqlite_target(new, secret) as target:
            yield target
        with new.open("rb") as written:
            os.fsync(written.fileno())
        database.engine.dispose()
        for beside in ("-journal", "-wal", "-shm"):
            path.with_name(f"{path.name}{beside}").unlink(missing_ok=True)
        new.replace(path)
    finally:
        forget(new)


@contextmanager
def sqlite_target(path: Path, secret: str = "") -> Iterator[Target]:
    """Yield a new SQLite file that nobody else has. It needs no journal: if this fails, it is thrown away."""
    with closing(Database(f"sqlite:///{path}", secret=secret)) as database, database.engine.connect() as connection:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "secure_delete=ON"):
            connection.connection.driver_connection.execute(f"PRAGMA {pragma}")  # type: ignore[union-attr]

        def foreign_keys_hold() -> None:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if broken is not None:
                raise BackupError("backup-is-damaged")
            connection.commit()
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]

        yield Target(database, connection, foreign_keys_hold)
        connection.commit()
        if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one() != "ok":
            raise BackupError("backup-is-damaged")


def _must_be_empty(connection: Connection) -> None:
    """Raise BackupError if there is a row of anything. A schema without rows is nothing."""
    for name in inspect(connection).get_table_names():
        if name == "alembic_version":
            continue
        if connection.exec_driver_sql(f'SELECT 1 FROM "{name}" LIMIT 1').first() is not None:  # noqa: S608
            raise BackupError("restore-not-empty", table=name)


def _drop_empty(connection: Connection) -> None:
    """Take away the empty tables of another version."""
    for name in inspect(connection).get_table_names():
        connection.exec_driver_sql(f'DROP TABLE "{name}" CASCADE')


# ── media ──


@contextmanager
def _restoring(media: MediaStore) -> Iterator[Restoring]:
    """Raises BackupError if the store has files that no restore has left, or takes none."""

    def cannot_write(error: OSError) -> BackupError:
        return BackupError("backup-cannot-write", folder=media.place, why=str(error.strerror))

    with ExitStack() as stack:
        try:
            take = stack.enter_context(media.restoring())
        except NotEmpty as error:
            raise BackupError("restore-media-not-empty", setting=media.setting, folder=media.place) from error
        except OSError as error:
            raise cannot_write(error) from error

        def write(name: str, data: bytes) -> None:
            try:
                take(name, data)
            except OSError as error:
                raise cannot_write(error) from error

        yield write


def _take(name: str, content: archive.Hashing, take: Restoring | None) -> None:
    if take is not None:
        take(name, content.read(LONGEST))
    else:
        while content.read(archive.PIECE):
            pass

"""Purging: makes the database's own files forget rows that were deleted or changed.

A database keeps such rows in its files for a while: SQLite in its write-ahead log, PostgreSQL also in its tables until
they are vacuumed, in its statistics, and in its write-ahead log until a segment is used again.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from models.storage.database import Database

CHECKPOINT: Final = "CHECKPOINT"
# A segment without a record cannot be ended, so one is written.
ANOTHER_SEGMENT: Final = "SELECT pg_logical_emit_message(false, 'purge', ''), pg_switch_wal()"
MOST_SEGMENTS: Final = 512  # of the write-ahead log; each has 16 MB


@dataclass(frozen=True, slots=True)
class PurgeStep:
    """One step of a purge, and whether the database let us do it."""

    name: str
    done: bool


def purge(database: Database) -> list[PurgeStep]:
    """Rewrite all tables and the write-ahead log. It needs the database for itself for a while, and on PostgreSQL a
    superuser for all of it: what is not allowed is in the result as not done."""
    return list(_sqlite(database) if database.is_sqlite else _postgres(database))


def _sqlite(database: Database) -> Iterator[PurgeStep]:
    with database.exclusive(), closing(database.engine.raw_connection()) as connection:
        cursor = connection.cursor()  # as it is, because SQLAlchemy would begin a transaction
        yield _tried_on(cursor, "vacuum", "VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (busy, *_) = cursor.fetchone() or (1,)  # 1: somebody reads or writes at this moment
        yield PurgeStep("log", done=not busy)


def _tried_on(cursor: Any, name: str, statement: str) -> PurgeStep:
    try:
        cursor.execute(statement)
    except sqlite3.OperationalError:  # somebody reads or writes at this moment
        return PurgeStep(name, done=False)
    return PurgeStep(name, done=True)


def _postgres(database: Database) -> Iterator[PurgeStep]:
    with _outside_transactions(database) as connection:
        yield _tried(connection, "vacuum", "VACUUM (FULL, ANALYZE)")
        yield PurgeStep("log", done=_overwrite_log(connection))


def _overwrite_log(connection: Connection) -> bool:
    """Overwrite every segment of the write-ahead log. Return False if this is not allowed.

    1. Begin another segment, so that the checkpoint needs no older one; these are kept to be used again, as they are.
    2. Begin as many segments as there are: what is left of one when the next is begun is filled with zeros.
    """
    if not all(_tried(connection, "log", statement).done for statement in (ANOTHER_SEGMENT, CHECKPOINT)):
        return False
    try:
        segments = connection.execute(text("SELECT count(*) FROM pg_ls_waldir()")).scalar_one()
    except DBAPIError:
        return False
    begun = min(segments + 1, MOST_SEGMENTS)
    overwritten = all(_tried(connection, "log", ANOTHER_SEGMENT).done for _ in range(begun))
    return overwritten and _tried(connection, "log", CHECKPOINT).done and segments < MOST_SEGMENTS


def _tried(connection: Connection, name: str, statement: str) -> PurgeStep:
    try:
        connection.execute(text(statement))
    except DBAPIError:  # not allowed to this user, or busy
        return PurgeStep(name, done=False)
    return PurgeStep(name, done=True)


@contextmanager
def _outside_transactions(database: Database) -> Iterator[Connection]:
    with database.engine.connect() as connection:
        yield connection.execution_options(isolation_level="AUTOCOMMIT")

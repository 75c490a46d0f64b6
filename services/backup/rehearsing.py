"""Rehearses an update of the schema on a copy of the database, to say what would run and for how long."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from sqlalchemy import Connection, text

from models import schema
from models.schema import SchemaStep
from models.storage.database import Database
from services.backup.loading import loading
from services.backup.problems import BackupError
from services.backup.snapshot import forget, snapshot
from services.backup.tables import shapes

_COPY = "castbot_rehearsal"  # a schema of PostgreSQL, which is rolled back


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What would run, first to last, how many rows the database has, and how many seconds it took on a copy."""

    steps: tuple[SchemaStep, ...]
    rows: int
    seconds: float


def rehearse(database: Database, scratch: Path) -> Rehearsed:
    """Update a copy of the database, and throw it away. Nobody who works on the database waits for it.

    Raises BackupError if the schema is of a newer version, or if there is no room or right for a copy.
    """
    with database.engine.connect() as connection:
        revision = schema.revision(connection)
    if revision is not None and not schema.knows(revision):
        raise BackupError("migrate-newer", revision=revision)
    steps = tuple(schema.steps_after(revision))
    if not steps or revision is None:
        return Rehearsed(steps, 0, 0.0)
    copied = _sqlite_copy(database, scratch) if database.is_sqlite else _postgres_copy(database, revision)
    with copied as connection:
        rows = sum(_count(connection, table.name) for table in shapes(connection))
        began = monotonic()
        schema.upgrade(connection)
        return Rehearsed(steps, rows, monotonic() - began)


def _count(connection: Connection, table: str) -> int:
    found: int = connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()  # noqa: S608 - our own names
    return found


@contextmanager
def _sqlite_copy(database: Database, scratch: Path) -> Iterator[Connection]:
    with snapshot(database, scratch) as found:
        yield found.connection
    forget(scratch)


@contextmanager
def _postgres_copy(database: Database, revision: str) -> Iterator[Connection]:
    """Yield a transaction with a copy of all tables in a schema of its own. It is rolled back."""
    with database.engine.connect() as connection, connection.begin() as transaction:
        original = connection.execute(text("SELECT current_schema()")).scalar_one()
        tables = shapes(connection)
        connection.exec_driver_sql(f"CREATE SCHEMA {_COPY}")
        connection.exec_driver_sql(f"SET LOCAL search_path TO {_COPY}")
        schema.upgrade(connection, revision)
        with loading(connection, tables):  # without foreign keys, so that the tables come in any order
            for table in tables:
                columns = ", ".join(f'"{name}"' for name in table.names)
                rows = f'SELECT {columns} FROM "{original}"."{table.name}"'  # noqa: S608 - our own names
                connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({columns}) {rows}')
        yield connection
        transaction.rollback()

"""Loads the rows of a backup into an empty database, at the schema that they were written with.

Indexes, and on PostgreSQL foreign keys, are taken away before and made again after: to check a million rows one by one
takes several times as long. So are triggers: what they note of each row is among the rows.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, Final

import orjson
import psycopg
from sqlalchemy import Connection, text

from services.backup.problems import BackupError
from services.backup.tables import ColumnKind, TableShape, shapes

_POSTGRES_INDEXES: Final = (
    "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
    " JOIN pg_class ON pg_class.oid = indexrelid"
    " WHERE pg_class.relnamespace = current_schema()::regnamespace"
    " AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)"
)
_POSTGRES_KEYS: Final = (
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY conname"
)
_NO_SUCH_ROWS: Final = (  # what is raised for rows that no backup wrote
    AttributeError, IndexError, TypeError, ValueError,
    psycopg.DataError, psycopg.IntegrityError, psycopg.ProgrammingError,
    sqlite3.DataError, sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError,
)  # fmt: skip
_POSTGRES_TRIGGERS: Final = (
    "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE NOT tgisinternal AND pg_class.relnamespace = current_schema()::regnamespace"
)
_SQLITE_INDEXES: Final = (  # and triggers
    "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
)


class Loader:
    """Takes the rows of tables, some at a time. `counts` has how many each table got."""

    def __init__(self, connection: Connection, tables: Sequence[TableShape]) -> None:
        self._connection = connection
        self._tables = {table.name: table for table in tables}
        self.counts = dict.fromkeys(self._tables, 0)

    def load(self, table_name: str, data: bytes) -> int:
        """Store the rows of one part of a table, and return how many. Raises BackupError for an unknown table, and for
        rows that its table cannot have."""
        table = self._tables.get(table_name)
        if table is None:
            raise BackupError("backup-is-damaged")
        try:
            rows: list[list[Any]] = list(map(orjson.loads, data.split(b"\n")[:-1]))
        except orjson.JSONDecodeError as error:
            raise BackupError("backup-is-damaged") from error
        try:
            if self._connection.dialect.name == "sqlite":
                _insert(self._connection, table, rows)
            else:
                _copy(self._connection, table, rows)
        except _NO_SUCH_ROWS as error:
            raise BackupError("backup-is-damaged") from error
        self.counts[table_name] += len(rows)
        return len(rows)


@contextmanager
def loading(connection: Connection, tables: Sequence[TableShape]) -> Iterator[Loader]:
    """Yield what loads rows. Afterwards indexes, foreign keys and triggers are there again, and new ids come after the
    old ones.

    Raises BackupError if the schema is not the one that the rows were written with.
    """
    if {table.name: set(table.columns) for table in shapes(connection)} != {
        table.name: set(table.columns) for table in tables
    }:
        raise BackupError("backup-other-schema")
    again = _sqlite_taken_away(connection) if connection.dialect.name == "sqlite" else _postgres_taken_away(connection)
    yield Loader(connection, tables)
    for statement in again:
        connection.exec_driver_sql(statement)
    if connection.dialect.name == "postgresql":
        _number_on(connection, tables)


def _insert(connection: Connection, table: TableShape, rows: list[list[Any]]) -> None:
    for place in table.places(ColumnKind.BYTES):
        for row in rows:
            row[place] = None if row[place] is None else bytes.fromhex(row[place])
    columns, marks = ", ".join(f'"{name}"' for name in table.names), ", ".join("?" * len(table.names))
    driver: Any = connection.connection.driver_connection
    driver.executemany(f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', rows)  # noqa: S608 - our own names


def _copy(connection: Connection, table: TableShape, rows: list[list[Any]]) -> None:
    for place in table.places(ColumnKind.BYTES):
        for row in rows:
            row[place] = None if row[place] is None else f"\\x{row[place]}"
    columns = ", ".join(f'"{name}"' for name in table.names)
    driver: Any = connection.connection.driver_connection
    with closing(driver.cursor()) as cursor, cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


def _sqlite_taken_away(connection: Connection) -> list[str]:
    found = connection.exec_driver_sql(_SQLITE_INDEXES).all()
    for kind, name, _ in found:
        connection.exec_driver_sql(f'DROP {kind} "{name}"')
    return [statement for _, _, statement in found]


def _postgres_taken_away(connection: Connection) -> list[str]:
    connection.exec_driver_sql("SET LOCAL TimeZone TO 'UTC'")  # instants are written without their zone
    keys = connection.exec_driver_sql(_POSTGRES_KEYS).all()
    for table, name, _ in keys:
        connection.exec_driver_sql(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    indexes = connection.exec_driver_sql(_POSTGRES_INDEXES).all()
    for name, _ in indexes:
        connection.exec_driver_sql(f"DROP INDEX {name}")
    noting = connection.exec_driver_sql(_POSTGRES_TRIGGERS).scalars().all()
    for table in noting:
        connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    made = [f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}' for table, name, definition in keys]
    made += [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in noting]
    return [*(definition for _, definition in indexes), *made]


def _number_on(connection: Connection, tables: Sequence[TableShape]) -> None:
    """Let PostgreSQL's sequences go on after the last id."""
    for table in tables:
        for name in table.key:
            values = {"table": f'"{table.name}"', "column": name}
            named = connection.execute(text("SELECT pg_get_serial_sequence(:table, :column)"), values).scalar()
            if named:
                last = f'SELECT max("{name}") FROM "{table.name}"'  # noqa: S608 - our own names
                connection.exec_driver_sql(f"SELECT setval('{named}', ({last}))")  # of no rows nothing is set

"""Rows that wait for the end of a batch, so that one statement a table stores them for all its turns.

Most of what a turn adds is read by nobody before the commit. Stored turn by turn, an entry with its marks, places and
pieces cost 0.5 ms; together with fifteen others it costs a tenth of that. Nobody has to know: before any statement of
the session, and before it flushes or commits, what waits is stored.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import Any, Final, cast

from sqlalchemy import Insert, Select, Table, event, func, insert, select
from sqlalchemy.orm import ORMExecuteState, Session

from models.storage.base import Base

NUMBERED_AT_ONCE: Final = 16


@dataclass(slots=True)
class WaitingRows:
    """Rows that a session has not stored yet, by table, and the ids it may still give to new ones."""

    rows: dict[type[Base], list[dict[str, Any]]] = field(default_factory=dict)
    free_ids: dict[type[Base], Iterator[int]] = field(default_factory=dict)


class BatchSession(Session):
    """A session that can keep rows back and store them together; every session of `Database` is one."""

    waiting_rows: WaitingRows | None = None  # nearly every statement finds none

    def add_rows(self, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
        """Store rows with the batch. Every row of a table names the same columns."""
        if rows:
            self._rows_to_come().rows.setdefault(table, []).extend(rows)

    def next_id(self, table: type[Base]) -> int:
        """The id of a new row, known before it is stored; add the row before the session's next statement.

        Asking the INSERT for its ids instead would take a statement a row: SQLAlchemy keeps their order in no other
        way.
        """
        free_ids = self._rows_to_come().free_ids
        if table not in free_ids:
            free_ids[table] = _free_ids(self, table)
        return next(free_ids[table])

    def store_rows(self) -> None:
        """Store what waits, past the ORM: its statements are what this is called before. The ids are given up, too:
        on SQLite they are only ours until something else inserts."""
        waiting, self.waiting_rows = self.waiting_rows, None
        if waiting is not None:
            for table in sorted(waiting.rows, key=_place_of):
                self.connection().execute(_insert_into(table), waiting.rows[table])

    def drop_rows(self) -> None:
        """Forget what waits: its transaction was rolled back."""
        self.waiting_rows = None

    def _rows_to_come(self) -> WaitingRows:
        if self.waiting_rows is None:
            self.waiting_rows = WaitingRows()
        return self.waiting_rows


@event.listens_for(BatchSession, "do_orm_execute")
def _before_statement(statement: ORMExecuteState) -> None:
    session = cast(BatchSession, statement.session)
    if session.waiting_rows is not None:
        session.store_rows()


@event.listens_for(BatchSession, "before_flush")
def _before_flush(session: BatchSession, *_: object) -> None:
    session.store_rows()


@event.listens_for(BatchSession, "before_commit")
def _before_commit(session: BatchSession) -> None:
    session.store_rows()


@event.listens_for(BatchSession, "after_soft_rollback")
def _after_rollback(session: BatchSession, _: object) -> None:
    session.drop_rows()


def row_of(new: Base) -> dict[str, Any]:
    """A new object as a row to add: what was not said of it is its column's default."""
    said = new.__dict__
    return {key: said.get(key, default) for key, default in _defaults(type(new))}


def _free_ids(session: Session, table: type[Base]) -> Iterator[int]:
    """Ids nobody else will use: from the sequence, or, where there is one writer, after the last one."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        yield from count((connection.execute(_last_id(table)).scalar() or 0) + 1)
    while True:
        yield from connection.execute(_next_ids(table)).scalars().all()


@lru_cache
def _last_id(table: type[Base]) -> Select[Any]:
    return select(func.max(cast(Table, table.__table__).c.id))


@lru_cache
def _next_ids(table: type[Base]) -> Select[Any]:
    sequence = func.pg_get_serial_sequence(table.__tablename__, "id")
    return select(func.nextval(sequence)).select_from(func.generate_series(1, NUMBERED_AT_ONCE))


@lru_cache
def _insert_into(table: type[Base]) -> Insert:
    return insert(cast(Table, table.__table__))


@lru_cache
def _defaults(table: type[Base]) -> list[tuple[str, Any]]:
    columns = cast(Table, table.__table__).columns
    return [(column.key, getattr(column.default, "arg", None)) for column in columns]


@lru_cache
def _place_of(table: type[Base]) -> int:
    """Where a table stands in the order that foreign keys ask for."""
    return Base.metadata.sorted_tables.index(cast(Table, table.__table__))

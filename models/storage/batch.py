"""Rows that wait for the end of a batch, so that one statement for each table stores the rows of all its turns.

Nobody reads most of what a turn adds before the commit. Stored turn by turn, an entry with its marks, places and pieces
cost 0.5 ms; together with fifteen others it costs a tenth of that. Other code need not know this: the waiting rows are
stored before any statement of the session, and before it flushes or commits.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import Any, Final, TypeVar, cast

from sqlalchemy import CursorResult, Executable, Insert, Select, Table, event, func, insert, select
from sqlalchemy.orm import ORMExecuteState, Session

from models.storage.base import Base

NUMBERED_AT_ONCE: Final = 16
WRITES: Final = "castbot_writes"  # execution option: this transaction will write
Read = TypeVar("Read")


@dataclass(slots=True)
class WaitingRows:
    """Rows that a session has not stored yet, by table, and the ids that it may still use for new rows."""

    rows: dict[type[Base], list[dict[str, Any]]] = field(default_factory=dict)
    free_ids: dict[type[Base], Iterator[int]] = field(default_factory=dict)


class BatchSession(Session):
    """A session that can delay rows and store them together. Every session of `Database` is one."""

    waiting_rows: WaitingRows | None = None  # None at nearly every statement
    signals: frozenset[str] = frozenset()  # of what there is new work when this transaction is committed

    def signal(self, work: str) -> None:
        """Wake whoever does this work in this process, once this transaction is committed."""
        self.signals |= {work}

    def add_rows(self, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
        """Store rows with the batch. All rows of a table must have the same columns."""
        if rows:
            self._rows_to_come().rows.setdefault(table, []).extend(rows)

    def next_id(self, table: type[Base]) -> int:
        """Return the id of a new row before it is stored. The row must be added before the session's next statement.

        To get ids from an INSERT would need one statement for each row, because SQLAlchemy keeps their order in no
        other way.
        """
        free_ids = self._rows_to_come().free_ids
        if table not in free_ids:
            free_ids[table] = _free_ids(self, table)
        return next(free_ids[table])

    def store_rows(self) -> None:
        """Store the waiting rows without the ORM, because this runs before its statements. Unused ids are given up,
        because on SQLite they are ours only until something else inserts."""
        waiting, self.waiting_rows = self.waiting_rows, None
        if waiting is not None:
            for table in sorted(waiting.rows, key=_place_of):
                self.connection().execute(_insert_into(table), waiting.rows[table])

    def drop_rows(self) -> None:
        """Forget the waiting rows, because their transaction was rolled back."""
        self.waiting_rows = None

    def _rows_to_come(self) -> WaitingRows:
        if self.waiting_rows is None:
            self.waiting_rows = WaitingRows()
        return self.waiting_rows


def rows_of(session: Session, statement: Executable, **values: Any) -> CursorResult[*tuple[Any, ...]]:
    """Execute a statement that selects columns, with the values of its bound parameters, without the ORM.

    For a statement that is made once and asked often: built anew and asked through the ORM it takes up to ten times as
    long, most of it in Python.
    """
    if isinstance(session, BatchSession):
        session.store_rows()
    return session.connection().execute(statement, values)


def read_once(session: Session, key: tuple[Any, ...], read: Callable[[], Read]) -> Read:
    """Return what `read` returns, from a session that writes nothing the first time only. `key` says what is read."""
    if session.connection().get_execution_options().get(WRITES, False):
        return read()
    if key not in session.info:
        session.info[key] = read()
    found: Read = session.info[key]
    return found


def end_reading(session: Session) -> None:
    """End the transaction of a session that writes nothing, so that a SQLite without WAL can store again. What was
    loaded stays; who reads on begins another transaction."""
    if not session.connection().get_execution_options().get(WRITES, False):
        session.commit()


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
    """Return a new object as a row; a value that is not set is the default of its column."""
    said = new.__dict__
    return {key: said.get(key, default) for key, default in _defaults(type(new))}


def _free_ids(session: Session, table: type[Base]) -> Iterator[int]:
    """Yield ids that nobody else will use: from the sequence, or with a single writer after the last id."""
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
    """Return the position of a table in the order that foreign keys need."""
    return Base.metadata.sorted_tables.index(cast(Table, table.__table__))

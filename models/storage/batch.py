"""Rows that wait for the end of a batch, so that one statement a table stores them for all its turns.

Most of what a turn adds is read by nobody before the commit. Stored turn by turn, an entry with its marks, places and
pieces cost 0.5 ms; together with fifteen others it costs a tenth of that. Nobody has to know: before any statement of
the session, and before it flushes or commits, what waits is stored.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import count
from typing import Any, Final, cast

from sqlalchemy import Insert, Select, Table, event, func, insert, select
from sqlalchemy.orm import ORMExecuteState, Session

from models.storage.base import Base

NUMBERED_AT_ONCE: Final = 16
_WAITING, _IDS = "rows waiting", "ids reserved"


def add(session: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Store rows with the batch. Every row of a table names the same columns."""
    if rows:
        session.info.setdefault(_WAITING, {}).setdefault(table, []).extend(rows)


def row_of(new: Base) -> dict[str, Any]:
    """A new object as a row to add: what was not said of it is its column's default."""
    said = new.__dict__
    return {key: said.get(key, default) for key, default in _defaults(type(new))}


def next_id(session: Session, table: type[Base]) -> int:
    """The id of a new row, known before it is stored; hand the row to `add` before the session's next statement.

    Asking the INSERT for its ids instead would take a statement a row: SQLAlchemy keeps their order in no other way.
    """
    ids: dict[type[Base], Iterator[int]] = session.info.setdefault(_IDS, {})
    if table not in ids:
        ids[table] = _free_ids(session, table)
    return next(ids[table])


def store(session: Session) -> None:
    """Store what waits, past the session: its own statements are what this is called before."""
    session.info.pop(_IDS, None)  # on SQLite they are only ours until something else inserts
    waiting: dict[type[Base], list[dict[str, Any]]] | None = session.info.pop(_WAITING, None)
    if waiting:
        for table in sorted(waiting, key=_place_of):
            session.connection().execute(_insert_into(table), waiting[table])


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


@event.listens_for(Session, "do_orm_execute")
def _before_statement(statement: ORMExecuteState) -> None:
    store(statement.session)


@event.listens_for(Session, "before_flush")
def _before_flush(session: Session, *_: object) -> None:
    store(session)


@event.listens_for(Session, "before_commit")
def _before_commit(session: Session) -> None:
    store(session)


@event.listens_for(Session, "after_soft_rollback")
def _after_rollback(session: Session, _: object) -> None:
    session.info.pop(_WAITING, None)
    session.info.pop(_IDS, None)

"""How PostgreSQL goes about a query, where it chooses badly and no form of the query changes that."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select
from sqlalchemy.orm import Session

_BY_INDEX = "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off"
_AS_BEFORE = "RESET enable_seqscan; RESET enable_sort"


def by_index(session: Session, query: Select[Any]) -> Sequence[Row[Any]]:
    """Return the rows of a query that an index with all its columns answers. PostgreSQL takes reading an index for four
    times as dear as its table, which is two and a half times as large: of a million entries 0.2 to 0.5 s instead of 0.6
    to 0.8 (1 December 2026, beside other work)."""
    if session.get_bind().dialect.name == "sqlite":
        return session.execute(query).all()
    connection = session.connection()
    connection.exec_driver_sql(_BY_INDEX)
    rows = session.execute(query).all()
    connection.exec_driver_sql(_AS_BEFORE)
    return rows

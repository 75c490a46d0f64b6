"""Reads for long without keeping others from storing: SQLite without WAL commits nothing while a transaction reads."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.storage.batch import WRITES

AT_ONCE: Final = 500  # rows
Line = TypeVar("Line")


def let_others_write(session: Session) -> None:
    """End the transaction of a session that has only read; its next statement begins another. What was loaded stays as
    it is. A transaction that may write goes on."""
    if session.in_transaction() and not session.connection().get_execution_options().get(WRITES):
        session.commit()


def in_portions(
    session: Session,
    wanted: Select[*tuple[Any, ...]],
    key: InstrumentedAttribute[int],
    lines: Callable[[Sequence[Any]], Iterable[Line]],
) -> Iterator[Line]:
    """Yield what `lines` makes of a query's rows, some at a time, in the order of the query. `key` numbers the rows,
    which `lines` gets as tuples.

    No transaction is open while a line is used, so others store between any two portions, and a row that was deleted
    meanwhile, or is no longer wanted, is left out. A session holds rows weakly: what was yielded goes when nobody has
    it; the numbers take 8 bytes a row.
    """
    numbers = array("q", session.scalars(wanted.with_only_columns(key, maintain_column_froms=True)))
    for at in range(0, len(numbers), AT_ONCE):
        found = session.execute(wanted.where(key.in_(numbers[at : at + AT_ONCE].tolist()))).all()
        made = [*lines(found)]
        let_others_write(session)
        yield from made

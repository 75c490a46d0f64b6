"""Rows for a database of any schema: what stands in it is asked of the database, because our models are newer."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, insert
from sqlalchemy.types import JSON, Boolean, Date, DateTime, Float, Integer, LargeBinary

AT = datetime(2023, 7, 12, 2, 0, tzinfo=UTC)
NOT_FILLED = {"alembic_version", "shared_time", "push_usage", "mentor_terms_noted"}  # they have one row


def add_rows(connection: Connection, first: int, count: int) -> dict[str, int]:
    """Add rows with the ids `first`, `first + 1` … to each table. Return how many each table has got."""
    metadata = MetaData()
    metadata.reflect(connection)
    tables = [table for table in metadata.sorted_tables if table.name not in NOT_FILLED]
    for table in tables:
        for number in range(first, first + count):
            connection.execute(insert(table).values(_row(table, number)))
    return {table.name: count for table in tables}


def _row(table: Table, number: int) -> dict[str, Any]:
    return {column.name: _value(column, number) for column in table.columns}


def _value(column: Column[Any], number: int) -> Any:
    match column.type:
        case Boolean():
            return number % 2 == 0
        case DateTime():
            at = AT + timedelta(days=number)
            return at if getattr(column.type, "timezone", False) else at.replace(tzinfo=None)
        case Date():
            return date(2023, 1, 1) + timedelta(days=number)
        case JSON():
            return {}
        case Float():
            return 19.5
        case LargeBinary():
            return b"\x00\xff"
        case Integer():
            return number
    return f"{column.name} {number}"

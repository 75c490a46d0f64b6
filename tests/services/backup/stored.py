"""Rows of every table, with values that are easily lost on the way, and what a database has."""

from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Date, Float, Integer, LargeBinary, Table, insert
from sqlalchemy.types import JSON

from models.storage.base import Amount, UtcInstant
from models.storage.database import Database
from models.tables import metadata
from services.backup.making import part_name, parts
from services.backup.snapshot import of_connection

AT = datetime(2023, 7, 12, 2, 0, tzinfo=UTC)
ROWS = 3
ODD = ("ประชุม 25 คน\tบ้านหนองบัว\r\nบรรทัดสอง \\N \\x41 'อ้าง' \"อ้าง\"", "", "กิจกรรม😀 \u2028 %s {0} \\")
JSON_VALUES: tuple[Any, ...] = ({"ก": [1, 2.5, None, "\\"]}, [], 12.0)


def fill(database: Database) -> None:
    """Store some rows in each table; ids and foreign keys are 1, 2, 3."""
    with database.write() as session:
        for table in metadata.sorted_tables:
            for number in range(1, ROWS + 1):
                session.execute(insert(table).values(_row(table, number)))


def _row(table: Table, number: int) -> dict[str, Any]:
    return {column.name: _value(column, number) for column in table.columns if _given(column, number)}


def _given(column: Any, number: int) -> bool:
    return not (column.nullable and number == ROWS and not column.foreign_keys)  # the last row has what may be absent


def _value(column: Any, number: int) -> Any:
    match column.type:
        case Boolean():
            return number % 2 == 0
        case UtcInstant():
            return AT + timedelta(days=number, microseconds=number)
        case Date():
            return date(2023, 7, number)
        case Amount():  # a hundredth at most
            return number + 0.25
        case Float():
            return 100 / 3 + number
        case JSON():
            return JSON_VALUES[number - 1] if column.name == "value" else JSON_VALUES[(number - 1) % 2]
        case LargeBinary():
            return bytes([0, 255, 92, number])
        case Integer():
            return number
    return f"{ODD[number - 1]}{number}"


def content(database: Database) -> dict[str, bytes]:
    """Return all that a database has, as the members of a backup."""
    with database.engine.connect() as connection, connection.begin():
        found = of_connection(connection, AT)
        return {
            part_name(table, number): part.data
            for table in found.tables
            for number, part in enumerate(parts(found, table))
        }


def content_at(url: str) -> dict[str, bytes]:
    with closing(Database(url)) as database:
        return content(database)


def put_media(folder: Path, **files: bytes) -> None:
    """Put files into a folder of media, by their hash."""
    for name, data in files.items():
        path = folder / name[:2] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

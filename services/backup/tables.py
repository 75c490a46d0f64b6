"""The tables as they stand in a database, and how a row is written so that either database can read it.

A row is a JSON array. Both databases write the same bytes for the same row: an instant is UTC text with microseconds, a
day is ISO text, a truth value is 0 or 1, stored JSON is its text, bytes are hexadecimal. Rows stand in the order of
their keys, by bytes. The schema is asked of the database and not of our models, because a backup may be older.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Self

from sqlalchemy import Connection, inspect, types

NOT_ROWS: Final = frozenset({"alembic_version"})  # said by the backup's own description


class ColumnKind(StrEnum):
    """What a column holds, whichever database has it."""

    INTEGER = "integer"
    FLOAT = "float"
    TEXT = "text"
    BOOLEAN = "boolean"
    INSTANT = "instant"
    DAY = "day"
    JSON = "json"
    BYTES = "bytes"


_KINDS: Final[tuple[tuple[type[types.TypeEngine[Any]], ColumnKind], ...]] = (
    (types.Boolean, ColumnKind.BOOLEAN),
    (types.Integer, ColumnKind.INTEGER),
    (types.Float, ColumnKind.FLOAT),
    (types.DateTime, ColumnKind.INSTANT),
    (types.Date, ColumnKind.DAY),
    (types.JSON, ColumnKind.JSON),
    (types.LargeBinary, ColumnKind.BYTES),
    (types.String, ColumnKind.TEXT),
)
_AS_TEXT: Final = {  # by the name of the dialect: how a column is selected
    "sqlite": {ColumnKind.JSON: "CAST({0} AS TEXT)", ColumnKind.BYTES: "lower(hex({0}))"},
    "postgresql": {
        ColumnKind.BOOLEAN: "{0}::int",
        ColumnKind.INSTANT: "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
        ColumnKind.DAY: "to_char({0}, 'YYYY-MM-DD')",
        ColumnKind.JSON: "{0}::text",
        ColumnKind.BYTES: "encode({0}, 'hex')",
    },
}


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table: its columns with their kinds, in the database's order, and the columns of its key."""

    name: str
    columns: tuple[tuple[str, ColumnKind], ...]
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.columns)

    def places(self, kind: ColumnKind) -> tuple[int, ...]:
        """Return where in a row the columns of a kind stand."""
        return tuple(place for place, (_, one) in enumerate(self.columns) if one is kind)

    def select(self, dialect: str) -> str:
        """Return the statement that reads all rows as they are written."""
        forms = _AS_TEXT[dialect]
        columns = []
        for name, kind in self.columns:
            form = forms.get(kind, "{0}").format(f'"{name}"')
            absent = dialect == "sqlite" and kind is ColumnKind.BYTES  # hex() of nothing is an empty text
            columns.append(f'CASE WHEN "{name}" IS NULL THEN NULL ELSE {form} END' if absent else form)
        kinds = dict(self.columns)
        by_bytes = ' COLLATE "C"' if dialect == "postgresql" else ""
        order = ", ".join(f'"{name}"{by_bytes if kinds[name] is ColumnKind.TEXT else ""}' for name in self.key)
        return f'SELECT {", ".join(columns)} FROM "{self.name}" ORDER BY {order}'  # noqa: S608 - names of our own schema

    def to_json(self) -> dict[str, Any]:
        return {"columns": [[name, kind.value] for name, kind in self.columns], "key": list(self.key)}

    @classmethod
    def from_json(cls, name: str, said: dict[str, Any]) -> Self:
        columns = tuple((str(column), ColumnKind(kind)) for column, kind in said["columns"])
        return cls(name, columns, tuple(said["key"]))


def shapes(connection: Connection) -> list[TableShape]:
    """Return all tables with rows of ours, by name."""
    found = inspect(connection)
    return [_shape(found, name) for name in sorted(found.get_table_names()) if name not in NOT_ROWS]


def _shape(found: Any, name: str) -> TableShape:
    columns = [(column["name"], _kind(column["type"])) for column in found.get_columns(name)]
    # On either database the columns may stand in another order, because older ones were added: names decide.
    return TableShape(name, tuple(sorted(columns)), tuple(found.get_pk_constraint(name)["constrained_columns"]))


def _kind(of: types.TypeEngine[Any]) -> ColumnKind:
    for known, kind in _KINDS:
        if isinstance(of, known):
            return kind
    raise TypeError(f"no backup of columns of type {of!r}")  # a test of all tables meets it first


def without_fractions(rows: Sequence[Sequence[Any]], places: Sequence[int]) -> Iterator[Sequence[Any]]:
    """Yield rows in which a whole number as stored JSON has no fraction: SQLite keeps `1.0` as `1`."""
    for row in rows:
        changed: list[Any] | None = None
        for place in places:
            value = row[place]
            if value is not None and value[:1] in "-0123456789" and (plain := _plain(value)) != value:
                changed = changed or list(row)
                changed[place] = plain
        yield changed or row


def _plain(number: str) -> str:
    try:
        value = float(number)
    except ValueError:
        return number
    return str(int(value)) if value.is_integer() and abs(value) < 2**53 else number

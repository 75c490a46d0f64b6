"""What a backup says of itself: before its members, to read them by, and after them, to prove them by."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Self

import orjson

from services.backup.problems import BackupError
from services.backup.tables import TableShape

FORMAT: Final = 1
ABOUT, MANIFEST = "about.json", "manifest.json"


@dataclass(frozen=True, slots=True)
class BackupDescription:
    """The first member: of which instant it is, the bot's version, the schema, the tables and how many rows each has.

    `database` is the kind it was made of, `sqlite` or `postgresql`.
    """

    at: datetime
    version: str
    schema: str
    database: str
    tables: tuple[TableShape, ...]
    counts: dict[str, int]

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    def to_bytes(self) -> bytes:
        said = {
            "format": FORMAT,
            "at": self.at.astimezone(UTC).isoformat(),
            "version": self.version,
            "schema": self.schema,
            "database": self.database,
            "counts": self.counts,
            "tables": {table.name: table.to_json() for table in self.tables},
        }
        return orjson.dumps(said, option=orjson.OPT_INDENT_2)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Raises BackupError if a newer version wrote it in another way, or if it is damaged."""
        said = _object(data)
        if said.get("format") != FORMAT:
            raise BackupError("backup-of-newer-version", version=str(said.get("version", "?")))
        with _damaged_where_it_differs():
            tables = tuple(TableShape.from_json(name, shape) for name, shape in said["tables"].items())
            version, revision, database = (str(said[name]) for name in ("version", "schema", "database"))
            counts = {str(name): int(count) for name, count in said["counts"].items()}
            return cls(datetime.fromisoformat(said["at"]), version, revision, database, tables, counts)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The last member: the SHA-256 of each member before it, and what could not be copied.

    `missing` are media that the database has and the folder of media had not.
    """

    members: dict[str, str]
    missing: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        return orjson.dumps({"members": self.members, "missing": list(self.missing)}, option=orjson.OPT_INDENT_2)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Raises BackupError if it is damaged."""
        said = _object(data)
        with _damaged_where_it_differs():
            return cls(dict(said["members"]), tuple(said["missing"]))


@contextmanager
def _damaged_where_it_differs() -> Iterator[None]:
    """Its sums are compared only at the end, so what is read before may be anything."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BackupError("backup-is-damaged") from error


def _object(data: bytes) -> dict[str, Any]:
    try:
        said = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise BackupError("backup-is-damaged") from error
    if not isinstance(said, dict):
        raise BackupError("backup-is-damaged")
    return said

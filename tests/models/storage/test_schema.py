"""Tables that are made at once are those to which the migrations lead."""

import sqlite3
from contextlib import closing
from pathlib import Path

from models import schema
from models.storage.database import Database

Described = dict[str, list[tuple[object, ...]]]


def described(file: Path) -> Described:
    """By table: its columns, its indexes with their columns, and its keys to other tables."""
    with closing(sqlite3.connect(file)) as connection:

        def told(pragma: str, name: object, *wanted: int) -> list[tuple[object, ...]]:
            rows = connection.execute(f'PRAGMA {pragma}("{name}")').fetchall()
            return sorted(tuple(row[place] for place in wanted) for row in rows)

        def indexes(table: object) -> list[tuple[object, ...]]:
            found = told("index_list", table, 1, 2, 4)
            all_of_it = [(name, *more, *told("index_info", name, 0, 2)) for name, *more in found]
            return sorted((str(name).rstrip("0123456789"), *more) for name, *more in all_of_it)

        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            table: [
                *told("table_info", table, 1, 2, 3, 5),
                *indexes(table),
                *told("foreign_key_list", table, 2, 3, 4, 6),
            ]
            for (table,) in tables
        }


def test_a_database_made_at_once_is_like_one_that_was_migrated(migrated_sqlite: Path, tmp_path: Path) -> None:
    file = tmp_path / "made.db"
    with closing(Database(f"sqlite:///{file}")) as made:
        schema.make(made)
    migrated = described(migrated_sqlite)
    assert migrated.pop("alembic_version")
    assert described(file) == migrated


def test_asking_for_the_revision_again_and_again_keeps_nothing(database: Database) -> None:
    with database.engine.connect() as connection:
        assert schema.is_current(connection)
        kept = len(database.engine._compiled_cache or ())
        for _ in range(5):
            assert schema.revision(connection) == schema.newest()
        assert len(database.engine._compiled_cache or ()) == kept

"""Promise 14: a SQLite with the WAL bug is never run in WAL."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from models.storage import database as module
from models.storage.database import Database, wal_is_safe
from tests.conftest import DURABLE_SQLITE_ENGINE


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ("3.7.0", False),
        ("3.34.1", False),
        ("3.40.1", False),
        ("3.44.5", False),
        ("3.44.6", True),
        ("3.44.7", True),
        ("3.45.0", False),
        ("3.45.3", False),
        ("3.46.1", False),
        ("3.50.4", False),
        ("3.50.6", False),
        ("3.50.7", True),
        ("3.51.0", False),
        ("3.51.2", False),
        ("3.51.3", True),
        ("3.52.0", True),
        ("4.0.0", True),
    ],
)
def test_only_fixed_versions_may_use_wal(version: str, safe: bool) -> None:
    assert wal_is_safe(tuple(int(part) for part in version.split("."))) is safe


def test_this_sqlite_runs_in_the_mode_that_is_safe_for_it(tmp_path: Path) -> None:
    expected = "wal" if wal_is_safe(sqlite3.sqlite_version_info) else "truncate"
    assert journal_mode(tmp_path / "new.db") == expected


@pytest.mark.parametrize(("version", "expected"), [((3, 40, 1), "truncate"), ((3, 51, 3), "wal")])
def test_the_version_decides_the_mode_of_every_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...], expected: str
) -> None:
    monkeypatch.setattr(module.sqlite3, "sqlite_version_info", version)
    assert journal_mode(tmp_path / "new.db") == expected


def test_a_file_left_in_wal_by_another_version_is_taken_out_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.sqlite3, "sqlite_version_info", (3, 51, 3))
    assert journal_mode(tmp_path / "old.db") == "wal"
    monkeypatch.setattr(module.sqlite3, "sqlite_version_info", (3, 51, 2))
    assert journal_mode(tmp_path / "old.db") == "truncate"


def test_what_durability_needs_is_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_sqlite_engine", DURABLE_SQLITE_ENGINE)
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    with database.write() as session:
        found = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        }
    database.close()
    assert found["synchronous"] == 2  # FULL
    assert found["foreign_keys"] == 1
    assert found["secure_delete"] == 1
    assert found["busy_timeout"] >= 10_000


def journal_mode(path: Path) -> str:
    database = Database(f"sqlite:///{path}")
    try:
        with database.read() as one, database.read() as other:
            modes = {str(session.scalar(text("PRAGMA journal_mode"))) for session in (one, other)}
    finally:
        database.close()
    (mode,) = modes
    return mode

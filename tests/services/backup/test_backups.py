"""Backups: of either database into either, as a whole or not at all, proven, and for nobody without the key."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pyrage
import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from models.activities.media import Media
from models.storage import database as database_module
from models.storage.database import Database
from services.backup import loading, restoring
from services.backup.contents import BackupDescription, Manifest
from services.backup.making import make
from services.backup.problems import BackupError
from services.backup.restoring import MARK, restore
from services.backup.tables import ColumnKind, TableShape, shapes
from services.backup.verifying import verify
from services.media.store import FolderStore
from tests import postgres
from tests.databases import on_sqlite
from tests.services.backup.stored import AT, ODD, content, content_at, fill

PHOTO, OTHER = b"\xff\xd8 one photo", b"\xff\xd8 another"


@pytest.fixture
def target_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An address at which there is nothing yet; without a parameter on SQLite."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield f"sqlite:///{tmp_path / 'target' / 'castbot.db'}"
        return
    admin = request.getfixturevalue("postgres_server")
    url = postgres.create_database(admin, f"restored_{os.urandom(6).hex()}")
    yield url.replace("postgresql://", "postgresql+psycopg://", 1)


@pytest.fixture
def media(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "media")


@pytest.fixture
def stored(database: Database, media: FolderStore) -> Database:
    """A database with rows in all tables, and two photos of which one has a thumbnail."""
    fill(database)
    one, other = media.put(PHOTO), media.put(OTHER)
    media.put_thumbnail(one, b"small")
    with database.write() as session:
        for number, sha256 in enumerate((one, other, None), 1):
            session.execute(update(Media).where(Media.id == number).values(sha256=sha256))
    return database


def backed_up(stored: Database, media: FolderStore, tmp_path: Path, public_key: str | None = None) -> Path:
    file = tmp_path / "backups" / "castbot.tar.zst"
    make(stored, media, file, lambda: AT, public_key=public_key)
    return file


def nothing(*_: object) -> None:
    """What is done to restored data here."""


@pytest.mark.parametrize("target_url", ["sqlite", "postgresql"], indirect=True)
def test_a_backup_of_either_database_is_restored_into_either_byte_for_byte(
    stored: Database, media: FolderStore, target_url: str, tmp_path: Path
) -> None:
    file = backed_up(stored, media, tmp_path)
    done = restore(file, target_url, FolderStore(tmp_path / "restored"), nothing)
    assert content_at(target_url) == content(stored)
    assert (done.about.at, done.files, done.missing) == (AT, 3, ())
    files = {path.name: path.read_bytes() for path in (tmp_path / "restored").rglob("*") if path.is_file()}
    one, other = (hashlib.sha256(data).hexdigest() for data in (PHOTO, OTHER))
    assert files == {one: PHOTO, other: OTHER, f"{one}.thumb.jpg": b"small"}


@pytest.mark.parametrize("target_url", ["sqlite", "postgresql"], indirect=True)
def test_a_restored_database_has_its_indexes_and_keys_and_numbers_on(
    stored: Database, media: FolderStore, target_url: str, tmp_path: Path
) -> None:
    restore(backed_up(stored, media, tmp_path), target_url, FolderStore(tmp_path / "restored"), nothing)
    with closing(Database(target_url)) as restored:
        if restored.is_sqlite == stored.is_sqlite:
            assert _structure(restored) == _structure(stored)
        with restored.write() as session:
            added = text("INSERT INTO audit_entry (at, actor, action, ids) VALUES (:at, 'a', 'b', '{}') RETURNING id")
            assert session.scalar(added, {"at": "2023-07-12 02:00:00.000000+00:00"}) == 4


def _structure(database: Database) -> set[str]:
    sqlite = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
    server = (
        "SELECT pg_get_constraintdef(oid) || conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
        " UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
        " UNION ALL SELECT tgenabled::text || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
    )
    with database.read() as session:
        found = session.scalars(text(sqlite if database.is_sqlite else server)).all()
    return {"".join(sorted(one.replace(",", "").splitlines())) for one in found}  # a table's keys in any order


def test_a_backup_is_verified_by_restoring_it(stored: Database, media: FolderStore, tmp_path: Path) -> None:
    file = backed_up(stored, media, tmp_path)
    found = verify(file)
    assert (found.about.rows, found.files) == (sum(len(part.splitlines()) for part in content(stored).values()), 3)
    assert sorted(path.name for path in file.parent.iterdir()) == [file.name]


@on_sqlite
@pytest.mark.parametrize("place", [0.02, 0.5, 0.98])
def test_a_byte_that_changed_or_an_end_that_is_missing_is_found_and_nothing_is_restored(
    stored: Database, media: FolderStore, target_url: str, tmp_path: Path, place: float
) -> None:
    file = backed_up(stored, media, tmp_path)
    whole = bytearray(file.read_bytes())
    at = int(len(whole) * place)
    changed = whole.copy()
    changed[at] ^= 0xFF
    for damaged in (changed, whole[:at]):
        file.write_bytes(damaged)
        with pytest.raises(BackupError):
            verify(file)
        with pytest.raises(BackupError):
            restore(file, target_url, FolderStore(tmp_path / "restored"), nothing)
        assert not list((tmp_path / "target").rglob("castbot.db"))
        assert not [path for path in (tmp_path / "restored").rglob("*") if path.is_file()]


def test_whatever_stands_where_a_backup_says_what_it_has_is_said_to_be_damaged() -> None:
    shape = TableShape("person", (("id", ColumnKind.INTEGER), ("name", ColumnKind.TEXT)), ("id",))
    whole = BackupDescription(datetime(2023, 7, 12, tzinfo=UTC), "1.0", "0001", "sqlite", (shape,), {"person": 2})
    said = orjson.loads(whole.to_bytes())
    assert BackupDescription.from_bytes(orjson.dumps(said)) == whole
    for name in set(said) - {"format"}:
        for other in (None, 7, "words", [["x"]], {"person": {"columns": [["id", "exwt"]], "key": []}}):
            with suppress(BackupError):
                BackupDescription.from_bytes(orjson.dumps(said | {name: other}))
        with pytest.raises(BackupError, match="damaged"):
            BackupDescription.from_bytes(orjson.dumps({key: value for key, value in said.items() if key != name}))
    with pytest.raises(BackupError, match="damaged"):
        Manifest.from_bytes(b'{"members": 3}')


@pytest.mark.parametrize("row", [b"[1]", b"7", b'["x", {}, []]', b"null"])
def test_rows_that_no_backup_wrote_are_said_to_be_damage(database: Database, row: bytes) -> None:
    with database.engine.connect() as connection, suppress(DBAPIError), connection.begin():
        with pytest.raises(BackupError, match="damaged"), loading.loading(connection, shapes(connection)) as loader:
            loader.load("chat", row + b"\n")
        connection.rollback()


@on_sqlite
def test_what_reads_otherwise_after_loading_is_found(
    stored: Database, media: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = backed_up(stored, media, tmp_path)
    before = loading._insert

    def altered(connection: object, table: object, rows: list[list[object]]) -> None:
        before(connection, table, [["two" if value == f"{ODD[1]}2" else value for value in row] for row in rows])

    monkeypatch.setattr(loading, "_insert", altered)
    with pytest.raises(BackupError, match="backup-reads-otherwise"):
        verify(file)


def test_a_restore_that_fails_at_its_end_leaves_nothing_and_the_next_one_succeeds(
    stored: Database, media: FolderStore, target_url: str, tmp_path: Path
) -> None:
    file = backed_up(stored, media, tmp_path)

    def fails(*_: object) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        restore(file, target_url, FolderStore(tmp_path / "restored"), fails)
    assert not [path for path in (tmp_path / "target").rglob("*") if "castbot.db" in path.name and path.stat().st_size]
    assert not [path for path in (tmp_path / "restored").rglob("*") if path.is_file()]
    restore(file, target_url, FolderStore(tmp_path / "restored"), nothing)
    assert content_at(target_url) == content(stored)


def test_nothing_is_restored_into_a_database_or_a_folder_that_has_something(
    stored: Database, media: FolderStore, tmp_path: Path, target_url: str
) -> None:
    file = backed_up(stored, media, tmp_path)
    before = content(stored)
    with pytest.raises(BackupError, match="restore-not-empty"):
        restore(file, stored.url.render_as_string(hide_password=False), FolderStore(tmp_path / "restored"), nothing)
    assert content(stored) == before
    with pytest.raises(BackupError, match="restore-media-not-empty"):
        restore(file, target_url, FolderStore(tmp_path / "media"), nothing)
    assert media.original(hashlib.sha256(PHOTO).hexdigest()) == PHOTO


def test_an_empty_schema_is_as_good_as_nothing(database: Database, media: FolderStore, tmp_path: Path) -> None:
    fill_and_forget = f"sqlite:///{tmp_path / 'source.db'}"
    with closing(Database(fill_and_forget)) as source:
        restoring.schema.migrate(source)
        fill(source)
        file = backed_up(source, media, tmp_path)
        restore(file, database.url.render_as_string(hide_password=False), FolderStore(tmp_path / "restored"), nothing)
        assert content(database) == content(source)


@on_sqlite
def test_a_restore_goes_on_where_a_killed_one_has_left_photos(
    stored: Database, media: FolderStore, target_url: str, tmp_path: Path
) -> None:
    file = backed_up(stored, media, tmp_path)
    left = tmp_path / "restored"
    (left / "ab").mkdir(parents=True)
    (left / MARK).touch()
    restore(file, target_url, FolderStore(left), nothing)
    assert content_at(target_url) == content(stored)
    assert not (left / MARK).exists()


@on_sqlite
def test_an_encrypted_backup_is_for_nobody_without_its_key(
    stored: Database, media: FolderStore, target_url: str, tmp_path: Path
) -> None:
    right, wrong = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    keys = {}
    for name, key in (("right", right), ("wrong", wrong)):
        keys[name] = tmp_path / name
        keys[name].write_text(f"# created: today\n# public key: {key.to_public()}\n{key}\n", "utf-8")
    file = backed_up(stored, media, tmp_path, str(right.to_public()))
    assert PHOTO not in file.read_bytes()
    assert ODD[0].encode() not in file.read_bytes()
    with pytest.raises(BackupError, match="backup-is-encrypted"):
        verify(file)
    with pytest.raises(BackupError, match="backup-other-key"):
        verify(file, private_key=keys["wrong"])
    restore(file, target_url, FolderStore(tmp_path / "restored"), nothing, private_key=keys["right"])
    assert content_at(target_url) == content(stored)
    with pytest.raises(BackupError, match="backup-wrong-public-key"):
        make(stored, media, tmp_path / "other", lambda: AT, public_key="age1nonsense")


@on_sqlite
def test_a_backup_is_readable_by_its_owner_alone_and_overwrites_none(
    stored: Database, media: FolderStore, tmp_path: Path
) -> None:
    file = backed_up(stored, media, tmp_path)
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(BackupError, match="backup-exists"):
        make(stored, media, file, lambda: AT)


@on_sqlite
def test_what_a_killed_backup_has_left_is_removed_by_the_next(
    stored: Database, media: FolderStore, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in (".old.tar.zst.99999999.part", ".old.tar.zst.99999999.part.db"):
        (folder / name).write_bytes(b"half")
    mine = folder / f".now.tar.zst.{os.getpid()}.part"
    mine.write_bytes(b"another thread's")
    backed_up(stored, media, tmp_path)
    assert sorted(path.name for path in folder.iterdir()) == [mine.name, "castbot.tar.zst"]


@on_sqlite
def test_media_that_are_not_there_are_named(stored: Database, media: FolderStore, tmp_path: Path) -> None:
    media.delete(hashlib.sha256(OTHER).hexdigest())
    made = make(stored, media, tmp_path / "b.tar.zst", lambda: AT)
    assert made.missing == (hashlib.sha256(OTHER).hexdigest(),)
    assert verify(tmp_path / "b.tar.zst").missing == made.missing


@on_sqlite
def test_a_damaged_database_is_not_backed_up(stored: Database, media: FolderStore, tmp_path: Path) -> None:
    path = Path(str(stored.url.database))
    stored.engine.dispose()
    with path.open("r+b") as file:
        file.seek(20 * 4096)
        file.write(b"\xff" * 4096)
    with pytest.raises((BackupError, sqlite3.DatabaseError)):
        make(stored, media, tmp_path / "b.tar.zst", lambda: AT)
    assert not (tmp_path / "b.tar.zst").exists()


@on_sqlite
@pytest.mark.parametrize("journal", ["truncate", "wal"])
def test_a_sqlite_database_is_copied_with_what_is_written_meanwhile(
    stored: Database, media: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, journal: str
) -> None:
    version = (3, 51, 3) if journal == "wal" else (3, 40, 1)
    monkeypatch.setattr(database_module.sqlite3, "sqlite_version_info", version)
    with closing(Database(stored.url.render_as_string())) as source:
        file = tmp_path / "b.tar.zst"
        with source.write() as session:
            session.execute(text("UPDATE person SET name = 'เปลี่ยนแล้ว' WHERE id = 1"))
        make(source, media, file, lambda: AT)
        restore(file, f"sqlite:///{tmp_path / 'other.db'}", FolderStore(tmp_path / "restored"), nothing)
        assert content_at(f"sqlite:///{tmp_path / 'other.db'}") == content(source)


@on_sqlite
def test_a_backup_of_an_older_schema_is_restored_and_updated(
    media: FolderStore, target_url: str, tmp_path: Path, database_url: str
) -> None:
    with closing(Database(f"sqlite:///{tmp_path / 'old.db'}")) as old:
        with old.engine.connect() as connection, connection.begin():
            restoring.schema.upgrade(connection, "0009")
            connection.exec_driver_sql(
                "INSERT INTO person (id, key, name, state, language, created_at)"
                " VALUES (7, 'P7', 'สมชาย ใจดี', 'active', 'th', '2023-07-12 02:00:00.000000')"
            )
        make(old, media, tmp_path / "old.tar.zst", lambda: AT)
    restore(tmp_path / "old.tar.zst", target_url, FolderStore(tmp_path / "restored"), nothing)
    with closing(Database(target_url)) as restored, restored.read() as session:
        assert restoring.schema.is_current(session.connection())
        assert session.execute(text("SELECT id, name FROM person")).all() == [(7, "สมชาย ใจดี")]


@on_sqlite
def test_a_backup_of_a_newer_version_is_refused(
    stored: Database, media: FolderStore, target_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = backed_up(stored, media, tmp_path)
    monkeypatch.setattr(restoring.schema, "knows", lambda _: False)
    with pytest.raises(BackupError, match="backup-of-newer-version"):
        restore(file, target_url, FolderStore(tmp_path / "restored"), nothing)


@on_sqlite
def test_other_files_are_no_backups(tmp_path: Path, target_url: str, database_url: str) -> None:
    for name, data in (("zip", b"PK\x03\x04 something"), ("empty", b""), ("text", "ข้อความ".encode())):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(BackupError, match="backup-is-none"):
            restore(tmp_path / name, target_url, FolderStore(tmp_path / "restored"), nothing)
    with pytest.raises(BackupError, match="backup-cannot-read"):
        restore(tmp_path / "absent", target_url, FolderStore(tmp_path / "restored"), nothing)

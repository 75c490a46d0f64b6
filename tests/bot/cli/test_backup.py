"""`python -m bot backup` and `restore`: what they say, what they refuse, and that a restored bot goes on."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.__main__ import main
from models.people.people import Person
from models.storage.backups import Backup, BackupState
from models.storage.database import Database
from services.backup.erasures import NAME
from tests.databases import on_sqlite
from tests.services.backup.stored import AT

pytestmark = on_sqlite


@pytest.fixture
def file(database: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup that the command has made."""
    with database.write() as session:
        session.add(Person(key="P1", name="สมชาย ใจดี", created_at=AT))
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("MEDIA_DIR", str(tmp_path / "media"))
    monkeypatch.setenv("LINE_CHANNEL_SECRET", "secret")
    made = tmp_path / "carried" / "castbot.tar.zst"
    assert main(["backup", str(made)]) == 0
    return made


@pytest.fixture
def target(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The settings name an empty target on another machine, where only the file has come."""
    url = f"sqlite:///{tmp_path / 'new' / 'castbot.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("MEDIA_DIR", str(tmp_path / "new" / "media"))
    return url


def test_a_backup_is_noted_and_has_the_journal_beside_it(file: Path, database: Database) -> None:
    assert (file.parent / NAME).exists()
    with database.read() as session:
        row = session.scalars(select(Backup).order_by(Backup.id.desc())).first()
    assert row is not None
    assert (row.state, row.file, row.size) == (BackupState.DONE, file.name, file.stat().st_size)


def test_a_backup_is_proven_by_its_command(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "verify", str(file)]) == 0
    assert "ใช้คืนได้ครบถ้วน" in capsys.readouterr().out
    file.write_bytes(file.read_bytes()[:-50])
    assert main(["backup", "verify", str(file)]) == 1
    assert f"{file} เสียหาย" in capsys.readouterr().err
    assert main(["backup", "verify"]) == 2  # of no file; it is no name for a new one


def test_without_a_journal_nothing_is_restored_until_the_operator_says_so(
    file: Path, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (file.parent / NAME).unlink()
    assert main(["restore", str(file)]) == 1
    assert "--without-erasures" in capsys.readouterr().err
    assert main(["restore", str(file), "--without-erasures"]) == 0


def test_a_journal_from_elsewhere_is_taken_and_an_absent_one_refused(
    file: Path, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = (file.parent / NAME).rename(file.parent / "journal")
    assert main(["restore", str(file), "--erasures", str(file.parent / "absent")]) == 1
    assert "absent" in capsys.readouterr().err
    assert main(["restore", str(file), "--erasures", str(elsewhere)]) == 0


def test_a_second_restore_is_refused_and_says_how(file: Path, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(file)]) == 0
    assert "คืนข้อมูลแล้ว" in capsys.readouterr().out
    assert main(["restore", str(file)]) == 1
    assert capsys.readouterr().err.startswith("DATABASE_URL: ฐานข้อมูลนี้มีข้อมูลอยู่แล้ว")


def test_what_is_restored_is_a_database_that_serves(file: Path, target: str) -> None:
    assert main(["restore", str(file)]) == 0
    assert main(["migrate", "--check"]) == 0
    with closing(Database(target)) as restored, restored.read() as session:
        states = session.scalars(select(Backup.state).order_by(Backup.id)).all()
    assert states[-2:] == [BackupState.DONE, BackupState.RESTORED]


def test_a_failed_backup_is_noted_with_its_reason(
    file: Path, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(file)]) == 1
    assert "มีไฟล์" in capsys.readouterr().err
    with database.read() as session:
        row = session.scalars(select(Backup).order_by(Backup.id.desc())).first()
    assert row is not None
    assert (row.state, row.error) == (BackupState.FAILED, "backup-exists")


def test_a_backup_needs_one_file(capsys: pytest.CaptureFixture[str], database_url: str) -> None:
    assert main(["backup", "a", "b"]) == 2
    assert "verify FILE" in capsys.readouterr().err

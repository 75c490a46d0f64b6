"""What is wrong around the bot is said in a line with the setting and what to do, never in a traceback."""

import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from sqlalchemy.exc import IntegrityError

from bot.__main__ import main
from bot.faults import check_around, in_words
from bot.settings import SettingsError, read_settings
from models import schema
from models.people.people import Person
from models.storage.database import Database
from tests import postgres
from tests.patience import HANG
from tests.promises import preloaded
from tests.promises.processes import free_port

GIVEN = {"LINE_CHANNEL_SECRET": "secret", "LINE_CHANNEL_ACCESS_TOKEN": "token", "LINE_API_URL": "http://127.0.0.1:9"}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    here = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'castbot.db'}",
        "MEDIA_DIR": str(tmp_path / "media"),
    }
    for name, value in (GIVEN | here | {"PORT": str(free_port()), "HOST": "127.0.0.1"}).items():
        monkeypatch.setenv(name, value)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command says when it fails: one line, and no traceback."""
    if words[0] in ("run", "worker", "clock"):  # they open what nobody closes when they fail
        found = said_by_a_process(*words)
    else:
        assert main(list(words)) in (1, 2)
        found = capsys.readouterr().err
    assert "Traceback" not in found
    (line,) = [one for one in found.splitlines() if one]
    return line


def said_by_a_process(*words: str) -> str:
    with NamedTemporaryFile() as log:
        command = ("-m", "scheduler") if words == ("clock",) else ("-m", "bot", *words)
        process = preloaded.start(command, {**os.environ}, log)  # type: ignore[arg-type]
        assert process.wait(HANG) == 2
        return Path(log.name).read_text("utf-8")


COMMANDS = (
    ("roster", "codes"), ("export", "people", "--out", "people.csv"), ("erase", "1"), ("queue", "list"),
    ("form", "list"), ("evaluation", "status"), ("backup", "b.tar.zst"),
)  # fmt: skip


@pytest.mark.parametrize("words", [*COMMANDS, ("worker",), ("clock",)], ids=" ".join)
def test_a_database_that_was_never_migrated(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str]
) -> None:
    assert "python -m bot migrate" in said(capsys, *words)


@pytest.mark.parametrize("words", [*COMMANDS, ("migrate",), ("run",), ("worker",), ("clock",)], ids=" ".join)
def test_a_file_that_is_no_database(capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str]) -> None:
    (tmp_path / "castbot.db").write_bytes("ไฟล์ของใครไม่รู้ ".encode() * 500)
    assert "DATABASE_URL" in said(capsys, *words)


@pytest.mark.parametrize("words", [("migrate",), ("run",)], ids=" ".join)
@pytest.mark.parametrize(
    ("made", "told"),
    [
        ("CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('ffff')", "schema ffff"),
        ("CREATE TABLE person (badge INTEGER); INSERT INTO person VALUES (1)", "a table person already"),
    ],
)
def test_a_database_of_something_else_is_left_alone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, made: str, told: str, words: tuple[str]
) -> None:
    with closing(sqlite3.connect(tmp_path / "castbot.db")) as other:
        other.executescript(made)
        before = list(other.iterdump())
        assert told in said(capsys, *words)
        assert list(other.iterdump()) == before


@pytest.mark.parametrize("words", [("worker",), ("clock",)], ids=" ".join)
def test_processes_do_not_begin_on_an_older_schema(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str]
) -> None:
    with (
        closing(Database(f"sqlite:///{tmp_path / 'castbot.db'}")) as database,
        database.engine.connect().execution_options(castbot_writes=True) as connection,
        connection.begin(),
    ):
        schema.upgrade(connection, "0001")
    assert "python -m bot migrate" in said(capsys, *words)


@pytest.mark.parametrize("words", [("run",), ("web",)], ids=" ".join)
def test_a_port_that_is_in_use(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: tuple[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("PORT", str(other.getsockname()[1]))
        line = said(capsys, *words)
    assert line.startswith("PORT: something else listens on ")


def test_an_address_that_is_not_this_machines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOST", "192.0.2.1")  # an address for examples
    assert said(capsys, "web").startswith("HOST: this machine has no address 192.0.2.1")


@pytest.mark.parametrize("words", [("run",), ("web",), ("worker",), ("clock",)], ids=" ".join)
def test_a_folder_in_which_nothing_can_be_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str]
) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setenv("MEDIA_DIR", str(tmp_path / "a file" / "media"))
    assert said(capsys, *words).startswith("MEDIA_DIR: nothing can be written in ")


def test_all_folders_are_told_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setenv("MEDIA_DIR", str(tmp_path / "a file" / "media"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'a file' / 'castbot.db'}")
    monkeypatch.setenv("BACKUP_DIR", str(tmp_path / "a file" / "backups"))
    monkeypatch.setenv("BACKUP_AT", "02:30")
    with pytest.raises(SettingsError) as told:
        check_around(read_settings())
    named = [line.partition(":")[0] for line in str(told.value).splitlines()]
    assert named == ["MEDIA_DIR", "DATABASE_URL", "BACKUP_DIR"]


def test_a_folder_for_a_database(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}")
    assert said(capsys, "web").startswith(f"DATABASE_URL: {tmp_path} is a folder")
    assert said(capsys, "migrate").startswith("DATABASE_URL: ")


@pytest.fixture
def absent_postgres(postgres_server: str) -> Iterator[str]:
    return postgres_server.rsplit("/", 1)[0] + "/absent"


def test_a_server_that_does_not_answer_or_has_no_such_database(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, absent_postgres: str
) -> None:
    for url, told in (
        ("postgresql://castbot:hush@127.0.0.1:9/castbot", "does not answer"),
        (absent_postgres, "no such database"),
        (f"{absent_postgres}?sslmode=bogus&password=hush", "does not know an option"),
        (f"{absent_postgres}?pool=hush", "does not know an option"),
    ):
        monkeypatch.setenv("DATABASE_URL", url)
        line = said(capsys, "migrate")
        assert line.startswith("DATABASE_URL: ")
        assert told in line
        assert "hush" not in line


def test_a_postgres_that_was_never_migrated(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, postgres_server: str, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", postgres.create_database(postgres_server, f"never_{free_port()}"))
    assert "python -m bot migrate" in said(capsys, "queue", "list")


@pytest.fixture
def migrated(tmp_path: Path) -> None:
    with closing(Database(f"sqlite:///{tmp_path / 'castbot.db'}")) as database:
        schema.migrate(database)
        with database.write() as session:
            session.add(Person(key="P1", name="สมชาย ใจดี", created_at=datetime(2023, 7, 12, tzinfo=UTC)))


OUT = (
    ("export", "people", "--out", "{}.csv"), ("person", "export", "สมชาย ใจดี", "--out", "{}.zip"),
    ("roster", "template", "--out", "{}.xlsx"), ("raters", "template", "--out", "{}.xlsx"),
    ("raters", "export", "--out", "{}.xlsx"), ("report", "summary", "--out", "{}.docx"),
    ("report", "template", "summary", "--out", "{}.docx"), ("form", "xml", "feedback7", "--out", "{}"),
)  # fmt: skip


@pytest.mark.parametrize("words", OUT, ids=lambda words: " ".join(words[:2]))
@pytest.mark.usefixtures("migrated")
def test_a_file_that_cannot_be_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str, ...]
) -> None:
    """The folder is absent or a file stands in its place, or the file is a folder; nothing is left over."""
    if words[:2] == ("form", "xml"):
        assert main(["migrate"]) == 0  # it publishes the forms
        capsys.readouterr()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a file").touch()
    taken = "folder" + words[-1].format("")
    (tmp_path / "out" / taken).mkdir()
    wrong = [f"a file/{words[-1].format('x')}"]
    if words[:2] != ("form", "xml"):  # it writes into a folder, which it makes
        wrong += [f"absent/{words[-1].format('x')}", taken]
    for name in wrong:
        file = str(tmp_path / "out" / name)
        assert file in said(capsys, *words[:-1], file)
    assert sorted(path.name for path in (tmp_path / "out").rglob("*")) == sorted(("a file", taken))


@pytest.mark.usefixtures("migrated")
def test_a_number_that_no_id_can_be(capsys: pytest.CaptureFixture[str]) -> None:
    """SQLite's and PostgreSQL's whole numbers end at 2**63 - 1, which has 19 digits."""
    huge = "9" * 25
    for words in (("erase", huge), ("person", "access-log", huge), ("roster", "undo", huge)):
        assert huge in said(capsys, *words)


@pytest.mark.parametrize("option", ["--workers", "--threads"])
@pytest.mark.parametrize("number", ["0", "-1", "99999999999", "๔"])
def test_a_number_of_processes_or_threads_that_serves_nobody_or_stops_the_machine(option: str, number: str) -> None:
    with pytest.raises(SystemExit):
        main(["web", f"{option}={number}"])


@pytest.mark.parametrize("words", [("migrate",), ("queue", "list"), ("restore", "{}"), ("doctor",)], ids=" ".join)
def test_a_database_where_no_file_can_be(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """A file stands where its folder should be, and what is restored was sound."""
    assert main(["migrate"]) == 0
    backup = tmp_path / "b.tar.zst"
    assert main(["backup", str(backup)]) == 0
    capsys.readouterr()
    monkeypatch.setenv("MEDIA_DIR", str(tmp_path / "new"))
    (tmp_path / "a file").touch()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'a file' / 'castbot.db'}")
    assert said(capsys, *(word.format(backup) for word in words)).startswith("DATABASE_URL: ")


@pytest.mark.parametrize(
    "wrong",
    ["sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite:///x.db?mode=ro", "postgresql://u:p@h:port/x",
     "postgresql://u:p@ss:word@h:x/y"],
)  # fmt: skip
def test_an_address_that_is_no_databases(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", wrong)
    line = said(capsys, "queue", "list")
    assert line.startswith("DATABASE_URL: ")
    assert "ss:word" not in line


def test_a_file_that_the_operator_did_not_name_is_a_fault_of_ours(tmp_path: Path) -> None:
    absent = FileNotFoundError(2, "No such file or directory", str(tmp_path / "ours"))
    assert in_words(absent, [str(tmp_path / "theirs")]) is None
    assert str(in_words(absent, [str(tmp_path / "ours")])).startswith(str(tmp_path / "ours"))
    beside = FileNotFoundError(2, "No such file or directory", str(tmp_path / ".ours.zip.x1y2"))  # not yet whole
    assert str(in_words(beside, [str(tmp_path / "ours.zip")])).startswith(str(tmp_path / "ours.zip"))
    assert "make room" in str(in_words(OSError(28, "No space left on device")))


def test_a_fault_of_ours_is_raised_as_it_is(tmp_path: Path) -> None:
    assert in_words(ValueError("ours")) is None
    with closing(Database(f"sqlite:///{tmp_path / 'new.db'}")) as database:
        schema.migrate(database)
        with pytest.raises(IntegrityError) as raised, database.write() as session:
            session.connection().exec_driver_sql("INSERT INTO person (id) VALUES (1)")
        assert in_words(raised.value) is None

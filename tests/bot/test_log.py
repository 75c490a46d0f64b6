"""Logs of several processes on one stream."""

import errno
import io
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
import structlog
from sqlalchemy.exc import OperationalError

from bot.log import configure_logging, log_line, of_error


class Writes(io.StringIO):
    """A stream that remembers each write."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[str] = []

    def write(self, text: str) -> int:
        self.made.append(text)
        return super().write(text)


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_line_and_its_end_are_one_write(form, monkeypatch):
    writes = Writes()
    monkeypatch.setattr("sys.stderr", writes)
    configure_logging(form)
    try:
        log_line("serving", port=8000)
    finally:
        structlog.reset_defaults()
    assert len(writes.made) == 1
    assert writes.made[0].endswith("\n")


class FullDisk(Writes):
    """A stream on a disk that is full until it has room."""

    has_room = False

    def write(self, text: str) -> int:
        if not self.has_room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(text)

    def flush(self) -> None:
        if not self.has_room:
            raise OSError(errno.ENOSPC, "No space left on device")


def test_a_log_that_cannot_be_written_stops_nobody_and_goes_on_when_there_is_room(monkeypatch):
    disk = FullDisk()
    monkeypatch.setattr("sys.stderr", disk)
    configure_logging("json")
    try:
        log_line("worker.trouble", error="OperationalError")
        logging.getLogger("gunicorn").error("lost too")
        disk.has_room = True
        log_line("serving", port=8000)
    finally:
        structlog.reset_defaults()
    assert '"serving"' in disk.getvalue()
    assert "Traceback" not in disk.getvalue()


@pytest.fixture(params=["json", "text"])
def written(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Writes]:
    """What is written to the log, in each form."""
    writes = Writes()
    monkeypatch.setattr("sys.stderr", writes)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    configure_logging(request.param)
    yield writes
    structlog.reset_defaults()
    root.handlers[:] = before
    root.setLevel(level)


def refused() -> None:
    try:
        raise KeyError("secret of a driver")
    except KeyError as error:
        raise ValueError("secret of a page") from error


def test_an_error_is_logged_by_its_types_and_places(written):
    try:
        refused()
    except ValueError:
        structlog.get_logger().error("broken", exc_info=True)
    said = written.getvalue()
    assert "secret" not in said
    assert "ValueError from KeyError" in said
    assert f"{__name__}:" in said


def test_a_library_s_message_keeps_its_own_words_and_numbers_alone(written):
    library = logging.getLogger("library")
    try:
        refused()
    except ValueError:
        library.exception("Error handling %s of %d bytes", "/f/secret", 12)
    library.error("Exception on /f/secret [POST]")
    library.warning("%(path)s is gone", {"path": "/f/secret"})
    said = written.getvalue()
    assert "secret" not in said
    assert "Error handling %s of %d bytes" in said
    assert "12" in said
    assert "ValueError from KeyError" in said
    assert "Traceback" not in said


def test_an_error_by_itself_is_said_without_its_words():
    with pytest.raises(ValueError, match="secret of a page") as raised:
        refused()
    said = of_error(raised.value)
    assert said.startswith("ValueError in ")
    assert "secret" not in said


def test_an_error_of_a_database_is_said_with_the_databases_code():
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(sqlite3.Error) as raised:
        connection.execute("SELECT secret FROM nothing")
    for failed, code in ((raised.value, "SQLITE_ERROR"), (psycopg.errors.LockNotAvailable("secret"), "55P03")):
        said = of_error(OperationalError("SELECT secret", {}, failed))
        assert said.startswith(f"OperationalError {code} in ")
        assert "secret" not in said

"""Logs of several processes on one stream."""

import errno
import io
import logging

import pytest
import structlog

from bot.log import configure_logging, log_line


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

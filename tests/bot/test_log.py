"""Logs of several processes on one stream."""

import io

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

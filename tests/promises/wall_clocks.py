"""Hosts whose wall clocks a test sets: each is a file that the processes of the host read (stepped_wall.py)."""

import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests.patience import until
from tests.promises.processes import Process, Processes, free_port, is_healthy


@dataclass
class Host:
    """A host with a wall clock of its own, on which commands of the bot are started."""

    bots: Processes
    name: str
    off: timedelta = timedelta(0)

    def __post_init__(self) -> None:
        self.set(self.off)

    @property
    def _file(self) -> Path:
        return self.bots.folder / f"wall-{self.name}"

    def set(self, off: timedelta) -> None:
        """Set the wall clock to the right time and `off`."""
        fresh = self._file.with_suffix(".new")
        fresh.write_text(str(off.total_seconds()), "ascii")
        os.replace(fresh, self._file)

    def start(self, *words: str) -> Process:
        return self.bots.start("-m", "tests.promises.stepped_wall", str(self._file), *words)

    def office(self, *options: str) -> Process:
        """Start a worker process, and wait until it works."""
        process = self.start("tests.promises.altered_worker", *options)
        until(lambda: "open" in process.log, "the worker is at work")
        return process

    def serve(self, command: str) -> Process:
        """Start a command that serves, and wait until it answers."""
        port = free_port()
        process = self.bots.start("-m", "tests.promises.stepped_wall", str(self._file), "bot", command, PORT=str(port))
        process.url = f"http://127.0.0.1:{port}"
        until(lambda: is_healthy(process), "the web process answers")
        return process

"""Starts `python -m …` as a fork of a process that has loaded the libraries already: most of a start is imports.

What is started is a process like any other: with its own session, environment, log and exit code, killed where it
stands. prometheus-client chooses at its import whether it counts in memory or in a folder's files, and finds that
folder in each process anew; so there are two that have everything loaded, one for `bot run`, which counts in files.
"""

import atexit
import gc
import json
import os
import pkgutil
import runpy
import selectors
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from bot.settings import METRICS_FOLDER

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = (
    "aiohttp.web", "alembic.command", "apscheduler.schedulers.background", "flask", "gunicorn.arbiter", "holidays",
    "psycopg", "pydantic_settings", "structlog", "urllib3", "werkzeug.serving",
    "sqlalchemy.dialects.postgresql.psycopg", "sqlalchemy.dialects.sqlite.pysqlite", "sqlalchemy.orm",
)  # fmt: skip
OWN = ("models", "services", "thai", "programmes", "locales", "xlsforms", "bot", "handlers", "scheduler")
NOT_AT_IMPORT = ("models.migrations", "bot.__main__", "scheduler.__main__")  # Alembic runs these; a job is one of those
COUNTS_IN_FILES = ("bot", "run")  # this command sets METRICS_FOLDER before it imports what counts
MOST_BYTES = 1_000_000  # of a job: a command with its environment


class ForkedProcess:
    """A started command; what it has of `subprocess.Popen` works in the same way."""

    def __init__(self, status: socket.socket) -> None:
        self._status = status
        self._returned: int | None = None
        self.pid = int(self._status.recv(20))

    def poll(self) -> int | None:
        return self._ask(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end and return the exit code. TimeoutExpired if it does not end."""
        code = self._ask(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return code

    def terminate(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, 15)

    def _ask(self, timeout: float | None) -> int | None:
        if self._returned is None:
            self._status.settimeout(timeout)
            try:
                self._returned = int(self._status.recv(20))
            except (TimeoutError, BlockingIOError):
                return None
            self._status.close()
        return self._returned


def start(words: Sequence[str], environment: Mapping[str, str], log: BinaryIO) -> ForkedProcess:
    """Start `python` with these words, the first of which is `-m`. Its output goes to the log."""
    assert words[0] == "-m"
    mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with its:
        job = json.dumps({"words": words[1:], "environment": dict(environment)}).encode()
        in_files = tuple(words[1 : 1 + len(COUNTS_IN_FILES)]) == COUNTS_IN_FILES
        socket.send_fds(_jobs(in_files), [job], [log.fileno(), its.fileno()])
    return ForkedProcess(mine)


@cache
def _jobs(in_files: bool) -> socket.socket:
    """Start the process that has everything loaded. Return where it takes jobs; it ends when that is closed."""
    mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    folder = TemporaryDirectory(prefix="castbot-preloaded-") if in_files else None
    counting = {METRICS_FOLDER: folder.name} if folder else {}
    with its:
        command = [sys.executable, "-m", "tests.promises.preloaded", str(its.fileno())]
        loaded = subprocess.Popen(
            command, cwd=ROOT, pass_fds=[its.fileno()], start_new_session=True, env={**os.environ, **counting}
        )

    def end() -> None:
        mine.close()
        loaded.wait()
        if folder:
            folder.cleanup()

    atexit.register(end)
    return mine


# ── in the process that has everything loaded ──


@dataclass(frozen=True)
class Job:
    """A command that is to be run."""

    words: list[str]
    environment: dict[str, str]


def load() -> None:
    """Import all that the bot's commands import, and let it read its data."""
    for name in LIBRARIES:
        import_module(name)
    for name in OWN:
        package = import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not module.name.startswith(NOT_AT_IMPORT):
                import_module(module.name)
    import_module("sqlalchemy.orm").configure_mappers()
    import_module("tests.cheap_starts").share_what_starts_make()
    texts = import_module("locales.texts").Texts.load(ROOT / "locales")  # remembered
    settings = import_module("bot.settings").Settings(line_channel_secret="-", line_channel_access_token="-")
    programme = import_module("bot.resources")._programme(settings, texts, datetime.now(UTC).date())
    publishing = import_module("services.forms.publishing")
    for form in programme.forms:
        file = settings.programme / form.file
        publishing._compiled(file.name, file.read_bytes(), file.parent)  # remembered
    import_module("bot.inbound.incoming").warm_up(programme)
    gc.collect()
    gc.freeze()  # a fork's collector leaves these alone


def serve(jobs: socket.socket) -> Job | None:
    """Fork a process for each job, and tell when it has ended. Return the job in the fork, None when no more come."""
    living: dict[int, tuple[int, socket.socket]] = {}  # by the descriptor that is readable when it has ended
    with selectors.DefaultSelector() as selector:
        selector.register(jobs, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is not jobs:
                    pid, status = living.pop(key.fd)
                    selector.unregister(key.fd)
                    os.close(key.fd)
                    _tell(status, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
                    continue
                said, (*sent,), _, _ = socket.recv_fds(jobs, MOST_BYTES, 2)
                if not said:
                    return None
                log, status = sent[0], socket.socket(fileno=sent[1])
                pid = os.fork()
                if pid == 0:
                    jobs.close()
                    for end, (_, other) in living.items():
                        os.close(end)
                        other.close()
                    _become(log, status)
                    return Job(**json.loads(said))
                os.close(log)
                end = os.pidfd_open(pid)
                selector.register(end, selectors.EVENT_READ)
                living[end] = pid, status


def _tell(status: socket.socket, code: int) -> None:
    with status, suppress(BrokenPipeError):  # perhaps nobody asks any more
        status.send(str(code).encode())


def _become(log: int, status: socket.socket) -> None:
    """Make a fork what a started process is: with its own session and output."""
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    os.close(nothing)
    os.close(log)
    with status:
        status.send(str(os.getpid()).encode())


def main() -> None:
    load()
    job = serve(socket.socket(fileno=int(sys.argv[1])))
    if job is None:
        return
    os.environ.clear()
    os.environ.update(job.environment)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(write_through=True)  # type: ignore[union-attr]
    sys.argv = job.words
    runpy.run_module(job.words[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()

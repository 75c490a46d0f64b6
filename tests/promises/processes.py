"""Real processes of the bot: started with an environment of their own, stopped politely, or killed where they stand."""

import os
import signal
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import urllib3

from tests.patience import HANG, until
from tests.promises import preloaded
from tests.running_bot import METRICS_TOKEN, SECRET, TOKEN


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Process:
    """One started command with all its children: they share a session, so that they can be killed together."""

    popen: preloaded.ForkedProcess
    log_file: Path
    url: str = ""

    def kill(self) -> None:
        """SIGKILL to the whole family, at once."""
        os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()

    def terminate(self) -> int:
        """SIGTERM, as an operator or a container sends it; return the exit code."""
        self.popen.terminate()
        return self.popen.wait(HANG)

    @property
    def lives(self) -> bool:
        return self.popen.poll() is None

    @property
    def log(self) -> str:
        return self.log_file.read_text("utf-8", "replace")


@dataclass
class Processes:
    """Starts the bot's commands against one database and one platform; whatever still runs at the end is killed."""

    database_url: str
    line_url: str
    folder: Path
    more: Mapping[str, str] = field(default_factory=dict)
    _started: list[Process] = field(default_factory=list)

    def environment(self, **more: str) -> dict[str, str]:
        own = {
            "LINE_CHANNEL_SECRET": SECRET,
            "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
            "LINE_API_URL": self.line_url,
            "LINE_BOT_BASIC_ID": "@castbot",
            "DATABASE_URL": self.database_url,
            "MEDIA_DIR": str(self.folder / "media"),
            "CLOCK_FILE": str(self.folder / "clock.json"),
            "METRICS_TOKEN": METRICS_TOKEN,
            "PYTHONUNBUFFERED": "1",
        }
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return kept | own | dict(self.more) | more

    def worker(self) -> Process:
        return self.start("-m", "bot", "worker")

    def office(self, *options: str) -> Process:
        """A worker process with leases, rates or handlers of a test (see odd_office.py)."""
        return self.start("-m", "tests.promises.altered_worker", *options)

    def web(self, *options: str) -> Process:
        return self._serving("-m", "bot", "web", *options)

    def run(self) -> Process:
        return self._serving("-m", "bot", "run")

    def start(self, *words: str, **environment: str) -> Process:
        log_file = self.folder / f"process-{len(self._started)}.log"
        with log_file.open("wb") as log:
            popen = preloaded.start(words, self.environment(**environment), log)
        self._started.append(Process(popen, log_file))
        return self._started[-1]

    def _serving(self, *words: str) -> Process:
        port = free_port()
        process = self.start(*words, PORT=str(port))
        process.url = f"http://127.0.0.1:{port}"
        until(lambda: is_healthy(process), "the web process answers")
        return process

    def kill_all(self) -> None:
        for process in self._started:
            if process.lives:
                process.kill()


def is_healthy(process: Process) -> bool:
    assert process.lives, process.log
    try:
        return urllib3.request("GET", f"{process.url}/healthz", retries=False, timeout=HANG).status == 200
    except urllib3.exceptions.HTTPError:
        return False


@contextmanager
def processes(database_url: str, line_url: str, folder: Path, **more: str) -> Iterator[Processes]:
    started = Processes(database_url, line_url, folder, more)
    try:
        yield started
    finally:
        started.kill_all()

"""The systems that are measured: the simulator with our bot in its several forms, or with the echo bot."""

import shutil
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import time
from typing import Any, Final, Self
from uuid import uuid4

import orjson
import psycopg
from sqlalchemy import delete, update

from bench import people
from bench.load import requests
from bench.processes import ROOT, Program, free_port
from models import schema
from models.messaging.chat_queues import ChatQueue
from models.messaging.inbox import InboxEvent, InboxState
from models.storage.database import Database
from programmes import load as load_programme
from tests import postgres

SECRET, TOKEN = "0123456789abcdef0123456789abcdef", "bench-token"
LATENCY_MS: Final = 120
BEGAN: Final = datetime.fromisoformat("2023-07-12T09:00:00+07:00")  # a working day on which activities are expected
PEOPLE: Final = 2000
THREADS: Final = 16
TEXTS: Final = (
    "วันนี้ลงพื้นที่ บ้านหนองบัว ต.แม่ใจ ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน",
    "ประชุมร่วมกับกำนันและ อสม. เรื่องผู้ป่วยติดเตียง 12 คน ต.ศรีถ้อย",
    "เยี่ยมครัวเรือนเปราะบาง บ้านสันติสุข กับนายก อบต. และพัฒนาชุมชน",
    "เมื่อวานเก็บขยะริมกว๊านพะเยากับนักเรียน ๔๐ คน และผู้สื่อข่าวท้องถิ่น",
    "ลงพื้นที่ตรวจแหล่งน้ำ หมู่ 5 กับภาคเอกชนและกลุ่มเกษตรกร",
)


class PlatformProcess:
    """The simulator in its own process. Its clock is moved by `ahead` seconds, and so is that of a bot beside it: what
    people tell is of a day of the programme."""

    def __init__(
        self, folder: Path, *, latency_ms: int = LATENCY_MS, people: int = PEOPLE, began: datetime = BEGAN
    ) -> None:
        self.ahead = began.timestamp() - time()
        words = ["-m", "bench.platform", SECRET, TOKEN, str(latency_ms), str(people), str(self.ahead)]
        self.program = Program(words, {}, folder / "platform.log", pipe=True)
        self.port = int(self.program.first_line())
        self.api = f"http://127.0.0.1:{self.port}/line"

    def calls(self, count: int, port: int, texts: Sequence[str] = TEXTS) -> list[bytes]:
        """Return whole requests of one signed event each, for a bot at `port`."""
        body = orjson.dumps({"texts": texts, "count": count})
        lines = self._ask("/bench/events", body).split(b"\n")
        return requests(lines, port)

    def progress(self) -> Any:
        return orjson.loads(self._ask("/bench/progress"))

    def _ask(self, path: str, body: bytes | None = None) -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", body, timeout=60) as answer:
            return bytes(answer.read())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.program.stop()


@dataclass
class BotProcesses:
    """A bot that is measured: its processes, and the address of its webhook."""

    name: str
    port: int
    programs: list[Program] = field(default_factory=list)
    started_in: float = 0.0
    server: int | None = None  # process id of its database server

    def cpu(self) -> float:
        return sum(program.cpu() for program in self.programs)


def channel(
    platform_api: str, database_url: str, port: int, folder: Path, ahead: float | None = None
) -> dict[str, str]:
    """Return the bot's environment. An offset moves its clock into the programme, so no clock file is read: as the
    platform's, or if there is none, to BEGAN."""
    offset = BEGAN.timestamp() - time() if ahead is None else ahead
    return {
        "LINE_CHANNEL_SECRET": SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
        "LINE_API_URL": platform_api,
        "LINE_BOT_BASIC_ID": "@bench",
        "DATABASE_URL": database_url,
        "MEDIA_DIR": str(folder / "media"),
        "PORT": str(port),
        "CLOCK_OFFSET": str(offset),
    }


@contextmanager
def our_bot(
    name: str,
    folder: Path,
    platform: PlatformProcess,
    database_url: str,
    commands: Sequence[Sequence[str]] = (("run",),),
    *,
    module: str = "bot",
    server: int | None = None,
) -> Iterator[BotProcesses]:
    """Start our bot: `python -m bot` once for each command, the first of which serves the webhook."""
    port = free_port()
    environment = channel(platform.api, database_url, port, folder, platform.ahead)
    log = folder / f"{name.replace(' ', '-').replace(',', '')}.log"
    with ExitStack() as stack:
        programs = [stack.enter_context(Program(["-m", module, *words], environment, log)) for words in commands]
        seconds = programs[0].wait_for(f"http://127.0.0.1:{port}/healthz")
        yield BotProcesses(name, port, programs, seconds, server)


@contextmanager
def echo_bot(folder: Path, platform: PlatformProcess, workers: int) -> Iterator[BotProcesses]:
    port = free_port()
    environment = channel(platform.api, "", port, folder, platform.ahead)
    words = ["-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--threads", str(THREADS)]
    words += ["--worker-class", "gthread", "--keep-alive", "5", "--log-level", "warning", "bench.echo_baseline:app"]
    with Program(words, environment, folder / "echo.log") as program:
        yield BotProcesses("echo", port, [program], program.wait_for(f"http://127.0.0.1:{port}/readyz"))


@contextmanager
def procrastinate_bot(
    folder: Path,
    platform: PlatformProcess,
    database_url: str,
    commands: Sequence[str] = ("web", "worker"),
    *,
    server: int,
) -> Iterator[BotProcesses]:
    """The ordinary build of the same turn: bench/procrastinate_build.py, served like the echo bot."""
    port = free_port()
    environment = channel(platform.api, database_url, port, folder, platform.ahead)
    words = ["-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", str(THREADS)]
    words += ["--worker-class", "gthread", "--keep-alive", "5", "--log-level", "warning"]
    programs = {
        "web": [*words, "bench.procrastinate_build:app"],
        "worker": ["-m", "procrastinate", "--app", "bench.procrastinate_build.jobs", "worker", "--concurrency", "16"],
    }
    with ExitStack() as stack:
        started = [
            stack.enter_context(Program(programs[command], environment, folder / f"procrastinate-{command}.log"))
            for command in commands
        ]
        seconds = started[0].wait_for(f"http://127.0.0.1:{port}/readyz")
        yield BotProcesses("procrastinate", port, started, seconds, server)


def prepare(url: str) -> None:
    """Migrate an empty database and register the people who write."""
    database = Database(url)
    schema.migrate(database)
    people.register(database, load_programme(ROOT / "programmes" / "cast-2566"), PEOPLE, BEGAN)
    database.close()


def forget_waiting(url: str) -> None:
    """Delete the events that the web process stored while no worker ran, so that they do not delay measured turns."""
    database = Database(url)
    with database.write() as session:
        session.execute(delete(InboxEvent).where(InboxEvent.state == InboxState.NEW.value))
        session.execute(update(ChatQueue).values(ready_at=None))
    database.close()


def postgres_url(address: str) -> str:
    """Make a new database on a server and return its URL."""
    made = postgres.create_database(address, f"bench_{uuid4().hex}")
    return made.replace("postgresql://", "postgresql+psycopg://", 1)


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / uuid4().hex}.db"


@contextmanager
def postgres_server() -> Iterator[str]:
    """Yield the PostgreSQL server of the tests, started again with fsync on, so that commits are durable."""
    with postgres.server() as url:
        with psycopg.connect(url) as connection:
            data = connection.execute("SHOW data_directory").fetchone()[0]  # type: ignore[index]
            options = connection.execute("SELECT current_setting('port'), current_setting('unix_socket_directories')")
            port, home = options.fetchone()  # type: ignore[misc]
        again = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=on -c max_connections=300"
        control = [str(postgres.programs() / "pg_ctl"), "-D", data, "-w", "-m", "fast", "-l", f"{home}/log"]
        subprocess.run(
            [*control, "-o", again, "restart"], check=True, user=postgres._user(), cwd="/", stdout=subprocess.DEVNULL
        )
        yield url


def server_process(url: str) -> int:
    """Return the process id of the PostgreSQL server at an address."""
    with psycopg.connect(url) as connection:
        data = connection.execute("SHOW data_directory").fetchone()[0]  # type: ignore[index]
    return int((Path(data) / "postmaster.pid").read_text().split()[0])


@contextmanager
def scratch() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="castbot-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)

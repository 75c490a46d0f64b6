"""The bot's processes under a keeper, which starts again whatever has died, as an operator's init system does."""

import os
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Event, Lock, Thread

from bench.processes import family
from tests.promises.processes import Process, Processes, free_port, is_healthy

LOOKS_EACH = 0.2  # seconds between two looks of the keeper


@dataclass
class Service:
    """One command that is to run all the time; the one with a port serves the webhook. Services of one `host` read the
    same wall clock, which a fault may set."""

    name: str
    words: Sequence[str]
    port: int | None = None
    host: str = "only"
    process: Process | None = None
    starts: int = 0

    def start(self, processes: Processes) -> None:
        environment = {"PORT": str(self.port)} if self.port else {}
        wall = str(wall_of(processes.folder, self.host))
        self.process = processes.start("-m", "tests.promises.stepped_wall", wall, *self.words, **environment)
        self.process.url = f"http://127.0.0.1:{self.port}" if self.port else ""
        self.starts += 1

    @property
    def pids(self) -> list[int]:
        """The ids of its processes that live, the first one before its children."""
        return family(self.process.popen.pid) if self.process and self.process.lives else []


@dataclass(frozen=True)
class Usage:
    """What all processes of the bot use together: memory in MB (shared pages once), and open descriptors."""

    memory: float
    descriptors: int


@dataclass(eq=False)
class Keeper(Thread):
    """Keeps services running. Nobody may be ended and started at the same moment, hence the lock."""

    processes: Processes
    services: list[Service]
    lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        Thread.__init__(self, name="keeper", daemon=True)
        self._stopping = Event()
        for host in self.hosts:
            self.set_wall(host, 0.0)

    def run(self) -> None:
        while not self._stopping.wait(LOOKS_EACH):
            for service in self.services:
                with self.lock:
                    if service.process is None or not service.process.lives:
                        self._end_orphans(service)
                        service.start(self.processes)

    def stop(self) -> None:
        self._stopping.set()
        if self.is_alive():
            self.join()

    @property
    def url(self) -> str:
        return next(f"http://127.0.0.1:{service.port}" for service in self.services if service.port)

    def kill(self, chance: Random) -> str:
        """SIGKILL to one process, or to a service with all its children."""
        with self.lock:
            service = chance.choice([one for one in self.services if one.pids])
            first, *children = service.pids
            victims = chance.choice(([first, *children], [chance.choice(children or [first])]))
            for pid in victims:
                _signal(pid, signal.SIGKILL)
        return f"{service.name} ({len(victims)} of {1 + len(children)} processes)"

    def freeze(self, chance: Random, seconds: float) -> str:
        """SIGSTOP to one process that works, and SIGCONT later."""
        service = chance.choice([one for one in self.services if one.pids])
        first, *children = service.pids
        pid = chance.choice(children or [first])
        _signal(pid, signal.SIGSTOP)
        time.sleep(seconds)
        _signal(pid, signal.SIGCONT)
        return f"{service.name} for {seconds:.0f} s"

    @property
    def hosts(self) -> list[str]:
        return sorted({service.host for service in self.services})

    def set_wall(self, host: str, off: float) -> None:
        """Set the wall clock of a host to the right time and so many seconds."""
        file = wall_of(self.processes.folder, host)
        fresh = file.with_suffix(".new")
        fresh.write_text(str(off), "ascii")
        os.replace(fresh, file)

    def pids(self) -> list[int]:
        return [pid for service in self.services for pid in service.pids]

    def serves(self) -> bool:
        """Whether all services run and the webhook answers."""
        web = next(service.process for service in self.services if service.port)
        all_live = all(service.pids for service in self.services)
        return all_live and web is not None and web.lives and is_healthy(web)

    def usage(self) -> Usage:
        pids = self.pids()
        return Usage(sum(map(_memory, pids)), sum(map(_descriptors, pids)))

    def starts(self) -> int:
        return sum(service.starts for service in self.services)

    def _end_orphans(self, service: Service) -> None:
        """End what is left of a service whose first process has died: a new one needs its port."""
        if service.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(service.process.popen.pid, signal.SIGKILL)


def services_for(engine: str) -> list[Service]:
    """The processes as the README says for each database, and one worker more than needed to take over."""
    port = free_port()
    if engine == "sqlite":
        return [Service("run", ("bot", "run"), port), Service("worker", ("bot", "worker"))]
    return [
        Service("web", ("bot", "web", "--workers", "2"), port, host="first"),
        Service("worker 1", ("bot", "worker"), host="first"),
        Service("worker 2", ("bot", "worker"), host="second"),
        Service("clock", ("scheduler",), host="second"),
    ]


def wall_of(folder: Path, host: str) -> Path:
    """The file in which the processes of a host read how far off its wall clock is."""
    return folder / f"wall-{host}"


def _signal(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _memory(pid: int) -> float:
    lines = _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _descriptors(pid: int) -> int:
    with suppress(OSError):
        return len(os.listdir(f"/proc/{pid}/fd"))
    return 0


def _read(path: Path) -> str:
    with suppress(OSError):
        return path.read_text()
    return ""

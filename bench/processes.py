"""Starts and stops the programs that are measured, and reads their CPU time and memory from /proc."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Final, Self

ROOT: Final = Path(__file__).resolve().parent.parent
PATIENCE: Final = 60.0
_TICKS: Final = os.sysconf("SC_CLK_TCK")


class Program:
    """A process with its children. The end of the `with` block stops it."""

    def __init__(self, words: Sequence[str], environment: Mapping[str, str], log: Path, *, pipe: bool = False) -> None:
        self._began = monotonic()
        self._log = log
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, *words],
                cwd=ROOT,
                env=_clean() | dict(environment),
                stdout=subprocess.PIPE if pipe else out,
                stderr=out,
                start_new_session=True,
            )

    def first_line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().decode().strip()

    def wait_for(self, address: str) -> float:
        """Wait until `address` answers 200; return the seconds since the start."""
        while monotonic() < self._began + PATIENCE:
            if self.process.poll() is not None:
                raise RuntimeError(f"ended with {self.process.returncode}; see {self._log}")
            try:
                urllib.request.urlopen(address, timeout=5).close()
                return monotonic() - self._began
            except (urllib.error.URLError, OSError):
                sleep(0.02)
        raise RuntimeError(f"{address} does not answer; see {self._log}")

    def cpu(self) -> float:
        """Return the CPU seconds of all its processes so far, user and system."""
        return sum(cpu_of(pid) for pid in family(self.process.pid))

    def memory(self) -> tuple[float, float]:
        """Return (RSS, PSS) of all its processes together, in MB; RSS counts shared pages once for each process."""
        return tuple(sum(_smaps(pid, which) for pid in family(self.process.pid)) / 1024 for which in ("Rss", "Pss"))  # type: ignore[return-value]

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
        if self.process.stdout is not None:
            self.process.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self.stop()


def family(pid: int) -> list[int]:
    """Return the ids of a process and all its descendants."""
    children = [int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in _read(task).split()]
    return [pid, *(one for child in children for one in family(child))]


def cpu_of(pid: int) -> float:
    fields = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return sum(int(ticks) for ticks in fields[11:13]) / _TICKS if fields else 0.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _smaps(pid: int, which: str) -> int:
    lines = _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{which}:")), 0)


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # the process has just ended
        return ""


def _clean() -> dict[str, str]:
    """Return the environment without any settings of the bot."""
    ours = ("LINE_", "CLOCK_", "DATABASE_URL", "MEDIA_DIR", "PUBLIC_URL", "PROGRAMME", "PORT", "LOG_FORMAT")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}

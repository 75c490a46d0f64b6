"""`python -m tests.soak --minutes 60`: a bot under an even load; memory, descriptors, threads, WAL, answers over time.

People write one message after the other at a fixed pace. At the end stand the slope of the memory, and each measure of
the first and the last tenth of the run: more than 1.1 times of the first is a leak, or something that gets slower.
Pools have a limit and start what they hold when all of it is busy. So everybody writes at once before the run, several
times: as much at once as ever comes later, by chance.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Final

from bot.clock import Clock
from models.schema import migrate
from models.storage.database import Database
from simulator.driver import DriverError, Simulator, Someone
from tests.chaos.services import Keeper, services_for
from tests.conftest import WEDNESDAY
from tests.patience import until
from tests.promises.processes import processes
from tests.promises.registered_people import registered_people
from tests.running_bot import SECRET, TOKEN

PEOPLE: Final = 12
ALLOWED: Final = 1.1  # of the first tenth
WARM_UP: Final = 0.1  # of the run, which is not compared: caches fill
SAMPLES: Final = 120
AT_ONCE: Final = 5  # how often all people write at the same moment before the run


@dataclass(frozen=True)
class Sample:
    """What the bot's processes use together at a moment, in seconds since the start; sizes in MB."""

    at: float
    memory: float
    descriptors: int
    threads: int
    wal: float


class Talking:
    """People who write at a pace; how long each waited for the card, with the moment."""

    def __init__(self, phones: Sequence[Someone], a_second: float) -> None:
        self.waited: list[tuple[float, float]] = []
        self.lost = 0
        self._began, self._lock, self._enough = time.monotonic(), Lock(), Event()
        pause = len(phones) / a_second
        self._threads = [Thread(target=self._talk, args=(phone, pause, place)) for place, phone in enumerate(phones)]
        for thread in self._threads:
            thread.start()

    def _talk(self, phone: Someone, pause: float, place: int) -> None:
        self._enough.wait(pause * place / len(self._threads))
        for number in count(1):
            if self._enough.is_set():
                return
            began = time.monotonic()
            try:
                phone.says(f"ประชุมกับผู้ใหญ่บ้าน {number % 90 + 1} คน")
                phone.hears(1)
            except DriverError as error:
                self.lost += 1
                print(f"after {began - self._began:.0f} s, message {number}: {error}", flush=True)
            now = time.monotonic()
            with self._lock:
                self.waited.append((began - self._began, now - began))
            self._enough.wait(max(0.0, pause - (now - began)))

    def stop(self) -> None:
        self._enough.set()
        for thread in self._threads:
            thread.join()


def fill_pools(phones: Sequence[Someone]) -> None:
    """Let everybody write at the same moment and wait for the answer, several times."""

    def write(phone: Someone, number: int) -> None:
        phone.says(f"ประชุมกับกำนัน {number + 1} คน")
        phone.hears(1)

    for number in range(AT_ONCE):
        writing = [Thread(target=write, args=(phone, number)) for phone in phones]
        for thread in writing:
            thread.start()
        for thread in writing:
            thread.join()


def sample(keeper: Keeper, folder: Path, at: float) -> Sample:
    usage, threads = keeper.usage(), 0
    for pid in keeper.pids():
        status = Path(f"/proc/{pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        threads += next((int(line.split()[1]) for line in lines if line.startswith("Threads:")), 0)
    wal = sum(file.stat().st_size for file in folder.glob("*.db-*")) / 1e6
    return Sample(at, usage.memory, usage.descriptors, threads, wal)


@contextmanager
def platform(folder: Path) -> Iterator[Simulator]:
    clock_file = folder / "clock.json"
    with Simulator.start(secret=SECRET, token=TOKEN, start=WEDNESDAY, clock_file=clock_file) as line:
        yield line


def soak(folder: Path, seconds: float, a_second: float) -> tuple[list[Sample], Talking]:
    """Run the bot for some seconds. Return its samples, and the answers."""
    with ExitStack() as stack:
        line = stack.enter_context(platform(folder))
        url = f"sqlite:///{folder / 'soak.db'}"
        database = stack.enter_context(closing(Database(url)))
        migrate(database)
        phones = registered_people(line, database, Clock(file=folder / "clock.json"), PEOPLE)
        keeper = Keeper(stack.enter_context(processes(url, line.url, folder)), services_for("sqlite"))
        keeper.start()
        stack.callback(keeper.stop)
        until(lambda: keeper.serves(), "all processes run")
        # As LINE does: what a busy machine has not acknowledged in time comes again.
        line.webhook(url=f"{keeper.url}/callback", again_after=[1.0] * 100)
        fill_pools(phones)
        began, samples = time.monotonic(), list[Sample]()
        talking = Talking(phones, a_second)
        while (passed := time.monotonic() - began) < seconds:
            samples.append(sample(keeper, folder, passed))
            print(f"{samples[-1]}", flush=True)
            time.sleep(max(1.0, seconds / SAMPLES))
        talking.stop()
        for log in sorted(folder.glob("process-*.log")) if talking.lost else ():
            print(log.read_text("utf-8", "replace"))
    return samples, talking


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Return by how much a value grows an hour: the line through the points with the least squares."""
    mean_x, mean_y = (sum(one[axis] for one in points) / len(points) for axis in (0, 1))
    across = sum((x - mean_x) ** 2 for x, _ in points)
    return 3600 * sum((x - mean_x) * (y - mean_y) for x, y in points) / across if across else 0.0


def p99(waited: Sequence[float]) -> float:
    return sorted(waited)[int(0.99 * (len(waited) - 1))]


def verdict(samples: Sequence[Sample], talking: Talking, seconds: float) -> list[str]:
    """Print the table, and return what is more than allowed."""
    first, last = (WARM_UP, 2 * WARM_UP), (1 - WARM_UP, 1.0)
    broken = [f"{talking.lost} messages without an answer"] if talking.lost else []
    table: list[tuple[str, float, float]] = []
    for name in ("memory", "descriptors", "threads", "wal"):
        values = [
            [getattr(one, name) for one in samples if begin * seconds <= one.at <= end * seconds]
            for begin, end in (first, last)
        ]
        table.append((name, *(sum(part) / len(part) for part in values)))
    answers = [
        [for_ for at, for_ in talking.waited if begin * seconds <= at <= end * seconds] for begin, end in (first, last)
    ]
    table.append(("event to card p99, s", p99(answers[0]), p99(answers[1])))
    settled = [(one.at, one.memory) for one in samples if one.at > WARM_UP * seconds]
    print(f"{len(talking.waited)} messages in {seconds / 60:.0f} min; memory grows {slope(settled):+.1f} MB an hour")
    for name, before, after in table:
        print(f"  {name:22} {before:8.2f} -> {after:8.2f}  ({after / before if before else 1:.2f} times)")
        if before and after > ALLOWED * before:
            broken.append(f"{name} is {after / before:.2f} times what it was")
    return broken


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--rate", type=float, default=2.0, help="messages a second of all people together")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="castbot-soak-") as folder:
        samples, talking = soak(Path(folder), 60 * given.minutes, given.rate)
    broken = verdict(samples, talking, 60 * given.minutes)
    print("".join(f"  MORE: {line}\n" for line in broken) or "  nothing grew")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m tests.drill --backups 50`: backups under 200 events a second on each database, with random kills of the
backup and of the bot. Each finished file is restored with the bot's own command and judged."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from threading import Thread

from bot.clock import Clock
from models import schema
from models.storage.database import Database
from simulator.driver import Simulator
from tests import postgres
from tests.chaos.services import Keeper, services_for
from tests.conftest import WEDNESDAY
from tests.drill.judge import what_is_wrong
from tests.drill.load import EvenLoad
from tests.patience import HANG, until
from tests.promises.processes import Process, Processes, processes
from tests.promises.registered_people import registered_people
from tests.running_bot import SECRET, TOKEN

ENGINES = ("sqlite", "postgresql")
PEOPLE = 40
BEFORE = (0.5, 2.0)  # seconds of load before each backup begins
KILLED_BACKUPS, KILLED_BOTS = 0.4, 0.6  # the shares of backups beside which this happens
MARGIN = 1.3  # a kill comes up to this many times the usual length of a backup after its beginning
USUAL = 2.0  # seconds, as long as none has finished


@dataclass
class Drill:
    """A drill that is under way. `scratch` makes the address of an empty database and takes it away again."""

    bots: Processes
    keeper: Keeper
    load: EvenLoad
    scratch: Callable[[], Iterator[str]]
    chance: Random
    broken: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    lasted: list[float] = field(default_factory=list)

    def backup(self, number: int) -> str:
        """Make one backup among kills, restore what was finished, and say what happened."""
        file = self.bots.folder / "backups" / f"{number:03}.tar.zst"
        self.load.flow()
        time.sleep(self.chance.uniform(*BEFORE))
        acknowledged, began = self.load.so_far(), time.monotonic()
        making = self.bots.start("-m", "bot", "backup", str(file))
        said = self._kill_meanwhile(making)
        code = making.popen.wait(HANG)
        self.load.pause()
        if code == 0:
            self.lasted.append(time.monotonic() - began)
        elif not said.startswith("backup killed"):
            self.broken.append(f"backup {number} failed: {making.log[-500:]}")
        self.counts["finished" if code == 0 else "not finished"] += 1
        if (code == 0) != file.exists():
            self.counts["whole, and killed just after"] += 1
        if file.exists():
            self._restore(file, acknowledged, number)
            file.unlink()
        elif code == 0:
            self.broken.append(f"backup {number} said that it was made, and there is no file")
        until(self.keeper.serves, "all processes run again")
        return f"{said}, {len(acknowledged)} events before it, {'finished' if code == 0 else 'not finished'}"

    def _kill_meanwhile(self, making: Process) -> str:
        usual = median(self.lasted) if self.lasted else USUAL
        said, killing = list[str](), list[Thread]()

        def kill_one_after(seconds: float) -> None:
            time.sleep(seconds)
            said.append(self.keeper.kill(self.chance))

        if self.chance.random() < KILLED_BOTS:
            killing.append(Thread(target=kill_one_after, args=(self.chance.uniform(0, usual),)))
            killing[-1].start()
        what = "backup left alone"
        if self.chance.random() < KILLED_BACKUPS:
            after = self.chance.uniform(0, MARGIN * usual)
            time.sleep(after)
            if making.lives:
                making.kill()
                what = f"backup killed after {after:.1f} s"
                self.counts["backups killed"] += 1
        making.popen.wait(HANG)
        for thread in killing:
            thread.join()
        self.counts["bots killed"] += len(said)
        return f"{what}, killed beside it: {', '.join(said) or 'nothing'}"

    def _restore(self, file: Path, acknowledged: set[str], number: int) -> None:
        with contextmanager(self.scratch)() as url:
            media = self.bots.folder / f"restored-{number}"
            began = time.monotonic()
            restoring = self.bots.start("-m", "bot", "restore", str(file), DATABASE_URL=url, MEDIA_DIR=str(media))
            if restoring.popen.wait(HANG) != 0:
                self.broken.append(f"backup {number} cannot be restored: {restoring.log[-500:]}")
                return
            self.counts["seconds of restoring"] += round(time.monotonic() - began)
            self.counts["restored"] += 1
            self.broken += [f"backup {number}: {one}" for one in what_is_wrong(url, acknowledged)]


def drill(engine: str, folder: Path, backups: int, a_second: float, seed: int) -> Drill:
    with ExitStack() as stack:
        url, scratch = stack.enter_context(_databases(engine, folder))
        clock_file = folder / "clock.json"
        platform = Simulator.start(
            webhook="http://127.0.0.1:9/callback", secret=SECRET, token=TOKEN, start=WEDNESDAY, clock_file=clock_file
        )
        line = stack.enter_context(platform)
        line.limits(monthly=1_000_000)
        database = stack.enter_context(closing(Database(url)))
        schema.migrate(database)
        phones = registered_people(line, database, Clock(file=clock_file), PEOPLE)
        bots = stack.enter_context(processes(url, line.url, folder))
        keeper = Keeper(bots, services_for(engine))
        keeper.start()
        stack.callback(keeper.stop)
        until(keeper.serves, "all processes run")
        load = EvenLoad(keeper.url, [phone.user_id for phone in phones], a_second)
        stack.callback(load.stop)
        run = Drill(bots, keeper, load, scratch, Random(seed))
        for number in range(backups):
            print(f"  {number:3}  {run.backup(number)}", flush=True)
        left = sorted(one.name for one in (folder / "backups").glob(".*.part*"))
        if left and run.counts["finished"]:
            bots.start("-m", "bot", "backup", str(folder / "backups" / "last.tar.zst")).popen.wait(HANG)
            left = sorted(one.name for one in (folder / "backups").glob(".*.part*"))
            run.broken += [f"{name} is left of a backup that was killed" for name in left]
        return run


@contextmanager
def _databases(engine: str, folder: Path) -> Iterator[tuple[str, Callable[[], Iterator[str]]]]:
    """Yield the address of the bot's database, and what makes empty ones of the same kind."""
    if engine == "sqlite":

        def a_file() -> Iterator[str]:
            path = folder / "restored.db"
            yield f"sqlite:///{path}"
            for left in folder.glob(f"{path.name}*"):
                left.unlink()

        yield f"sqlite:///{folder / 'castbot.db'}", a_file
        return
    with postgres.own_server(postgres.SURVIVES_RESTARTS) as server:
        names = iter(range(1_000_000))

        def a_database() -> Iterator[str]:
            url = postgres.create_database(server.url, f"restored_{next(names)}")
            yield url.replace("postgresql://", "postgresql+psycopg://", 1)
            postgres.empty_database(url)

        own = postgres.create_database(server.url, "drill")
        yield own.replace("postgresql://", "postgresql+psycopg://", 1), a_database


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.drill", description=__doc__)
    parser.add_argument("--backups", type=int, default=50, help="on each database")
    parser.add_argument("--rate", type=float, default=200.0, help="events a second")
    parser.add_argument("--database", choices=ENGINES, help="only this one")
    parser.add_argument("--seed", type=int, default=7, help="chooses what is killed, and when")
    given = parser.parse_args()
    broken = 0
    for engine in (given.database,) if given.database else ENGINES:
        print(f"{engine}, seed {given.seed}", flush=True)
        with tempfile.TemporaryDirectory(prefix="castbot-drill-") as folder:
            run = drill(engine, Path(folder), given.backups, given.rate, given.seed)
        counts = run.counts | Counter({"events": len(run.load.acknowledged), "calls refused": run.load.refused})
        print("  " + ", ".join(f"{what} {count}" for what, count in counts.items()))
        print(f"  {len(run.load.acknowledged) / run.load.flowed:.0f} events a second were acknowledged, with all kills")
        print(f"  backups took {median(run.lasted or [0]):.1f} s (median), {max(run.lasted or [0]):.1f} s (longest)")
        print("".join(f"  BROKEN: {line}\n" for line in run.broken) or "  nothing broke\n", flush=True)
        broken += len(run.broken)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m bench.feeds [--people N] [--activities N]`: reads a live feed to its end, and says how long that takes,
how much memory the web process needs meanwhile, and how much later LINE is answered; on both databases."""

import argparse
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Final

from bench import cohort, measures, systems
from bench.backups import CALLS_A_SECOND, Measured, acknowledged, at_share
from bench.dashboard import TODAY, coordinator
from bench.processes import ROOT
from bench.systems import BotProcesses
from models.coordination import feeds
from models.schema import migrate
from models.storage.database import Database
from programmes import load

PEOPLE: Final = 15_000
ACTIVITIES: Final = 1_000_000
SECONDS: Final = 20  # of calls beside no feed
PORTION: Final = 3  # seconds of calls between two looks whether the feed is at its end
CHUNK: Final = 1 << 20


@dataclass
class Reading:
    """A feed that is read in a thread: rows so far, when it ended, the most memory of the web process in MB (PSS) in
    its first and in its second half."""

    bot: BotProcesses
    address: str
    token: str
    expected: int
    rows: int = 0
    began: float = field(default_factory=monotonic)
    seconds: float = 0.0
    most: list[float] = field(default_factory=lambda: [0.0, 0.0])
    ended: Event = field(default_factory=Event)

    def start(self) -> None:
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        asked = urllib.request.Request(self.address, headers={"Authorization": f"Bearer {self.token}"})
        try:
            with urllib.request.urlopen(asked, timeout=120) as answer:
                while part := answer.read(CHUNK):
                    self.rows += part.count(b"\n")
                    half = 0 if self.rows * 2 < self.expected else 1
                    self.most[half] = max(self.most[half], self.bot.programs[0].memory()[1])
        finally:
            self.seconds = monotonic() - self.began
            self.ended.set()


def run(people: int = PEOPLE, activities: int = ACTIVITIES) -> Iterator[Measured]:
    """Yield rows of (what, value, unit), for SQLite and then PostgreSQL."""
    with systems.scratch() as folder, systems.postgres_server() as address:
        for name in ("SQLite", "PostgreSQL"):
            own = folder / name
            own.mkdir()
            url = systems.postgres_url(address) if name == "PostgreSQL" else systems.sqlite_url(own)
            with closing(Database(url)) as database:
                programme = load(ROOT / "programmes" / "cast-2566")
                migrate(database)
                cohort.fill(database, programme, people, activities, TODAY)
                coordinator(database, programme, people + 1)
            yield from measure(name, own, url, people + 1)


def measure(name: str, folder: Path, url: str, coordinator_id: int) -> Iterator[Measured]:
    """Measure a database that is filled; the feed is that of a coordinator of everything."""
    with closing(Database(url)) as database, database.write() as session:
        _, token = feeds.make(session, coordinator_id, "bench", datetime.now().astimezone())
        expected = session.connection().exec_driver_sql("SELECT count(*) FROM activity").scalar() or 0
    with (
        systems.PlatformProcess(folder) as platform,
        systems.our_bot(name, folder, platform, url, (("web",),)) as bot,
    ):
        measures.warm_up(platform, bot)
        before = bot.programs[0].memory()[1]
        alone = acknowledged(platform, bot, SECONDS)
        reading = Reading(bot, f"http://127.0.0.1:{bot.port}/feed/entries.csv", token, expected)
        reading.start()
        beside: list[float] = []
        while not reading.ended.is_set():
            beside += acknowledged(platform, bot, PORTION)
        alone += acknowledged(platform, bot, SECONDS)
    if reading.rows <= expected:  # the headings are a line, too
        raise RuntimeError(f"the feed ended after {reading.rows:,} lines of {expected:,}")
    yield f"{name}: rows of the feed", reading.rows - 1, ""
    yield f"{name}: to its end, beside {CALLS_A_SECOND} calls a second", reading.seconds, "s"
    yield f"{name}: memory before (PSS)", before, "MB"
    for half, most in zip(("first", "second"), reading.most, strict=True):
        yield f"{name}: most memory in its {half} half", most, "MB"
    for share, said in ((0.5, "p50"), (0.99, "p99")):
        yield f"{name}: acknowledged without a feed, {said}", 1000 * at_share(alone, share), "ms"
        yield f"{name}: acknowledged beside the feed, {said}", 1000 * at_share(beside, share), "ms"
    yield f"{name}: p99 beside ÷ without (aim ≤ 1.2)", at_share(beside, 0.99) / at_share(alone, 0.99), "×"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.feeds", description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--activities", type=int, default=ACTIVITIES)
    arguments = parser.parse_args()
    for what, value, unit in run(arguments.people, arguments.activities):
        sys.stdout.write(f"{what}: {value:,.1f} {unit}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

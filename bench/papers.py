"""`python -m bench.papers [--people 76] [--certificates 1000]`: measures the papers of a month, and certificates: time,
size, and memory above rest, of the process that serves together with those that it starts to typeset."""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, datetime, time
from multiprocessing import get_context
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import Final

from sqlalchemy import select

from bench import cohort
from bench.processes import ROOT
from locales.texts import Texts
from models.coordination import scopes
from models.people import certificates
from models.people.people import Person
from models.schema import migrate
from models.storage.database import Database
from programmes import load
from programmes.bangkok import BANGKOK
from services.media.store import FolderStore
from services.reports.asked import PaperAsked, PaperSource
from services.reports.kinds import KINDS
from services.reports.making import make

TODAY: Final = date(2023, 8, 1)
MONTH: Final = (date(2023, 7, 3), date(2023, 7, 31))
MEASURED: Final = ("summary", "situation", "participant")
CERTIFIED: Final = date(2023, 12, 22)
DAYS: Final = 21  # working days of the month
MIB: Final = 1024 * 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=76)
    parser.add_argument("--certificates", type=int, default=1000)
    given = parser.parse_args()
    people = given.people
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/castbot.db"
        programme = load(ROOT / "programmes" / "cast-2566")
        database = Database(url)
        migrate(database)
        cohort.fill(database, programme, people, people * DAYS, TODAY)
        database.close()
        _show(url, folder, MEASURED, TODAY)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/castbot.db"
        database = Database(url)
        migrate(database)
        cohort.fill(database, programme, given.certificates, given.certificates, CERTIFIED)
        with database.write() as session:
            now = datetime.combine(CERTIFIED, time(18), BANGKOK)
            for person_id in session.scalars(select(Person.id)).all():
                certificates.issue(session, person_id, person_id, now, CERTIFIED.year)
        database.close()
        _show(url, folder, ("certificate",), CERTIFIED)


def _show(url: str, folder: str, kinds: Sequence[str], today: date) -> None:
    for kind in kinds:
        for suffix in ("docx", "pdf"):
            with get_context("spawn").Pool(1) as pool:  # a process of its own, so that its memory is its own
                took, used, size, memory = pool.apply(measure, (url, folder, kind, suffix, today))
            said = f"{took:5.2f} s, {used:5.2f} s of the processor, {size / MIB:5.2f} MiB, {memory:4.0f} MiB more"
            sys.stdout.write(f"{kind:12} {suffix:5} {said}\n")
            sys.stdout.flush()


def measure(url: str, folder: str, kind: str, suffix: str, today: date) -> tuple[float, float, int, float]:
    """Return seconds of the first paper, those of the processor, bytes, and MiB above rest at the peak."""
    database = Database(url)
    programme = load(ROOT / "programmes" / "cast-2566")
    text = Texts.load(ROOT / "locales").in_language("th")
    with database.read() as session:
        access = scopes.of_scopes([scopes.ALL], programme)
        now = datetime.combine(today, time(18), BANGKOK)
        media = FolderStore(Path(folder) / "media")
        source = PaperSource(session, programme, ROOT / "programmes" / "cast-2566", access, text, now, media)
        person = session.scalar(select(Person.id).order_by(Person.id).limit(1)) if KINDS[kind].of_person else None
        asked = PaperAsked(kind, *MONTH, person)
        peak = Peak()
        begun, used = perf_counter(), _used()
        made = make(source, asked, suffix)
        took, worked = perf_counter() - begun, _used() - used
    database.close()
    return took, worked, len(made.file), peak.above()


class Peak:
    """The memory of this process and of those that it starts, looked at a hundred times a second."""

    def __init__(self) -> None:
        self._rest = self._peak = _memory()
        self._over = Event()
        self._looking = Thread(target=self._look, daemon=True)
        self._looking.start()

    def _look(self) -> None:
        while not self._over.wait(0.01):
            self._peak = max(self._peak, _memory())

    def above(self) -> float:
        """End it, and return how many MiB there were at most above those at its beginning."""
        self._over.set()
        self._looking.join()
        return (self._peak - self._rest) / MIB


def _memory() -> int:
    """Return the bytes of this process and its children that no other process has too, as Linux counts them."""
    task = Path("/proc/self/task")
    children = [one for thread in task.iterdir() for one in (thread / "children").read_text().split()]
    return sum(_private(process) for process in ("self", *children))


def _private(process: str) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(("Private_Clean", "Private_Dirty")))


def _used() -> float:
    """Return the processor's seconds of this process and of those that it has ended."""
    each = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in each)


if __name__ == "__main__":
    main()

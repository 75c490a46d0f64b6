"""`python -m bench.papers [--people 76]`: measures the papers of a month: time, size, and memory above rest, of the
process that serves; the one that typesets has its own, and ends."""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from datetime import date, datetime, time
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Final

from sqlalchemy import select

from bench import cohort
from bench.processes import ROOT
from locales.texts import Texts
from models.coordination import scopes
from models.people.people import Person
from models.schema import migrate
from models.storage.database import Database
from programmes import load
from programmes.bangkok import BANGKOK
from services.media.store import MediaStore
from services.reports.asked import PaperAsked, PaperSource
from services.reports.kinds import KINDS
from services.reports.making import make

TODAY: Final = date(2023, 8, 1)
MONTH: Final = (date(2023, 7, 3), date(2023, 7, 31))
MEASURED: Final = ("summary", "situation", "participant")
DAYS: Final = 21  # working days of the month
MIB: Final = 1024 * 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=76)
    people = parser.parse_args().people
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/castbot.db"
        programme = load(ROOT / "programmes" / "cast-2566")
        database = Database(url)
        migrate(database)
        cohort.fill(database, programme, people, people * DAYS, TODAY)
        database.close()
        for kind in [one for one in MEASURED if one in KINDS]:
            for suffix in ("docx", "pdf"):
                with get_context("spawn").Pool(1) as pool:  # a process of its own, so that its memory is its own
                    took, used, size, memory = pool.apply(measure, (url, folder, kind, suffix))
                said = f"{took:5.2f} s, {used:5.2f} s of the processor, {size / MIB:5.2f} MiB, {memory:4.0f} MiB more"
                sys.stdout.write(f"{kind:12} {suffix:5} {said}\n")


def measure(url: str, folder: str, kind: str, suffix: str) -> tuple[float, float, int, float]:
    """Return seconds of the first paper, those of the processor, bytes, and MiB above rest at the peak."""
    database = Database(url)
    programme = load(ROOT / "programmes" / "cast-2566")
    text = Texts.load(ROOT / "locales").in_language("th")
    with database.read() as session:
        access = scopes.of_scopes([scopes.ALL], programme)
        now = datetime.combine(TODAY, time(18), BANGKOK)
        media = MediaStore(Path(folder) / "media")
        source = PaperSource(session, programme, ROOT / "programmes" / "cast-2566", access, text, now, media)
        person = session.scalar(select(Person.id).order_by(Person.id).limit(1)) if KINDS[kind].of_person else None
        asked = PaperAsked(kind, *MONTH, person)
        rest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun, used = perf_counter(), _used()
        made = make(source, asked, suffix)
        took, worked = perf_counter() - begun, _used() - used
        above = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - rest
    database.close()
    return took, worked, len(made.file), above / 1024


def _used() -> float:
    """Return the processor's seconds of this process and of those that it has ended."""
    each = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in each)


if __name__ == "__main__":
    main()

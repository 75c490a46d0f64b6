"""`python -m bench.summaries`: measures a summary of 15,000 people and up to 1,000,000 activities, beside the same
numbers counted person by person; on both databases, with 1×, 10× and 100× the people."""

import argparse
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench import cohort, systems
from bench.processes import ROOT
from models.activities import activities, details
from models.coordination import scopes
from models.people import leave
from models.people.people import Membership, Role
from models.schema import migrate
from models.storage.database import Database
from programmes import Programme, load
from services.summaries import summarise

TODAY: Final = date(2023, 9, 6)  # a Wednesday of phase 2; the activities lie on working days and other days
TRIES: Final = 5
DAYS: Final = 70  # activities of each person: 15,000 people have a million
SPANS: Final = {
    "a day": (TODAY, TODAY),
    "a week": (TODAY - timedelta(days=6), TODAY),
    "all of it": (date(2023, 7, 3), TODAY),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.summaries", description=__doc__)
    parser.add_argument("--people", type=int, nargs="*", default=[150, 1500, 15_000])
    given = parser.parse_args()
    programme = load(ROOT / "programmes" / "cast-2566")
    print("| database | people | activities | span | summary, ms | by person, ms | ratio |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder, systems.postgres_server() as address:
        for people in given.people:
            _measure("SQLite", f"sqlite:///{Path(folder, f'{people}.db')}", people, programme)
            _measure("PostgreSQL", systems.postgres_url(address), people, programme)
    return 0


def _measure(name: str, url: str, people: int, programme: Programme) -> None:
    database = Database(url)
    migrate(database)
    count = min(1_000_000, people * DAYS)
    cohort.fill(database, programme, people, count, TODAY)
    access = scopes.of_scopes([scopes.ALL], programme)
    for span, (first, last) in SPANS.items():
        taken = _fastest(database, lambda session: summarise(session, programme, access, first, last, TODAY), TRIES)  # noqa: B023
        loop = _fastest(database, lambda session: person_by_person(session, programme, first, last), 1)  # noqa: B023
        cells = (name, f"{people:,}", f"{count:,}", span, f"{taken:.0f}", f"{loop:,.0f}", f"{loop / taken:.0f} ×")
        print(f"| {' | '.join(cells)} |", flush=True)
    database.close()


def _fastest(database: Database, work: Callable[[Session], object], tries: int) -> float:
    best = float("inf")
    for _ in range(tries):
        with database.read() as session:
            began = perf_counter()
            work(session)
            best = min(best, perf_counter() - began)
    return best * 1000


def person_by_person(session: Session, programme: Programme, first: date, last: date) -> tuple[int, int]:
    """Count the simple way: for each person query days, leave and sectors. Return (expected, reported)."""
    expected = reported = 0
    ids = session.scalars(select(Membership.person_id).where(Membership.role == Role.PARTICIPANT.value)).all()
    for person_id in ids:
        off = leave.days_off(session, [person_id], first, last).get(person_id, set())
        mine = set(programme.expected_days(first, last)) - off
        expected += len(mine)
        reported += len(mine & activities.days_reported(session, person_id, first, last))
        details.sectors_met(session, person_id)
    return expected, reported


if __name__ == "__main__":
    raise SystemExit(main())

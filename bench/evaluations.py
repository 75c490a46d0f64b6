"""`python -m bench.evaluations`: closing a round of 76 × 15 ratings, the ledger of one province among 15,000 × 10, and
the page of a rater at 50 at once; wall time and CPU time, on both databases."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter, process_time, time
from typing import Final

from sqlalchemy import insert, text

from bench import cohort, load, systems
from bench.processes import ROOT, Program, free_port
from models.coordination import scopes
from models.evaluations import links
from models.evaluations.raters import Rater, RaterLink
from models.evaluations.ratings import Rating, RatingState
from models.forms.submissions import hash_of
from models.people.people import RATER, Person, PersonState
from models.schema import migrate
from models.storage.base import Base
from models.storage.database import Database
from programmes import Programme
from programmes import load as load_programme
from services.evaluations.ledger import ledger_of
from services.evaluations.rounds import open_round
from services.evaluations.signing import SigningKey, new_key, read_key
from services.evaluations.snapshots import close_round
from services.forms.publishing import publish_programme

FOLDER: Final = ROOT / "programmes" / "cast-2566"
NOW: Final = datetime.fromisoformat("2023-12-06T09:00:00+07:00")
ROUND: Final = "final"
TRIES: Final = 5
AT_ONCE: Final = 50
LOOKS: Final = 20  # of each rater
RATED_ID: Final = 1_000_000  # ids of raters' people begin here
SECTORS: Final = (*cohort.SECTORS, "media")
AIMS: Final = {"closing": 3000.0, "ledger": 300.0, "page": 150.0}


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds of a work: by the clock, and of the CPU in this process."""

    wall: float
    cpu: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.evaluations", description=__doc__)
    parser.add_argument("--people", type=int, default=15_000, help="participants of the ledger")
    given = parser.parse_args()
    programme, key = load_programme(FOLDER), read_key(new_key())
    print("| what | database | wall, ms | CPU, ms | aim, ms |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder, systems.postgres_server() as address:
        for name, make in _databases(Path(folder), address):
            _say("closing 76 × 15", name, closing(make(), programme, key), AIMS["closing"])
            what = f"ledger of one province of {given.people:,} × 10"
            _say(what, name, ledger(make(), programme, given.people), AIMS["ledger"])
            _page(name, make(), programme, Path(folder))
    return 0


def _databases(folder: Path, address: str) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "SQLite", lambda: systems.sqlite_url(folder)
    yield "PostgreSQL", lambda: systems.postgres_url(address)


def _say(what: str, database: str, taken: Taken, aim: float) -> None:
    print(f"| {what} | {database} | {taken.wall:,.0f} | {taken.cpu:,.0f} | < {aim:,.0f} |", flush=True)


def closing(url: str, programme: Programme, key: SigningKey) -> Taken:
    """Return the fastest of some closings of 76 participants with 15 ratings each; none is kept."""
    with Filled(url, programme, people=76, raters=15) as database:

        def close() -> None:
            with database.write() as session:
                turn = programme.round(ROUND)
                close_round(session, programme, turn, NOW, key, actor="bench", although_lacking=True)
                session.rollback()

        return _fastest(close)


def ledger(url: str, programme: Programme, people: int) -> Taken:
    """Return the fastest ledger of what the coordinator of one province sees, of `people` with 10 ratings each."""
    with Filled(url, programme, people=people, raters=10) as database:
        access = scopes.of_scopes(["province:56"], programme)

        def look() -> None:
            with database.read() as session:
                found = ledger_of(session, programme, access, programme.round(ROUND), NOW.date())
                assert len(found.entries) >= people // 77

        return _fastest(look)


def _page(name: str, url: str, programme: Programme, folder: Path) -> None:
    """Measure 50 raters who each look at their page again and again, all at once, then one of them alone."""
    with Filled(url, programme, people=AT_ONCE, raters=1) as database:
        paths = list(_links(database, programme))
    port = free_port()
    environment = systems.channel("http://127.0.0.1:9", url, port, folder)
    environment |= {"CLOCK_OFFSET": str(int(NOW.timestamp() - time())), "PUBLIC_URL": "https://bench.example"}
    with Program(["-m", "bot", "web"], environment, folder / "page.log") as web:
        web.wait_for(f"http://127.0.0.1:{port}/healthz")
        calls = [f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode() for path in paths]
        load.all_at_once(calls, port, AT_ONCE)  # begins the drafts, and compiles
        for what, several in (("50 at once", AT_ONCE), ("alone", 1)):
            before = web.cpu()
            heard = load.all_at_once(calls * LOOKS if several > 1 else calls * 2, port, several)
            assert heard.statuses == {200: heard.count}, heard.statuses
            taken = Taken(1000 * heard.latency(0.95), 1000 * (web.cpu() - before) / heard.count)
            _say(f"a rater's page, {what}, p95", name, taken, AIMS["page"])


def _links(database: Database, programme: Programme) -> Iterator[str]:
    """Let each rater have agreed, and yield the path of the page about whom they rate."""
    with database.write() as session:
        session.execute(
            Rater.__table__.update().values(consent_version=programme.retention.notice_version, consent_at=NOW)  # type: ignore[attr-defined]
        )
        session.execute(text("UPDATE rating SET scores = NULL"))
        for rating_id, rater_id in session.execute(text("SELECT id, rater_id FROM rating ORDER BY id")).all():
            token = f"bench-{rater_id:026d}"
            session.add(RaterLink(token_hash=hash_of(token), rater_id=rater_id, created_at=NOW))
            yield f"/r/{token}/{rating_id}"
        session.flush()
        assert links.by_token(session, token) is not None


class Filled:
    """A database with participants of all provinces, each of whom `raters` people have rated."""

    def __init__(self, url: str, programme: Programme, *, people: int, raters: int) -> None:
        self.database = Database(url)
        migrate(self.database)
        publish_programme(self.database, programme, FOLDER, NOW)
        cohort.fill(self.database, programme, people, 0, date(2023, 12, 6))
        with self.database.write() as session:
            open_round(session, programme, programme.round(ROUND), NOW)
        rows: dict[type[Base], list[dict[str, object]]] = {Person: [], Rater: [], Rating: []}
        for number in range(people * raters):
            _add(rows, number, about=1 + number // raters, place=number % raters)
        with self.database.write() as session:
            for table, values in rows.items():
                for start in range(0, len(values), cohort.AT_ONCE):
                    session.execute(insert(table), values[start : start + cohort.AT_ONCE])
            session.execute(text("ANALYZE"))

    def __enter__(self) -> Database:
        return self.database

    def __exit__(self, *_: object) -> None:
        self.database.close()


def _add(rows: dict[type[Base], list[dict[str, object]]], number: int, *, about: int, place: int) -> None:
    """Add one rater and their rating; of each participant the first rater is an executive."""
    person, kind = RATED_ID + number, "partner" if place else "executive"
    rows[Person].append(
        {
            "id": person, "key": f"{RATER}{number}", "name": f"ผู้ประเมิน คนที่ {number}", "language": "th",
            "state": PersonState.INVITED.value, "created_at": NOW.astimezone(UTC),
        }
    )  # fmt: skip
    sector = SECTORS[number % 7] if place else None
    rows[Rater].append(
        {
            "id": number + 1, "round_key": ROUND, "person_id": person, "kind": kind, "sector": sector,
            "phone": f"08{number:08d}", "created_at": NOW,
        }
    )  # fmt: skip
    scores = ",".join(str(1 + (number + criterion) % 5) for criterion in range(6))
    rows[Rating].append(
        {
            "round_key": ROUND, "kind": kind, "rater_id": number + 1, "about_person_id": about, "late": False,
            "state": RatingState.ACCEPTED.value, "scores": scores, "submitted_at": NOW, "version_number": 1,
        }
    )  # fmt: skip


def _fastest(work: Callable[[], None]) -> Taken:
    taken = []
    for _ in range(TRIES):
        began, spent = perf_counter(), process_time()
        work()
        taken.append(Taken(1000 * (perf_counter() - began), 1000 * (process_time() - spent)))
    return min(taken, key=lambda one: one.wall)


if __name__ == "__main__":
    raise SystemExit(main())

"""`python -m bench.submissions [--count 100000]`: how long pages of a form's table take and how much memory its files
need, on both databases; beside a tenth of the submissions, since what is read row by row needs no more for ten times as
many."""

import argparse
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from bench import cohort, systems
from bench.dashboard import NOW, TODAY
from bench.processes import ROOT
from locales.texts import Texts
from models.coordination.downloads import ExportRequest
from models.coordination.scopes import AccessScope, Grant
from models.forms import forms
from models.forms.answers import Answer
from models.forms.submissions import Submission, SubmissionState
from models.schema import migrate
from models.storage.database import Database
from programmes import load
from services.dashboard.form_table import FormTable, RowsAsked
from services.exports.making import ExportMaker
from services.forms.publishing import publish_programme

PEOPLE: Final = 15_000
DAYS: Final = 70
FORM: Final = "feedback7"
TRIES: Final = 7
PAGE: Final = 50
AT_ONCE: Final = 20_000
CAST: Final = ROOT / "programmes" / "cast-2566"
EVERYTHING: Final = AccessScope((Grant(),))
SECTORS: Final = ("government", "religious", "academic", "private", "civil_society", "people", "media")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.submissions", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    given = parser.parse_args()
    print("| database | submissions | what | ms | MB more |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder, systems.postgres_server() as address:
        for count in (given.count // 10, given.count):
            for name in ("SQLite", "PostgreSQL"):
                on_file = f"sqlite:///{Path(folder, f'{count}.db')}"
                url = systems.postgres_url(address) if name == "PostgreSQL" else on_file
                fill(url, count)
                for suffix in ("csv", "xlsx"):
                    print(f"| {name} | {count:,} | export, {suffix} | {' | '.join(apart(_export, url, suffix))} |")
                for what, asked, at in pages(count):
                    print(f"| {name} | {count:,} | {what} | {' | '.join(apart(_page, url, asked, at))} |", flush=True)
    return 0


def pages(count: int) -> Sequence[tuple[str, RowsAsked, int]]:
    """Return what each page shows, and after how many rows."""
    return (
        ("first page", RowsAsked(), 0),
        ("last page", RowsAsked(), count - PAGE),
        ("sorted by the author", RowsAsked(sort=2), 0),
        ("sorted by an answer's label", RowsAsked(sort=9), 0),
        ("words of one in ten", RowsAsked(words="ขาดรถน้ำ"), 0),
        ("words of nobody", RowsAsked(words="ไม่มีคำนี้ที่ใด"), 0),
    )


def fill(url: str, count: int) -> None:
    """Store people, and submissions of them with nine answers each."""
    programme = load(CAST)
    with closing(Database(url)) as database:
        migrate(database)
        publish_programme(database, programme, CAST, NOW)
        cohort.fill(database, programme, PEOPLE, 0, TODAY)
        with database.read() as session:
            form = forms.newest(session, FORM)
            assert form is not None
        for start in range(1, count + 1, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, count + 1))
            with database.write() as session:
                session.execute(insert(Submission), [_submission(number, form.id) for number in numbers])
                session.execute(insert(Answer), [one for number in numbers for one in _answers(number)])
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE"))


def _submission(number: int, form_id: int) -> dict[str, Any]:
    day = TODAY - timedelta(days=number % DAYS)
    return {
        "id": number, "instance_id": f"uuid:{number:036}", "person_id": number * 7 % PEOPLE + 1, "form_id": form_id,
        "form_key": FORM, "state": SubmissionState.SUBMITTED.value, "day": day,
    } | dict.fromkeys(("started_at", "updated_at", "submitted_at"), NOW + (day - TODAY))  # fmt: skip


def _answers(number: int) -> list[dict[str, Any]]:
    said = {
        "sector": SECTORS[number % 7],
        "who": f"ผู้ใหญ่บ้าน คนที่ {number}",
        "met_on": str(TODAY - timedelta(days=number % DAYS)),
        "place": f"ศาลาประชาคมบ้านที่ {number % 997}",
        "thinks": f"ชาวบ้านพอใจการทำงานของอำเภอมากขึ้น ครั้งที่ {number}",
        "went_well": "คัดแยกขยะเปียกได้ครบทุกครัวเรือน",
        "difficult": "ขาดรถน้ำในหน้าแล้ง" if number % 10 == 0 else "ถนนเข้าหมู่บ้านชำรุด",
        "cooperation": str(number % 5 + 1),
        "follow_up": "no",
    }
    known = {"submission_id": number, "person_id": number * 7 % PEOPLE + 1, "given": True, "answered_at": NOW}
    return [known | {"key": key, "path": key, "value": value} for key, value in said.items()]


def apart(work: Any, *arguments: Any) -> tuple[str, str]:
    """Run something in a process of its own. Return how long it took in ms, and how much more memory in MB it needed at
    most than before."""
    receiver, sender = get_context("spawn").Pipe(duplex=False)
    process = get_context("spawn").Process(target=_measured, args=(sender, work, arguments))
    process.start()
    taken, more = receiver.recv()
    process.join()
    return f"{1000 * taken:,.0f}", f"{more:.1f}"


def _measured(sender: Any, work: Any, arguments: tuple[Any, ...]) -> None:
    with closing(Database(arguments[0])) as database, database.read() as session:
        maker = ExportMaker(session, load(CAST), EVERYTHING, Texts.load(ROOT / "locales").in_language("th"), TODAY)
        FormTable(session, FORM, maker.text, EVERYTHING).page(RowsAsked(), 0, 1)  # loads what is loaded once
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the most memory is counted from now on
        before = _most_memory()
        taken = work(session, maker, *arguments[1:])
        sender.send((taken, _most_memory() - before))


def _most_memory() -> float:
    """Return the most memory that this process had at one time, in MB."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _export(_session: Session, maker: ExportMaker, suffix: str) -> float:
    began = perf_counter()
    with tempfile.TemporaryFile() as out:
        maker.make(ExportRequest(kind="submissions", suffix=suffix, form_key=FORM), out)
    return perf_counter() - began


def _page(session: Session, maker: ExportMaker, asked: RowsAsked, skipped: int) -> float:
    taken = []
    for _ in range(TRIES):
        began = perf_counter()
        table = FormTable(session, FORM, maker.text, EVERYTHING)
        table.count(asked)
        table.page(asked, skipped, PAGE)
        taken.append(perf_counter() - began)
    return median(taken)


if __name__ == "__main__":
    raise SystemExit(main())

"""Exports are read from the database in portions, and hold all of them."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from bench import cohort
from locales.texts import Texts
from models.activities.activities import Activity, ActivityState
from models.coordination import scopes
from models.coordination.downloads import ExportRequest
from models.people.people import Person, PersonState
from models.storage import portions
from models.storage.database import Database
from programmes import load
from services.exports.making import ExportMaker

ROOT = Path(__file__).parents[3]
TODAY = date(2023, 9, 6)


@pytest.mark.parametrize(("kind", "stored"), [("activities", Activity), ("people", Person)])
def test_an_export_of_several_portions_holds_every_line(
    database: Database, monkeypatch: pytest.MonkeyPatch, kind: str, stored: type[Activity | Person]
) -> None:
    """SQLAlchemy 2.1 raises InvalidRequestError if a session is emptied while a query of it is still read."""
    monkeypatch.setattr(portions, "AT_ONCE", 2)
    programme = load(ROOT / "programmes" / "cast-2566")
    cohort.fill(database, programme, 5, 30, TODAY)
    out = io.BytesIO()
    with database.read() as session:
        text = Texts.load(ROOT / "locales").in_language("th")
        maker = ExportMaker(session, programme, scopes.of_scopes([scopes.ALL], programme), text, TODAY)
        count = session.scalar(select(func.count()).select_from(stored))
        assert maker.make(ExportRequest(kind, "csv"), out) == count
    rows = list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))
    assert len({row[next(iter(row))] for row in rows}) == count


@pytest.mark.parametrize("kind", ["activities", "people"])
def test_others_store_while_an_export_is_made_and_what_they_delete_is_left_out(
    database: Database, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """SQLite without WAL commits nothing while a transaction reads: a callback would wait for the end of the file."""
    monkeypatch.setattr(portions, "AT_ONCE", 2)
    programme = load(ROOT / "programmes" / "cast-2566")
    cohort.fill(database, programme, 5, 30, TODAY)
    text = Texts.load(ROOT / "locales").in_language("th")
    with database.read() as session:
        maker = ExportMaker(session, programme, scopes.of_scopes([scopes.ALL], programme), text, TODAY)
        lines = iter(maker.table(ExportRequest(kind, "csv")).lines)
        first = [next(lines), next(lines)]
        with database.write() as other:
            other.execute(update(Activity).values(state=ActivityState.DELETED))
            other.execute(update(Person).values(state=PersonState.ERASED))
        assert [*lines] == []
    assert len({id(line) for line in first}) == 2

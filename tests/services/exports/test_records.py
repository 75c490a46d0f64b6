"""Exports are read from the database in portions, and hold all of them."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bench import cohort
from locales.texts import Texts
from models.activities.activities import Activity
from models.coordination import scopes
from models.coordination.downloads import ExportRequest
from models.people.people import Person
from models.storage.database import Database
from programmes import load
from services.exports import records
from services.exports.making import ExportMaker

ROOT = Path(__file__).parents[3]
TODAY = date(2023, 9, 6)


@pytest.mark.parametrize(("kind", "stored"), [("activities", Activity), ("people", Person)])
def test_an_export_of_several_portions_holds_every_line(
    database: Database, monkeypatch: pytest.MonkeyPatch, kind: str, stored: type[Activity | Person]
) -> None:
    """SQLAlchemy 2.1 raises InvalidRequestError if a session is emptied while a query of it is still read."""
    monkeypatch.setattr(records, "PORTION", 2)
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

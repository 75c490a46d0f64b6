"""Every export of the same submissions holds the same answers: XML, CSV, Excel, GeoJSON, with labels or names."""

import csv
import io
import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from locales.texts import Texts
from models.forms import answers, forms
from models.forms.submissions import Submission
from models.people.people import Person
from models.storage.database import Database
from services.exports.files import write
from services.exports.submissions import submissions_table
from services.forms.filling import begin
from services.forms.openrosa import openrosa_xml
from services.forms.publishing import publish_form
from xlsforms import load_form, path_of
from xlsforms.answers import Geopoint, Value
from xlsforms.submission import read_submission

TEXT = Texts.load(Path(__file__).parents[3] / "locales").in_language("th")
NOW = datetime(2023, 7, 19, 2, tzinfo=UTC)
FORM = """## survey
| type | name | label |
|---|---|---|
| text | village | หมู่บ้าน |
| text | tambon | หมู่บ้าน |
| integer | houses | กี่ครัวเรือน |
| decimal | rain | ฝน, เซนติเมตร |
| date | held | วันที่ |
| time | began | เริ่ม |
| select_one office | office | สังกัด |
| select_multiple office | guests | สังกัด |
| rank office | order | ลำดับ |
| geopoint | place | จุด |
| begin_repeat | visit | การเยี่ยม |
| text | who | ใคร |
| text | why | เพราะอะไร |
| end_repeat | | |

## choices
| list_name | name | label |
|---|---|---|
| office | north | ที่ดิน, สาขา |
| office | south | ที่ดิน, สาขา |
| office | town | เทศบาล; เมือง |

## settings
| form_id |
|---|
| survey |
"""
FIRST: dict[str, Value] = {
    "village": "=บ้าน(1) | หนองบัว",
    "houses": 25,
    "rain": Decimal("2.50"),
    "held": date(2023, 7, 12),
    "began": time(9, 5),
    "office": "south",
    "guests": ("north", "town"),
    "order": ("town", "north", "south"),
    "place": Geopoint(19.1665, 99.9019),
    "visit[1]/who": "มาลี",
    "visit[2]/why": "ประชุม, แล้ว\nกลับ",
}
SECOND: dict[str, Value] = {"tambon": "007", "houses": 0, "guests": ("south",), "visit[1]/who": "-1+1"}


@pytest.fixture
def handed_in(database: Database) -> Database:
    publish_form(database, "same.md", FORM.encode(), by="command", now=NOW)
    with database.write() as session:
        session.add(Person(key="p", name="สมชาย ใจดี", state="active", language="th", created_at=NOW))
        session.flush()
        version = forms.newest(session, "survey")
        assert version is not None
        for given in (FIRST, SECOND):
            filling = begin(session, version, person_id=session.query(Person).one().id, now=NOW, language="th")
            if "visit[2]/why" in given:
                filling.interview.add("visit")
            for key, value in given.items():
                assert filling.interview.answer(key, value) is None, key
            filling.save(session, NOW)
            filling.hand_in(session, NOW, date(2023, 7, 19))
    return database


def in_xml(database: Database) -> list[dict[str, list[str]]]:
    """The answers of each submission by path, as its XML has them."""
    found = []
    with database.read() as session:
        for submission in session.scalars(select(Submission).order_by(Submission.id)):
            given = answers.of_submissions(session, [submission.id])[submission.id]
            xml = openrosa_xml(session, submission, given)
            version = forms.newest(session, "survey")
            assert version is not None
            _, values = read_submission(load_form(version.xform), xml)
            by_path: dict[str, list[str]] = {}
            for key, value in values.items():
                by_path.setdefault(path_of(key), []).append(value)
            found.append(by_path)
    return found


def read_csv(raw: bytes) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def read_xlsx(raw: bytes) -> list[dict[str, Any]]:
    headings, *rows = load_workbook(io.BytesIO(raw)).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def read_geojson(raw: bytes) -> list[dict[str, Any]]:
    return [feature["properties"] for feature in json.loads(raw)["features"]]


READERS = {"csv": read_csv, "xlsx": read_xlsx, "geojson": read_geojson}


def exported(database: Database, suffix: str, *, labels: bool) -> list[dict[str, Any]]:
    out = io.BytesIO()
    with database.read() as session:
        write(submissions_table(session, "survey", TEXT, labels=labels), suffix, out)
    return READERS[suffix](out.getvalue())


def plain(value: Any) -> str:
    """An answer without what belongs to the format: the mark of a text that is no formula, midnight, the offset."""
    if isinstance(value, datetime):
        value = value.date()
    said = str("" if value is None else value).removeprefix("'").removesuffix("+07:00").removesuffix(".000")
    said = said.removesuffix("T00:00:00").removesuffix(" 00:00:00")
    try:
        return said if said.startswith("00") else f"{Decimal(said).normalize():f}"
    except ArithmeticError:
        return said


@pytest.mark.parametrize("suffix", READERS)
def test_a_table_of_names_holds_what_the_xml_holds(handed_in: Database, suffix: str) -> None:
    rows, submissions = exported(handed_in, suffix, labels=False), in_xml(handed_in)
    assert len(rows) == len(submissions) == 2
    for row, submission in zip(rows, submissions, strict=True):
        assert {path: plain(row[path]) for path in submission} == {
            path: plain(" | ".join(values) if any(values) else "") for path, values in submission.items()
        }


@pytest.mark.parametrize("suffix", READERS)
def test_a_table_of_labels_holds_the_same_answers(handed_in: Database, suffix: str) -> None:
    names, labels = (exported(handed_in, suffix, labels=one) for one in (False, True))
    north, south, town = "ที่ดิน, สาขา (north)", "ที่ดิน, สาขา (south)", "เทศบาล; เมือง"
    said = {"north": north, "south": south, "town": town}
    for named, labelled in zip(names, labels, strict=True):
        cells = list(zip(named, named.values(), labelled.values(), strict=True))
        for heading, name, label in cells:
            if heading in ("guests", "order", "office") and name:
                assert [label.count(text) for text in said.values()] == [name.split().count(one) for one in said]
            else:
                assert plain(label) == plain(name), heading

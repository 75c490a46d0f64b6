"""The table of a form's submissions: the database filters, sorts and cuts it as its cells read."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from locales.texts import Texts
from models.coordination.scopes import AccessScope, Grant
from models.forms import answers, forms, submissions
from models.forms.answers import Given
from models.people.people import Person
from models.storage.database import Database
from services.dashboard.form_table import FormTable, RowsAsked
from services.forms.publishing import publish_form

ROOT = Path(__file__).parents[3]
TEXT = Texts.load(ROOT / "locales").in_language("th")
EVERYTHING = AccessScope((Grant(),))
NOW = datetime(2023, 7, 19, 2, tzinfo=UTC)
FORM = """## survey
| type | name | label |
|---|---|---|
| integer | houses | กี่ครัวเรือน |
| decimal | rain | ฝน |
| date | met | พบกันเมื่อ |
| select_one cooperation | ready | พร้อมเพียงใด |
| select_multiple need | needs | ต้องการอะไร |
| text | thinks | คิดอย่างไร |
| begin_repeat | people | ผู้นำ |
| text | leader | ชื่อ |
| end_repeat | | |

## choices
| list_name | name | label |
|---|---|---|
| cooperation | a | พร้อมมาก |
| cooperation | b | ยังไม่พร้อม |
| cooperation | c | กลาง ๆ |
| need | water | น้ำ |
| need | water_more | ประปา |

## settings
| form_id |
|---|
| survey |
"""
GIVEN: list[dict[str, str]] = [
    {"houses": "9", "rain": "2.50", "ready": "a", "needs": "water", "thinks": "50% ของ_บ้าน"},
    {"houses": "10", "rain": "-1", "met": "2023-07-02", "ready": "b", "needs": "water_more", "people[2]/leader": "ข"},
    {"rain": "", "met": "2023-07-01", "ready": "c", "thinks": "a", "people[1]/leader": "ค", "people[3]/leader": "ก"},
    {"houses": "100"},
]


@pytest.fixture
def surveyed(database: Database) -> Database:
    """Four submissions by two people, the second and fourth about somebody, the third handed in a day before."""
    publish_form(database, "survey.md", FORM.encode(), by="command", now=NOW)
    with database.write() as session:
        for number, name in enumerate(("สมชาย ใจดี", "มาลี มีสุข"), start=1):
            session.add(
                Person(id=number, key=name, name=name, agency=None if number == 1 else "กรมที่ดิน", state="active",
                       language="th", created_at=NOW)
            )  # fmt: skip
        form = forms.newest(session, "survey")
        assert form is not None
        session.flush()
        for number, said in enumerate(GIVEN):
            author, about = 1 + number // 2, 1 if number % 2 else None
            known: dict[str, Any] = {"form_id": form.id, "form_key": "survey", "now": NOW.replace(minute=50 - number)}
            draft = submissions.begin(session, person_id=author, about_person_id=about, **known)
            draft.instance_id = f"uuid:{'abcd'[number]}"
            draft.words = "เปิดแบบ" if number == 3 else None
            given = {
                key: Given(key.replace("[1]", "").replace("[2]", "").replace("[3]", ""), one)
                for key, one in said.items()
            }
            answers.put(session, draft.id, author, given, at=NOW)
            day = date(2023, 7, 18 if number == 2 else 19)
            submissions.hand_in(session, draft, at=NOW.replace(minute=number), day=day)
        submissions.begin(session, person_id=1, form_id=form.id, form_key="survey", now=NOW)
    return database


def test_each_column_sorts_as_its_cells_read_and_nothing_stands_last(surveyed: Database) -> None:
    with surveyed.read() as session:
        table = FormTable(session, "survey", TEXT, EVERYTHING)
        newest_first = table.page(RowsAsked(), 0, 10)
        assert [one.submission.id for one in newest_first] == [4, 2, 1, 3]
        for place, column in enumerate(table.columns):

            def said(line: Any, column: Any = column) -> tuple[bool, Any]:
                cell = column.cell(line)
                return cell is None, "" if cell is None else cell

            found = [one.submission.id for one in table.page(RowsAsked(sort=place), 0, 10)]
            expected = [one.submission.id for one in sorted(newest_first, key=said)]
            if column.heading == "ชื่อ":  # of the instances of a repeat the least counts
                expected = [3, 2, 4, 1]
            assert found == expected, column.heading
        part = [one.submission.id for one in table.page(RowsAsked(sort=9), 1, 2)]
        assert part == [2, 4]  # 9 before 10 before 100


def test_words_are_found_in_every_cell_as_it_reads(surveyed: Database) -> None:
    expected = {
        "มาลี": {3, 4}, "สมชาย": {1, 2, 4}, "ที่ดิน": {3, 4}, "07-18": {3}, "เปิด": {4}, "10": {2, 4},
        "2.5": {1}, "07-02": {2},
        "พร้อม": {1, 2}, "น้ำ": {1}, "ประปา": {2}, "water": set(), "50%": {1}, "ของ_": {1}, "%": {1}, "ก": {1, 3, 4},
        "ไม่มีคำนี้": set(),
    }  # fmt: skip
    with surveyed.read() as session:
        table = FormTable(session, "survey", TEXT, EVERYTHING)
        for words, ids in expected.items():
            asked = RowsAsked(words=words)
            found = {one.submission.id for one in table.page(asked, 0, 10)}
            assert (found, table.count(asked)) == (ids, len(ids)), words


def test_days_and_scope_limit_it(surveyed: Database) -> None:
    with surveyed.read() as session:
        table = FormTable(session, "survey", TEXT, EVERYTHING)
        assert [one.submission.id for one in table.page(RowsAsked(last=date(2023, 7, 18)), 0, 10)] == [3]
        assert table.count(RowsAsked(first=date(2023, 7, 19))) == 3
        mine = FormTable(session, "survey", TEXT, AccessScope((Grant(agency="กรมที่ดิน"),)))
        assert [one.submission.id for one in mine.page(RowsAsked(), 0, 10)] == [4, 3]
        assert FormTable(session, "survey", TEXT, AccessScope()).count(RowsAsked()) == 0
        with pytest.raises(KeyError):
            FormTable(session, "nothing", TEXT, EVERYTHING)

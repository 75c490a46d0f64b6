"""Submissions as a table: all versions side by side, one column a question, labels or names, choices apart or not."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from locales.texts import Texts
from models.forms import forms
from models.forms.submissions import Submission
from models.people.people import Person
from models.storage.database import Database
from services.exports.submissions import submissions_table
from services.exports.table import Point
from services.forms.filling import begin
from services.forms.publishing import publish_form
from xlsforms.answers import Geopoint, Value

ROOT = Path(__file__).parents[3]
TEXT = Texts.load(ROOT / "locales").in_language("th")
SURVEY = (ROOT / "tests" / "scenarios" / "survey.md").read_text("utf-8")
LATER = SURVEY.replace(
    "| decimal | rain | ฝนกี่เซนติเมตร | How much rain? |", "| text | road | ถนนเป็นอย่างไร | The road? |"
)
NOW = datetime(2023, 7, 19, 2, tzinfo=UTC)
NINE = datetime(2023, 7, 19, 9)  # noqa: DTZ001 - a spreadsheet knows no zones


@pytest.fixture
def surveyed(database: Database) -> Database:
    """One submission on the first version of a survey, one on the second, and a draft."""
    publish_form(database, "survey.md", SURVEY.encode(), by="command", now=NOW)
    with database.write() as session:
        session.add(Person(key="p", name="สมชาย ใจดี", agency="กรมที่ดิน", state="active", language="th", created_at=NOW))
    hand_in(
        database,
        {
            "houses": 25,
            "rain": Decimal("2.5"),
            "needs": ("water", "road"),
            "order": ("road", "water", "school"),
            "where": Geopoint(19.1665, 99.9019),
            "picture": "photo-7.jpg",
            "read": True,
            "people[1]/leader": "=HYPERLINK(1)",
        },
        leaders=("กำนันสมหมาย",),
    )
    publish_form(database, "survey.md", LATER.encode(), by="command", now=NOW)
    hand_in(database, {"houses": 7, "road": "ขรุขระ", "needs": ("school",), "read": True, "people[1]/leader": "สมศรี"})
    hand_in(database, {"houses": 9}, finished=False)
    return database


def hand_in(
    database: Database, given: dict[str, Value], leaders: tuple[str, ...] = (), *, finished: bool = True
) -> None:
    with database.write() as session:
        version = forms.newest(session, "survey")
        assert version is not None
        person = session.query(Person).one()
        filling = begin(session, version, person_id=person.id, now=NOW, language="th")
        for key, value in given.items():
            assert filling.interview.answer(key, value) is None, key
        for leader in leaders:
            added = filling.interview.add("people")
            assert filling.interview.answer(f"people[{added}]/leader", leader) is None
        filling.save(session, NOW)
        if finished:
            assert filling.interview.faults() == []
            filling.hand_in(session, NOW, date(2023, 7, 19))


def test_all_versions_stand_in_one_table_with_a_column_a_question(surveyed: Database) -> None:
    with surveyed.read() as session:
        found = submissions_table(session, "survey", TEXT)
        rows = list(found.rows())
    first, second = (dict(zip(found.headings, row.cells, strict=True)) for row in rows)
    assert (first["ผู้ส่ง"], first["หน่วยงาน"], first["รุ่นของแบบฟอร์ม"]) == ("สมชาย ใจดี", "กรมที่ดิน", 1)
    assert (first["ส่งเมื่อ"], first["วันที่ส่ง"]) == (NINE, date(2023, 7, 19))
    assert (first["มีกี่ครัวเรือน"], first["ฝนกี่เซนติเมตร"], first["ถนนเป็นอย่างไร"]) == (25, Decimal("2.5"), None)
    assert first["ต้องการเรื่องใดบ้าง"] == "น้ำประปา, ถนน"
    assert first["เรียงตามความสำคัญ"] == "ถนน, น้ำประปา, โรงเรียน"
    assert first["รูปหมู่บ้าน"] == "photo-7.jpg"
    assert first["ชื่อผู้นำ"] == "=HYPERLINK(1) | กำนันสมหมาย"
    assert (second["รุ่นของแบบฟอร์ม"], second["ถนนเป็นอย่างไร"], second["ฝนกี่เซนติเมตร"]) == (2, "ขรุขระ", None)
    assert [row.point for row in rows] == [Point(19.1665, 99.9019), None]


def test_names_instead_of_labels_and_a_column_for_each_choice(surveyed: Database) -> None:
    with surveyed.read() as session:
        found = submissions_table(session, "survey", TEXT, labels=False, split=True)
        first, second = (dict(zip(found.headings, row.cells, strict=True)) for row in found.rows())
    assert (first["needs"], second["needs"]) == ("water road", "school")
    assert [first[f"needs / {name}"] for name in ("water", "road", "school")] == [1, 1, 0]
    assert [second[f"needs / {name}"] for name in ("water", "road", "school")] == [0, 0, 1]


def test_only_these_people_s(surveyed: Database) -> None:
    with surveyed.read() as session:
        assert list(submissions_table(session, "survey", TEXT, seen=Submission.person_id == 999).rows()) == []


def test_a_form_that_never_was_is_an_error(database: Database) -> None:
    with database.read() as session, pytest.raises(KeyError):
        submissions_table(session, "nothing", TEXT)


ALIKE = """## survey
| type | name | label |
|---|---|---|
| select_multiple office | past | สังกัด |
| select_multiple office | present | สังกัด |
| begin_repeat | visit | การเยี่ยม |
| text | place | ที่ไหน |
| text | why | เพราะอะไร |
| end_repeat | | |

## choices
| list_name | name | label |
|---|---|---|
| office | north | ที่ดิน, สาขา |
| office | south | ที่ดิน, สาขา |
| office | town | เทศบาล |

## settings
| form_id |
|---|
| survey |
"""


@pytest.mark.parametrize("labels", [True, False])
def test_equal_labels_lose_no_answer_and_instances_stay_aligned(database: Database, *, labels: bool) -> None:
    publish_form(database, "alike.md", ALIKE.encode(), by="command", now=NOW)
    with database.write() as session:
        session.add(Person(key="p", name="สมชาย ใจดี", state="active", language="th", created_at=NOW))
        session.flush()
        version = forms.newest(session, "survey")
        assert version is not None
        filling = begin(session, version, person_id=session.query(Person).one().id, now=NOW, language="th")
        filling.interview.add("visit")
        given: dict[str, Value] = {"past": ("north", "town"), "present": ("south",)}
        for key, value in {**given, "visit[1]/place": "วัด", "visit[2]/why": "ประชุม"}.items():
            assert filling.interview.answer(key, value) is None
        filling.save(session, NOW)
        filling.hand_in(session, NOW, date(2023, 7, 19))
    with database.read() as session:
        table = submissions_table(session, "survey", TEXT, labels=labels, split=True)
        (row,) = (dict(zip(table.headings, row.cells, strict=True)) for row in table.rows())
    assert len(row) == len(table.headings)
    north, south = ("ที่ดิน, สาขา (north)", "ที่ดิน, สาขา (south)") if labels else ("north", "south")
    past, present = ("สังกัด (past)", "สังกัด (present)") if labels else ("past", "present")
    assert row[past] == (f"{north}; เทศบาล" if labels else "north town")
    assert row[present] == south
    assert (row[f"{past} / {north}" if not labels else f"สังกัด / {north} (past / north)"], row[present]) == (1, south)
    place, why = ("ที่ไหน", "เพราะอะไร") if labels else ("visit/place", "visit/why")
    assert (row[place], row[why]) == ("วัด | ", " | ประชุม")

"""Empty files come back filled in with what their cells offer, and are read."""

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from locales.texts import Texts
from models.coordination import scopes
from models.people.people import Membership, Person, Role
from models.storage.database import Database
from programmes import Stage, load
from services.evaluations.importing import import_raters
from services.exports.blank_files import raters_blank, roster_blank
from services.roster import read_roster
from tests.databases import on_sqlite

ROOT = Path(__file__).parents[3]
PROGRAMME = load(ROOT / "programmes" / "cast-2566")
TEXT = Texts.load(ROOT / "locales").in_language("th")
NOW = datetime(2023, 11, 20, 2, tzinfo=UTC)


def _heading(stage: Stage) -> str:
    return next(one for one in stage.headings if not one.isascii())


def offers(book: Any) -> dict[str, list[str]]:
    """What the cells of each column offer, by its heading."""
    sheet, lists = book.worksheets
    found = {}
    for rule in sheet.data_validations.dataValidation:
        column = next(iter(rule.sqref.ranges)).min_col
        named = rule.formula1.split("!")[1].replace("$", "") if rule.type == "list" else None
        found[sheet.cell(1, column).value] = [row[0].value for row in lists[named]] if named else []
        assert rule.prompt, "says what belongs in it"
    return found


@pytest.fixture(scope="module")
def roster() -> bytes:
    out = io.BytesIO()
    roster_blank(PROGRAMME, TEXT, out)
    return out.getvalue()


def test_whatever_a_roster_offers_is_read(roster: bytes, tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(roster))
    sheet, offered = book.worksheets[0], offers(book)
    headings = {cell.value: cell.column for cell in sheet[1]}
    assert (sheet.freeze_panes, book.worksheets[1].sheet_state) == ("A2", "hidden")
    participant, mentor, coordinator = offered["บทบาท"]
    stages = [_heading(stage) for stage in PROGRAMME.stages]
    lines: list[dict[str, Any]] = [
        {"บทบาท": participant, "หน่วยงาน": offered["หน่วยงาน"][0], **{stage: offered[stage][-1] for stage in stages}},
        {"บทบาท": mentor, "พื้นที่": offered["พื้นที่"][0], "ตั้งแต่": datetime(2023, 7, 3)},  # noqa: DTZ001
        *({"บทบาท": coordinator, "ขอบเขต": one} for one in offered["ขอบเขต"]),
    ]
    for row, line in enumerate(lines, start=2):
        sheet.cell(row, headings["ชื่อ"], f"คนที่ {'กขคงจฉชซญดต'[row % 11]}{'ก' * (row // 11 + 1)} ใจดี")
        for heading, value in line.items():
            sheet.cell(row, headings[heading], value)
    path = tmp_path / "roster.xlsx"
    book.save(path)
    read = read_roster(path, PROGRAMME)
    assert len(read.rows) == len(lines)
    assert not [notice for notice in read.notices if "unread" in notice.key or "ignored" in notice.key]
    assert read.rows[1].from_day == date(2023, 7, 3)


def test_every_place_of_a_stage_is_offered(roster: bytes) -> None:
    offered = offers(load_workbook(io.BytesIO(roster)))
    assert [len(set(offered[_heading(stage)])) for stage in PROGRAMME.stages] == [10, 928, 77]


@on_sqlite
def test_a_list_of_raters_offers_kinds_sectors_and_whom_they_rate(database: Database, tmp_path: Path) -> None:
    turn = PROGRAMME.round("final")
    with database.write() as session:
        person = Person(key="p", name="สมชาย ใจดี", state="active", language="th", created_at=NOW)
        session.add(person)
        session.flush()
        session.add(Membership(person_id=person.id, role=Role.PARTICIPANT))
        session.flush()
        out = io.BytesIO()
        access = scopes.of_scopes([scopes.ALL], PROGRAMME)
        raters_blank(session, PROGRAMME, access, turn, TEXT, out)
        book = load_workbook(io.BytesIO(out.getvalue()))
        sheet, offered = book.worksheets[0], offers(book)
        assert offered["ประเมิน"] == ["ทุกคน", "สมชาย ใจดี"]
        line = {"ชื่อ": "สมศรี บุญมา", **{one: offered[one][-1] for one in ("ประเภท", "ภาค", "อำเภอ", "ประเมิน")}}
        for cell in sheet[1]:
            sheet.cell(2, cell.column, line.get(str(cell.value)))
        path = tmp_path / "raters.xlsx"
        book.save(path)
        assert import_raters(session, PROGRAMME, turn, path, NOW).added == 1


@pytest.mark.parametrize("folder", ["pilot-2565", "talent-2561", "local-2567"])
def test_each_programme_has_an_empty_roster_and_names_whom_its_reminders_tell(folder: str) -> None:
    programme = load(ROOT / "programmes" / folder)
    roster_blank(programme, TEXT, io.BytesIO())
    told = {who for one in programme.reminders for who in one.to}
    assert [who for who in sorted(told) if f"web-dates-to-{who}" not in TEXT.messages] == []

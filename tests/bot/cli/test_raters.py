"""`python -m bot raters …`: lists are imported whole or not at all, links are issued once, printed and exported."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from bot.__main__ import main
from models.evaluations.raters import Rater
from models.evaluations.ratings import Rating, RatingState
from models.people.people import Person
from models.storage.database import Database
from tests.databases import on_sqlite
from tests.running_bot import MALEE, SOMCHAI
from tests.services.evaluations.rated_people import RatedPeople, settle

Command = Callable[..., tuple[int, str, str]]
pytestmark = on_sqlite
HEAD = "ชื่อ,ประเภท,หน่วยงาน,ภาค,โทร,ผู้รับการประเมิน,ทำงานร่วมกัน\n"


@pytest.fixture
def rated(database: Database) -> RatedPeople:
    return settle(database)


@pytest.fixture
def command(
    rated: RatedPeople, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:  # fmt: skip
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("MEDIA_DIR", str(tmp_path / "media"))
    monkeypatch.setenv("PUBLIC_URL", "https://bot.example")
    monkeypatch.setattr("bot.clock.Clock.now", lambda _: rated.now)

    def run(*words: object) -> tuple[int, str, str]:
        code = main(["raters", *(str(word) for word in words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def stored(rated: RatedPeople) -> list[tuple[str, str, str | None, str | None, str]]:
    with rated.database.read() as session:
        rows = session.execute(
            select(Person.name, Rater.kind, Rater.phone, Rater.sector, Rating.state)
            .join(Rater, Rater.person_id == Person.id)
            .join(Rating, Rating.rater_id == Rater.id)
            .where(Rating.round_key == "final")
            .order_by(Rating.id)
        ).all()
        return [tuple(row) for row in rows]


def written(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "raters.csv"
    file.write_text(HEAD + "".join(f"{line}\n" for line in lines), "utf-8")
    return file


def test_a_list_is_imported_once_and_the_same_file_changes_nothing(
    command: Command, rated: RatedPeople, tmp_path: Path
) -> None:
    file = written(
        tmp_path,
        "นายอธิบดี ใจกว้าง,ผู้บริหาร,กรมการปกครอง,,02-123-4567,ทุกคน,",
        f"นางสมศรี บุญมา,ภาคีเครือข่าย,กลุ่มสตรี,ประชาสังคม,๐๘๑-๒๓๔-๕๖๗๘,{SOMCHAI},ถังขยะเปียก",
    )
    code, out, _ = command("import", file, "--dry-run")
    assert (code, "ยังไม่ได้บันทึก" in out) == (0, True)
    assert stored(rated) == []
    assert command("import", file)[0] == 0
    assert stored(rated) == [
        ("นายอธิบดี ใจกว้าง", "executive", "021234567", None, RatingState.ACCEPTED),
        ("นายอธิบดี ใจกว้าง", "executive", "021234567", None, RatingState.ACCEPTED),
        ("นางสมศรี บุญมา", "partner", "0812345678", "civil_society", RatingState.ACCEPTED),
    ]
    code, out, _ = command("import", file)
    assert (code, "0 รายการใหม่" in out) == (0, True)
    assert len(stored(rated)) == 3


def test_everything_that_is_wrong_is_told_with_its_line_and_nothing_is_stored(
    command: Command, rated: RatedPeople, tmp_path: Path
) -> None:
    file = written(
        tmp_path,
        "นางดี งาม,ผู้บริหาร,,,,ทุกคน,",
        "นางสมศรี บุญมา,ครูใหญ่,กลุ่มสตรี,ภาคดนตรี,0812,ไม่มีใคร ชื่อนี้,",
        ",ผู้บริหาร,,,,,",
    )
    code, _, err = command("import", file)
    assert code == 1
    for said in ("บรรทัด 3 kind", "บรรทัด 3 phone", "บรรทัด 3 sector", "บรรทัด 3 about", "บรรทัด 4 name"):
        assert said in err
    assert stored(rated) == []


def test_a_workbook_and_files_that_are_none(command: Command, rated: RatedPeople, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["บัญชีผู้ประเมิน"])
    sheet.append(["ชื่อ-สกุล", "ประเภท", "โทรศัพท์", "ประเมิน"])
    sheet.append(["นางสาวดี งาม", "partner", 812345678, f"{SOMCHAI}; {MALEE}"])
    book.save(tmp_path / "raters.xlsx")
    code, _, err = command("import", tmp_path / "raters.xlsx")
    assert (code, "0812345678" in err or "812345678" in err) == (1, True)  # Excel dropped the leading zero
    sheet["C3"] = "0812345678"
    book.save(tmp_path / "raters.xlsx")
    assert command("import", tmp_path / "raters.xlsx")[0] == 0
    assert [row[0] for row in stored(rated)] == ["นางสาวดี งาม"] * 2
    (tmp_path / "none.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    assert command("import", tmp_path / "none.xlsx")[0] == 1
    assert command("import", tmp_path / "missing.csv")[0] == 1


def test_links_are_issued_to_who_has_none_and_printed_as_cards(
    command: Command, rated: RatedPeople, tmp_path: Path
) -> None:
    command("import", written(tmp_path, "นางสมศรี บุญมา,partner,กลุ่มสตรี,ประชาสังคม,0812345678,ทุกคน,"))
    code, out, _ = command("links")
    issued = json.loads(out)
    assert (code, issued["name"], len(issued["about"])) == (0, "นางสมศรี บุญมา", 2)
    assert issued["link"].startswith("https://bot.example/r/")
    assert command("links")[1] == ""
    pdf = tmp_path / "cards.pdf"
    assert command("sheet", "--out", pdf)[0] == 1
    assert command("sheet", "--out", pdf, "--all", "--cards", 8)[0] == 0
    assert pdf.read_bytes().startswith(b"%PDF")


def test_the_export_has_a_row_for_each_rater_of_each_participant(
    command: Command, rated: RatedPeople, tmp_path: Path
) -> None:
    command("import", written(tmp_path, "นางสมศรี บุญมา,partner,กลุ่มสตรี,ประชาสังคม,0812345678,ทุกคน,"))
    out = tmp_path / "raters.csv"
    assert command("export", "--out", out)[0] == 0
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert {row["ผู้รับการประเมิน"] for row in rows} == {SOMCHAI, MALEE}
    assert {row["สถานะ"] for row in rows} == {"เห็นชอบแล้ว"}
    assert command("export", "--out", tmp_path / "raters.txt")[0] == 1

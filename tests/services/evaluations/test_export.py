"""The export of rating rounds: a row a rating, and results whose formulas come to what the ledger says."""

import csv
import io
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bot.settings import ROOT
from locales.texts import Texts
from models.coordination import scopes
from models.coordination.downloads import ExportRequest
from models.evaluations import ratings
from services.evaluations.arithmetic import rounded
from services.evaluations.handing_in import withdraw
from services.exports.making import ExportMaker
from tests.running_bot import MALEE, SOMCHAI
from tests.services.evaluations.rated_people import RatedPeople, at
from tests.services.evaluations.spreadsheet import recalculated, worked_out
from tests.services.evaluations.test_ledger import all_rate

TEXTS = Texts.load(ROOT / "locales")


def exported(rated: RatedPeople, suffix: str, scope: str = scopes.ALL) -> bytes:
    out = io.BytesIO()
    with rated.database.read() as session:
        access = scopes.of_scopes([scope], rated.programme)
        maker = ExportMaker(session, rated.programme, access, TEXTS.in_language("th"), rated.now.date())
        maker.make(ExportRequest("evaluations", suffix), out)
    return out.getvalue()


def workbook(rated: RatedPeople, folder: Path) -> Path:
    path = folder / "evaluations.xlsx"
    path.write_bytes(exported(rated, "xlsx"))
    return path


def some_rate(rated: RatedPeople) -> None:
    """Ratings of which some do not count: withdrawn, late, and none by an executive for one participant."""
    raters = all_rate(rated)
    rated.rates(rated.rater("นายอีกคน", sector="academic"), MALEE, (3, 4, 5, 2, 4, 4))
    with rated.database.write() as session:
        (rating,) = ratings.of_rater(session, raters[2])
        withdraw(session, rating, rated.now, actor="command", by_person_id=None, reason=None)
    rated.asks(late := rated.rater("นายมาช้า"), SOMCHAI)
    before, rated.now = rated.now, at("2023-12-21 09:00")
    rated.rates(late, SOMCHAI, (1, 1, 1, 1, 1, 1))
    rated.now = before
    rated.mentor_rates("วิไล บุญมา", SOMCHAI, (4, 4, 3, 4, 5, 4))


def test_a_row_is_a_rating_with_why_it_does_not_count(rated: RatedPeople) -> None:
    some_rate(rated)
    rows = list(csv.DictReader(io.StringIO(exported(rated, "csv").decode("utf-8-sig"))))
    assert [row["รอบ"] for row in rows] == ["phase_2", *["final"] * 8]
    assert sorted(row["เหตุที่ไม่นับ"] for row in rows if row["นับ"] == "0") == ["ถอนแล้ว", "ส่งหลังวันสุดท้าย"]
    mine = next(row for row in rows if row["ชื่อ"] == MALEE)
    assert [mine[key] for key in ("ประเภทผู้ประเมิน", "ภาค", "วิสัยทัศน์", "นับ")] == [
        "ภาคีเครือข่ายในอำเภอที่ไปปฏิบัติงาน", "ภาควิชาการ", "4.0", "1",
    ]  # fmt: skip
    assert not any("นายอีกคน" in row.values() for row in rows)  # raters by number, not by name


def test_only_people_of_the_scope_are_in_it(rated: RatedPeople) -> None:
    some_rate(rated)
    rows = list(csv.DictReader(io.StringIO(exported(rated, "csv", "agency:กรมที่ดิน").decode("utf-8-sig"))))
    assert {row["ชื่อ"] for row in rows} == {MALEE}


def test_formulas_worked_out_anew_come_to_what_the_ledger_says(rated: RatedPeople, tmp_path: Path) -> None:
    some_rate(rated)
    path = workbook(rated, tmp_path)
    for round_key in ("phase_2", "final"):
        shown = as_shown(rated, round_key)
        assert stored(path, round_key) == shown
        assert figures(recalculated(path, round_key)) == shown
        assert figures(worked_out(path, round_key)) == shown


def as_shown(rated: RatedPeople, round_key: str) -> dict[str, tuple[str | None, str | None]]:
    def text(value: Any) -> str | None:
        return None if value is None else str(rounded(value))

    return {one.name: (text(one.score.total), text(one.score.percent)) for one in rated.ledger(round_key).entries}


def figures(rows: list[dict[str, Any]]) -> dict[str, tuple[str | None, str | None]]:
    def text(value: Any) -> str | None:
        return None if value in (None, "") else f"{float(value):.2f}"

    return {row["ชื่อ"]: (text(row["คะแนนเฉลี่ยรวม"]), text(row["ร้อยละ"])) for row in rows}


def stored(path: Path, sheet: str) -> dict[str, tuple[str | None, str | None]]:
    """What programs show that do not work formulas out."""
    head, *rows = list(load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True))
    return figures([dict(zip(map(str, head), row, strict=True)) for row in rows])


def test_a_change_of_a_score_in_the_sheet_changes_the_result(rated: RatedPeople, tmp_path: Path) -> None:
    all_rate(rated)
    path = workbook(rated, tmp_path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(2, sheet.max_row + 1):
        for column in range(12, 18):
            sheet.cell(row, column).value = 5
    book.save(path)
    assert figures(worked_out(path, "final"))[SOMCHAI] == ("5.00", "100.00")

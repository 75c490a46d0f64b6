"""A workbook that an office can sort and pivot at once: real dates, links, widths, filters, a head, a summary."""

import io
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from services.exports import sheets, workbook
from services.exports.row_xml import BUDDHIST, escaped
from services.exports.table import CellType, Column, SummaryWords, Summing, Table
from services.exports.workbook import write_workbook

DAY = date(2023, 7, 12)
ADDRESS = "https://bot.example/m/abc?full"
WORDS = SummaryWords(
    name="สรุป",
    facts=[("ตั้งแต่วันที่", DAY), ("โครงการ", "=CAST")],
    lines="จำนวนแถว",
    added="ผลรวม",
    flags="ระบุ",
    weeks="ต่อสัปดาห์",
    unsaid="ไม่ระบุ",
)


@dataclass(frozen=True)
class Visit:
    """A line of the table."""

    day: date | None
    province: str | None
    people: int | None
    words: str = "ประชุม"
    photo: str | None = None


COLUMNS: list[Column[Visit]] = [
    Column("วันที่ (พ.ศ.)", lambda one: one.day, CellType.BUDDHIST_DAY, Summing.WEEKLY),
    Column("วันที่ (ค.ศ.)", lambda one: one.day, CellType.ISO_DAY),
    Column("จังหวัด", lambda one: one.province, CellType.TEXT, Summing.COUNTED),
    Column("จำนวนคน", lambda one: one.people, CellType.NUMBER, Summing.ADDED),
    Column("ข้อความ", lambda one: one.words, CellType.TEXT, width=60),
    Column("รูป 1", lambda one: one.photo, CellType.LINK, shown="เปิดรูป"),
]
VISITS = [
    Visit(DAY, "พะเยา", 25, photo=ADDRESS),
    Visit(DAY, "พะเยา", None, words="=1+1"),
    Visit(None, None, 5, photo=ADDRESS),
    Visit(DAY, "น่าน", 7),
    Visit(DAY, "น่าน", 8),
    Visit(DAY, "น่าน", 9),
]


def opened(lines: list[Visit], *, summary: SummaryWords | None = WORDS) -> Any:
    out = io.BytesIO()
    assert write_workbook(replace(Table("กิจกรรม", COLUMNS, lines), summary=summary), out) == len(lines)
    return load_workbook(io.BytesIO(out.getvalue()))


@pytest.fixture(scope="module")
def book() -> Any:
    return opened(VISITS)


def test_the_head_stays_in_sight_and_every_column_can_be_filtered(book: Any) -> None:
    sheet = book["กิจกรรม"]
    assert book.active is sheet
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:F{len(VISITS) + 1}")
    widths = [sheet.column_dimensions[letter].width for letter in "ACE"]
    assert widths == sorted(widths)
    assert widths[-1] > 60
    assert sheet["E2"].alignment.wrap_text
    assert opened([])["กิจกรรม"].auto_filter.ref == "A1:F2"


def test_a_day_is_a_date_that_is_shown_with_its_buddhist_year(book: Any) -> None:
    sheet = book["กิจกรรม"]
    assert BUDDHIST == "[$-107041E]d mmm yyyy"  # LibreOffice 7.4 shows 12 ก.ค. 2566
    assert [(sheet[cell].value, sheet[cell].number_format) for cell in ("A2", "B2")] == [
        (datetime(2023, 7, 12), BUDDHIST),  # noqa: DTZ001 - a spreadsheet knows no zones
        (datetime(2023, 7, 12), "yyyy-mm-dd"),  # noqa: DTZ001
    ]
    assert sheet["A4"].value is None


def test_words_are_never_a_formula_and_photos_open_with_a_tap(book: Any) -> None:
    sheet = book["กิจกรรม"]
    assert (sheet["E3"].data_type, sheet["E3"].value, sheet["E3"].quotePrefix) == ("s", "=1+1", True)
    assert book["สรุป"]["B2"].data_type == "s"
    assert (sheet["F2"].value, sheet["F2"].hyperlink.target) == ("เปิดรูป", ADDRESS)
    assert sheet["F3"].value is None


def test_links_beyond_what_a_sheet_takes_are_written_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_LINKS", 1)
    sheet = opened(VISITS)["กิจกรรม"]
    assert sheet["F2"].hyperlink.target == ADDRESS
    assert (sheet["F4"].value, sheet["F4"].hyperlink) == (ADDRESS, None)


def test_the_summary_says_what_the_file_holds_adds_up_and_counts_the_most_frequent_first(book: Any) -> None:
    rows = [tuple(cell.value for cell in row) for row in book["สรุป"].iter_rows()]
    rows = [row[:2] for row in rows]
    assert rows[0] == ("ตั้งแต่วันที่", datetime(2023, 7, 12))  # noqa: DTZ001
    assert rows[1:] == [
        ("โครงการ", "=CAST"),
        ("จำนวนแถว", 6),
        (None, None),
        ("ผลรวม", ""),
        ("จำนวนคน", 54),
        (None, None),
        ("ต่อสัปดาห์", "จำนวนแถว"),
        (datetime(2023, 7, 10), 5),  # noqa: DTZ001 - the Monday
        (None, None),
        ("จังหวัด", "จำนวนแถว"),
        ("น่าน", 3),
        ("พะเยา", 2),
        ("ไม่ระบุ", 1),
    ]
    assert opened(VISITS, summary=None).sheetnames == ["กิจกรรม"]


def test_charts_stand_beside_the_numbers_that_they_draw() -> None:
    weeks = [Visit(date(2023, 7, 12), "พะเยา", 1), Visit(date(2023, 7, 31), "น่าน", 2)]
    charts = opened(weeks)["สรุป"]._charts
    drawn = [(type(chart).__name__, chart.series[0].cat, chart.series[0].val) for chart in charts]
    assert [(kind, (cat.numRef or cat.strRef).f, val.numRef.f) for kind, cat, val in drawn] == [
        ("BarChart", "'สรุป'!$A$9:$A$12", "'สรุป'!$B$9:$B$12"),  # four weeks, two of them without a visit
        ("BarChart", "'สรุป'!$A$15:$A$16", "'สรุป'!$B$15:$B$16"),
    ]
    assert opened(weeks[:1])["สรุป"]._charts == []  # one bar says nothing


def test_what_a_sheet_cannot_hold_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    book = opened(VISITS)
    assert book.sheetnames == ["กิจกรรม", "กิจกรรม 2", "สรุป"]
    assert [book[name].max_row for name in book.sheetnames[:2]] == [5, 3]
    assert book["กิจกรรม 2"].auto_filter.ref == "A1:F3"
    assert book["สรุป"]["B3"].value == 6


CELLS: list[Any] = [
    " ช่องว่าง ",
    "<b>&amp;</b>",
    "บรรทัด\nใหม่\rแล้ว",
    "-1+1",
    "ก" * 40_000,
    7,
    -2.5,
    Decimal("0.1"),
    datetime(2023, 7, 12, 9, 5),  # noqa: DTZ001
    time(17, 30),
    date(1900, 1, 15),
    float("inf"),
    "\x07กริ่ง",
]


def test_a_cell_is_read_as_what_was_written() -> None:
    columns: list[Column[Any]] = [Column("ค่า", lambda one: one, CellType.ANSWER)]
    out = io.BytesIO()
    write_workbook(Table("ค่า", columns, CELLS), out)
    found = [row[0].value for row in load_workbook(io.BytesIO(out.getvalue())).worksheets[0].iter_rows(min_row=2)]
    assert found == [
        *CELLS[:2],
        "บรรทัด\nใหม่\rแล้ว",
        "-1+1",
        "ก" * 32_767,
        7,
        -2.5,
        0.1,
        *CELLS[8:10],
        "1900-01-15",  # spreadsheets disagree on these days
        "inf",
        "กริ่ง",
    ]


def test_what_looks_like_an_escape_is_written_as_the_standard_has_it() -> None:
    """ECMA-376, ST_Xstring: Excel reads _x0041_ as A unless its first letter is escaped itself."""
    assert escaped("_x0041_ & _x1_") == "_x005F_x0041_ &amp; _x1_"

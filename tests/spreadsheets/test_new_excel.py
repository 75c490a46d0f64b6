"""What openpyxl does not tell of a sheet is found by us, also below many lines that are formatted only."""

from typing import Final

import pytest

from spreadsheets import NotReadable, new_excel, read_tables
from tests.xlsforms.test_shapes import SHEET, excel, merge, rewritten

STYLES: Final = "xl/styles.xml"


def test_merged_cells_are_known_also_where_thousands_of_lines_are_formatted_only() -> None:
    raw = excel([["name", "area"], ["ก", "แม่ใจ"], ["ข"], ["ค"]], merge("B2:B4"))
    lines = "".join(f'<row r="{line}" ht="21" customHeight="1" s="1" customFormat="1"/>' for line in range(5, 60_000))
    (table,) = read_tables(rewritten(raw, SHEET, ("</sheetData>", f"{lines}</sheetData>")), wanted="survey".__eq__)
    assert [line.cells for line in table.lines] == [["name", "area"], *([name, "แม่ใจ"] for name in "กขค")]


def test_a_workbook_whose_parts_are_too_large_together_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = excel([["name"], ["ก"]], notes=[["ข"]])
    assert len(read_tables(raw)) > 1
    monkeypatch.setattr(new_excel, "MOST_TOGETHER", 1_000)
    with pytest.raises(NotReadable, match="too-big"):
        read_tables(raw)


@pytest.mark.parametrize(
    ("number_format", "written", "read"),
    [
        (71, "45119", "2023-07-12 00:00:00"),  # ว/ด/ปปปป, without a pattern in the file
        (81, "45119", "2023-07-12 00:00:00"),  # d/m/bb
        (75, "0.5", "12:00:00"),  # ช:นน
        (61, "45119", "45119"),  # t#,##0
    ],
)
def test_dates_in_the_built_in_formats_of_thai_excel_are_dates(number_format: int, written: str, read: str) -> None:
    raw = excel([["name"], [45119]])
    raw = rewritten(raw, SHEET, ("<v>45119</v>", f"<v>{written}</v>"), ('r="A2"', 'r="A2" s="1"'))
    more = (
        f'<xf numFmtId="{number_format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    )
    (table,) = read_tables(rewritten(raw, STYLES, ("</cellXfs>", more)), wanted="survey".__eq__)
    assert str(table.lines[1].cells[0]) == read

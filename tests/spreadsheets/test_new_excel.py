"""What openpyxl does not tell of a sheet is found by us, also below many lines that are formatted only."""

import pytest

from spreadsheets import NotReadable, new_excel, read_tables
from tests.xlsforms.test_shapes import SHEET, excel, merge, rewritten


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

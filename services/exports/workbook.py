"""Writes a table as a workbook of one sheet, row by row. No cell is a formula."""

from __future__ import annotations

import re
from typing import IO, Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from services.exports.table import FORMULA_STARTS, Cell, Table

LONGEST_CELL: Final = 32_767  # characters, Excel's limit
SHEET: Final = 31
_NOT_IN_SHEET_NAMES: Final = re.compile(r"[\[\]:*?/\\]")


def write_workbook(table: Table[Any], out: IO[bytes]) -> int:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_NOT_IN_SHEET_NAMES.sub(" ", table.name)[:SHEET])
    sheet.freeze_panes = "A2"
    sheet.append([_xlsx(sheet, name, bold=True) for name in table.headings])
    count = 0
    for row in table.rows():
        sheet.append([_xlsx(sheet, cell) for cell in row.cells])
        count += 1
    book.save(out)
    return count


def _xlsx(sheet: Any, cell: Cell, *, bold: bool = False) -> Any:
    if not isinstance(cell, str):
        return cell
    made = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", cell)[:LONGEST_CELL])
    made.data_type = "s"  # it is text, whatever it begins with
    if cell.startswith(FORMULA_STARTS):
        made.quotePrefix = True  # it stays text when somebody edits the cell
    if bold:
        made.font, made.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    return made

"""Finds the cell because of which a form cannot be compiled, where neither pyxform nor the XML parser names it.

Cells are made harmless, a prefix of them at a time, until the error is gone: as many tries as the number of cells has
binary digits.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from xlsforms.problems import CHOICES, SETTINGS, SURVEY
from xlsforms.xlsform_file import Workbook, WorkbookRow, WorkbookSheet

_KEPT: Final = frozenset({"type", "command", "list_name", "list name"})
_NAMES: Final = frozenset({"name", "value", "tag"})
_REFERENCE: Final = re.compile(r"\$\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell."""

    sheet: str
    row: int
    heading: str
    written: str


def culprit(book: Workbook, fails: Callable[[Workbook], bool]) -> Cell | None:
    """Return the cell without whose value `book` no longer fails, or None if no cell is to blame alone."""
    cells = _cells(book)
    if not cells or fails(_harmless(book, cells)):
        return None
    low, high = 0, len(cells)  # harmless up to `low`: it fails; up to `high`: it does not
    while high - low > 1:
        middle = (low + high) // 2
        if fails(_harmless(book, cells[:middle])):
            low = middle
        else:
            high = middle
    return cells[high - 1]


def _cells(book: Workbook) -> list[Cell]:
    """Return the cells, texts and expressions before names: a name is also where others refer to it."""
    found = [
        Cell(sheet, row.number, heading, written)
        for sheet in (SURVEY, CHOICES, SETTINGS)
        for row in book.sheet(sheet).rows
        for heading, written in row.cells.items()
        if heading not in _KEPT
    ]
    return sorted(found, key=lambda cell: cell.heading in _NAMES)


def _harmless(book: Workbook, cells: list[Cell]) -> Workbook:
    gone = {(cell.sheet, cell.row, cell.heading) for cell in cells}
    renamed = {
        cell.written: f"q{place}" for place, cell in enumerate(cells) if cell.sheet == SURVEY and cell.heading in _NAMES
    }
    sheets = {name: _without(name, sheet, gone, renamed) for name, sheet in book.sheets.items()}
    return Workbook(book.name, sheets)


def _without(
    name: str, sheet: WorkbookSheet, gone: set[tuple[str, int, str]], renamed: dict[str, str]
) -> WorkbookSheet:
    rows = []
    for row in sheet.rows:
        cells = {}
        for heading, written in row.cells.items():
            if (name, row.number, heading) not in gone:
                cells[heading] = _REFERENCE.sub(lambda found: f"${{{renamed.get(found[1], found[1])}}}", written)
            elif heading in _NAMES:
                cells[heading] = renamed.get(row[heading], f"c{row.number}")
            elif heading.partition("::")[0] == "label":
                cells[heading] = "-"
        rows.append(WorkbookRow(row.number, cells))
    return WorkbookSheet(sheet.headings, sheet.line, tuple(rows), sheet.hidden)

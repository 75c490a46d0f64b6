"""Writes a table as a workbook, row by row: a sheet to sort and pivot, and a summary sheet. No cell of a table is a
formula; sheets of results have formulas of ours over it.

XlsxWriter keeps one row in memory. For 20,000 rows of 57 columns it takes a third of openpyxl's processor time
(measured on 29 November 2026).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import IO, Any, Final

import xlsxwriter

from services.exports.table import FORMULA_STARTS, Cell, CellType, Column, Formula, SummaryWords, Summing, Table

LONGEST_CELL: Final = 32_767  # characters, Excel's limit
MOST_LINKS: Final = 20_000  # links stay in memory, and Excel takes 65,530 of them in a sheet; what is beyond is text
LONGEST_LINK: Final = 2_079  # characters, Excel's limit
SHEET: Final = 31
BUDDHIST: Final = "[$-107041E]d mmm yyyy"  # the Thai calendar with Western digits: 12 ก.ค. 2566
CLOCK: Final = f"{BUDDHIST} hh:mm"
FORMATS: Final = {CellType.ISO_DAY: "yyyy-mm-dd"}
WIDTHS: Final = {
    CellType.TEXT: 24,
    CellType.NUMBER: 11,
    CellType.FLAG: 11,
    CellType.LIST: 32,
    CellType.DATE: 14,
    CellType.ISO_DAY: 13,
    CellType.BUDDHIST_DAY: 14,
    CellType.MOMENT: 19,
    CellType.LINK: 12,
    CellType.ANSWER: 24,
}
WRAPPED_FROM: Final = 40  # letters: a column at least as wide holds sentences, which go over several lines
RESULT_WIDTH: Final = 16
MEAN: Final = "0.00"
SUMMARY_WIDTHS: Final = (40, 16)
HEAD: Final = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDEFEA"}
LINK: Final = {"font_color": "#0563C1", "underline": 1}
_NOT_IN_SHEET_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_NOT_IN_CELLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_workbook(table: Table[Any], out: IO[bytes]) -> int:
    """Write the sheet of the rows, then the summary. Return how many rows there are."""
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        rows = Sheet(book, table.name, [column.width or WIDTHS[column.type] for column in table.columns])
        rows.head(table.headings)
        sums = ColumnSums(table.columns)
        for row in table.rows():
            rows.write(row.cells, table.columns)
            sums.add(row.cells)
        rows.filter_and_freeze(len(table.columns))
        for one in table.sheets:
            results = Sheet(book, one.name, [RESULT_WIDTH] * len(one.headings))
            results.head(one.headings)
            for cells in one.rows(rows.name, sums.lines + 1):
                results.write(cells)
            results.filter_and_freeze(len(one.headings))
        if table.summary:
            _write_summary(Sheet(book, table.summary.name, SUMMARY_WIDTHS), table.summary, sums)
    return sums.lines


class Sheet:
    """One sheet of a workbook that is written from top to bottom."""

    def __init__(self, book: Any, name: str, widths: Sequence[int]) -> None:
        self._book = book
        self.name = _NOT_IN_SHEET_NAMES.sub(" ", name).strip("'")[:SHEET]
        self._sheet = book.add_worksheet(self.name)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._row = 0
        self._links = 0
        for at, width in enumerate(widths):
            self._sheet.set_column(at, at, width)

    def head(self, words: Sequence[str]) -> None:
        for at, one in enumerate(words):
            self._sheet.write_string(self._row, at, one, self._format(**HEAD))
        self._row += 1

    def write(self, cells: Sequence[Cell | Formula], columns: Sequence[Column[Any]] = ()) -> None:
        """Write a row; the columns say how its cells look."""
        for at, cell in enumerate(cells):
            if cell is not None:
                self._write(at, cell, columns[at] if columns else None)
        self._row += 1

    def leave_a_row(self) -> None:
        self._row += 1

    def filter_and_freeze(self, columns: int) -> None:
        """Freeze the head, and let every column be filtered."""
        self._sheet.freeze_panes(1, 0)
        self._sheet.autofilter(0, 0, max(1, self._row - 1), columns - 1)

    def _write(self, at: int, cell: Any, column: Column[Any] | None) -> None:
        row = self._row
        if isinstance(cell, Formula):
            self._sheet.write_formula(row, at, f"={cell.text}", self._format(num_format=MEAN), cell.value)
        elif isinstance(cell, str):
            self._write_text(at, cell, column)
        elif isinstance(cell, datetime | date | time):
            usual = CLOCK if isinstance(cell, datetime) else "hh:mm" if isinstance(cell, time) else BUDDHIST
            shape = FORMATS.get(column.type, usual) if column else usual
            self._sheet.write_datetime(row, at, cell, self._format(num_format=shape, align="left"))
        else:
            self._sheet.write_number(row, at, cell)

    def _write_text(self, at: int, words: str, column: Column[Any] | None) -> None:
        said = _NOT_IN_CELLS.sub("", words)[:LONGEST_CELL]
        if column and column.type is CellType.LINK and self._links < MOST_LINKS and len(said) <= LONGEST_LINK:
            self._links += 1
            self._sheet.write_url(self._row, at, said, self._format(**LINK), column.shown or said)
            return
        looks: dict[str, Any] = {"quote_prefix": True} if said.startswith(FORMULA_STARTS) else {}
        if column and (column.width or WIDTHS[column.type]) >= WRAPPED_FROM:
            looks |= {"text_wrap": True, "valign": "top"}
        self._sheet.write_string(self._row, at, said, self._format(**looks) if looks else None)

    def _format(self, **looks: Any) -> Any:
        """Return a format of the workbook, made once."""
        key = tuple(sorted(looks.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(looks)
        return self._formats[key]


class ColumnSums:
    """Counts and sums of the rows that went by, for the summary sheet."""

    def __init__(self, columns: Sequence[Column[Any]]) -> None:
        self.lines = 0
        self._added = {at: column.heading for at, column in enumerate(columns) if column.summing is Summing.ADDED}
        self._counted = {at: column.heading for at, column in enumerate(columns) if column.summing is Summing.COUNTED}
        self._sums: dict[int, int] = dict.fromkeys(self._added, 0)
        self._counts: dict[int, Counter[Cell]] = {at: Counter() for at in self._counted}

    def add(self, cells: Sequence[Cell]) -> None:
        self.lines += 1
        for at in self._added:
            number = cells[at]
            if isinstance(number, int):
                self._sums[at] += number
        for at, counts in self._counts.items():
            counts[cells[at]] += 1

    def added(self) -> Iterator[tuple[str, Cell]]:
        """Yield the heading and the sum of each column of numbers."""
        for at, heading in self._added.items():
            yield heading, self._sums[at]

    def counts(self) -> Iterator[tuple[str, list[tuple[Cell, int]]]]:
        """Yield the heading of each column and how many rows have which value, the most frequent first."""
        for at, heading in self._counted.items():
            found = self._counts[at].items()
            yield heading, sorted(found, key=lambda one: (-one[1], str(one[0] or "")))


def _write_summary(sheet: Sheet, words: SummaryWords, sums: ColumnSums) -> None:
    """Write what the file holds, how many rows, the sums, and the rows counted by each column of few values."""
    for fact in words.facts:
        sheet.write(fact)
    sheet.write([words.lines, sums.lines])
    _write_block(sheet, (words.added, ""), list(sums.added()))
    for heading, found in sums.counts():
        rows = [(words.unsaid if value is None else value, number) for value, number in found]
        _write_block(sheet, (heading, words.lines), rows)


def _write_block(sheet: Sheet, headings: tuple[str, str], rows: Sequence[tuple[Cell, Cell]]) -> None:
    """Write one part of the summary after an empty row; nothing if it has no rows."""
    if rows:
        sheet.leave_a_row()
        sheet.head(headings)
    for row in rows:
        sheet.write(row)

"""Writes a table as a workbook, row by row: a sheet to sort and pivot, and a summary sheet with charts. No cell of a
table is a formula; sheets of results have formulas of ours over it.

XlsxWriter writes the workbook and keeps one row in memory; the rows of the table go past it as XML (`row_xml.py`).
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import IO, Any, Final
from zipfile import ZipFile

import xlsxwriter

from services.exports.sheets import SHEET, Sheet, TableSheet
from services.exports.summary_sheet import SUMMARY_WIDTHS, write_summary
from services.exports.sums import ColumnSums
from services.exports.table import Table

MOST_ROWS: Final = 1_048_575  # below the head of a sheet; what is more goes on in the next sheet
RESULT_WIDTH: Final = 16
LEVEL: Final = 2  # of zlib
PORTION: Final = 200  # rows that are put together at once, column by column
library: Any = import_module("xlsxwriter.workbook")


class QuickBook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook that is packed in a quarter of the time, and half as large again. XlsxWriter has no setting for it."""

    def _store_workbook(self) -> None:
        library.ZipFile = partial(ZipFile, compresslevel=LEVEL)
        super()._store_workbook()


def write_workbook(table: Table[Any], out: IO[bytes]) -> int:
    """Write the sheet of the rows, then the summary. Return how many rows there are."""
    with QuickBook(out, {"constant_memory": True}) as book:
        book.use_zip64()  # which only a file above two gigabytes then has
        rows = TableSheet(book, table, table.name)
        first, sums = rows, ColumnSums(table.columns)
        for portion in table.portions(PORTION):
            while portion[0]:
                if rows.written == MOST_ROWS:
                    rows.filter_and_freeze(len(table.columns))
                    rows = TableSheet(book, table, f"{table.name[: SHEET - 4]} {sums.lines // MOST_ROWS + 1}")
                room = MOST_ROWS - rows.written
                columns = [cells[:room] for cells in portion]
                portion = [cells[room:] for cells in portion]
                rows.write_columns(columns)
                sums.add(columns)
        rows.filter_and_freeze(len(table.columns))
        for one in table.sheets:
            results = Sheet(book, one.name, [RESULT_WIDTH] * len(one.headings))
            results.head(one.headings)
            for cells in one.rows(first.name, first.written + 1):
                results.write(cells)
            results.filter_and_freeze(len(one.headings))
        if table.summary:
            write_summary(Sheet(book, table.summary.name, SUMMARY_WIDTHS), table.summary, sums)
    return sums.lines

"""Sheets of a workbook that are written from top to bottom."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from shutil import copyfileobj
from typing import Any, Final

from xlsxwriter.worksheet import Worksheet

from services.exports.row_xml import BUDDHIST, CLOCK, RowXml, Shown, legal, width_of
from services.exports.table import FORMULA_STARTS, Cell, CellType, Formula, Table

MOST_LINKS: Final = 20_000  # links stay in memory, and Excel takes 65,530 of them in a sheet; what is beyond is text
LONGEST_LINK: Final = 2_079  # characters, Excel's limit
SHEET: Final = 31  # letters of a sheet's name
PIECE: Final = 256 * 1024  # bytes that are copied at a time
MEAN: Final = "0.00"
HEAD: Final = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDEFEA"}
_NOT_IN_SHEET_NAMES: Final = re.compile(r"[\[\]:*?/\\]")


class Sheet:
    """One sheet of a workbook that is written from top to bottom."""

    kind: Any = None

    def __init__(self, book: Any, name: str, widths: Sequence[int]) -> None:
        self._book = book
        self.name = _NOT_IN_SHEET_NAMES.sub(" ", name).strip("'")[:SHEET]
        self.sheet = book.add_worksheet(self.name, self.kind)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.row = 0
        for at, width in enumerate(widths):
            self.sheet.set_column(at, at, width)

    def head(self, words: Sequence[str]) -> None:
        for at, one in enumerate(words):
            self.sheet.write_string(self.row, at, one, self.format(**HEAD))
        self.row += 1

    def write(self, cells: Sequence[Cell | Formula]) -> None:
        for at, cell in enumerate(cells):
            if cell is not None:
                self._write(at, cell)
        self.row += 1

    def leave_a_row(self) -> None:
        self.row += 1

    def filter_and_freeze(self, columns: int) -> None:
        """Freeze the head, also on each page of paper, and let every column be filtered."""
        self.sheet.freeze_panes(1, 0)
        self.sheet.autofilter(0, 0, max(1, self.row - 1), columns - 1)
        self.sheet.repeat_rows(0)
        self.on_paper()

    def on_paper(self, *, pages_wide: int = 0) -> None:
        """Print on A4, lying; `pages_wide` says on how many pages beside each other (0: as many as it takes)."""
        self.sheet.set_paper(9)
        self.sheet.set_landscape()
        if pages_wide:
            self.sheet.fit_to_pages(pages_wide, 0)

    @property
    def quoted(self) -> str:
        """The name as it stands between apostrophes in a formula."""
        return self.name.replace("'", "''")

    def chart(self, kind: str) -> Any:
        """Return a chart of this kind, which nothing shows yet."""
        return self._book.add_chart({"type": kind})

    def format(self, **looks: Any) -> Any:
        """Return a format of the workbook, made once."""
        key = tuple(sorted(looks.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(looks)
        return self._formats[key]

    def _write(self, at: int, cell: Any) -> None:
        if isinstance(cell, Formula):
            self.sheet.write_formula(self.row, at, f"={cell.text}", self.format(num_format=MEAN), cell.value)
        elif isinstance(cell, str):
            said = legal(cell)
            inert = self.format(quote_prefix=True) if said.startswith(FORMULA_STARTS) else None
            self.sheet.write_string(self.row, at, said, inert)
        elif isinstance(cell, datetime | date | time):
            shape = CLOCK if isinstance(cell, datetime) else "hh:mm" if isinstance(cell, time) else BUDDHIST
            self.sheet.write_datetime(self.row, at, cell, self.format(num_format=shape, align="left"))
        else:
            self.sheet.write_number(self.row, at, cell)


class XmlWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet that also takes rows as XML."""

    def write_xml(self, first: int, last: int, last_column: int, xml: str) -> None:
        """Write rows, from one to another, below all that was written."""
        self._write_single_row(first)  # what XlsxWriter still keeps of the row before
        self.row_data_fh.write(xml)
        self._check_dimensions(first, last_column)
        self._check_dimensions(last, last_column)

    def _write_optimized_sheet_data(self) -> None:
        """Copy the rows into the sheet as bytes, not as text that is read and written anew."""
        if self.dim_rowmin is None:
            super()._write_optimized_sheet_data()
            return
        self.row_data_fh.close()
        self._xml_start_tag("sheetData")
        self.fh.flush()
        with open(self.row_data_filename, "rb") as rows:
            copyfileobj(rows, self.fh.buffer, PIECE)
        os.unlink(self.row_data_filename)
        self._xml_end_tag("sheetData")

    def open_with_a_tap(self, row: int, column: int, address: str) -> None:
        """Let a cell that is written as XML open an address."""
        self.ignore_write_string = True
        self.write_url(row, column, address)
        self.ignore_write_string = False


class TableSheet(Sheet):
    """The sheet of a table's rows."""

    kind = XmlWorksheet

    def __init__(self, book: Any, table: Table[Any], name: str) -> None:
        super().__init__(book, name, [width_of(column) for column in table.columns])
        self.head(table.headings)
        self._last = len(table.columns) - 1
        self._links = [(at, column) for at, column in enumerate(table.columns) if column.type is CellType.LINK]
        self._links_left = MOST_LINKS
        self._xml = RowXml(table.columns, lambda looks: int(self.format(**looks)._get_xf_index()))

    @property
    def written(self) -> int:
        """How many rows stand below the head."""
        return self.row - 1

    def write_columns(self, columns: Sequence[Sequence[Any]]) -> None:
        """Write rows whose cells are given column by column."""
        shown = [*columns]
        for at, column in self._links:
            shown[at] = self._with_links(at, column.shown, columns[at])
        count = len(columns[0])
        xml = self._xml.rows(self.row + 1, shown)
        self.sheet.write_xml(self.row, self.row + count - 1, self._last, xml)
        self.row += count

    def _with_links(self, at: int, words: str | None, addresses: Sequence[Any]) -> Sequence[Any]:
        """Return the cells of a column; addresses become links as long as the sheet takes them."""
        shown = [*addresses]
        for place, address in enumerate(addresses):
            if address and self._links_left and len(address) <= LONGEST_LINK:
                self.sheet.open_with_a_tap(self.row + place, at, address)
                shown[place] = Shown(words or address)
                self._links_left -= 1
        return shown

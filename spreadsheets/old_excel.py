"""Reads `.xls`, as Excel saved until 2003 and many offices still do."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import xlrd
from xlrd.xldate import xldate_as_datetime

from spreadsheets.tables import MergedCells, NotReadable, Table, TableCell, TableLine, Unreadable, is_filled, spread


def read_old_excel(raw: bytes, wanted: Callable[[str], bool], as_formatted: bool) -> list[Table]:
    """Return the wanted sheets. A cell that is merged over several lines has its value in each. Raises NotReadable."""
    try:
        options = {"formatting_info": True, "ragged_rows": True, "logfile": io.StringIO()}  # else it prints warnings
        with xlrd.open_workbook(file_contents=raw, **options) as book:
            return [_table(book, book.sheet_by_name(name), as_formatted) for name in book.sheet_names() if wanted(name)]
    except Exception as error:  # xlrd raises many kinds of errors for a broken workbook
        raise NotReadable("broken-excel") from error


def _table(book: Any, sheet: Any, as_formatted: bool) -> Table:
    lines: list[TableLine] = []
    for place in range(sheet.nrows):
        cells = [_value(book, cell, as_formatted) for cell in sheet.row(place)]
        if any(map(is_filled, cells)):
            known = sheet.rowinfo_map.get(place)
            lines.append(TableLine(place + 1, cells, bool(known and known.hidden)))
    merged = [MergedCells(top + 1, below, range(left, right)) for top, below, left, right in sheet.merged_cells]
    spread(lines, merged)
    return Table(sheet.name, lines, sheet.visibility == 0, merged=merged)


def _value(book: Any, cell: Any, as_formatted: bool) -> TableCell:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(cell.value)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return Unreadable(xlrd.error_text_from_code.get(cell.value, "#?"), is_formula=False)
        case xlrd.XL_CELL_DATE:
            moment: datetime = xldate_as_datetime(cell.value, book.datemode)
            return moment.time() if cell.value < 1 else moment
        case xlrd.XL_CELL_NUMBER:
            number = float(cell.value)
            value: int | float = int(number) if number.is_integer() else number
            shown = book.format_map.get(book.xf_list[cell.xf_index].format_key) if as_formatted else None
            pattern = str(shown.format_str) if shown else ""
            return str(value).zfill(len(pattern)) if isinstance(value, int) and set(pattern) == {"0"} else value
        case _:
            return None

"""Reads `.xlsx`. Sheets are often formatted down to their last line: cells without a value are taken out first.

openpyxl would build each of those cells, a million lines long; here they pass as bytes.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from posixpath import basename
from typing import Any, Final

from spreadsheets.tables import (
    MOST_CELLS,
    MergedCells,
    NotReadable,
    Table,
    TableCell,
    TableLine,
    Unreadable,
    is_filled,
    spread,
)

MOST_KEPT: Final = 60_000_000  # bytes of a part, of a sheet's part without its empty cells
MOST_TOGETHER: Final = 200_000_000  # bytes of all parts; a small file can hold thousands of large ones
MOST_EMPTY: Final = 10_000  # after so many lines without a value, a sheet has ended
LAST_LINE: Final = 1_048_576  # of a sheet in Excel
MOST_SKIPPED: Final = 1_000_000_000  # bytes after a sheet's end that are passed over to find which cells are merged
_CHUNK: Final = 1 << 20
_THAI_DAYS: Final = range(71, 82)  # ids of ECMA-376, 18.8.30, that have no pattern in the file: ว/ด/ปปปป, ช:นน …

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_NEEDED = re.compile(r"\[Content_Types\]\.xml|_rels/.*|xl/[^/]+\.xml|xl/_rels/.*|docProps/.*", re.IGNORECASE)
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_ROOT = re.compile(rb"<((?:\w+:)?worksheet)\b[^>]*>")
_LINES = re.compile(rb"<(\w+:)?sheetData\b[^>]*>")
_EMPTY_CELL = re.compile(
    rb'<(?:\w+:)?c\b[^<>]{0,200}\br="[^<>]{0,200}(?:/>|>\s*(?:<(?:\w+:)?v>\s*</(?:\w+:)?v>|<(?:\w+:)?v\s*/>)?\s*</(?:\w+:)?c>)'
)
_EMPTY_ROW = re.compile(rb'<(?:\w+:)?row\b[^<>]{0,400}\br="[^<>]{0,400}(?:/>|>\s*</(?:\w+:)?row>)')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^<>]{0,400}\bhidden="(?:1|true)")[^<>]{0,400}\br="(\d+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]{0,99}\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


@dataclass(slots=True)
class _Seen:
    """What openpyxl does not tell of a sheet that it reads line by line."""

    hidden: set[int] = field(default_factory=set)
    merged: list[MergedCells] = field(default_factory=list)
    formulas: bool = False


def read_new_excel(raw: bytes, wanted: Callable[[str], bool], as_formatted: bool) -> list[Table]:
    """Return the wanted sheets. A cell that is merged over several lines has its value in each. Raises NotReadable."""
    try:
        slim, seen = _slim(raw)
        load_workbook = import_module("openpyxl").load_workbook  # a fifth of a second that only reading needs
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that we do not read
            values = load_workbook(io.BytesIO(slim), read_only=True, data_only=True)
            _know_thai_days(values)
            formulas = None
            if any(sheet.formulas for sheet in seen.values()):
                formulas = load_workbook(io.BytesIO(slim), read_only=True)
            try:
                sheets: list[Any] = [sheet for sheet in values.worksheets if wanted(sheet.title)]
                return [_table(sheet, formulas, seen[_part(sheet)], as_formatted) for sheet in sheets]
            finally:
                values.close()
                if formulas is not None:
                    formulas.close()
    except NotReadable:
        raise
    except Exception as error:  # openpyxl raises many kinds of errors for a broken workbook
        raise NotReadable("broken-excel") from error


def _know_thai_days(book: Any) -> None:
    """Let openpyxl (3.1.5) read the dates and times of Thai Excel, which it takes for numbers, as dates and times."""
    book._date_formats |= {place for place, style in enumerate(book._cell_styles) if style.numFmtId in _THAI_DAYS}


def _table(sheet: Any, formulas: Any, seen: _Seen, as_formatted: bool) -> Table:
    sheet.reset_dimensions()
    written = _rows(formulas[sheet.title]) if formulas is not None and seen.formulas else None
    lines, cells = [], 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number > LAST_LINE:
            raise NotReadable("broken-excel")
        formula = next(written, ()) if written else ()
        line = TableLine(number, [_value(cell, as_formatted) for cell in row], number in seen.hidden)
        for place, cell in enumerate(formula):
            if cell.data_type == "f" and place < len(line.cells) and line.cells[place] is None:
                line.cells[place] = Unreadable(str(cell.value), is_formula=True)
        if any(map(is_filled, line.cells)):
            lines.append(line)
            cells += len(line.cells)
            if cells > MOST_CELLS:
                raise NotReadable("too-big")
    spread(lines, seen.merged)
    return Table(sheet.title, lines, sheet.sheet_state == "visible", merged=seen.merged)


def _part(sheet: Any) -> str:
    path: str = sheet._worksheet_path
    return basename(path)


def _rows(sheet: Any) -> Iterator[Any]:
    sheet.reset_dimensions()
    yield from sheet.iter_rows()


def _value(cell: Any, as_formatted: bool) -> TableCell:
    value: TableCell = cell.value
    if cell.data_type == "e":
        return Unreadable(str(value), is_formula=False)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if as_formatted and isinstance(value, int) and not isinstance(value, bool):
        pattern = str(cell.number_format or "")
        return str(value).zfill(len(pattern)) if set(pattern) == {"0"} else value
    return value


# ── a workbook without its empty cells ──


def _slim(raw: bytes) -> tuple[bytes, dict[str, _Seen]]:
    """Return the workbook with its lines only, and what was seen of each sheet, by the name of its part."""
    seen: dict[str, _Seen] = {}
    slim = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as parts, zipfile.ZipFile(slim, "w") as kept:
        for part in parts.infolist():
            if slim.tell() > MOST_TOGETHER:
                raise NotReadable("too-big")
            if _SHEET.fullmatch(part.filename):
                found = seen[basename(part.filename)] = _Seen()
                with parts.open(part) as source:
                    kept.writestr(part.filename, _without_empty_cells(source, found))
            elif _NEEDED.fullmatch(part.filename):
                if part.file_size > MOST_KEPT:
                    raise NotReadable("too-big")
                kept.writestr(part.filename, parts.read(part))
    return slim.getvalue(), seen


def _without_empty_cells(source: Any, seen: _Seen) -> bytes:
    head, rest = b"", b""
    while not (begins := _LINES.search(head)):
        if not (more := source.read(_CHUNK)) or len(head) > MOST_KEPT:
            return head  # a sheet of another kind, such as a chart
        head += more
    prefix = begins[1] or b""
    root = _ROOT.search(head)
    if root is None:
        return head
    kept, size, empty, rest = [], 0, 0, head[begins.end() :]
    closing = b"</" + prefix + b"sheetData"
    while True:
        end = rest.find(closing)
        cut = end if end >= 0 else max((found.start() for found in _ROW.finditer(rest)), default=0)
        lines = _EMPTY_CELL.sub(b"", rest[:cut])
        lines = _EMPTY_ROW.sub(b"", lines)
        if lines.strip():
            kept.append(lines)
            size += len(lines)
            empty = 0
        else:
            empty += len(_ROW.findall(rest[:cut]))
        rest = rest[cut:]
        if size > MOST_KEPT or len(rest) > MOST_KEPT:
            raise NotReadable("too-big")
        if end >= 0 or empty > MOST_EMPTY or not (more := source.read(_CHUNK)):
            break
        rest += more
    rest = (rest if end >= 0 else _after(closing, rest, source)) + source.read(_CHUNK)
    everything = b"".join(kept)
    seen.hidden = {int(number) for number in _HIDDEN_ROW.findall(everything)}
    seen.formulas = _FORMULA.search(everything) is not None
    seen.merged = [
        MergedCells(int(first_line), int(last_line), range(_column(first) - 1, _column(last)))
        for first, first_line, last, last_line in _MERGED.findall(rest)
    ]
    opening, ending = b"<" + prefix + b"sheetData>", closing + b"></" + root[1] + b">"
    dimension = b"<" + prefix + b'dimension ref="A1"/>'  # else openpyxl reads the whole sheet to find its size
    return head[: root.end()] + dimension + opening + everything + ending


def _after(closing: bytes, rest: bytes, source: Any) -> bytes:
    """Return what follows a sheet's lines, past lines that are formatted only."""
    for _ in range(MOST_SKIPPED // _CHUNK):
        if (end := rest.find(closing)) >= 0:
            return rest[end:]
        if not (more := source.read(_CHUNK)):
            break
        rest = rest[-len(closing) :] + more
    return b""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number

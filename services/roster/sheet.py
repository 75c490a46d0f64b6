"""Reads a roster file, CSV or XLSX, as numbered lines of cells under its headings."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from services.roster.columns import Columns
from services.roster.rows import RosterErrors, RosterProblem
from services.roster.spelling import clean

BIGGEST_FILE = 10_000_000  # bytes; 15,000 people need about two million
BIGGEST_UNPACKED = 200_000_000
HEADINGS_WITHIN = 20  # lines; titles and logos may be above the headings
REQUIRED = ("name", "role")

RosterCell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell without a value; the reason is a message key."""

    shown: str
    key: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the file; `number` begins at 1, as in a spreadsheet."""

    number: int
    cells: list[RosterCell | Unreadable]


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """The lines below the headings. `headings` maps our column to the file's heading, `places` to its index."""

    headings: dict[str, str]
    places: dict[str, int]
    lines: list[SheetLine]
    ignored: tuple[str, ...]

    def cell(self, line: SheetLine, column: str) -> RosterCell | Unreadable:
        """Return the cell of `column`, or None if the file has no such column or the line is too short."""
        place = self.places.get(column)
        return line.cells[place] if place is not None and place < len(line.cells) else None


def read_sheet(path: Path, columns: Columns) -> RosterSheet:
    """Read `path`. Raises RosterErrors if it has no table with headings."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise _refused("roster-unreadable", detail=error.strerror or str(error)) from error
    if len(raw) > BIGGEST_FILE:
        raise _refused("roster-too-big", megabytes=BIGGEST_FILE // 1_000_000)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused("roster-old-excel")
    tables = list(_workbook(raw)) if raw.startswith(b"PK\x03\x04") else list(_separated(_decode(raw)))
    widest = max(tables, key=lambda table: _known_headings(table, columns), default=[])
    return _under_headings(widest, columns)


def _refused(key: str, **args: str | int) -> RosterErrors:
    return RosterErrors([RosterProblem(0, None, "", key, args)])


# ── CSV ──


def _decode(raw: bytes) -> str:
    encodings = ["utf-16"] if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp874"]
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    raise _refused("roster-encoding")


def _separated(text: str) -> Iterator[list[SheetLine]]:
    """Yield the table for each possible separator."""
    for separator in ",;\t":
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            yield [SheetLine(number, [*cells]) for number, cells in enumerate(reader, 1)]
        except csv.Error:
            continue


# ── XLSX ──


def _workbook(raw: bytes) -> Iterator[list[SheetLine]]:
    """Yield each visible sheet. A merged cell has its value in every line that it spans."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(part.file_size for part in archive.infolist()) > BIGGEST_UNPACKED:
                raise _refused("roster-too-big", megabytes=BIGGEST_FILE // 1_000_000)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of decorations that it does not keep
            values = load_workbook(io.BytesIO(raw), data_only=True)
            formulas = load_workbook(io.BytesIO(raw))
        for sheet in values.worksheets:
            if sheet.sheet_state == "visible":
                yield _cells(sheet, formulas[sheet.title])
    except RosterErrors:
        raise
    except Exception as error:  # openpyxl raises many kinds of errors for a broken workbook
        raise _refused("roster-broken-excel") from error


def _cells(sheet: Worksheet, formulas: Worksheet) -> list[SheetLine]:
    table = [
        SheetLine(number, [_value(cell, formula) for cell, formula in zip(shown, written, strict=False)])
        for number, (shown, written) in enumerate(zip(sheet.iter_rows(), formulas.iter_rows(), strict=False), 1)
    ]
    for merged in sheet.merged_cells.ranges:
        left = merged.min_col - 1
        for number in range(merged.min_row, min(merged.max_row, len(table))):
            table[number].cells[left] = table[merged.min_row - 1].cells[left]
    return table


def _value(cell: object, formula: object) -> RosterCell | Unreadable:
    value, kind = getattr(cell, "value", None), getattr(cell, "data_type", "n")
    if value is None and getattr(formula, "data_type", "n") == "f":
        return Unreadable(str(getattr(formula, "value", "=")), "roster-formula")
    if kind == "e":
        return Unreadable(str(value), "roster-excel-error")
    if isinstance(value, bool) or value is None:
        return None if value is None else str(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        pattern = str(getattr(cell, "number_format", ""))
        return str(value).zfill(len(pattern)) if set(pattern) == {"0"} else value
    return value if isinstance(value, float | date) else str(value)


# ── headings ──


def _column_of(cell: RosterCell | Unreadable, columns: Columns) -> str | None:
    return columns.headed(cell) if isinstance(cell, str) else None


def _headings_in(line: SheetLine, columns: Columns) -> int:
    """Return how many columns have their heading in this line."""
    return len({_column_of(cell, columns) for cell in line.cells} - {None})


def _heading_line(table: list[SheetLine], columns: Columns) -> SheetLine | None:
    """Return the line with the most headings, or None if no line has one."""
    top = max(table[:HEADINGS_WITHIN], key=lambda line: _headings_in(line, columns), default=None)
    return top if top and _headings_in(top, columns) else None


def _known_headings(table: list[SheetLine], columns: Columns) -> int:
    line = _heading_line(table, columns)
    return _headings_in(line, columns) if line else 0


def _under_headings(table: list[SheetLine], columns: Columns) -> RosterSheet:
    top = _heading_line(table, columns)
    if top is None:
        raise _refused("roster-no-headings")
    headings: dict[str, str] = {}
    places: dict[str, int] = {}
    ignored: list[str] = []
    problems: list[RosterProblem] = []
    slips: set[str | None] = set()
    for place, cell in enumerate(top.cells):
        heading = clean(cell) if isinstance(cell, str) else ""
        column = _column_of(cell, columns)
        if column is None:
            if meant := columns.meant(heading):
                slips.add(columns.headed(meant))
                problems.append(RosterProblem(top.number, heading, "", "roster-heading-unknown", {"meant": meant}))
            elif heading:
                ignored.append(heading)
        elif column in headings:
            twice = {"other": headings[column]}
            problems.append(RosterProblem(top.number, heading, "", "roster-heading-twice", twice))
        else:
            headings[column], places[column] = heading, place
    problems += [
        RosterProblem(top.number, None, "", "roster-heading-missing", {"heading": columns.in_both_languages(column)})
        for column in REQUIRED
        if column not in headings and column not in slips
    ]
    if problems:
        raise RosterErrors(problems)
    below = [line for line in table if line.number > top.number and any(_filled(cell) for cell in line.cells)]
    return RosterSheet(headings, places, below, tuple(ignored))


def _filled(cell: RosterCell | Unreadable) -> bool:
    return bool(clean(cell)) if isinstance(cell, str) else cell is not None

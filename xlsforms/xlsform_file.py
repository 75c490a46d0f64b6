"""Reads a form's sheets from a Markdown, XLSX or CSV file, as rows of cells under headings."""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import PurePath
from typing import Any, Final

from openpyxl import load_workbook

from xlsforms.problems import CHOICES, SETTINGS, SURVEY, FormErrors, FormProblem

BIGGEST_FILE: Final = 5_000_000  # bytes
BIGGEST_UNPACKED: Final = 100_000_000
MOST_ROWS: Final = 20_000  # a list of all subdistricts of Thailand has 7,436

_HEADING = re.compile(r"^##\s+(\w+)\s*$")
_CELLS = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^:?-+:?$")
_IN_LANGUAGE = re.compile(r"([^:]*)(::?)?(.*)", re.DOTALL)
_OURS = frozenset({SURVEY, CHOICES, SETTINGS})

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class WorkbookRow:
    """The filled cells of one line, by heading; `number` is the line's number in the file."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet: its headings as written, the line of the headings, and the rows that are not empty."""

    headings: tuple[str, ...] = ()
    line: int = 1
    rows: tuple[WorkbookRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets by name (lower case). `name` is the file's name without suffix."""

    name: str
    sheets: dict[str, WorkbookSheet]

    def sheet(self, name: str) -> WorkbookSheet:
        return self.sheets.get(name, WorkbookSheet())


def read_workbook(filename: str, raw: bytes) -> Workbook:
    """Read a file by its suffix: `.md`, `.xlsx`, or `.csv` with the survey alone. Raises FormProblems."""
    path = PurePath(filename)
    if len(raw) > BIGGEST_FILE:
        raise FormErrors([FormProblem("form-problem-too-big", args={"megabytes": BIGGEST_FILE // 1_000_000})])
    readers = {".md": _markdown, ".xlsx": _excel, ".csv": _separated}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise FormErrors([FormProblem("form-problem-suffix", args={"suffix": path.suffix or "-"})])
    sheets = {name: _under_headings(lines) for name, lines in reader(raw)}
    if not sheets.get(SURVEY, WorkbookSheet()).rows:
        raise FormErrors([FormProblem("form-problem-no-survey")])
    return Workbook(path.stem, sheets)


def _under_headings(lines: Iterable[tuple[int, Cells]]) -> WorkbookSheet:
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if not filled:
        return WorkbookSheet()
    if len(filled) > MOST_ROWS:
        raise FormErrors([FormProblem("form-problem-too-many-rows", args={"rows": MOST_ROWS})])
    line, written = filled[0]
    headings = [_heading(cell) for cell in written]
    rows = [
        WorkbookRow(number, {heading: cell for heading, cell in zip(headings, cells, strict=False) if heading and cell})
        for number, cells in filled[1:]
    ]
    return WorkbookSheet(
        tuple(heading for heading in headings if heading), line, tuple(row for row in rows if row.cells)
    )


def _heading(written: str) -> str:
    """Return a heading as XLSForm writes it today: "Label : ไทย (th)" becomes label::ไทย (th)."""
    name, colons, language = _IN_LANGUAGE.match(written).groups()  # type: ignore[union-attr]
    plain = name.strip().lower()
    if plain in ("bind", "body", "instance", "jr", "media"):
        return written.strip()
    return f"{plain}::{language.strip()}" if colons else plain


# ── Markdown: a table below each `## sheet`; other words and headings are for readers ──


def _markdown(raw: bytes) -> Iterator[tuple[str, list[tuple[int, Cells]]]]:
    sheet, lines = "", dict[str, list[tuple[int, Cells]]]()
    for number, line in enumerate(_decoded(raw).splitlines(), start=1):
        if heading := _HEADING.match(line):
            sheet = heading[1].lower()
        elif line.startswith("#"):
            sheet = ""
        elif sheet in _OURS and line.lstrip().startswith("|"):
            cells = _cells(line)
            if not all(_RULE.match(cell) for cell in cells):
                lines.setdefault(sheet, []).append((number, cells))
    yield from lines.items()


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    parts = _CELLS.split(inner)
    if inner.endswith("|"):
        parts.pop()
    return [part.strip().replace(r"\|", "|").replace("<br>", "\n") for part in parts]


# ── CSV: the survey sheet alone ──


def _separated(raw: bytes) -> Iterator[tuple[str, list[tuple[int, Cells]]]]:
    lines = csv.reader(io.StringIO(_decoded(raw), newline=""), strict=True)
    rows: list[tuple[int, Cells]] = []
    try:
        for cells in lines:
            rows.append((lines.line_num, [cell.strip() for cell in cells]))
    except csv.Error as error:
        raise FormErrors([FormProblem("form-problem-csv", SURVEY, lines.line_num)]) from error
    yield SURVEY, rows


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig").replace("\x00", "")  # which neither XML nor a database can hold
    except UnicodeDecodeError as error:
        raise FormErrors([FormProblem("form-problem-not-utf8", args={"byte": error.start})]) from error


# ── XLSX ──


def _excel(raw: bytes) -> list[tuple[str, list[tuple[int, Cells]]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            if sum(part.file_size for part in parts.infolist()) > BIGGEST_UNPACKED:
                raise FormErrors(
                    [FormProblem("form-problem-too-big", args={"megabytes": BIGGEST_UNPACKED // 1_000_000})]
                )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that we do not read
            book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
            try:
                return [(sheet.title.strip().lower(), list(_lines(sheet))) for sheet in book.worksheets]
            finally:
                book.close()
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        if isinstance(error, FormErrors):
            raise
        raise FormErrors([FormProblem("form-problem-not-xlsx")]) from error


def _lines(sheet: Any) -> Iterator[tuple[int, Cells]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        yield number, [_shown(value) for value in row]


def _shown(value: Any) -> str:
    """Return a cell as text: 3.0 becomes 3, a date ISO, true TRUE."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value).strip()

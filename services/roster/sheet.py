"""Reads a roster file, text or Excel, as numbered lines of cells under its headings."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from importlib import import_module
from pathlib import Path

from services.roster.columns import Columns
from services.roster.rows import RosterErrors, RosterProblem
from services.roster.spelling import clean
from spreadsheets import NotReadable, Table, TableCell, TableLine, read_tables
from spreadsheets import Unreadable as NoValue
from spreadsheets.tables import is_filled

BIGGEST_FILE = 10_000_000  # bytes; 15,000 people need about two million
LARGEST_IN_CHAT = 1_000_000  # bytes
MOST_IN_CHAT = 2_500  # lines; they are read while others wait, for some seconds
REQUIRED = ("name", "role")

_WHY = {"too-big": "roster-too-big", "broken-excel": "roster-broken-excel", "encoding": "roster-encoding"}

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
    """The lines below the headings. `headings` maps our column to the file's heading, `places` to the columns under it:
    several if the heading's cells are merged."""

    name: str  # "" if it is the only sheet that is read
    headings: dict[str, str]
    places: dict[str, range]
    lines: list[SheetLine]
    ignored: tuple[str, ...]
    hidden: tuple[int, ...] = ()  # lines that the spreadsheet does not show, by hand or by a filter

    def cell(self, line: SheetLine, column: str) -> RosterCell | Unreadable:
        """Return the cell of `column`, or None if it is empty or the file has no such column. What stands in several
        columns under one heading is joined."""
        parts = self.parts(line, column)
        if len(parts) < 2:
            return next(iter(parts), None)
        unreadable = next((part for part in parts if isinstance(part, Unreadable)), None)
        return unreadable or " ".join(map(str, parts))

    def parts(self, line: SheetLine, column: str) -> list[RosterCell | Unreadable]:
        """Return the filled cells under the heading of `column`."""
        cells = (line.cells[place] for place in self.places.get(column, ()) if place < len(line.cells))
        return [cell for cell in cells if _filled(cell)]


@dataclass(frozen=True, slots=True)
class RosterFile:
    """The sheets of a file that have the headings of a roster, and the names of those that were not read."""

    sheets: list[RosterSheet]
    without_headings: list[str]
    not_shown: list[str]


def read_file(file: Path | bytes, columns: Columns) -> RosterFile:
    """Raises RosterErrors if no sheet, or text with no separator, has the headings."""
    try:
        raw = file if isinstance(file, bytes) else file.read_bytes()
    except OSError as error:
        raise _refused("roster-unreadable", detail=error.strerror or str(error)) from error
    if len(raw) > BIGGEST_FILE:
        raise _refused("roster-too-big", megabytes=BIGGEST_FILE // 1_000_000)
    try:
        tables = read_tables(raw, as_formatted=True)
    except NotReadable as error:
        raise _refused(_WHY[error.why], megabytes=BIGGEST_FILE // 1_000_000) from error
    shown = [table for table in tables if table.shown]
    widest = max(shown, key=lambda table: _known_headings(table, columns), default=Table("", []))
    if widest.broken:
        raise RosterErrors([RosterProblem(widest.broken, None, "", "roster-csv")])
    named = [table for table in tables if table.name]  # the sheets of a workbook
    read = [table for table in named if table.shown and (table is widest or _lists_people(table, columns))] or [widest]
    sheets: list[RosterSheet] = []
    problems: list[RosterProblem] = []
    for table in read:
        try:
            sheets.append(_under_headings(table, columns, table.name if len(read) > 1 else ""))
        except RosterErrors as errors:
            problems += errors.problems
    if problems:
        raise RosterErrors(problems)
    left = [table for table in named if table not in read and table.lines]
    return RosterFile(
        sheets,
        [table.name for table in left if table.shown],
        [table.name for table in left if not table.shown and _lists_people(table, columns)],
    )


def _lists_people(table: Table, columns: Columns) -> bool:
    """Return whether a table has the heading of names and that of another column."""
    top = table.headed_by(lambda line: _headings_in(line, columns))
    found = {_column_of(_cell(cell), columns) for cell in top.cells} - {None} if top else set()
    return "name" in found and len(found) > 1


def _refused(key: str, **args: str | int) -> RosterErrors:
    return RosterErrors([RosterProblem(0, None, "", key, args)])


def _cell(value: TableCell) -> RosterCell | Unreadable:
    if isinstance(value, NoValue):
        return Unreadable(value.shown, "roster-formula" if value.is_formula else "roster-excel-error")
    if isinstance(value, datetime):
        return value.date()
    return str(value) if isinstance(value, bool | time) else value


# ── headings ──


def _column_of(cell: RosterCell | Unreadable, columns: Columns) -> str | None:
    return columns.headed(cell) if isinstance(cell, str) else None


def _headings_in(line: TableLine, columns: Columns) -> int:
    """Return how many columns have their heading in this line."""
    return len({_column_of(_cell(cell), columns) for cell in line.cells} - {None})


def _known_headings(table: Table, columns: Columns) -> int:
    top = table.headed_by(lambda line: _headings_in(line, columns))
    return _headings_in(top, columns) if top else 0


def _under_headings(table: Table, columns: Columns, name: str) -> RosterSheet:
    top = table.headed_by(lambda line: _headings_in(line, columns))
    if top is None:
        raise _refused("roster-no-headings")
    headings: dict[str, str] = {}
    places: dict[str, range] = {}
    ignored: list[str] = []
    problems: list[RosterProblem] = []
    slips: set[str | None] = set()
    for place, cell in enumerate(map(_cell, top.cells)):
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
            headings[column], places[column] = heading, table.columns_under(top, place)
    problems += [
        RosterProblem(top.number, None, "", "roster-heading-missing", {"heading": columns.in_both_languages(column)})
        for column in REQUIRED
        if column not in headings and column not in slips
    ]
    if problems:
        raise RosterErrors([replace(problem, sheet=name) for problem in problems])
    lines = [line for line in table.lines if line.number > table.last_line_of(top)]
    below = [SheetLine(line.number, [_cell(cell) for cell in line.cells]) for line in lines]
    below = [line for line in below if any(_filled(cell) for cell in line.cells)]
    if apart := list(_beside_names(top, places["name"], below)):
        raise RosterErrors([replace(problem, sheet=name) for problem in apart])
    hidden = tuple(line.number for line in lines if line.hidden)
    return RosterSheet(name, headings, places, below, tuple(ignored), hidden)


def _beside_names(top: TableLine, under: range, lines: list[SheetLine]) -> Iterator[RosterProblem]:
    """Yield a problem for each cell right of the names that no heading claims: it may be the name or the surname."""
    place = under.stop
    while place >= len(top.cells) or not is_filled(top.cells[place]):
        filled = [line for line in lines if place < len(line.cells) and _filled(line.cells[place])]
        if not filled:
            return
        for line in filled:
            cell = line.cells[place]
            shown = cell.shown if isinstance(cell, Unreadable) else clean(str(cell))
            yield RosterProblem(line.number, _letters_of(place), shown[:60], "roster-beside-name")
        place += 1


def _filled(cell: RosterCell | Unreadable) -> bool:
    return bool(clean(cell)) if isinstance(cell, str) else cell is not None


def _letters_of(place: int) -> str:
    """Return the letters of a column, as Excel has them."""
    letters: str = import_module("openpyxl.utils").get_column_letter(place + 1)
    return letters

"""A table of an export: columns, and lines that are read one by one and may have a point on the map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from itertools import islice
from typing import Any, Final, Generic, TypeVar

from programmes.bangkok import BANGKOK
from thai.dates import short_day

Cell = str | int | float | Decimal | date | datetime | time | None
Line = TypeVar("Line")

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet may run a cell that begins with one of these


class CellType(Enum):
    """How the values of a column are written into cells."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "1 for yes, 0 for no, so that a pivot table can add them up"
    LIST = "several texts in one cell, with commas"
    DATE = "a day: in a workbook a date shown with its Buddhist year, else 2023-07-12"
    ISO_DAY = "a day as machines write it, in a workbook too: 2023-07-12"
    BUDDHIST_DAY = "a day as people write it: in a workbook a date, else the text 12 ก.ค. 2566"
    MOMENT = "an aware moment, as Bangkok's wall clock: spreadsheets know no time zones"
    LINK = "an address that a workbook opens with a tap"
    ANSWER = "an answer of a form, as its question's type has it"


CONVERTED: Final = (CellType.LIST, CellType.MOMENT)  # types whose values are not cells yet


class Summing(Enum):
    """What the summary sheet of a workbook makes of a column."""

    NOT = "it is left out"
    COUNTED = "lines are counted by its values, which must be few"
    ADDED = "its numbers are added up"
    WEEKLY = "lines are counted by the weeks of its days"


@dataclass(frozen=True, slots=True)
class Column(Generic[Line]):
    """One column: its heading in the file's language, the function for a line's value, and the type of the value.

    In a workbook `width` is its width in letters (None: by its type), and `shown` the words of a link.
    """

    heading: str
    value: Callable[[Line], Any]
    type: CellType
    summing: Summing = Summing.NOT
    width: int | None = None
    shown: str | None = None

    def cell(self, line: Line) -> Cell:
        """Return the cell of one line; None is an empty cell."""
        return as_cell(self.value(line), self.type)


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map; `origin` says where it is known from, if it is not simply where the line was made."""

    latitude: float
    longitude: float
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one line, and its place on the map."""

    cells: list[Cell]
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class SummaryWords:
    """The words of a summary sheet: its name, what the file holds (`facts`), and the headings of its parts: the sums,
    how many rows are marked in a column of flags, and how many there are a week."""

    name: str
    facts: Sequence[tuple[str, Cell]]
    lines: str
    added: str
    flags: str
    weeks: str
    unsaid: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of our own (without =), and its value now. What people wrote never becomes one."""

    text: str
    value: str | float


@dataclass(frozen=True, slots=True)
class FormulaSheet:
    """Another sheet of a workbook. `rows` makes its rows from the name of the sheet of lines and that sheet's last
    row, which its formulas name."""

    name: str
    headings: tuple[str, ...]
    rows: Callable[[str, int], Iterable[Sequence[Cell | Formula]]]


@dataclass(frozen=True, slots=True)
class Table(Generic[Line]):
    """`name` is the name of the file and its sheet; `point` returns a line's place on the map, if lines have one, and
    `origin` is the heading of where that is known from; `summary` has the words of the summary sheet. `sheets` are
    further ones of a workbook."""

    name: str
    columns: Sequence[Column[Line]]
    lines: Iterable[Line]
    point: Callable[[Line], Point | None] | None = None
    summary: SummaryWords | None = None
    origin: str | None = None
    sheets: Sequence[FormulaSheet] = ()  # further ones of a workbook

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    def rows(self) -> Iterator[TableRow]:
        """Yield a row for each line. Lines are read in portions and not kept."""
        cells = [_reader(column) for column in self.columns]
        for line in self.lines:
            yield TableRow([cell(line) for cell in cells], self.point(line) if self.point else None)

    def portions(self, most: int) -> Iterator[list[list[Cell]]]:
        """Yield the cells of at most so many lines at a time, column by column, for a workbook. Flags are still truth
        values."""
        cells = [column.cell if column.type in CONVERTED else column.value for column in self.columns]
        lines = iter(self.lines)
        while portion := list(islice(lines, most)):
            yield [list(map(cell, portion)) for cell in cells]


def _reader(column: Column[Line]) -> Callable[[Line], Cell]:
    """Return the quickest function for a column's cells."""
    if column.type is CellType.FLAG:
        flag = column.value
        return lambda line: None if (said := flag(line)) is None else int(said)
    return column.cell if column.type in CONVERTED else column.value


def as_cell(value: Any, type: CellType) -> Cell:
    """Return a value as it is written into a cell of this type."""
    if value is None:
        return None
    match type:
        case CellType.LIST:
            return ", ".join(value) or None
        case CellType.FLAG:
            return int(value)
        case CellType.MOMENT:
            return wall_clock(value)
    cell: Cell = value
    return cell


def as_text(cell: Cell, type: CellType) -> Cell:
    """Return a cell for a file that has no dates of its own: a day in the Buddhist era is written out."""
    return short_day(cell, "th") if type is CellType.BUDDHIST_DAY and isinstance(cell, date) else cell


def wall_clock(moment: datetime) -> datetime:
    """Return Bangkok's local time without a zone, because spreadsheets have no time zones."""
    return moment.astimezone(BANGKOK).replace(tzinfo=None, microsecond=0)

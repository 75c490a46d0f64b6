"""A table of an export: columns, and lines that are read one by one and may have a point on the map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, Final, Generic, TypeVar

from programmes.bangkok import BANGKOK
from thai.dates import short_day

Cell = str | int | float | Decimal | date | datetime | time | None
Point = tuple[float, float]
Line = TypeVar("Line")

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet may run a cell that begins with one of these


class CellType(Enum):
    """How the values of a column are written into cells."""

    TEXT = "text"
    NUMBER = "number"
    LIST = "several texts in one cell, with commas"
    DATE = "a spreadsheet's own date"
    ISO_DAY = "a day as machines write it: 2023-07-12"
    BUDDHIST_DAY = "a day as people write it: 12 ก.ค. 2566"
    MOMENT = "an aware moment, as Bangkok's wall clock: spreadsheets know no time zones"
    ANSWER = "an answer of a form, as its question's type has it"


@dataclass(frozen=True, slots=True)
class Column(Generic[Line]):
    """One column: its heading in the file's language, the function for a line's value, and the type of the value."""

    heading: str
    value: Callable[[Line], Any]
    type: CellType

    def cell(self, line: Line) -> Cell:
        """Return the cell of one line; None is an empty cell."""
        return as_cell(self.value(line), self.type)


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one line; `point` is (latitude, longitude)."""

    cells: list[Cell]
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Table(Generic[Line]):
    """`name` is the name of the file and its sheet; `point` returns a line's place on the map, if lines have one."""

    name: str
    columns: Sequence[Column[Line]]
    lines: Iterable[Line]
    point: Callable[[Line], Point | None] | None = None

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    def rows(self) -> Iterator[TableRow]:
        """Yield a row for each line. Lines are read in portions and not kept."""
        for line in self.lines:
            yield TableRow([column.cell(line) for column in self.columns], self.point(line) if self.point else None)


def as_cell(value: Any, type: CellType) -> Cell:
    """Return a value as it is written into a cell of this type."""
    if value is None:
        return None
    match type:
        case CellType.LIST:
            return ", ".join(value) or None
        case CellType.ISO_DAY:
            return str(value.isoformat())
        case CellType.BUDDHIST_DAY:
            return short_day(value, "th")
        case CellType.MOMENT:
            return wall_clock(value)
    cell: Cell = value
    return cell


def wall_clock(moment: datetime) -> datetime:
    """Return Bangkok's local time without a zone, because spreadsheets have no time zones."""
    return moment.astimezone(BANGKOK).replace(tzinfo=None, microsecond=0)

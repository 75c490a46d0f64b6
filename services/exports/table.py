"""What every export is: a list of columns, and lines that come one by one, each perhaps with a point on the map."""

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

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run, or hide what it runs behind


class CellType(Enum):
    """How a column's values are written into its cells."""

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
    """One column: its heading, in the language of the file, the value under it for one line, and the value's type."""

    heading: str
    value: Callable[[Line], Any]
    type: CellType

    def cell(self, line: Line) -> Cell:
        """The cell of one line; None is an empty one."""
        return as_cell(self.value(line), self.type)


@dataclass(frozen=True, slots=True)
class Row:
    """Cells under the headings; `point` is (latitude, longitude)."""

    cells: list[Cell]
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Table(Generic[Line]):
    """`name` is what the file and its sheet are called; `point`, where there is one, is where a line is on the map."""

    name: str
    columns: Sequence[Column[Line]]
    lines: Iterable[Line]
    point: Callable[[Line], Point | None] | None = None

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    def rows(self) -> Iterator[Row]:
        """One row a line, made when it is asked for: lines are read in portions and not kept."""
        for line in self.lines:
            yield Row([column.cell(line) for column in self.columns], self.point(line) if self.point else None)


def as_cell(value: Any, type: CellType) -> Cell:
    """A value as it stands in a cell of this type."""
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
    """Spreadsheets know no time zones: Bangkok's wall clock."""
    return moment.astimezone(BANGKOK).replace(tzinfo=None, microsecond=0)

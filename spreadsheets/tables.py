"""A table as it was read: its filled lines with their numbers in the file. Nothing here knows what a column means."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final, Literal

MOST_CELLS: Final = 4_000_000  # of one table; 20,000 lines of 200 columns

Why = Literal["too-big", "broken-excel", "encoding"]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that has no value: a formula that was never worked out, or one of Excel's errors."""

    shown: str
    is_formula: bool


TableCell = str | int | float | bool | date | datetime | time | Unreadable | None


@dataclass(frozen=True, slots=True)
class TableLine:
    """One filled line. `number` begins at 1, as in a spreadsheet; `hidden` as Excel hides lines, also by a filter."""

    number: int
    cells: list[TableCell]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class MergedCells:
    """Cells that a spreadsheet shows as one: first and last line, as lines are numbered, and columns, from 0."""

    first_line: int
    last_line: int
    columns: range


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or a whole text file (without a name). `shown` is whether people see the sheet."""

    name: str
    lines: Sequence[TableLine]
    shown: bool = True
    broken: int = 0  # the line at which a quotation mark in text is not closed, or stands where none can
    merged: Sequence[MergedCells] = ()

    def columns_under(self, line: TableLine, column: int) -> range:
        """Return the columns over which a cell is merged, or its own."""
        over = (cells for cells in self.merged if cells.first_line <= line.number <= cells.last_line)
        return next((cells.columns for cells in over if cells.columns.start == column), range(column, column + 1))

    def last_line_of(self, line: TableLine) -> int:
        """Return the last line over which a cell of `line` is merged, or its own number."""
        over = (cells.last_line for cells in self.merged if cells.first_line <= line.number <= cells.last_line)
        return max(over, default=line.number)

    def headed_by(self, headings: Callable[[TableLine], int], within: int = 20) -> TableLine | None:
        """Return the line that has most headings, the first of several; titles and logos may stand above it."""
        top = max(self.lines[:within], key=headings, default=None)
        return top if top and headings(top) else None


class NotReadable(ValueError):
    """A file cannot be read at all."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def is_filled(cell: TableCell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def spread(lines: Sequence[TableLine], merged: Iterable[MergedCells]) -> None:
    """Give each line of merged cells their value, in the first of the columns."""
    by_number = {line.number: line for line in lines}
    end = max(by_number, default=0)  # cells may be merged down to the last line of all
    for cells in merged:
        column = cells.columns.start
        top = by_number.get(cells.first_line)
        if top and column < len(top.cells):
            below = range(cells.first_line + 1, min(cells.last_line, end) + 1)
            for line in (by_number[number] for number in below if number in by_number):
                line.cells.extend([None] * (column + 1 - len(line.cells)))
                line.cells[column] = top.cells[column]


def in_runs(numbers: Iterable[int]) -> str:
    """Return the numbers of lines as people write them: "3, 5–9"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in runs)

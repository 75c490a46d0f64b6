"""Counts and sums of a table's rows, for the summary of its workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from services.exports.table import Cell, CellType, Column, Summing


class ColumnSums:
    """Counts and sums of the rows that went by. A week is known by its Monday."""

    def __init__(self, columns: Sequence[Column[Any]]) -> None:
        self.lines = 0
        self._columns = columns
        self._sums = {at: 0 for at, column in enumerate(columns) if column.summing is Summing.ADDED}
        self._counts: dict[int, Counter[Cell]] = {
            at: Counter() for at, column in enumerate(columns) if column.summing is Summing.COUNTED
        }
        self._day_at = next((at for at, column in enumerate(columns) if column.summing is Summing.WEEKLY), None)
        self._days: Counter[date] = Counter()

    def add(self, columns: Sequence[Sequence[Cell]]) -> None:
        """Add the cells of some rows, column by column."""
        self.lines += len(columns[0])
        for at in self._sums:
            if self._is_flag(at):
                self._sums[at] += columns[at].count(True)
            else:
                self._sums[at] += sum(number for number in columns[at] if number.__class__ is int)
        for at, counts in self._counts.items():
            counts.update(columns[at])
        if self._day_at is not None:
            self._days.update(day for day in columns[self._day_at] if isinstance(day, date))

    def added(self) -> list[tuple[str, int]]:
        """Return the heading and the sum of each column of numbers."""
        return [(self._columns[at].heading, number) for at, number in self._sums.items() if not self._is_flag(at)]

    def flags(self) -> list[tuple[str, int]]:
        """Return the heading of each column of flags and how many rows have it, the most frequent first."""
        found = [(self._columns[at].heading, number) for at, number in self._sums.items() if self._is_flag(at)]
        return sorted(found, key=lambda one: -one[1])

    def _is_flag(self, at: int) -> bool:
        return self._columns[at].type is CellType.FLAG

    def counts(self) -> Iterator[tuple[str, list[tuple[Cell, int]]]]:
        """Yield the heading of each column and how many rows have which value, the most frequent first."""
        for at, counted in self._counts.items():
            yield self._columns[at].heading, sorted(counted.items(), key=lambda one: (-one[1], str(one[0] or "")))

    def weeks(self) -> list[tuple[date, int]]:
        """Return how many rows each week has, without a gap from the first to the last."""
        found: Counter[date] = Counter()
        for day, number in self._days.items():
            found[day - timedelta(days=day.weekday())] += number
        if not found:
            return []
        first, last = min(found), max(found)
        mondays = (first + timedelta(weeks=week) for week in range((last - first).days // 7 + 1))
        return [(monday, found[monday]) for monday in mondays]

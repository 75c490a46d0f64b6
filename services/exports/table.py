"""What every export is: headings, and rows that come one by one, each perhaps with a point on the map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from programmes.bangkok import BANGKOK

Cell = str | int | float | Decimal | date | datetime | time | None
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Row:
    """Cells under the headings; `point` is (latitude, longitude)."""

    cells: list[Cell]
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is what the file and its sheet are called."""

    name: str
    columns: list[str]
    rows: Iterable[Row]


def local(moment: datetime) -> datetime:
    """Spreadsheets know no time zones: Bangkok's wall clock."""
    return moment.astimezone(BANGKOK).replace(tzinfo=None, microsecond=0)

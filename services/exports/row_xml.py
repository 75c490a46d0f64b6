"""A row of a workbook's sheet as XML. XlsxWriter checks and builds an object for every cell; here a column decides once
how its cells look, and a row is one string: up to ten times as many rows a second (`python -m bench.workbooks`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Any, Final

from services.exports.table import FORMULA_STARTS, CellType, Column, Summing

LONGEST_CELL: Final = 32_767  # UTF-16 units, Excel's limit
ROW: Final = "\x00"  # stands for the number of the row until it is known; no text of a cell has it
FIRST_DAY: Final = date(1899, 12, 30).toordinal()  # spreadsheets count days from it
FIRST_MONTH: Final = 61  # 1 March 1900; before it they disagree, because some count a 29 February 1900
SECONDS: Final = 86_400
MOST_KEPT: Final = 1_000  # values of a column whose XML is kept
BUDDHIST: Final = "[$-107041E]d mmm yyyy"  # the Thai calendar with Western digits: 12 ก.ค. 2566
CLOCK: Final = f"{BUDDHIST} hh:mm"
LINK: Final = {"font_color": "#0563C1", "underline": 1}
WRAPPED: Final = {"text_wrap": True, "valign": "top"}
WIDTHS: Final = {
    CellType.TEXT: 24,
    CellType.NUMBER: 11,
    CellType.FLAG: 11,
    CellType.LIST: 32,
    CellType.DATE: 14,
    CellType.ISO_DAY: 13,
    CellType.BUDDHIST_DAY: 14,
    CellType.MOMENT: 19,
    CellType.LINK: 12,
    CellType.ANSWER: 24,
}
WRAPPED_FROM: Final = 40  # letters: a column at least as wide holds sentences, which go over several lines
_DAYS: Final = (CellType.DATE, CellType.ISO_DAY, CellType.BUDDHIST_DAY)
_NEEDS_CARE: Final = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|^[=+\\-@\\s]|\\s$|_x[0-9a-fA-F]{4}_")
_NOT_IN_CELLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LIKE_AN_ESCAPE: Final = re.compile("_(?=x[0-9a-fA-F]{4}_)")

CellXml = Callable[[Any], str]
Style = Callable[[dict[str, Any]], int]


@dataclass(frozen=True, slots=True)
class Shown:
    """The words of a cell that opens an address."""

    words: str


class RowXml:
    """Makes the rows of a sheet. `style` returns the number of a format with these looks."""

    def __init__(self, columns: Sequence[Column[Any]], style: Style) -> None:
        self._cells = [_cells_of(letters_of(at), column, style) for at, column in enumerate(columns)]

    def rows(self, first: int, columns: Sequence[Sequence[Any]]) -> str:
        """Return rows whose cells are given column by column; the number of the first begins at 1."""
        made = zip(*(map(cell, column) for cell, column in zip(self._cells, columns, strict=True)), strict=True)
        return "".join(
            f'<row r="{ROW}">{"".join(cells)}</row>'.replace(ROW, str(number))
            for number, cells in enumerate(made, start=first)
        )


def width_of(column: Column[Any]) -> int:
    return column.width or WIDTHS[column.type]


def letters_of(column: int) -> str:
    """Return how a workbook calls a column, counted from 0: A, B, …, Z, AA."""
    before, place = divmod(column, 26)
    return (letters_of(before - 1) if before else "") + chr(ord("A") + place)


def _cells_of(letters: str, column: Column[Any], style: Style) -> CellXml:
    """Return the function that makes a column's cells."""
    opened = f'<c r="{letters}{ROW}"'
    wraps: dict[str, Any] = WRAPPED if width_of(column) >= WRAPPED_FROM else {}
    link = _styled(LINK, style) if column.type is CellType.LINK else ""
    plain = f'{opened}{_styled(wraps, style)} t="inlineStr"><is><t>'

    def text(said: str) -> str:
        if not _NEEDS_CARE.search(said) and len(said) <= LONGEST_CELL // 2:
            return f"{plain}{said}</t></is></c>"
        said = legal(said)
        looks = _styled(wraps | {"quote_prefix": True} if said.startswith(FORMULA_STARTS) else wraps, style)
        return f'{opened}{looks} t="inlineStr"><is><t xml:space="preserve">{escaped(said)}</t></is></c>'

    shaped: dict[type, str] = {}

    def moment(value: date | time) -> str:
        serial = serial_of(value)
        if serial is None:
            return text(value.isoformat())
        looks = shaped.get(value.__class__)
        if looks is None:
            looks = _styled({"num_format": _shape(column.type, value), "align": "left"}, style)
            shaped[value.__class__] = looks
        return f"{opened}{looks}><v>{serial}</v></c>"

    def any_cell(value: Any) -> str:
        if value is None:
            return ""
        if value.__class__ is str:
            return text(value)
        if isinstance(value, int):
            return f"{opened}><v>{value:d}</v></c>"
        if isinstance(value, date | time):
            return moment(value)
        if isinstance(value, Shown):
            return f'{opened}{link} t="inlineStr"><is><t>{escaped(value.words)}</t></is></c>'
        if isinstance(value, float | Decimal) and isfinite(value):
            return f"{opened}><v>{value:.16G}</v></c>"
        return text(str(value))

    few = column.summing is Summing.COUNTED or column.type is CellType.FLAG or column.type in _DAYS
    return _Kept(any_cell).__getitem__ if few else any_cell


class _Kept(dict[Any, str]):
    """The cells of a column that has few values, each of which comes often."""

    def __init__(self, cell: CellXml) -> None:
        super().__init__()
        self._cell = cell

    def __missing__(self, value: Any) -> str:
        made = self._cell(value)
        if len(self) < MOST_KEPT:
            self[value] = made
        return made


def _styled(looks: dict[str, Any], style: Style) -> str:
    return f' s="{style(looks)}"' if looks else ""


def _shape(type: CellType, value: date | time) -> str:
    """Return the format of a day, a moment or a time of day."""
    if type is CellType.ISO_DAY:
        return "yyyy-mm-dd"
    return CLOCK if isinstance(value, datetime) else "hh:mm" if isinstance(value, time) else BUDDHIST


def serial_of(value: date | time) -> str | None:
    """Return a day, a moment or a time of day as a spreadsheet counts it; None before March 1900."""
    if isinstance(value, time):
        return f"{_share_of_day(value):.10G}"
    day = value.toordinal() - FIRST_DAY
    if day < FIRST_MONTH:
        return None
    return f"{day + _share_of_day(value.time()):.16G}" if isinstance(value, datetime) else str(day)


def _share_of_day(value: time) -> float:
    return (value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1_000_000) / SECONDS


def legal(said: str) -> str:
    """Return a text without what XML cannot hold, as long as a cell may be."""
    said = _NOT_IN_CELLS.sub("", said)
    if len(said) > LONGEST_CELL // 2:
        said = said.encode("utf-16-le", "replace")[: LONGEST_CELL * 2].decode("utf-16-le", "ignore")
    return said


def escaped(said: str) -> str:
    said = _LIKE_AN_ESCAPE.sub("_x005F_", said).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return said.replace("\r", "&#13;")  # a parser would read it as the end of a line

"""The summary sheet of a workbook: what the file holds, sums and counts, and beside them charts that Excel draws from
these cells, so that they can be changed and copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from services.exports.row_xml import BUDDHIST
from services.exports.sheets import Sheet
from services.exports.sums import ColumnSums
from services.exports.table import Cell, SummaryWords

SUMMARY_WIDTHS: Final = (40, 16)
CHARTED: Final = 20  # bars of a chart, at most
CHART_COLUMN: Final = 3
WIDTH: Final = 640  # pixels, as all below
HEIGHT: Final = 320
BAR: Final = 24
AROUND_BARS: Final = 90
ROW_HEIGHT: Final = 20
NUMBERS: Final = {"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#E2E2E2"}}}
MOST_WEEKS: Final = 520
COLOUR: Final = "#1B7F6B"


def write_summary(sheet: Sheet, words: SummaryWords, sums: ColumnSums) -> None:
    """Write what the file holds, how many rows, the sums, and the rows counted by week and by each column of few
    values."""
    for fact in words.facts:
        sheet.write(fact)
    sheet.write([words.lines, sums.lines])
    charts = _Charts(sheet)
    _write_block(sheet, (words.added, ""), sums.added())
    flags = sums.flags()
    rows = _write_block(sheet, (words.flags, words.lines), flags)
    charts.bars(words.flags, rows[: sum(1 for _, number in flags if number)])
    charts.columns(words.weeks, _write_block(sheet, (words.weeks, words.lines), sums.weeks()[:MOST_WEEKS]))
    for heading, found in sums.counts():
        said = [(words.unsaid if value is None else value, number) for value, number in found]
        charts.bars(heading, _write_block(sheet, (heading, words.lines), said))
    sheet.on_paper(pages_wide=1)


def _write_block(sheet: Sheet, headings: tuple[str, str], rows: Sequence[tuple[Cell, Cell]]) -> range:
    """Write one part of the summary after an empty row; nothing if it has no rows. Return where its rows are."""
    if rows:
        sheet.leave_a_row()
        sheet.head(headings)
    first = sheet.row
    for row in rows:
        sheet.write(row)
    return range(first, sheet.row)


class _Charts:
    """Charts one below the other, right of the numbers. One row is no chart."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._row = 0

    def bars(self, title: str, rows: range) -> None:
        """Draw the first rows, the most frequent on top."""
        shown = rows[:CHARTED]
        chart = self._made("bar", title, shown)
        if chart is not None:
            chart.set_y_axis({"reverse": True, "interval_unit": 1})
            chart.set_x_axis(NUMBERS)
            self._set(chart, AROUND_BARS + BAR * len(shown))

    def columns(self, title: str, rows: range) -> None:
        chart = self._made("column", title, rows)
        if chart is not None:
            chart.set_x_axis({"num_format": BUDDHIST, "text_axis": True, "num_font": {"rotation": -45}})
            chart.set_y_axis(NUMBERS)
            self._set(chart, HEIGHT)

    def _made(self, kind: str, title: str, rows: range) -> Any | None:
        if len(rows) < 2:
            return None
        chart = self._sheet.chart(kind)
        said = f"='{self._sheet.quoted}'!"
        first, last = rows[0] + 1, rows[-1] + 1
        chart.add_series(
            {
                "name": title,
                "categories": f"{said}$A${first}:$A${last}",
                "values": f"{said}$B${first}:$B${last}",
                "fill": {"color": COLOUR},
                "data_labels": {"value": len(rows) <= CHARTED},
                "gap": 40,
            }
        )
        chart.set_title({"name": title, "overlay": False, "name_font": {"size": 12}})
        chart.set_legend({"none": True})
        return chart

    def _set(self, chart: Any, height: int) -> None:
        chart.set_size({"width": WIDTH, "height": height})
        self._sheet.sheet.insert_chart(self._row, CHART_COLUMN, chart)
        self._row += height // ROW_HEIGHT + 2

"""Columns and their cells: what each type of a column writes, and what making a table costs a process at rest."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from services.exports.table import Cell, CellType, Column, Point, Table, as_cell, as_text

ROOT = Path(__file__).parents[3]
DAY = date(2023, 7, 12)
NIGHT = datetime(2023, 7, 11, 20, 5, 6, 700, tzinfo=UTC)  # 03:05:06 of the next day in Bangkok
SERVING = "import sys, bot.app, bot.processes.web, bot.processes.worker; sys.exit('xlsxwriter' in sys.modules)"


@pytest.mark.parametrize(
    ("value", "type", "cell"),
    [
        ("คำ", CellType.TEXT, "คำ"),
        ("", CellType.TEXT, ""),
        (0, CellType.NUMBER, 0),
        (["ก", "ข"], CellType.LIST, "ก, ข"),
        ([], CellType.LIST, None),
        (DAY, CellType.DATE, DAY),
        (DAY, CellType.ISO_DAY, DAY),
        (DAY, CellType.BUDDHIST_DAY, DAY),
        (True, CellType.FLAG, 1),
        (False, CellType.FLAG, 0),
        (NIGHT, CellType.MOMENT, datetime(2023, 7, 12, 3, 5, 6)),  # noqa: DTZ001 - a spreadsheet knows no zones
    ],
)
def test_a_value_is_written_as_its_column_s_type_says(value: object, type: CellType, cell: Cell) -> None:
    assert as_cell(value, type) == cell


def test_only_a_day_of_the_buddhist_era_is_written_out_in_files_without_dates() -> None:
    assert as_text(DAY, CellType.BUDDHIST_DAY) == "12 ก.ค. 2566"
    assert as_text(DAY, CellType.ISO_DAY) == as_text(DAY, CellType.DATE) == DAY
    assert as_text("คำ", CellType.TEXT) == "คำ"


@pytest.mark.parametrize("type", CellType)
def test_nothing_is_an_empty_cell_whatever_the_type(type: CellType) -> None:
    assert as_cell(None, type) is None


def test_heading_and_cell_of_a_column_stay_together() -> None:
    columns = [
        Column("length", lambda word: len(word), CellType.NUMBER),
        Column("word", lambda word: word, CellType.TEXT),
    ]
    table = Table("words", columns, ["ab", "abc"], lambda word: Point(len(word), 0.0) if word == "abc" else None)
    assert table.headings == ["length", "word"]
    assert [(row.cells, row.point) for row in table.rows()] == [([2, "ab"], None), ([3, "abc"], Point(3, 0.0))]


def test_a_process_that_serves_does_not_load_the_writer_of_workbooks_before_a_workbook_is_asked_for() -> None:
    assert subprocess.run([sys.executable, "-c", SERVING], cwd=ROOT, check=False).returncode == 0

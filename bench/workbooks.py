"""`python -m bench.workbooks [--rows 1000000]`: measures how fast rows become a workbook, and in how much memory: ours
beside XlsxWriter cell by cell and openpyxl's write-only mode, and the export of activities from a database."""

from __future__ import annotations

import argparse
import io
import resource
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Final

from bench import cohort
from bench.processes import ROOT
from locales.texts import Texts
from models.coordination import scopes
from models.coordination.downloads import ExportRequest
from models.schema import migrate
from models.storage.database import Database
from programmes import load
from services.exports.making import ExportMaker
from services.exports.table import CellType, Column, Summing, Table
from services.exports.workbook import write_workbook

TODAY: Final = date(2023, 12, 1)
WIDTHS: Final = (10, 57)  # columns; the export of activities has 57
SAID: Final = "ประชุมกับผู้ใหญ่บ้านและเจ้าอาวาสเรื่องถังขยะเปียก ครั้งที่ "
PROVINCES: Final = ("พะเยา", "น่าน", "แพร่", "ตาก", "ยะลา")
SLOW_ROWS: Final = 20_000  # of the ways that would need a quarter of an hour for a million
EXPORTED: Final = 100_000  # activities

Row = tuple[int, date, str, str]


def rows_of(count: int) -> Iterator[Row]:
    for number in range(count):
        day = TODAY - timedelta(days=number % 150)
        yield number, day, PROVINCES[number % len(PROVINCES)], f"{SAID}{number}"


def columns_of(width: int) -> list[Column[Row]]:
    first: list[Column[Row]] = [
        Column("รหัส", lambda row: row[0], CellType.NUMBER),
        Column("วันที่", lambda row: row[1], CellType.BUDDHIST_DAY, Summing.WEEKLY),
        Column("จังหวัด", lambda row: row[2], CellType.TEXT, Summing.COUNTED),
        Column("ข้อความ", lambda row: row[3], CellType.TEXT, width=60),
    ]
    flags = [Column(f"ภาค {at}", _flag(at), CellType.FLAG, Summing.ADDED) for at in range(width - len(first))]
    return first + flags


def _flag(at: int) -> Callable[[Row], bool]:
    return lambda row: (row[0] + at) % 3 == 0


def ours(path: str, width: int, count: int) -> None:
    with open(path, "wb") as out:
        write_workbook(Table("rows", columns_of(width), rows_of(count)), out)


def cell_by_cell(path: str, width: int, count: int) -> None:
    import xlsxwriter

    columns = columns_of(width)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet, dated = book.add_worksheet("rows"), book.add_format({"num_format": "yyyy-mm-dd"})
        for number, line in enumerate(rows_of(count)):
            for at, column in enumerate(columns):
                cell = column.cell(line)
                if isinstance(cell, date):
                    sheet.write_datetime(number, at, cell, dated)
                elif isinstance(cell, str):
                    sheet.write_string(number, at, cell)
                else:
                    sheet.write_number(number, at, cell)


def write_only(path: str, width: int, count: int) -> None:
    from openpyxl import Workbook

    columns, book = columns_of(width), Workbook(write_only=True)
    sheet = book.create_sheet("rows")
    for line in rows_of(count):
        sheet.append([column.cell(line) for column in columns])
    book.save(path)


def _measured(way: Callable[[str, int, int], None], width: int, count: int) -> tuple[float, float, float, float]:
    """Return seconds, processor seconds, MB of memory above that before, MB of the file. In a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rows.xlsx")
        way(str(path), width, 10)  # imports
        before = _peak()
        began, used = perf_counter(), process_time()
        way(str(path), width, count)
        return perf_counter() - began, process_time() - used, _peak() - before, path.stat().st_size / 1e6


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _export(path: str, count: int) -> tuple[float, float, float, float]:
    """Export activities of 1,500 people from SQLite."""
    programme, text = load(ROOT / "programmes" / "cast-2566"), Texts.load(ROOT / "locales").in_language("th")
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder, 'bench.db')}")
        migrate(database)
        cohort.fill(database, programme, 1_500, count, TODAY)
        with database.read() as session:
            access = scopes.of_scopes([scopes.ALL], programme)
            maker = ExportMaker(session, programme, access, text, TODAY)
            maker.make(ExportRequest("coverage", "xlsx"), io.BytesIO())
            before, began, used = _peak(), perf_counter(), process_time()
            with open(path, "wb") as out:
                maker.make(ExportRequest("activities", "xlsx"), out)
        database.close()
    return perf_counter() - began, process_time() - used, _peak() - before, Path(path).stat().st_size / 1e6


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.workbooks", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--exported", type=int, default=EXPORTED)
    given = parser.parse_args()
    slow = min(SLOW_ROWS, given.rows)
    print("| way | columns | rows | rows/s | rows/s of processor time | memory, MB | file, MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for width in WIDTHS:
        for way, count in ((ours, given.rows), (cell_by_cell, slow), (write_only, slow)):
            _say(way.__name__.replace("_", " "), width, count, _alone(_measured, (way, width, count)))
    with tempfile.TemporaryDirectory() as folder:
        found = _alone(_export, (str(Path(folder, "x.xlsx")), given.exported))
    _say("export from SQLite", WIDTHS[-1], given.exported, found)
    return 0


def _alone(work: Callable[..., Sequence[float]], arguments: tuple[Any, ...]) -> Sequence[float]:
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def _say(way: str, width: int, count: int, found: Sequence[float]) -> None:
    seconds, used, memory, size = found
    cells = (
        way,
        f"{width}",
        f"{count:,}",
        f"{count / seconds:,.0f}",
        f"{count / used:,.0f}",
        f"{memory:.0f}",
        f"{size:.1f}",
    )
    print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())

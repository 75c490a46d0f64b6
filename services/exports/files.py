"""Writes a table as an XLSX, CSV or GeoJSON file, row by row. No cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, Any, Final

import orjson

from services.exports.table import FORMULA_STARTS, Cell, Table, as_text


def write(table: Table[Any], suffix: str, out: IO[bytes]) -> int:
    """Write a table as a file of this kind (xlsx, csv, geojson). Return how many rows it has."""
    return WRITERS[suffix](table, out)


def write_csv(table: Table[Any], out: IO[bytes]) -> int:
    """Write CSV in UTF-8 with a byte order mark, which Excel needs to show Thai correctly."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([inert(name) for name in table.headings])
    count = 0
    for row in table.rows():
        cells = zip(row.cells, table.columns, strict=True)
        writer.writerow([_plain(as_text(cell, column.type)) for cell, column in cells])
        count += 1
    text.detach()
    return count


def write_xlsx(table: Table[Any], out: IO[bytes]) -> int:
    """Write a workbook: a sheet with the rows, and one that sums them up.

    Its library is imported when the first workbook is written, not when a process starts.
    """
    from services.exports.workbook import write_workbook

    return write_workbook(table, out)


def write_geojson(table: Table[Any], out: IO[bytes]) -> int:
    """Write a FeatureCollection (RFC 7946). Rows without a point have no geometry."""
    out.write(b'{"type":"FeatureCollection","features":[')
    count = 0
    for row in table.rows():
        point = row.point
        geometry = {"type": "Point", "coordinates": [point.longitude, point.latitude]} if point else None
        cells = zip(row.cells, table.columns, strict=True)
        properties = {column.heading: _in_json(as_text(cell, column.type)) for cell, column in cells}
        if table.origin:
            properties[table.origin] = point.origin if point else None
        out.write(b",\n" if count else b"\n")
        out.write(orjson.dumps({"type": "Feature", "geometry": geometry, "properties": properties}))
        count += 1
    out.write(b"\n]}\n")
    return count


WRITERS: Final[dict[str, Callable[[Table[Any], IO[bytes]], int]]] = {
    "xlsx": write_xlsx,
    "csv": write_csv,
    "geojson": write_geojson,
}
MIME: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def inert(said: str) -> str:
    """Return a text that no spreadsheet runs as a formula; an apostrophe marks it as text."""
    return f"'{said}" if said.startswith(FORMULA_STARTS) else said


def _plain(cell: Cell) -> Any:
    if isinstance(cell, str):
        return inert(cell.replace("\x00", ""))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return cell


def _in_json(cell: Cell) -> Any:
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return cell

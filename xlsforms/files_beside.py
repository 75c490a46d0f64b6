"""CSV files that lie beside a form: lists of `select_one_from_file`, and what `pulldata()` looks up.

They become part of the XForm, so that a published form is whole: an instance with the file's name, as ODK has it.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import ParseError, fromstring
from xml.sax.saxutils import escape

from spreadsheets import NotReadable, Table, TableCell, TableLine, Unreadable, read_tables
from xlsforms.problems import SURVEY, FormErrors, FormProblem
from xlsforms.xlsform_file import BIGGEST_FILE, MOST_ROWS, Workbook, WorkbookRow, read_workbook, spaced

FROM_FILE: Final = re.compile(r"^(select[ _]one|select[ _]multiple)[ _]from[ _]file\s+(\S.*)$", re.IGNORECASE)
_EXTERNAL: Final = "csv-external"
_PULLED = re.compile(r"\bpulldata\s*\(\s*(['\"])(.+?)\1")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_MARKS: Final = (b"from_file", b"from file", b"pulldata", b"csv-external")


def files_named(filename: str, raw: bytes) -> tuple[str, ...]:
    """Return the names of the files that a form reads. Raises FormErrors if the form itself cannot be read."""
    if filename.lower().endswith((".md", ".csv")) and not any(mark in raw.lower() for mark in _MARKS):
        return ()
    return tuple(_named(read_workbook(filename, raw)))


def fingerprint(raw: bytes, files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of a form's file, together with the files that it reads."""
    digest = hashlib.sha256(raw)
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return digest.hexdigest()


def file_problems(book: Workbook, files: Mapping[str, bytes]) -> Iterator[FormProblem]:
    """Yield a problem for each file that is not there or is no CSV, where it is first named."""
    for name, (row, heading) in _named(book).items():
        if not name.lower().endswith(".csv") or re.search(r"[/\\]", name):
            yield FormProblem("form-problem-file-kind", SURVEY, row.number, heading, {"file": name})
        elif name not in files:
            yield FormProblem("form-problem-file-missing", SURVEY, row.number, heading, {"file": name})


def with_files(xform: str, book: Workbook, files: Mapping[str, bytes]) -> str:
    """Return the XForm with the lines of the files that it names. Raises FormErrors."""
    problems: list[FormProblem] = []
    for name, (row, heading) in _named(book).items():
        try:
            items = _items(name, files[name])
        except FormErrors as error:
            problems += [FormProblem(p.key, SURVEY, row.number, heading, p.args) for p in error.problems]
            continue
        stem = escape(name[:-4], {'"': "&quot;"})
        empty = re.compile(rf'<instance id="{re.escape(stem)}" src="jr://file-csv/[^"]*"/>')
        inside = f'<instance id="{stem}"><root>{items}</root></instance>'
        xform = empty.sub(lambda _, inside=inside: inside, xform)  # type: ignore[misc]
    if problems:
        raise FormErrors(problems)
    return xform


def _named(book: Workbook) -> dict[str, tuple[WorkbookRow, str]]:
    """Return the names of all files, with the row and the heading of the first cell that names each."""
    found: dict[str, tuple[WorkbookRow, str]] = {}
    for row in book.sheet(SURVEY).rows:
        if listed := FROM_FILE.match(row["type"]):
            found.setdefault(listed[2].strip(), (row, "type"))
        if row["type"].lower() == _EXTERNAL and row["name"]:
            found.setdefault(f"{row['name']}.csv", (row, "type"))
        for heading, cell in row.cells.items():
            for pulled in _PULLED.finditer(cell):
                found.setdefault(f"{pulled[2]}.csv", (row, heading))
    return found


def _items(name: str, raw: bytes) -> str:
    table = _table(name, raw)
    top, *lines = table.lines
    headings = [_text(cell) for cell in top.cells]
    if wrong := next((heading for heading in headings if heading and not _is_name(heading)), ""):
        raise FormErrors([FormProblem("form-problem-file-heading", args={"file": name, "heading": wrong})])
    return "".join(_item(headings, line) for line in lines)


def _table(name: str, raw: bytes) -> Table:
    if len(raw) > BIGGEST_FILE:
        raise FormErrors([FormProblem("form-problem-too-big", args={"megabytes": BIGGEST_FILE // 1_000_000})])
    try:
        tables = read_tables(raw)
    except NotReadable:
        raise FormErrors([FormProblem("form-problem-file-kind", args={"file": name})]) from None
    table = max(tables, key=lambda table: len(table.lines[0].cells) if table.lines else 0)
    if table.broken or len(table.lines) < 2:
        raise FormErrors([FormProblem("form-problem-file-kind", args={"file": name})])
    if len(table.lines) > MOST_ROWS:
        raise FormErrors([FormProblem("form-problem-too-many-rows", args={"rows": MOST_ROWS})])
    return table


def _item(headings: list[str], line: TableLine) -> str:
    cells = ((heading, _text(cell)) for heading, cell in zip(headings, line.cells, strict=False) if heading)
    return "<item>" + "".join(f"<{heading}>{escape(cell)}</{heading}>" for heading, cell in cells) + "</item>"


def _text(cell: TableCell) -> str:
    """Return a cell without the characters that XML cannot hold; other programs' exports have such."""
    return "" if cell is None or isinstance(cell, Unreadable) else _NOT_XML.sub("", spaced(str(cell)))


def _is_name(heading: str) -> bool:
    """Return whether a heading can be the name of a node, as the parser that reads the XForm sees it."""
    try:
        return ":" not in heading and fromstring(f"<{heading}/>").tag == heading  # noqa: S314 (without a document type)
    except ParseError:
        return False

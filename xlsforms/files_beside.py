"""Files that lie beside a form: lists of `select_one_from_file`, and what `pulldata()` and `instance()` look up.

They become part of the XForm, so that a published form is whole: an instance with the file's name, as ODK has it.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Final
from xml.sax.saxutils import escape

from xlsforms.lists_beside import KINDS, items_of
from xlsforms.problems import SURVEY, FormErrors, FormProblem
from xlsforms.xlsform_file import Workbook, WorkbookRow, read_workbook

FROM_FILE: Final = re.compile(r"^(select[ _]one|select[ _]multiple)[ _]from[ _]file\s+(\S.*)$", re.IGNORECASE)
_EXTERNAL: Final = {"csv-external": ".csv", "xml-external": ".xml"}
_PULLED = re.compile(r"\bpulldata\s*\(\s*(['\"])(.+?)\1")
_MARKS: Final = (b"from_file", b"from file", b"pulldata", b"-external")


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
    """Yield a problem for each file that is not there or of no kind that is read, where it is first named."""
    for name, (row, heading) in _named(book).items():
        if not name.lower().endswith(KINDS) or re.search(r"[/\\]", name):
            yield FormProblem("form-problem-file-kind", SURVEY, row.number, heading, {"file": name})
        elif name not in files:
            yield FormProblem("form-problem-file-missing", SURVEY, row.number, heading, {"file": name})


def with_files(xform: str, book: Workbook, files: Mapping[str, bytes]) -> str:
    """Return the XForm with the lines of the files that it names. Raises FormErrors."""
    problems: list[FormProblem] = []
    for name, (row, heading) in _named(book).items():
        try:
            items = items_of(name, files[name])
        except FormErrors as error:
            problems += [FormProblem(p.key, SURVEY, row.number, heading, p.args) for p in error.problems]
            continue
        stem = escape(PurePath(name).stem, {'"': "&quot;"})
        empty = re.compile(rf'<instance id="{re.escape(stem)}" src="jr://file(-csv)?/[^"]*"/>')
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
        if (suffix := _EXTERNAL.get(row["type"].lower())) and row["name"]:
            found.setdefault(row["name"] + suffix, (row, "type"))
        for heading, cell in row.cells.items():
            for pulled in _PULLED.finditer(cell):
                found.setdefault(f"{pulled[2]}.csv", (row, heading))
    return found

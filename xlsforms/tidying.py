"""Reads a form's rows as their author meant them, and as pyxform takes them: remarks, rows that are switched off, yes.

What has no meaning in a chat and changes no answer is left out. Each such thing is told as a notice.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from spreadsheets.tables import in_runs
from xlsforms.languages import words
from xlsforms.problems import CHOICES, SETTINGS, SURVEY, FormProblem
from xlsforms.xlsform_file import Workbook, WorkbookRow, WorkbookSheet

CONDITIONS: Final = frozenset({"required", "relevant", "relevance", "constraint", "read_only", "readonly"})
_ANSWERS: Final = frozenset({"required", "read_only", "readonly"})  # a plain word here can only mean yes or no
_LEFT_OUT: Final = {SURVEY: frozenset({"autoplay", "save_to"}), SETTINGS: frozenset({"submission_url"})}
_READ: Final = frozenset({SURVEY, CHOICES, SETTINGS})
_OF_THE_TYPE: Final = frozenset({"type", "command"})
_TYPES: Final = frozenset({  # what pyxform knows besides its dictionary
    "select_one", "select_multiple", "select_one_from_file", "select_multiple_from_file", "rank", "range",
    "begin_group", "end_group", "begin_repeat", "end_repeat", "begin group", "end group", "begin repeat", "end repeat",
})  # fmt: skip
_UNASKED: Final = frozenset({"audit", "background-audio", "background-geopoint", "start-geopoint"})
_WORD = re.compile(r"[^\W\d_][^\s(){}$'\"<>=+*/|\[\]]*|[✓✔√xX-]")


def tidied(book: Workbook) -> tuple[Workbook, list[FormProblem]]:
    """Return `book` without what is not read, and the notices about it."""
    notices: list[FormProblem] = []
    sheets = {name: _tidied(name, sheet, notices) for name, sheet in book.sheets.items() if name in _READ}
    notices += [FormProblem("form-problem-sheet", name) for name in book.sheets if name not in _READ]
    for name in (SURVEY, CHOICES, SETTINGS):
        if hidden := book.sheet(name).hidden:
            notices.append(FormProblem("form-problem-hidden", name, args={"lines": in_runs(hidden)}))
    return Workbook(book.name, sheets), notices


def wrong_words(book: Workbook) -> Iterator[FormProblem]:
    """Yield a problem for each word in a condition that is neither yes nor no; it would be taken for a question."""
    names = {row["name"] for row in book.sheet(SURVEY).rows}
    for row in book.sheet(SURVEY).rows:
        for heading in _ANSWERS & row.cells.keys():
            written = row[heading]
            if _WORD.fullmatch(written) and written.casefold() not in ("yes", "no", "true", "false", *names):
                yield FormProblem("form-problem-yes-or-no", SURVEY, row.number, heading, {"written": written})


def _tidied(name: str, sheet: WorkbookSheet, notices: list[FormProblem]) -> WorkbookSheet:
    remarks: list[int] = []
    off: list[int] = []
    rows = []
    for row in sheet.rows:
        if name == SURVEY and _answer(row["disabled"]) == "yes":
            off.append(row.number)
        elif name == SURVEY and not _is_row(row):
            remarks.append(row.number)
        elif name == SURVEY and row["type"].lower() in _UNASKED:
            kind = {"type": row["type"].lower()}
            notices.append(FormProblem("form-problem-left-out", SURVEY, row.number, "type", kind))
        else:
            rows.append(_read(name, row, notices))
    for why, numbers in (("form-problem-remarks", remarks), ("form-problem-switched-off", off)):
        if numbers:
            notices.append(FormProblem(why, name, args={"lines": in_runs(numbers)}))
    gone = _LEFT_OUT.get(name, frozenset()) | {"disabled"}
    return WorkbookSheet(
        tuple(heading for heading in sheet.headings if heading not in gone), sheet.line, tuple(rows), sheet.hidden
    )


def _is_row(row: WorkbookRow) -> bool:
    """Return whether a row of the survey is one: without type, name and label it is a remark of the author."""
    plain = {heading.partition("::")[0] for heading in row.cells}
    return bool(plain & {"type", "command", "name", "value", "tag", "label", "caption"})


def _read(name: str, row: WorkbookRow, notices: list[FormProblem]) -> WorkbookRow:
    cells = {}
    for heading, written in row.cells.items():
        if heading in _LEFT_OUT.get(name, ()):
            notices.append(FormProblem("form-problem-column-left-out", name, row.number, heading))
        elif heading != "disabled":
            cells[heading] = written
    if name == SURVEY:
        for heading in _OF_THE_TYPE & cells.keys():
            cells[heading] = _in_letters_of_pyxform(cells[heading])
        for heading in CONDITIONS & cells.keys():
            cells[heading] = _answer(cells[heading]) or cells[heading]
    return WorkbookRow(row.number, cells)


def _in_letters_of_pyxform(written: str) -> str:
    """Return a type as pyxform writes it, whose types have small letters: a phone's keyboard makes "Text" of text.

    What stands behind it, such as the name of a list, keeps its letters.
    """
    words = written.split(" ")
    for length in range(len(words), 0, -1):
        kind = " ".join(words[:length])
        if kind in QUESTION_TYPE_DICT or kind in _TYPES:
            return written
        if kind.lower() in QUESTION_TYPE_DICT or kind.lower() in _TYPES:
            return " ".join([kind.lower(), *words[length:]])
    return written


def _answer(written: str) -> str:
    """Return "yes" or "no" for a word that means it, else ""."""
    return _answers().get(written.casefold().strip(" .!"), "")


@cache
def _answers() -> Mapping[str, str]:
    return {word: answer for answer, known in words()["answers"].items() for word in known}

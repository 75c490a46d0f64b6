"""Compiles a form's file to an XForm with pyxform. Each problem found names the sheet, the row and the column."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, count
from typing import Any
from xml.etree.ElementTree import ParseError, fromstring

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from xlsforms import support
from xlsforms.expression_checks import broken_expressions
from xlsforms.files_beside import file_problems, fingerprint, with_files
from xlsforms.form import ChoiceList, Form, Question
from xlsforms.locating import Cell, culprit
from xlsforms.loops import loops
from xlsforms.nowhere import names_of_nothing
from xlsforms.others import with_others
from xlsforms.portability import engine_differences
from xlsforms.problems import CHOICES, SETTINGS, SURVEY, FormErrors, FormProblem
from xlsforms.pyxform_errors import UNKNOWN, WITHOUT_CELL, notices_of, plain, problem_of
from xlsforms.tidying import tidied, wrong_words
from xlsforms.workbook_lines import WorkbookLines
from xlsforms.xform import BrokenExpression, read_xform
from xlsforms.xlsform_file import Workbook, read_workbook


@dataclass(frozen=True, slots=True)
class CompiledForm:
    """What publishing stores. `digest` is the file's SHA-256; `version` is the file's, else made from the digest."""

    form_id: str
    version: str
    title: str
    xform: str
    digest: str
    form: Form
    notices: tuple[FormProblem, ...] = ()


def compile_form(filename: str, raw: bytes, files: Mapping[str, bytes] | None = None) -> CompiledForm:
    """Compile an XLSForm (`.md`, Excel or `.csv`). `files` are the CSV files beside it that it reads, by name.

    The same files always give the same XForm. Raises FormErrors with every problem that was found.
    """
    files = files or {}
    book, notices = tidied(read_workbook(filename, raw))
    if found := [*support.refusals(book), *wrong_words(book), *file_problems(book, files)]:
        raise FormErrors(found)
    digest = fingerprint(raw, files)
    book = with_others(book)
    rows = WorkbookLines(book)
    xform, warnings = _converted(book, rows, digest[:12])
    xform = with_files(xform, book, files)
    form = _read(xform, rows)
    if found := [*_unanswerable(form, rows), *_loops(form, rows)] or list(_unworkable(form, rows)):
        raise FormErrors(found)
    if not any(question.asked for question in form.questions.values()):
        raise FormErrors([FormProblem("form-problem-no-survey")])
    told = (*notices, *support.unknown_languages(book), *notices_of(warnings, rows))
    told = (*told, *_leading_nowhere(form, rows), *_unportable(form, rows))
    return CompiledForm(form.form_id, form.version, form.title, xform, digest, form, told)


def _converted(book: Workbook, rows: WorkbookLines, version: str) -> tuple[str, list[str]]:
    """Return the XForm and pyxform's warnings. Whatever is raised about a cell is a problem of that cell."""
    warnings: list[str] = []
    try:
        return _xform(book, version, warnings), warnings
    except Exception as raised:  # pyxform's own errors, and whatever else a cell makes it or the parser raise
        error = raised
    problem = problem_of(error, rows) if isinstance(error, PyXFormError) else None
    if problem is None or (not problem.column and problem.key not in WITHOUT_CELL):
        kind = _kind(error)
        found = culprit(book, lambda other: _kind(_error_of(other, version)) == kind)
        if found and (problem is None or problem.row in (None, found.row)):
            why, args = (problem.key, problem.args) if problem else _why(error, found)
            problem = FormProblem(why, found.sheet, found.row, found.heading, args)
    raise FormErrors([problem or FormProblem(UNKNOWN, args={"detail": plain(str(error))})]) from error


def _xform(book: Workbook, version: str, warnings: list[str] | None = None) -> str:
    xform: str = convert(_for_pyxform(book, version), warnings=warnings, validate=False).xform
    fromstring(xform)  # noqa: S314 (what pyxform has just made)
    return xform


def _error_of(book: Workbook, version: str) -> Exception | None:
    try:
        _xform(book, version)
    except Exception as error:
        return error
    return None


def _kind(error: Exception | None) -> tuple[type[Exception], str] | None:
    """Return what makes two errors the same: the sentence without the numbers of lines and columns in it."""
    return (type(error), re.sub(r"\d+", "", str(error))) if error else None


def _why(error: Exception, cell: Cell) -> tuple[str, Mapping[str, str | int]]:
    if isinstance(error, ParseError) and cell.heading == "name":
        return "form-problem-name-letters", {}
    return UNKNOWN, {"detail": plain(str(error)) or type(error).__name__}


def _for_pyxform(book: Workbook, version: str) -> dict[str, Any]:
    """Return the sheets as pyxform takes them. It counts their rows from 2; Rows finds the lines of the file."""
    sheets: dict[str, Any] = {}
    for name in (SURVEY, CHOICES, SETTINGS):
        sheet = book.sheet(name)
        sheets[name] = [dict(row.cells) for row in sheet.rows]
        sheets[f"{name}_header"] = [dict.fromkeys(sheet.headings)]
    settings = {"form_id": book.name, "form_title": book.name, "version": version}
    if (root := _root(book)) != "data":
        settings["name"] = root
    settings |= sheets[SETTINGS][0] if sheets[SETTINGS] else {}
    sheets[SETTINGS] = [settings]
    sheets[f"{SETTINGS}_header"] = [dict.fromkeys(settings)]
    if not sheets[CHOICES]:
        del sheets[CHOICES], sheets[f"{CHOICES}_header"]
    return {**sheets, "sheet_names": list(book.sheets), "fallback_form_name": "data"}


def _root(book: Workbook) -> str:
    """Return the name of the XForm's first node; no question may have it too."""
    names = {row["name"] for row in book.sheet(SURVEY).rows}
    return next(name for name in chain(["data"], (f"data_{number}" for number in count(1))) if name not in names)


def _read(xform: str, rows: WorkbookLines) -> Form:
    try:
        return read_xform(xform)
    except BrokenExpression as broken:
        where = rows.of_expression(broken.path, broken.use)
        raise FormErrors([FormProblem(broken.error.key, *where, broken.error.args_said)]) from broken


def _unanswerable(form: Form, rows: WorkbookLines) -> Iterable[FormProblem]:
    """Yield a problem for each question that nobody could answer."""
    for path, question in form.questions.items():
        row = rows.of_path(path)
        if question.repeat_choices:
            continue
        if question.type in support.CHOOSING and (question.choices is None or not question.choices.choices):
            yield FormProblem("form-problem-no-choices", SURVEY, row, "type")
        if question.type == "range" and question.range is None:
            yield FormProblem("form-problem-parameters", SURVEY, row, "parameters")
        if question.choices and question.choices.choices:
            yield from _unchoosable(question, question.choices, row, rows)


def _unchoosable(
    question: Question, choices: ChoiceList, row: int | None, rows: WorkbookLines
) -> Iterable[FormProblem]:
    """Yield a problem for choices without any label, and for each of several whose name has a space in it."""
    first = choices.choices[0].name
    if not any(choice.label or choice.image for choice in choices.choices):
        where = rows.of_choice(choices.name, first)
        if where is None:
            yield FormProblem("form-problem-file-label", SURVEY, row, "type")
        else:
            yield FormProblem("form-problem-choice-unlabelled", CHOICES, where, "label")
    if question.type in ("select_multiple", "rank"):  # whose answers are names with spaces between them
        for name in (choice.name for choice in choices.choices if " " in choice.name):
            where = rows.of_choice(choices.name, name)
            sheet, column, line = (SURVEY, "type", row) if where is None else (CHOICES, "name", where)
            yield FormProblem("form-problem-choice-spaces", sheet, line, column, {"name": name})


def _unworkable(form: Form, rows: WorkbookLines) -> Iterable[FormProblem]:
    """Yield a problem for each expression that cannot be evaluated."""
    for place in broken_expressions(form):
        yield FormProblem(place.failure.key, *rows.of_expression(place.path, place.use), place.failure.args_said)


def _leading_nowhere(form: Form, rows: WorkbookLines) -> Iterable[FormProblem]:
    """Yield a notice for each name in an expression that is always empty."""
    for found in names_of_nothing(form):
        args = {"name": found.name} | ({"list": found.list_name} if found.list_name else {})
        key = "form-problem-no-column" if found.list_name else "form-problem-no-question"
        yield FormProblem(key, *rows.of_expression(found.path, found.use), args)


def _unportable(form: Form, rows: WorkbookLines) -> Iterable[FormProblem]:
    """Yield a notice for what other engines understand differently, with a way to write it that all understand."""
    for found in engine_differences(form):
        yield FormProblem(found.key, *rows.of_expression(found.path, found.use), found.args)


def _loops(form: Form, rows: WorkbookLines) -> Iterable[FormProblem]:
    for path in loops(form):
        question = form.items[path]
        column = "calculation" if isinstance(question, Question) and question.calculate else "relevant"
        yield FormProblem("form-problem-loop", SURVEY, rows.of_path(path), column, {"name": question.name})

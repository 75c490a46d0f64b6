"""A form's file becomes an XForm: pyxform compiles, and whatever it or we have to say names sheet, row and column."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from bot.forms import support
from bot.forms.form import Form, Question
from bot.forms.loops import loops
from bot.forms.others import with_others
from bot.forms.problems import CHOICES, SETTINGS, SURVEY, FormProblems, Problem
from bot.forms.rows import Rows
from bot.forms.workbook import Workbook, read_workbook
from bot.forms.xform import BrokenExpression, read_xform

_ROW: Final = re.compile(r"\[row : (\d+)\]\s*")
_COLUMN: Final = re.compile(r"the '([^']+)' value is invalid")
_SHEET: Final = re.compile(r"On the '(\w+)' sheet")
_HEADINGS: Final[Mapping[str, str]] = {"calculate": "calculation", "relevant": "relevant"}  # ours -> XLSForm's


@dataclass(frozen=True, slots=True)
class Compiled:
    """What publishing stores. `digest`: SHA-256 of the file; `version`: the file's own, else from the digest."""

    form_id: str
    version: str
    title: str
    xform: str
    digest: str
    form: Form
    notices: tuple[Problem, ...] = ()


def compile_form(filename: str, raw: bytes) -> Compiled:
    """Compile an XLSForm (`.md`, `.xlsx`, or `.csv`: the survey alone); the same file gives the same XForm.

    Raises FormProblems with all that was found wrong.
    """
    book = read_workbook(filename, raw)
    if found := list(support.refusals(book)):
        raise FormProblems(found)
    digest = hashlib.sha256(raw).hexdigest()
    book = with_others(book)
    rows = Rows(book)
    xform, warnings = _converted(book, rows, digest[:12])
    form = _read(xform, rows)
    if found := [*_unanswerable(form, rows), *_loops(form, rows)]:
        raise FormProblems(found)
    return Compiled(form.form_id, form.version, form.title, xform, digest, form, tuple(_notices(warnings, rows)))


def _converted(book: Workbook, rows: Rows, version: str) -> tuple[str, list[str]]:
    warnings: list[str] = []
    try:
        result = convert(_for_pyxform(book, version), warnings=warnings, validate=False)
    except PyXFormError as error:
        raise FormProblems([_problem(error, rows)]) from error
    return result.xform, warnings


def _for_pyxform(book: Workbook, version: str) -> dict[str, Any]:
    """The sheets as pyxform takes them; it counts their rows from 2, which Rows turns into the file's lines."""
    sheets: dict[str, Any] = {}
    for name in (SURVEY, CHOICES, SETTINGS):
        sheet = book.sheet(name)
        sheets[name] = [dict(row.cells) for row in sheet.rows]
        sheets[f"{name}_header"] = [dict.fromkeys(sheet.headings)]
    settings = {"form_id": book.name, "form_title": book.name, "version": version}
    settings |= sheets[SETTINGS][0] if sheets[SETTINGS] else {}
    sheets[SETTINGS] = [settings]
    sheets[f"{SETTINGS}_header"] = [dict.fromkeys(settings)]
    if not sheets[CHOICES]:
        del sheets[CHOICES], sheets[f"{CHOICES}_header"]
    return {**sheets, "sheet_names": list(book.sheets), "fallback_form_name": "data"}


def _read(xform: str, rows: Rows) -> Form:
    try:
        return read_xform(xform)
    except BrokenExpression as broken:
        column = _HEADINGS.get(broken.use, broken.use)
        problem = Problem(broken.error.key, SURVEY, rows.of_path(broken.path), column, broken.error.args_said)
        raise FormProblems([problem]) from broken


# ── what pyxform says ──


def _problem(error: PyXFormError, rows: Rows) -> Problem:
    """pyxform's error as ours. Where it has a code, our own words for it; else its English."""
    message = str(error)
    context = error.context or {}
    sheet = str(context.get("sheet") or context.get("sheet_name") or _found(_SHEET, message) or SURVEY)
    column = str(context.get("column") or _found(_COLUMN, message) or "")
    written = context.get("row") or _found(_ROW, message)
    row = rows.of_number(sheet, int(written)) if str(written or "").isdigit() else None
    args = {name: str(value) for name, value in context.items() if value is not None}
    key = KNOWN.get(error.code.name if error.code else "")
    if key:
        return Problem(key.key, sheet, row, column, {name: args.get(name, "?") for name in key.args})
    return Problem("form-problem-pyxform", sheet, row, column, {"detail": _ROW.sub("", message).strip()})


@dataclass(frozen=True, slots=True)
class Known:
    """Our message for one of pyxform's codes, and what of its context the message needs."""

    key: str
    args: tuple[str, ...] = ()


KNOWN: Final[Mapping[str, Known]] = {
    "PYREF_001": Known("form-problem-reference-broken"),
    "PYREF_002": Known("form-problem-reference-broken"),
    "PYREF_003": Known("form-problem-reference-unknown", ("q",)),
    "PYREF_004": Known("form-problem-reference-twice", ("q",)),
    "NAMES_001": Known("form-problem-name-twice", ("value",)),
    "NAMES_003": Known("form-problem-name-root", ("value",)),
    "NAMES_004": Known("form-problem-name-twice", ("value",)),
    "NAMES_005": Known("form-problem-name-meta"),
    "NAMES_006": Known("form-problem-choice-unnamed"),
    "NAMES_007": Known("form-problem-choice-twice"),
    "NAMES_008": Known("form-problem-name-letters"),
    "NAMES_009": Known("form-problem-name-letters"),
    "LABEL_001": Known("form-problem-choice-unlabelled"),
    "HEADER_001": Known("form-problem-no-headings"),
    "HEADER_002": Known("form-problem-heading-twice", ("header", "other")),
    "HEADER_003": Known("form-problem-heading-missing", ("missing",)),
    "HEADER_004": Known("form-problem-heading-spaces"),
    "RANGE_001": Known("form-problem-range-number", ("name",)),
    "RANGE_002": Known("form-problem-range-zero", ("name",)),
    "RANGE_003": Known("form-problem-range-step", ("name",)),
    "SURVEY_001": Known("form-problem-end-alone"),
    "SURVEY_002": Known("form-problem-begin-alone"),
    "SURVEY_004": Known("form-problem-parameters"),
    "SURVEY_005": Known("form-problem-parameter-unknown", ("rejected", "accepted")),
}


def _found(pattern: re.Pattern[str], message: str) -> str:
    found = pattern.search(message)
    return found[1] if found else ""


def _notices(warnings: Iterable[str], rows: Rows) -> Iterable[Problem]:
    """pyxform's warnings that concern us: not those about photo sizes and devices."""
    for warning in warnings:
        if "max-pixels" not in warning:
            written = _found(_ROW, warning)
            row = rows.of_number(SURVEY, int(written)) if written else None
            yield Problem("form-problem-pyxform", SURVEY, row, "", {"detail": _ROW.sub("", warning).strip()})


# ── what we say ourselves ──


def _unanswerable(form: Form, rows: Rows) -> Iterable[Problem]:
    """Questions nobody could answer: without words, without choices, or languages without a code."""
    for path, question in form.questions.items():
        row = rows.of_path(path)
        if question.asked and not (question.label or question.hint or question.image):
            yield Problem("form-problem-no-label", SURVEY, row, "label")
        if question.type in support.CHOOSING and (question.choices is None or not question.choices.choices):
            yield Problem("form-problem-no-choices", SURVEY, row, "type")
        if question.type == "range" and question.range is None:
            yield Problem("form-problem-parameters", SURVEY, row, "parameters")
        if question.type in support.CHOOSING and question.choices:
            spaced = [choice.name for choice in question.choices.choices if " " in choice.name]
            yield from (Problem("form-problem-choice-spaces", CHOICES, None, "name", {"name": n}) for n in spaced)


def _loops(form: Form, rows: Rows) -> Iterable[Problem]:
    for path in loops(form):
        question = form.items[path]
        column = "calculation" if isinstance(question, Question) and question.calculate else "relevant"
        yield Problem("form-problem-loop", SURVEY, rows.of_path(path), column, {"name": question.name})

"""Turns pyxform's errors into problems of ours. One that we do not know keeps pyxform's text, after words of ours."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any, Final

from pyxform.errors import ErrorCode, PyXFormError

from xlsforms.problems import SURVEY, FormProblem
from xlsforms.workbook_lines import WorkbookLines

UNKNOWN: Final = "form-problem-pyxform"
_ROW: Final = re.compile(r"\[row : (\d+)\]\s*")
_COLUMN: Final = re.compile(r"the '([^']+)' value (?:'[^']*' )?is invalid")
_WHERE: Final = re.compile(r"^On the '\w+' sheet, the '[^']+' value (?:'[^']*' )?is invalid\.\s*")
LONGEST: Final = 300  # letters of a sentence that is quoted
_SHEET: Final = re.compile(r"On the '(\w+)' sheet")


@dataclass(frozen=True, slots=True)
class KnownFormError:
    """Our message for one of pyxform's error codes, and the values of pyxform's context that the message uses."""

    key: str
    args: tuple[str, ...] = ()


KNOWN: Final[Mapping[str, KnownFormError]] = {
    "PYREF_001": KnownFormError("form-problem-reference-broken"),
    "PYREF_002": KnownFormError("form-problem-reference-broken"),
    "PYREF_003": KnownFormError("form-problem-reference-unknown", ("q",)),
    "PYREF_004": KnownFormError("form-problem-reference-twice", ("q",)),
    "NAMES_001": KnownFormError("form-problem-name-twice", ("value",)),
    "NAMES_003": KnownFormError("form-problem-name-root", ("value",)),
    "NAMES_004": KnownFormError("form-problem-name-twice", ("value",)),
    "NAMES_005": KnownFormError("form-problem-name-meta"),
    "NAMES_006": KnownFormError("form-problem-choice-unnamed"),
    "NAMES_007": KnownFormError("form-problem-choice-twice"),
    "NAMES_008": KnownFormError("form-problem-name-letters"),
    "NAMES_009": KnownFormError("form-problem-name-letters"),
    "LABEL_001": KnownFormError("form-problem-choice-unlabelled"),
    "HEADER_001": KnownFormError("form-problem-no-headings"),
    "HEADER_002": KnownFormError("form-problem-heading-twice", ("header", "other")),
    "HEADER_003": KnownFormError("form-problem-heading-missing", ("missing",)),
    "HEADER_004": KnownFormError("form-problem-heading-spaces"),
    "RANGE_001": KnownFormError("form-problem-range-number", ("name",)),
    "RANGE_002": KnownFormError("form-problem-range-zero", ("name",)),
    "RANGE_003": KnownFormError("form-problem-range-step", ("name",)),
    "SURVEY_001": KnownFormError("form-problem-end-alone"),
    "SURVEY_002": KnownFormError("form-problem-begin-alone"),
    "SURVEY_004": KnownFormError("form-problem-parameters"),
    "SURVEY_005": KnownFormError("form-problem-parameter-unknown", ("rejected", "accepted")),
}


WITHOUT_CELL: Final = frozenset({
    "form-problem-no-headings", "form-problem-heading-missing", "form-problem-heading-twice",
    "form-problem-heading-spaces", "form-problem-begin-alone", "form-problem-end-alone",
})  # fmt: skip

# Sentences of pyxform that have no code, and our message for each.
SAID: Final = (
    (
        r"Choice names with spaces .* See \[(?P<name>.*)\] in \[",
        KnownFormError("form-problem-choice-spaces", ("name",)),
    ),
    (r".*[Mm]issing calculation", KnownFormError("form-problem-no-calculation")),
    (r"Parameter .* must have an integer value|Parameter '", KnownFormError("form-problem-parameters")),
    (r"Invalid value for quality", KnownFormError("form-problem-parameters")),
)


def problem_of(error: PyXFormError, rows: WorkbookLines) -> FormProblem:
    """Return our problem for an error of pyxform."""
    message = str(error)
    name, context = (error.code.name, error.context) if error.code else _recognised(message)
    sheet = str(context.get("sheet") or context.get("sheet_name") or _found(_SHEET, message) or SURVEY)
    column = str(context.get("column") or _found(_COLUMN, message))
    written = str(context.get("row") or _found(_ROW, message))
    row = rows.of_number(sheet, int(written)) if written.isdigit() else None
    known = KNOWN.get(name)
    if known is None and (said := _said(plain(message))):
        known, context = said
    if known:
        return FormProblem(known.key, sheet, row, column, {arg: str(context.get(arg) or "?") for arg in known.args})
    return FormProblem(UNKNOWN, sheet, row, column, {"detail": plain(message)})


def plain(message: str) -> str:
    """Return pyxform's sentence on one line, without the row, the sheet and the column that a problem says itself."""
    said = _WHERE.sub("", _ROW.sub("", message))
    return " ".join(said.split())[:LONGEST]


def notices_of(warnings: Iterable[str], rows: WorkbookLines) -> Iterator[FormProblem]:
    """Yield a problem for each warning of pyxform, except those about the size of photos."""
    for warning in warnings:
        if "max-pixels" not in warning:
            written = _found(_ROW, warning)
            row = rows.of_number(SURVEY, int(written)) if written else None
            yield FormProblem("form-problem-warning", SURVEY, row, "", {"detail": plain(warning)})


def _said(sentence: str) -> tuple[KnownFormError, Mapping[str, Any]] | None:
    return next(((known, found.groupdict()) for pattern, known in SAID if (found := re.match(pattern, sentence))), None)


def _recognised(message: str) -> tuple[str, Mapping[str, Any]]:
    """Return the pyxform template that made an error's sentence, and the values in it. Many errors have no code."""
    for name, pattern in _templates().items():
        found = pattern.fullmatch(message)
        if found:
            return name, found.groupdict()
    return "", {}


@cache
def _templates() -> Mapping[str, re.Pattern[str]]:
    return {code.name: _template(code.value.msg) for code in ErrorCode if code.name in KNOWN}


def _template(sentence: str) -> re.Pattern[str]:
    parts, seen = [], set()
    for literal, name, _, _ in Formatter().parse(sentence):
        parts.append(re.escape(literal))
        if name:
            parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>.*?)")
            seen.add(name)
    return re.compile("".join(parts), re.DOTALL)


def _found(pattern: re.Pattern[str], message: str) -> str:
    found = pattern.search(message)
    return found[1] if found else ""

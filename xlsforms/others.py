"""Adds for `or_other` a choice and a question for its text, in the form's languages (pyxform knows English only)."""

from collections.abc import Iterator
from typing import Final

from xlsforms.form import OTHER
from xlsforms.languages import language_code, words
from xlsforms.problems import CHOICES, SURVEY
from xlsforms.support import type_of
from xlsforms.xlsform_file import Workbook, WorkbookRow, WorkbookSheet

_WITH_OTHER: Final = "_or_other"


def with_others(book: Workbook) -> Workbook:
    """Return `book` with rows added for every `or_other`. An added row has the line number of the row it comes from."""
    survey, choices = book.sheet(SURVEY), book.sheet(CHOICES)
    lists = sorted({type_of(row)[1] for row in survey.rows if type_of(row)[2]})
    if not lists:
        return book
    rows = tuple(part for row in survey.rows for part in _asked(row, survey))
    more = tuple(part for name in lists for part in _extended(name, choices))
    sheets = {
        **book.sheets,
        SURVEY: WorkbookSheet(_with(survey.headings, "relevant", "required"), survey.line, rows),
        CHOICES: WorkbookSheet(choices.headings, choices.line, (*choices.rows, *more)),
    }
    return Workbook(book.name, sheets)


def _asked(row: WorkbookRow, survey: WorkbookSheet) -> Iterator[WorkbookRow]:
    kind, of, other = type_of(row)
    if not other:
        yield row
        return
    yield WorkbookRow(row.number, {**row.cells, "type": f"{kind} {of}{_WITH_OTHER}"})
    cells = {"type": "text", "name": f"{row['name']}_{OTHER}", "required": "yes"}
    cells["relevant"] = f"selected(${{{row['name']}}}, '{OTHER}')"
    yield WorkbookRow(row.number, {**cells, **_labels("question", survey)})


def _extended(name: str, choices: WorkbookSheet) -> Iterator[WorkbookRow]:
    """Yield a copy of the list with the added choice. Other questions go on using the list without it."""
    heading = next((h for h in choices.headings if h.replace(" ", "_").lower() == "list_name"), "list_name")
    listed = [row for row in choices.rows if row[heading] == name]
    for row in listed:
        yield WorkbookRow(row.number, {**row.cells, heading: name + _WITH_OTHER})
    if listed and not any(row["name"] == OTHER for row in listed):
        cells = {heading: name + _WITH_OTHER, "name": OTHER, **_labels("choice", choices)}
        yield WorkbookRow(listed[-1].number, cells)


def _labels(of: str, sheet: WorkbookSheet) -> dict[str, str]:
    said = words()["or_other"][of]
    labels = {}
    for heading in sheet.headings:
        if heading == "label":
            labels[heading] = said["en"]
        elif heading.startswith("label::"):
            labels[heading] = said.get(language_code(heading.removeprefix("label::")), said["en"])
    return labels


def _with(headings: tuple[str, ...], *wanted: str) -> tuple[str, ...]:
    return (*headings, *(heading for heading in wanted if heading not in headings))

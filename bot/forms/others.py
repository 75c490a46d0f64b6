"""`or_other`: one more choice and a question that asks what, in the form's languages (pyxform knows English only)."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from bot.forms.form import OTHER
from bot.forms.problems import CHOICES, SURVEY
from bot.forms.support import type_of
from bot.forms.workbook import Row, Sheet, Workbook
from bot.forms.xform import language_code


def with_others(book: Workbook) -> Workbook:
    """Return `book` with every `or_other` as the rows it stands for; what is written twice keeps its line."""
    survey, choices = book.sheet(SURVEY), book.sheet(CHOICES)
    lists = {type_of(row)[1] for row in survey.rows if type_of(row)[2]}
    if not lists:
        return book
    rows = tuple(part for row in survey.rows for part in _asked(row, survey))
    more = tuple(_chosen(name, choices) for name in sorted(lists) if not _has_other(name, choices))
    sheets = {
        **book.sheets,
        SURVEY: Sheet(_with(survey.headings, "relevant", "required"), survey.line, rows),
        CHOICES: Sheet(choices.headings, choices.line, (*choices.rows, *more)),
    }
    return Workbook(book.name, sheets)


def _asked(row: Row, survey: Sheet) -> Iterator[Row]:
    kind, of, other = type_of(row)
    if not other:
        yield row
        return
    yield Row(row.number, {**row.cells, "type": f"{kind} {of}"})
    cells = {"type": "text", "name": f"{row['name']}_{OTHER}", "required": "yes"}
    cells["relevant"] = f"selected(${{{row['name']}}}, '{OTHER}')"
    yield Row(row.number, {**cells, **_labels("question", survey)})


def _chosen(list_name: str, choices: Sheet) -> Row:
    """The added choice; where a filter looks at other columns it has none, so it is offered only without filters."""
    heading = next((h for h in choices.headings if h.replace(" ", "_").lower() == "list_name"), "list_name")
    last = choices.rows[-1].number if choices.rows else choices.line
    return Row(last, {heading: list_name, "name": OTHER, **_labels("choice", choices)})


def _has_other(list_name: str, choices: Sheet) -> bool:
    return any(row["name"] == OTHER and list_name in (row["list_name"], row["list name"]) for row in choices.rows)


def _labels(of: str, sheet: Sheet) -> dict[str, str]:
    words = _words()[of]
    labels = {}
    for heading in sheet.headings:
        if heading == "label":
            labels[heading] = words["en"]
        elif heading.startswith("label::"):
            labels[heading] = words.get(language_code(heading.removeprefix("label::")), words["en"])
    return labels


def _with(headings: tuple[str, ...], *wanted: str) -> tuple[str, ...]:
    return (*headings, *(heading for heading in wanted if heading not in headings))


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))["or_other"]  # type: ignore[no-any-return]

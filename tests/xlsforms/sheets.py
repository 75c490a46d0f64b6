"""Forms written as rows, and drafts of them at a fixed moment."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from xlsforms import Form, FormContext, FormProblem, begin, compile_form, load_form
from xlsforms.interview import Interview
from xlsforms.problems import FormErrors

SAMPLES = Path(__file__).parent / "samples"
WEDNESDAY = datetime.fromisoformat("2023-07-12T10:30:00+07:00")
Row = Mapping[str, str]


def around(**changes: Any) -> FormContext:
    """Wednesday morning; ids count up from id-1."""
    numbers = count(1)
    return FormContext(**{"now": WEDNESDAY, "new_id": lambda: f"id-{next(numbers)}", **changes})


def markdown(survey: Sequence[Row], choices: Sequence[Row] = (), settings: Row | None = None) -> bytes:
    """A form's file with these rows; the first line of `survey`'s rows is line 5."""
    sheets = {"survey": survey, "choices": choices, "settings": [settings or {"form_id": "sample", "version": "1"}]}
    parts = [f"## {name}\n\n{_table(rows)}" for name, rows in sheets.items() if rows]
    return "\n\n".join(parts).encode()


def _table(rows: Sequence[Row]) -> str:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    lines = [headings, ["---"] * len(headings), *([row.get(heading, "") for heading in headings] for row in rows)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def q(type: str, name: str = "", **cells: str) -> Row:
    """A row of the survey sheet, labelled by its name unless told otherwise; `or_` and `::` as in `label__th`."""
    return {"type": type, "name": name, "label": cells.pop("label", name or type), **cells}


def yes_no(list_name: str = "yes_no") -> list[Row]:
    return [{"list_name": list_name, "name": name, "label": name.title()} for name in ("yes", "no")]


def choice(list_name: str, name: str, label: str = "", **cells: str) -> Row:
    return {"list_name": list_name, "name": name, "label": label or name, **cells}


def form_of(*survey: Row, choices: Sequence[Row] = (), settings: Row | None = None) -> Form:
    return load_form(compile_form("sample.md", markdown(survey, choices, settings)).xform)


def sample(name: str) -> Form:
    return load_form(compile_form(name, (SAMPLES / name).read_bytes()).xform)


def samples() -> Iterator[str]:
    yield from sorted(path.name for path in SAMPLES.glob("*.md"))


def draft(*survey: Row, choices: Sequence[Row] = (), **surroundings: Any) -> Interview:
    return begin(form_of(*survey, choices=choices), around(**surroundings))


def problems_of(*survey: Row, choices: Sequence[Row] = (), settings: Row | None = None) -> list[FormProblem]:
    """What is wrong with a form; empty when it can be published."""
    try:
        compile_form("sample.md", markdown(survey, choices, settings))
    except FormErrors as refused:
        return list(refused.problems)
    return []


def result(expression: str, **answers: str) -> str:
    """What a calculation comes to, the answers being hidden fields of these names."""
    fields = [q("hidden", name) for name in answers]
    form = form_of(*fields, q("note", "shown"), q("calculate", "outcome", calculation=expression))
    return begin(form, around(), answers).stored("outcome")

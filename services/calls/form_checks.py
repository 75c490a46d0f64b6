"""Checks that the form with which a call is answered asks for the name and for every field of the call, so that what is
handed in can be sent whole."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from models.calls.candidates import NAME
from programmes import Programme
from programmes.calls import Call, CallField
from programmes.problems import ToldProblem, nearest
from services.forms.survey_rows import AskedQuestion, choices_of, survey_questions
from xlsforms import FormErrors
from xlsforms.xlsform_file import Workbook, read_workbook

TYPES: Final = {"day": ("date",), "choice": ("select_one",)}  # of the field's kind; others are written
WRITTEN: Final = ("text", "string", "integer", "decimal", "int", "select_one", "calculate", "barcode", "hidden")
UNASKED: Final = ("calculate", "hidden")  # nobody leaves them empty


def call_form_problems(programme: Programme, folder: Path) -> Iterator[ToldProblem]:
    """Yield what is wrong with the forms of calls, at the key that names the form. A form that is not there, or that
    cannot be read, is told by others."""
    forms = {form.key: form.file for form in programme.forms}
    for place, call in enumerate(programme.calls):
        name = forms.get(call.form) if call.form is not None else None
        if name is None or not (folder / name).is_file():
            continue
        try:
            workbook = read_workbook(name, (folder / name).read_bytes())
        except FormErrors:
            continue
        for kind, why, values in _problems(call, workbook):
            yield f"calls[{place}].form", f"{name}: {why}", kind, {"file": name, **values}


def _problems(call: Call, workbook: Workbook) -> Iterator[tuple[str, str, dict[str, str | None]]]:
    asked = survey_questions(workbook)
    wanted = [(NAME, CallField(key=NAME, label=call.name)), *((field.key, field) for field in call.fields)]
    for key, field in wanted:
        found, said = asked.get(key, []), {"value": key}
        if not found and (not field.required or field.column is not None):
            continue
        if not found:
            near = nearest(key, asked)
            yield "call-question-missing", f"has no question named {key}", {**said, "nearest": near}
        elif len(found) > 1:
            yield "criterion-many", f"has {len(found)} questions named {key}", {**said}
        else:
            yield from _of_question(workbook, field, found[0])


def _of_question(
    workbook: Workbook, field: CallField, one: AskedQuestion
) -> Iterator[tuple[str, str, dict[str, str | None]]]:
    said: dict[str, str | None] = {"value": field.key}
    needed = field.required and field.column is None
    if needed and one.hidden_by:
        yield "criterion-hidden", f"{field.key} is {one.hidden_by}", said
    elif needed and one.type not in UNASKED and one.is_optional:
        yield "criterion-optional", f"{field.key} may be left empty; make it required", said
    types = TYPES.get(field.kind, WRITTEN)
    if one.type not in types:
        why = f"{field.key} is {one.type}, and the call's field is a {field.kind}"
        yield "call-question-type", why, {**said, "found": one.type, "wanted": types[0]}
    elif field.kind == "choice":
        known = [choice.key for choice in field.choices]
        for other in choices_of(workbook, one):
            if other not in known:
                why = f"the choice {other} of {field.key} is none of the call's field"
                near = nearest(other, known)
                yield "call-question-choice", why, {**said, "other": other, "known": ", ".join(known), "nearest": near}

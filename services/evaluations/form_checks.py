"""Checks at boot that the form of each rating round asks for every criterion, as a number of one scale."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from programmes import Programme
from programmes.problems import ToldProblem
from services.forms.survey_rows import AskedQuestion, choices_of, survey_questions
from xlsforms import FormErrors
from xlsforms.xlsform_file import Workbook, read_workbook

Scale = tuple[Decimal, ...]  # the numbers a criterion may have, in order


def round_form_problems(programme: Programme, folder: Path) -> Iterator[ToldProblem]:
    """Yield what is wrong with the forms of the rounds, at the key that names the form. A form that is not there, or
    that cannot be read, is told by others."""
    forms = {form.key: form.file for form in programme.forms}
    for place, turn in enumerate(programme.evaluation.rounds):
        name = forms.get(turn.form)
        if name is not None and (folder / name).is_file():
            where = f"evaluation.rounds[{place}].form"
            for kind, why, values in _problems(programme, folder / name):
                yield where, f"{name}: {why}", kind, {"file": name, **values}


def _problems(programme: Programme, file: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    try:
        workbook = read_workbook(file.name, file.read_bytes())
    except FormErrors as errors:
        keys = ", ".join(problem.key for problem in errors.problems)
        yield "form-unreadable", f"cannot be read ({keys}); see form check", {}
        return
    asked = survey_questions(workbook)
    scales: dict[Scale, str] = {}
    for criterion in programme.evaluation.judged:
        found, said = asked.get(criterion.key, []), {"value": criterion.key}
        if len(found) != 1:
            why = (f"has {len(found)} questions" if found else "has no question") + f" named {criterion.key}"
            yield "criterion-many" if found else "criterion-missing", why, said
            continue
        kind, why, scale = _scale(workbook, found[0])
        if kind:
            yield kind, f"{criterion.key} {why}", said
        elif scales and scale not in scales:
            other = next(iter(scales.values()))
            yield "criterion-scale", f"{criterion.key} is on another scale than {other}", {**said, "other": other}
        scales.setdefault(scale, criterion.key)


def _scale(workbook: Workbook, asked: AskedQuestion) -> tuple[str, str, Scale]:
    """Return what kind of fault keeps a criterion from being scored and why ("" if nothing), and its scale."""
    row = asked.row
    if asked.hidden_by:
        return "criterion-hidden", f"is {asked.hidden_by}", ()
    if asked.is_optional:
        return "criterion-optional", "may be left empty; make it required", ()
    if asked.type == "select_one":
        numbers = [_number(one) for one in choices_of(workbook, asked)]
    elif asked.type == "range":
        numbers = _marks(row["parameters"])
    else:
        return "criterion-type", f"is {row['type']}, not a select_one or range of numbers", ()
    scale = tuple(sorted(number for number in numbers if number is not None))
    if None in numbers or len(scale) < 2 or scale[-1] <= 0:
        return "criterion-numbers", "is not a choice between numbers", ()
    return "", "", scale


def _marks(parameters: str) -> list[Decimal | None]:
    """Return start, end and step of a range."""
    said = dict(part.split("=", 1) for part in parameters.replace(";", " ").replace(",", " ").split() if "=" in part)
    return [_number(said.get("start", "1")), _number(said.get("end", "10"))]


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None

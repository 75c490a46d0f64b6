"""Checks at boot that the form of each rating round asks for every criterion, as a number of one scale."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from programmes import Programme, ProgrammeError
from programmes.evaluations import EvaluationRound
from programmes.reading import FILE
from xlsforms import FormErrors
from xlsforms.problems import CHOICES, SURVEY
from xlsforms.xlsform_file import Workbook, WorkbookRow, read_workbook

NOT_REQUIRED: Final = frozenset({"", "no", "false", "false()", "ไม่", "ไม่ใช่"})
Scale = tuple[Decimal, ...]  # the numbers a criterion may have, in order


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question of the survey sheet, and why it might not be asked of everybody once ("" if it is)."""

    row: WorkbookRow
    hidden_by: str


def check_round_forms(programme: Programme, path: Path) -> None:
    """Read the form of each round in the programme's folder. Raises ProgrammeError with a line for each criterion that
    is not asked for as a number, always and once, on the scale of the others."""
    folder = path.parent if path.suffix == ".toml" else path
    lines = [
        f"{folder / FILE}: evaluation.rounds[{place}].form: {programme.form(turn.form).file}: {why}"
        for place, turn in enumerate(programme.evaluation.rounds)
        for why in _problems(programme, turn, folder)
    ]
    if lines:
        raise ProgrammeError(lines)


def _problems(programme: Programme, turn: EvaluationRound, folder: Path) -> Iterator[str]:
    file = folder / programme.form(turn.form).file
    try:
        workbook = read_workbook(file.name, file.read_bytes())
    except FormErrors as errors:
        yield f"cannot be read ({', '.join(problem.key for problem in errors.problems)}); see form check"
        return
    asked = _questions(workbook.sheet(SURVEY).rows)
    scales: dict[Scale, str] = {}
    for criterion in programme.evaluation.judged:
        found = asked.get(criterion.key, [])
        if len(found) != 1:
            yield (f"has {len(found)} questions" if found else "has no question") + f" named {criterion.key}"
            continue
        why, scale = _scale(workbook, found[0])
        if why:
            yield f"{criterion.key} {why}"
        elif scales and scale not in scales:
            yield f"{criterion.key} is on another scale than {next(iter(scales.values()))}"
        scales.setdefault(scale, criterion.key)


def _questions(rows: Sequence[WorkbookRow]) -> Mapping[str, list[_Asked]]:
    """Return the questions by name, with what could hide them: a repeat or a condition of theirs or of a group."""
    found: dict[str, list[_Asked]] = {}
    around: list[str] = []
    for row in rows:
        kind = _kind(row)
        why = (
            "in a repeat" if kind[:2] == ["begin", "repeat"] else "only asked on a condition" if _relevant(row) else ""
        )
        if kind[:1] == ["begin"]:
            around.append(why)
        elif kind[:1] == ["end"] and around:
            around.pop()
        elif name := row["name"].strip():
            found.setdefault(name, []).append(_Asked(row, next((one for one in (why, *around) if one), "")))
    return found


def _kind(row: WorkbookRow) -> list[str]:
    return row["type"].lower().replace("_", " ", 1).split() if row["type"].lower().startswith(("begin", "end")) else []


def _relevant(row: WorkbookRow) -> bool:
    return bool(row["relevant"] or row["relevance"])


def _scale(workbook: Workbook, asked: _Asked) -> tuple[str, Scale]:
    """Return why a criterion cannot be scored ("" if it can), and its scale."""
    row = asked.row
    kind, _, name = row["type"].strip().partition(" ")
    if asked.hidden_by:
        return f"is {asked.hidden_by}", ()
    if row["required"].strip().lower() in NOT_REQUIRED:
        return "may be left empty; make it required", ()
    if kind == "select_one":
        of_list = [
            one for one in workbook.sheet(CHOICES).rows if (one["list_name"] or one["list name"]) == name.strip()
        ]
        numbers = [_number(one["name"] or one["value"]) for one in of_list]
    elif kind == "range":
        numbers = _marks(row["parameters"])
    else:
        return f"is {row['type']}, not a select_one or range of numbers", ()
    scale = tuple(sorted(number for number in numbers if number is not None))
    if None in numbers or len(scale) < 2 or scale[-1] <= 0:
        return "is not a choice between numbers", ()
    return "", scale


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

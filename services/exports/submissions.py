"""Submissions of a form as a table: all its versions, one column a question, answers by label or by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from locales.texts import Text
from models.forms import answers, forms
from models.forms.submissions import Submission, SubmissionState
from models.people import people
from programmes.bangkok import BANGKOK
from xlsforms import load_form
from xlsforms.entries import path_of
from xlsforms.form import Form, Question

Cell = str | int | Decimal | date | datetime | time | None
AT_ONCE: Final = 500  # submissions whose answers are read in one query
BETWEEN: Final = " | "  # answers of several instances of a repeat
FIXED: Final = (
    "id", "version", "person", "agency", "about", "started", "submitted", "day", "words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one question; with `choice`, of one choice of it (split)."""

    path: str
    heading: str
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """`columns` are headings; `points` stand beside the rows: (latitude, longitude) of the first place answered."""

    columns: list[str]
    rows: list[list[Cell]]
    points: list[tuple[float, float] | None]


def columns_and_rows(
    session: Session,
    form_key: str,
    text: Text,
    *,
    labels: bool = True,
    split: bool = False,
    person_ids: Sequence[int] | None = None,
    seen: ColumnElement[bool] | None = None,
) -> Exported:
    """Everything handed in of a form, the oldest first. `labels`: choices as people read them, else their names;
    `split`: a column for each choice of a question that takes several; `person_ids`: only these people's; `seen`:
    a condition on Submission, only what it holds for.

    KeyError when no such form was ever published.
    """
    versions = forms.versions_of(session, form_key)
    if not versions:
        raise KeyError(form_key)
    by_id = {version.id: (version.number, load_form(version.xform)) for version in versions}
    columns = _columns([form for _, form in reversed(by_id.values())], text, labels=labels, split=split)
    headings = [text(f"export-form-{name}") for name in FIXED] + [column.heading for column in columns]
    rows: list[list[Cell]] = []
    points: list[tuple[float, float] | None] = []
    found = _submissions(session, form_key, person_ids, seen)
    named = people.by_ids(session, [*{one for s in found for one in (s.person_id, s.about_person_id) if one}])
    for start in range(0, len(found), AT_ONCE):
        batch = found[start : start + AT_ONCE]
        given = answers.of_submissions(session, [submission.id for submission in batch])
        for submission in batch:
            number, form = by_id[submission.form_id]
            by_path = _by_path(given[submission.id])
            person = named.get(submission.person_id)
            about = named.get(submission.about_person_id or 0)
            fixed: list[Cell] = [
                submission.instance_id,
                number,
                person.name if person else None,
                person.agency if person else None,
                about.name if about else None,
                _local(submission.started_at),
                _local(submission.submitted_at) if submission.submitted_at else None,
                submission.day,
                submission.words,
            ]
            rows.append(fixed + [_cell(form, column, by_path, text.language, labels=labels) for column in columns])
            points.append(_point(form, by_path))
    return Exported(headings, rows, points)


def _submissions(
    session: Session, form_key: str, person_ids: Sequence[int] | None, seen: ColumnElement[bool] | None
) -> list[Submission]:
    wanted = select(Submission).where(
        Submission.form_key == form_key, Submission.state == SubmissionState.SUBMITTED.value
    )
    if person_ids is not None:
        wanted = wanted.where(Submission.person_id.in_(person_ids))
    if seen is not None:
        wanted = wanted.where(seen)
    return list(session.scalars(wanted.order_by(Submission.day, Submission.submitted_at, Submission.id)))


def _columns(newest_first: list[Form], text: Text, *, labels: bool, split: bool) -> list[Column]:
    """The questions of the newest version in its order, then those only older ones asked."""
    found: dict[tuple[str, str | None], Column] = {}
    for form in newest_first:
        for path, question in form.questions.items():
            if question.type in ("note", "metadata"):
                continue
            heading = _words(question, text.language) if labels else path
            found.setdefault((path, None), Column(path, heading))
            if split and question.type == "select_multiple" and question.choices is not None:
                for choice in question.choices.choices:
                    label = _label(question, choice.name, text.language) if labels else choice.name
                    column = Column(path, f"{heading} / {label}", choice.name)
                    found.setdefault((path, choice.name), column)
    return list(found.values())


def _words(question: Question, language: str) -> str:
    """A question's words, with an ellipsis where an answer would stand; its path when it has none."""
    said = "".join(part if isinstance(part, str) else "…" for part in question.label.parts(language))
    return " ".join(said.split()) or question.path


def _label(question: Question, name: str, language: str) -> str:
    choice = question.choices.by_name.get(name) if question.choices else None
    said = "".join(part for part in choice.label.parts(language) if isinstance(part, str)) if choice else ""
    return said.strip() or name


def _by_path(given: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in sorted(given, key=_instances):
        found.setdefault(path_of(key), []).append(given[key])
    return found


def _instances(key: str) -> tuple[int, ...]:
    """The instances a key lies in, for putting answers of a repeat in order."""
    return tuple(int(part.partition("]")[0]) for part in key.split("[")[1:])


def _cell(form: Form, column: Column, given: dict[str, list[str]], language: str, *, labels: bool) -> Cell:
    said = given.get(column.path, [])
    question = form.questions.get(column.path)
    if column.choice is not None:
        return (1 if any(column.choice in one.split() for one in said) else 0) if said else None
    if not said or question is None:
        return None
    cells = [_value(question, one, language, labels=labels) for one in said]
    return cells[0] if len(cells) == 1 else BETWEEN.join(str(cell) for cell in cells)


def _value(question: Question, said: str, language: str, *, labels: bool) -> Cell:
    """An answer as a spreadsheet holds it best: numbers and days as such, everything else as text."""
    try:
        match question.type:
            case "integer":
                return int(said)
            case "decimal" | "range":
                return Decimal(said)
            case "date":
                return date.fromisoformat(said)
            case "time":
                return time.fromisoformat(said).replace(tzinfo=None, microsecond=0)
            case "dateTime":
                return _local(datetime.fromisoformat(said))
            case "select_one":
                return _label(question, said, language) if labels else said
            case "select_multiple" | "rank" if labels:
                return ", ".join(_label(question, name, language) for name in said.split())
    except (ValueError, InvalidOperation):
        return said
    return said


def _local(moment: datetime) -> datetime:
    """Spreadsheets know no time zones: Bangkok's wall clock."""
    return moment.astimezone(BANGKOK).replace(tzinfo=None, microsecond=0)


def _point(form: Form, given: dict[str, list[str]]) -> tuple[float, float] | None:
    for path, question in form.questions.items():
        if question.type == "geopoint" and given.get(path):
            latitude, longitude, *_ = (float(part) for part in given[path][0].split())
            return latitude, longitude
    return None

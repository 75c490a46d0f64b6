"""The table of a form's submissions: all versions, one column for each question, answers as labels or names.

Submissions are read in portions: a file of any number of them takes the same memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from locales.texts import Text
from models.forms import answers, forms
from models.forms.submissions import Submission, SubmissionState
from models.people import people
from models.storage.portions import in_portions
from services.exports.columns import SubmissionLine, submission_columns
from services.exports.table import Cell, CellType, Column, Point, Table, wall_clock
from xlsforms import load_form
from xlsforms.form import LINES, Form, Question
from xlsforms.stored_values import names_in, path_of

BETWEEN: Final = " | "  # between the answers of several instances of a repeat
AMONG: Final = (", ", "; ", " / ", " · ")  # between choices: the first that stands in no label of the question


@dataclass(frozen=True, slots=True)
class Asked:
    """What a column shows: the question at `path`, or with `choice` one of its choices."""

    path: str
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class FormColumns:
    """The columns of a form's submissions, and which question each of the last of them shows. `versions` are the
    form's versions by id, each with its number."""

    versions: Mapping[int, tuple[int, Form]]
    columns: Sequence[Column[SubmissionLine]]
    asked: Sequence[Asked]

    @property
    def newest_first(self) -> list[Form]:
        return [form for _, form in reversed([*self.versions.values()])]


def form_columns(
    session: Session, form_key: str, text: Text, *, labels: bool = True, split: bool = False
) -> FormColumns:
    """Return the columns of a form: those of all forms, then a question each. Raises KeyError if the form was never
    published."""
    versions = forms.versions_of(session, form_key)
    if not versions:
        raise KeyError(form_key)
    by_id = {version.id: (version.number, load_form(version.xform)) for version in versions}
    newest_first = [form for _, form in reversed(by_id.values())]
    questions = _question_columns(newest_first, text, labels=labels, split=split)
    return FormColumns(by_id, [*submission_columns(text), *questions.values()], list(questions))


def submissions_table(
    session: Session,
    form_key: str,
    text: Text,
    *,
    seen: ColumnElement[bool] | None = None,
    labels: bool = True,
    split: bool = False,
) -> Table[SubmissionLine]:
    """Return all handed-in submissions of a form, the oldest first. `seen` is a condition that limits them; `labels`
    writes choices as people read them, else their names; `split` makes a column for each choice of a question with
    several answers. The point of a line is the first location answered.

    Raises KeyError if the form was never published.
    """
    form = form_columns(session, form_key, text, labels=labels, split=split)
    return Table(form_key, form.columns, _lines(session, form_key, form, seen), _point)


def _lines(
    session: Session, form_key: str, form: FormColumns, seen: ColumnElement[bool] | None
) -> Iterator[SubmissionLine]:
    wanted = select(Submission).where(Submission.form_key == form_key, Submission.state == SubmissionState.SUBMITTED)
    if seen is not None:
        wanted = wanted.where(seen)
    in_order = wanted.order_by(Submission.day, Submission.submitted_at, Submission.id)
    yield from in_portions(
        session, in_order, Submission.id, lambda rows: lines_of(session, form, [one for (one,) in rows])
    )


def lines_of(session: Session, form: FormColumns, submissions: Sequence[Submission]) -> Iterator[SubmissionLine]:
    """Yield the lines of some submissions of a form, in their order."""
    named = people.by_ids(session, [*{one for s in submissions for one in (s.person_id, s.about_person_id) if one}])
    given = answers.of_submissions(session, [submission.id for submission in submissions])
    for submission in submissions:
        number, version = form.versions[submission.form_id]
        yield SubmissionLine(
            submission=submission,
            version=number,
            form=version,
            author=named.get(submission.person_id),
            about=named.get(submission.about_person_id or 0),
            answers=by_path(given[submission.id]),
        )


def _question_columns(
    newest_first: list[Form], text: Text, *, labels: bool, split: bool
) -> dict[Asked, Column[SubmissionLine]]:
    """Return the questions of the newest version in its order, then those that only older versions have."""
    headings: dict[Asked, str] = {}
    for form in newest_first:
        for path, question in form.questions.items():
            if question.type in ("note", "metadata"):
                continue
            heading = words_of(question, text.language) if labels else path
            headings.setdefault(Asked(path), heading)
            if split and question.type == "select_multiple" and question.choices is not None:
                for choice in question.choices.choices:
                    label = _label(question, choice.name, text.language) if labels else choice.name
                    headings.setdefault(Asked(path, choice.name), f"{heading} / {label}")
    twice = _twice(headings.values())
    return {
        asked: Column(
            _told_apart(heading, _named(asked), heading in twice),
            partial(_answer, asked=asked, language=text.language, labels=labels),
            CellType.ANSWER,
        )
        for asked, heading in headings.items()
    }


def _named(asked: Asked) -> str:
    return asked.path if asked.choice is None else f"{asked.path} / {asked.choice}"


def _twice(texts: Iterable[str]) -> set[str]:
    return {text for text, times in Counter(texts).items() if times > 1}


def _told_apart(label: str, name: str, is_twice: bool) -> str:
    """Return a label, with the name behind it where others have the same label."""
    return f"{label} ({name})" if is_twice and label != name else label


def words_of(question: Question, language: str) -> str:
    """Return a question's label, with an ellipsis in place of answers, or its path if it has no label."""
    said = "".join(part if isinstance(part, str) else "…" for part in question.label.parts(language))
    return " ".join(said.split()) or question.path


def _label(question: Question, name: str, language: str) -> str:
    """Return a choice's label, which no other choice of the question has."""
    return labels_of(question, language).get(name, name)


def labels_of(question: Question, language: str) -> Mapping[str, str]:
    """Return the labels of a question's choices by their names; no two are the same."""
    if question.choices is None:
        return {}
    kept = question.choices.labels
    if language not in kept:
        found = {
            choice.name: "".join(part for part in choice.label.parts(language) if isinstance(part, str)).strip()
            or choice.name
            for choice in question.choices.choices
        }
        twice = _twice(found.values())
        kept[language] = {name: _told_apart(label, name, label in twice) for name, label in found.items()}
    return kept[language]


def _joined(question: Question, names: Sequence[str], language: str) -> str:
    """Return several choices with what stands in no label of the question between them."""
    labels = labels_of(question, language)
    between = next((mark for mark in AMONG if not any(mark in label for label in labels.values())), AMONG[-1])
    return between.join(labels.get(name, name) for name in names)


def by_path(given: dict[str, str]) -> dict[str, list[str]]:
    """Return the answers by path; in a repeat one for each instance, "" where it has none: they stay aligned."""
    instances: dict[str, set[str]] = {}
    for key in given:
        for end in (place + 1 for place, letter in enumerate(key) if letter == "]"):
            instances.setdefault(path_of(key[:end]), set()).add(key[:end])
    in_order = {path: sorted(keys, key=_instances) for path, keys in instances.items()}
    found: dict[str, list[str]] = {}
    for key, value in given.items():
        within, bracket, rest = key.rpartition("]")
        if not bracket:
            found[key] = [value]
        elif path_of(key) not in found:
            found[path_of(key)] = [given.get(one + rest, "") for one in in_order[path_of(within + bracket)]]
    return found


def _instances(key: str) -> tuple[int, ...]:
    """Return the instances in a key, to sort the answers of a repeat."""
    return tuple(int(part.partition("]")[0]) for part in key.split("[")[1:])


def _answer(line: SubmissionLine, *, asked: Asked, language: str, labels: bool) -> Cell:
    """Return the answer to one question, or 1 or 0 for whether one of its choices was chosen."""
    said = line.answers.get(asked.path, [])
    question = line.form.questions.get(asked.path)
    if asked.choice is not None:
        return (1 if any(asked.choice in names_in(one) for one in said) else 0) if said else None
    if not any(said) or question is None:
        return None
    cells = [value_of(question, one, language, labels=labels) if one else "" for one in said]
    return cells[0] if len(cells) == 1 else BETWEEN.join(str(cell) for cell in cells)


def value_of(question: Question, said: str, language: str, *, labels: bool) -> Cell:
    """Return an answer for a spreadsheet: numbers and dates as such, everything else as text."""
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
                return wall_clock(datetime.fromisoformat(said))
            case "select_one":
                return _label(question, said, language) if labels else said
            case "select_multiple" | "rank" if labels:
                return _joined(question, names_in(said), language)
    except (ValueError, InvalidOperation):
        return said
    return said


def _point(line: SubmissionLine) -> Point | None:
    for path, question in line.form.questions.items():
        if question.type in ("geopoint", *LINES) and any(line.answers.get(path, ())):
            first = next(filter(None, line.answers[path])).split(";")[0]  # of a line
            latitude, longitude, *_ = (float(part) for part in first.split())
            return Point(latitude, longitude)
    return None

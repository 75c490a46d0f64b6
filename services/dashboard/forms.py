"""Submissions of a form as the web shows them: a table, one record with its history, and a report by question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from statistics import median
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from locales.texts import Text
from models.coordination.scopes import AccessScope
from models.forms import forms
from models.forms.answers import SubmissionRevision
from models.forms.submissions import Submission, SubmissionState
from services.exports.columns import SubmissionLine, submission_columns
from services.exports.submissions import submissions_table
from services.exports.table import Column
from thai.search_words import search_words

NUMBERS: Final = ("integer", "decimal", "range")
CHOSEN: Final = ("select_one", "select_multiple", "rank")
WORDS_SHOWN: Final = 15
SHORTEST_WORD: Final = 3  # characters: shorter ones say little by themselves


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form with its newest version, and how many of its submissions a reader sees."""

    key: str
    title: str
    number: int
    submissions: int


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """What was answered to a question. `bars` are (answer, how often), `figures` (name's key, number) of numbers;
    `answered` of all submissions have an answer."""

    label: str
    answered: int
    bars: tuple[tuple[str, int], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    are_words: bool = False

    @property
    def most(self) -> int:
        return max((count for _, count in self.bars), default=1)


def seen(access: AccessScope) -> ColumnElement[bool]:
    """Return the condition on a Submission: handed in by somebody in the scope, or about somebody in it."""
    about = and_(Submission.about_person_id.is_not(None), access.records(Submission.about_person_id, Submission.day))
    return or_(access.records(Submission.person_id, Submission.day), about)


def published(session: Session, access: AccessScope) -> list[FormLine]:
    """Return all forms with the number of submissions that a scope shows."""
    counted = select(Submission.form_key, func.count()).where(
        Submission.state == SubmissionState.SUBMITTED, seen(access)
    )
    counts: dict[str, int] = {row[0]: row[1] for row in session.execute(counted.group_by(Submission.form_key))}
    return [FormLine(one.key, one.title, one.number, counts.get(one.key, 0)) for one in forms.newest_of_each(session)]


def rows(
    session: Session, form_key: str, text: Text, access: AccessScope, first: date | None, last: date | None
) -> tuple[Sequence[Column[SubmissionLine]], list[SubmissionLine]]:
    """Return the columns of a form and the submissions of some days that a scope shows, the newest first. Raises
    KeyError if the form was never published."""
    shown = [seen(access)]
    if first is not None:
        shown.append(Submission.day >= first)
    if last is not None:
        shown.append(Submission.day <= last)
    table = submissions_table(session, form_key, text, seen=and_(*shown))
    return table.columns, list(table.lines)[::-1]


def one_row(
    session: Session, form_key: str, text: Text, access: AccessScope, submission_id: int
) -> tuple[Sequence[Column[SubmissionLine]], SubmissionLine] | None:
    """Return one submission that a scope shows, or None. Raises KeyError if the form was never published."""
    table = submissions_table(session, form_key, text, seen=and_(seen(access), Submission.id == submission_id))
    line = next(iter(table.lines), None)
    return (table.columns, line) if line is not None else None


def changes_of(session: Session, submission_id: int) -> list[SubmissionRevision]:
    """Return what was changed after handing in, the oldest first."""
    changed = select(SubmissionRevision).where(SubmissionRevision.submission_id == submission_id)
    return list(session.scalars(changed.order_by(SubmissionRevision.number)))


def report(
    text: Text, columns: Sequence[Column[SubmissionLine]], lines: Sequence[SubmissionLine]
) -> list[QuestionReport]:
    """Return what was answered to each question, by its type: choices counted, numbers as a distribution, days by
    month, words by how many answers have them. Questions that none of the submissions has are left out."""
    found = []
    questions = {path: question for line in reversed(lines) for path, question in line.form.questions.items()}
    for column in columns[len(submission_columns(text)) :]:
        path = column.value.keywords["asked"].path if isinstance(column.value, partial) else ""
        question = questions.get(path)
        if question is None:
            continue
        said = [(line, given) for line in lines if (given := [one for one in line.answers.get(path, ()) if one])]
        answers = [one for _, given in said for one in given]
        if question.type in CHOSEN:
            cells = [str(column.cell(line)) for line, _ in said]
            names = Counter(name for one in answers for name in one.split()) if question.type != "select_one" else None
            bars = _labelled(question, names, text.language) if names is not None else Counter(cells).most_common()
            found.append(QuestionReport(column.heading, len(said), tuple(bars)))
        elif question.type in NUMBERS:
            found.append(QuestionReport(column.heading, len(said), *_numbers(answers)))
        elif question.type in ("date", "dateTime"):
            months = Counter(one[:7] for one in answers)
            found.append(QuestionReport(column.heading, len(said), tuple(sorted(months.items()))))
        elif question.type == "text":
            words = Counter(word for one in answers for word in {*search_words(one)} if len(word) >= SHORTEST_WORD)
            found.append(
                QuestionReport(column.heading, len(said), tuple(words.most_common(WORDS_SHOWN)), are_words=True)
            )
        else:
            found.append(QuestionReport(column.heading, len(said)))
    return found


def _labelled(question: Any, names: Counter[str], language: str) -> list[tuple[str, int]]:
    choices = question.choices.choices if question.choices else ()
    labels = {one.name: "".join(p for p in one.label.parts(language) if isinstance(p, str)) for one in choices}
    return [(labels.get(name) or name, count) for name, count in names.most_common()]


def _numbers(answers: Sequence[str]) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, str], ...]]:
    """Return how often each number was given, and least, middle, mean and greatest."""
    values = sorted(Decimal(one) for one in answers)
    if not values:
        return (), ()
    mean = sum(values, Decimal()) / len(values)
    figures: list[tuple[str, Decimal]] = [
        ("least", values[0]), ("median", median(values)), ("mean", round(mean, 2)), ("most", values[-1]),
    ]  # fmt: skip
    bars = tuple((f"{value.normalize():f}", count) for value, count in sorted(Counter(values).items()))
    return bars, tuple((name, f"{value.normalize():f}") for name, value in figures)

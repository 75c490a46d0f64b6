"""The submissions of a form as pages of a table: filtered, sorted and cut in the database, which reads the rows of one
page only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Float, Select, SQLColumnExpression, String, and_, case, cast, func, or_, select
from sqlalchemy.orm import Session, aliased

from locales.texts import Text
from models.coordination.scopes import AccessScope
from models.forms.answers import Answer
from models.forms.forms import FormVersion
from models.forms.submissions import Submission, SubmissionState
from models.people.people import Person
from services.dashboard.forms import seen
from services.exports.columns import SubmissionLine
from services.exports.submissions import FormColumns, form_columns, labels_of, lines_of
from services.exports.table import Column
from xlsforms.form import Question

MOST_LABELS: Final = 500  # of a longer list of choices the names are sorted, not their labels
NUMBERS: Final = ("integer", "decimal", "range")
WRITTEN_NUMBER: Final = r"^[+-]?[0-9]{0,250}\.?[0-9]{1,50}$"  # PostgreSQL refuses to read other texts as a number
AUTHOR, ABOUT = aliased(Person), aliased(Person)
# What the columns that all forms have are sorted by, and in which words are looked for.
SORTED: Final[tuple[Any, ...]] = (
    Submission.instance_id,
    FormVersion.number,
    AUTHOR.name,
    AUTHOR.agency,
    ABOUT.name,
    Submission.started_at,
    Submission.submitted_at,
    Submission.day,
    Submission.words,
)
SEARCHED: Final[tuple[Any, ...]] = (
    Submission.instance_id,
    AUTHOR.name,
    AUTHOR.agency,
    ABOUT.name,
    Submission.words,
    cast(Submission.day, String),
)


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """Which rows a table has: days, words that stand in one of their cells, and the place of the column by which they
    are sorted, the newest first where it is the same; None: the newest first."""

    first: date | None = None
    last: date | None = None
    words: str | None = None
    sort: int | None = None


class FormTable:
    """The table of a form's submissions that a scope shows. Raises KeyError if the form was never published."""

    def __init__(self, session: Session, form_key: str, text: Text, access: AccessScope) -> None:
        self._session, self._language = session, text.language
        self._form: FormColumns = form_columns(session, form_key, text)
        handed_in = (Submission.form_key == form_key, Submission.state == SubmissionState.SUBMITTED)
        self._shown: list[ColumnElement[bool]] = [*handed_in, seen(access)]

    @property
    def columns(self) -> Sequence[Column[SubmissionLine]]:
        return self._form.columns

    def count(self, asked: RowsAsked) -> int:
        """Return how many rows there are."""
        counted = self._joined(select(func.count()).select_from(Submission), asked)
        return self._session.scalar(counted) or 0

    def page(self, asked: RowsAsked, skipped: int, size: int) -> list[SubmissionLine]:
        """Return at most `size` rows after the first `skipped`."""
        newest = (Submission.day.desc(), Submission.submitted_at.desc(), Submission.id.desc())
        order = newest if asked.sort is None else (self._sorted_by(asked.sort).asc().nulls_last(), *newest)
        wanted = self._joined(select(Submission.id), asked).order_by(*order).offset(skipped).limit(size)
        ids = list(self._session.scalars(wanted))
        found = {one.id: one for one in self._session.scalars(select(Submission).where(Submission.id.in_(ids)))}
        return list(lines_of(self._session, self._form, [found[one] for one in ids if one in found]))

    def _joined(self, wanted: Select[Any], asked: RowsAsked) -> Select[Any]:
        """Return a query limited to the rows that are asked for. People are joined where they are looked at."""
        limits = [*self._shown]
        if asked.first is not None:
            limits.append(Submission.day >= asked.first)
        if asked.last is not None:
            limits.append(Submission.day <= asked.last)
        if asked.words or asked.sort is not None:
            wanted = wanted.join(FormVersion, FormVersion.id == Submission.form_id)
            wanted = wanted.join(AUTHOR, AUTHOR.id == Submission.person_id)
            wanted = wanted.outerjoin(ABOUT, ABOUT.id == Submission.about_person_id)
        if asked.words:
            limits.append(self._has(asked.words))
        return wanted.where(*limits)

    def _has(self, words: str) -> ColumnElement[bool]:
        """Return the condition that words stand in a cell of a row: of choices in the label that people read."""
        typed, chosen = set[str](), list[ColumnElement[bool]]()
        for path in {one.path for one in self._form.asked}:
            for question in self._versions_of(path):
                if question.choices is None:
                    typed.add(path)
                    continue
                names = [name for name, label in labels_of(question, self._language).items() if words in label]
                if not names:
                    continue
                if question.type == "select_one":
                    chosen.append(and_(Answer.path == path, Answer.value.in_(names)))
                else:
                    several = or_(*(self._contains(" " + Answer.value + " ", f" {name} ") for name in names))
                    chosen.append(and_(Answer.path == path, several))
        said = and_(Answer.path.in_(sorted(typed)), self._contains(Answer.value, words))
        answered = select(Answer.key).where(Answer.submission_id == Submission.id, or_(said, *chosen)).exists()
        return or_(*(self._contains(column, words) for column in SEARCHED), answered)

    def _sorted_by(self, place: int) -> SQLColumnExpression[Any]:
        """Return what a column is sorted by: numbers as numbers, one of several choices by its label."""
        if place < len(SORTED):
            column: SQLColumnExpression[Any] = SORTED[place]
            return column
        path = self._form.asked[place - len(SORTED)].path
        question = self._versions_of(path)[0]
        value: SQLColumnExpression[Any] = Answer.value
        if question.type in NUMBERS:
            value = self._number(value)
        elif question.type == "select_one" and question.choices and len(question.choices.choices) <= MOST_LABELS:
            labels = labels_of(question, self._language)
            value = case(dict(labels), value=Answer.value, else_=Answer.value) if labels else value
        mine = (Answer.submission_id == Submission.id, Answer.value != "")
        if any(path.startswith(f"{one}/") for form in self._form.newest_first for one in form.repeats):
            return select(func.min(value)).where(*mine, Answer.path == path).scalar_subquery()
        return select(value).where(*mine, Answer.key == path).scalar_subquery()

    def _versions_of(self, path: str) -> list[Question]:
        """Return a question as each version has it, the newest first."""
        return [form.questions[path] for form in self._form.newest_first if path in form.questions]

    def _number(self, value: SQLColumnExpression[Any]) -> ColumnElement[Any]:
        if self._is_sqlite:
            return cast(value, Float)
        return case((value.regexp_match(WRITTEN_NUMBER), cast(value, Float)))

    def _contains(self, column: SQLColumnExpression[Any], words: str) -> ColumnElement[bool]:
        place_of = func.instr if self._is_sqlite else func.strpos
        return place_of(column, words) > 0

    @property
    def _is_sqlite(self) -> bool:
        return self._session.get_bind().dialect.name == "sqlite"

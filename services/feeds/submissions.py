"""The submissions of a form as an entity set: a field for each question of all its versions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from functools import cache, partial
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from models.coordination.scopes import AccessScope
from models.forms import answers, forms
from models.forms.submissions import Submission, SubmissionState
from models.people import people
from models.people.people import Person
from services.exports.columns import SubmissionLine
from services.exports.submissions import BETWEEN, by_path, value_of, words_of
from services.feeds.fields import (
    DAY,
    MOMENT,
    NUMBER,
    TEXT,
    TIME,
    WHOLE,
    Cursor,
    FeedField,
    FeedTable,
    Portion,
    safe_name,
)
from services.feeds.tables import Conditions, FeedWords, next_rows
from xlsforms import load_form
from xlsforms.form import Form, Question

PREFIX: Final = "Submissions_"
TYPES: Final = {
    "integer": WHOLE,
    "decimal": NUMBER,
    "range": NUMBER,
    "date": DAY,
    "time": TIME,
    "dateTime": MOMENT,
}


def submissions(session: Session, words: FeedWords, key: str, name: str) -> FeedTable[SubmissionLine]:
    """Return the set of a form's submissions under a name. Raises KeyError if the form was never published."""
    versions = forms.versions_of(session, key)
    if not versions:
        raise KeyError(key)
    by_id = {version.id: (version.number, _form(version.xform)) for version in versions}
    text = words.text

    def seen(access: AccessScope, asked: Conditions) -> list[ColumnElement[bool]]:
        mine = access.records(Submission.person_id, Submission.day)
        about = and_(
            Submission.about_person_id.is_not(None), access.records(Submission.about_person_id, Submission.day)
        )
        handed_in = (Submission.form_key == key, Submission.state == SubmissionState.SUBMITTED)
        return [*handed_in, Submission.day.is_not(None), or_(mine, about), *asked]

    def portion(
        session: Session, access: AccessScope, asked: Conditions, after: Cursor | None, skipped: int, most: int
    ) -> Portion[SubmissionLine]:
        wanted = select(Submission).join(Person, Person.id == Submission.person_id).where(*seen(access, asked))
        found = session.scalars(next_rows(wanted, Submission.day, Submission.id, after, skipped, most)).all()
        named = people.by_ids(session, [*{one for s in found for one in (s.person_id, s.about_person_id) if one}])
        given = answers.of_submissions(session, [one.id for one in found])
        lines = [
            SubmissionLine(
                one,
                by_id[one.form_id][0],
                by_id[one.form_id][1],
                named.get(one.person_id),
                named.get(one.about_person_id or 0),
                by_path(given[one.id]),
            )
            for one in found
        ]
        last = found[-1] if found else None
        return Portion(lines, (last.day, last.id) if last is not None and last.day is not None else None)

    def count(session: Session, access: AccessScope, asked: Conditions) -> int:
        counted = select(func.count()).select_from(Submission).join(Person, Person.id == Submission.person_id)
        return session.scalar(counted.where(*seen(access, asked))) or 0

    def of(
        name: str, key: str, type: str, value: Callable[[SubmissionLine], Any], column: Any = None
    ) -> FeedField[Any]:
        return FeedField(safe_name(name, taken), text(f"export-{key}"), type, value, column)

    taken: set[str] = set()
    fields = [
        of("Id", "form-id", TEXT, lambda one: one.submission.instance_id, Submission.instance_id),
        of("Version", "form-version", WHOLE, lambda one: one.version),
        of("Day", "form-day", DAY, lambda one: one.submission.day, Submission.day),
        of("PersonId", "person-id", WHOLE, lambda one: one.submission.person_id, Submission.person_id),
        of("Person", "form-person", TEXT, lambda one: one.author.name if one.author else None),
        of("Agency", "form-agency", TEXT, lambda one: one.author.agency if one.author else None, Person.agency),
        of("About", "form-about", TEXT, lambda one: one.about.name if one.about else None),
        of("StartedAt", "form-started", MOMENT, lambda one: one.submission.started_at, Submission.started_at),
        of("SubmittedAt", "form-submitted", MOMENT, lambda one: one.submission.submitted_at, Submission.submitted_at),
        *_question_fields([form for _, form in by_id.values()], text.language, taken),
    ]
    return FeedTable(name, versions[-1].title, "Id", fields, portion, count)


def set_names(session: Session) -> dict[str, str]:
    """Return the name of each published form's set, and the form's key."""
    taken: set[str] = set()
    return {safe_name(PREFIX + version.key, taken): version.key for version in forms.newest_of_each(session)}


@cache
def _form(xform: str) -> Form:
    return load_form(xform)


def _question_fields(versions: Sequence[Form], language: str, taken: set[str]) -> list[FeedField[SubmissionLine]]:
    """Return a field for each question of all versions, the oldest first: a later version renames none of them. A
    question whose type has changed, or that is asked several times in a submission, is text."""
    found: dict[str, tuple[str, str]] = {}
    for form in versions:
        for path, question in form.questions.items():
            if not question.wants_answer:
                continue
            repeated = any(path.startswith(f"{repeat}/") for repeat in form.repeats)
            type = TEXT if repeated else TYPES.get(question.type, TEXT)
            before = found.get(path)
            found[path] = (words_of(question, language), type if before is None or before[1] == type else TEXT)
    return [
        FeedField(safe_name(path, taken), label, type, partial(_answer, path=path, type=type, language=language))
        for path, (label, type) in found.items()
    ]


def _answer(line: SubmissionLine, *, path: str, type: str, language: str) -> Any:
    """Return an answer as its field's type has it; several of a repeat as one text."""
    question, said = line.form.questions.get(path), line.answers.get(path, [])
    if question is None or not any(said):
        return None
    if type == TEXT:
        return BETWEEN.join(_text(question, one, language) if one else "" for one in said)
    try:
        return _typed(said[0], type)
    except ValueError:
        return None


def _text(question: Question, said: str, language: str) -> str:
    value = value_of(question, said, language, labels=True)
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _typed(said: str, type: str) -> Any:
    match type:
        case "Edm.Int64":
            return int(said)
        case "Edm.Double":
            return float(said)
        case "Edm.TimeOfDay":
            return time.fromisoformat(said).replace(tzinfo=None, microsecond=0).isoformat()
        case "Edm.DateTimeOffset":
            at = datetime.fromisoformat(said)
            return at if at.tzinfo else at.replace(tzinfo=UTC)
    return datetime.fromisoformat(said).date()

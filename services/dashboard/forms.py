"""Submissions of a form as the web shows them: a table, and one record with its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from locales.texts import Text
from models.coordination.scopes import AccessScope
from models.forms import forms
from models.forms.answers import SubmissionRevision
from models.forms.submissions import Submission, SubmissionState, finished
from programmes import Programme
from programmes.sections import ProgrammeForm
from services.exports.columns import SubmissionLine
from services.exports.submissions import submissions_table
from services.exports.table import Column
from services.summaries import expected_people as rolls

ASKED_AT_ONCE: Final = 5000  # people


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form with its newest version, and how many of its submissions a reader sees."""

    key: str
    title: str
    number: int
    submissions: int


@dataclass(frozen=True, slots=True)
class FormProgress:
    """A form that participants fill in, how many of them are to, and how many have finished it."""

    form: ProgrammeForm
    people: int
    done: int


def open_forms(session: Session, programme: Programme, access: AccessScope, day: date) -> list[FormProgress]:
    """Return the forms that participants may fill in on a day, and how far those of a scope are who take part then."""
    asked = [form for form in programme.forms if form.role == "participant" and form.open_on(day)]
    ids = sorted(rolls.expected_people(session, access, day, day).people) if asked else []
    found = []
    for form in asked:
        done = 0
        for start in range(0, len(ids), ASKED_AT_ONCE):
            some = ids[start : start + ASKED_AT_ONCE]
            terms = (form.begins, form.closes)
            done += len(finished(session, form.key, some, *terms, wanted=form.wanted, distinct=form.distinct))
        found.append(FormProgress(form, len(ids), done))
    return found if ids else []


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

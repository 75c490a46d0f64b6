"""Finds obstacles and requests: in the forms that ask for them, and in the words of entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, literal_column, select
from sqlalchemy.orm import Session

from models.activities.activities import IS_COUNTED, Activity, telling
from models.coordination.scopes import AccessScope
from models.forms import answers
from models.forms.submissions import Submission, SubmissionState
from models.people import people
from programmes import Programme

BY_TELLING: Final = "INDEXED BY ix_activity_told"  # SQLite might take that of all days, and read every entry


@dataclass(frozen=True, slots=True)
class Difficulty:
    """An obstacle or a request. `author` wrote it down on `day`; `who` has it, None if that is not said. It stands in a
    submission or in an entry, of which one id is given."""

    day: date
    author: str
    words: tuple[str, ...]
    who: str | None = None
    follow_up: date | None = None
    submission_id: int | None = None
    activity_id: int | None = None
    person_id: int | None = None  # whose words they are


def in_forms(
    session: Session, programme: Programme, access: AccessScope, first: date, last: date, nothing: Sequence[str]
) -> list[Difficulty]:
    """Return what was answered in forms on these days, the newest first, without answers that say `nothing`."""
    asking = {form.key: form for form in programme.forms if form.difficulty_questions}
    seen = Submission.day.between(first, last) & access.records(Submission.person_id, Submission.day)
    handed_in = select(Submission).where(
        Submission.form_key.in_(asking), Submission.state == SubmissionState.SUBMITTED, seen
    )
    found = list(session.scalars(handed_in.order_by(Submission.day.desc(), Submission.id.desc())))
    given = answers.of_submissions(session, [one.id for one in found])
    names = people.by_ids(session, list({one.person_id for one in found}))
    told = []
    for one in found:
        form, said = asking[one.form_key], given[one.id]
        words = tuple(" ".join(said[key].split()) for key in form.difficulty_questions if said.get(key))
        words = tuple(word for word in words if (bare := word.strip(" .-–")) and bare not in nothing)
        if words and one.day is not None:
            until = said.get(form.follow_up_question or "")
            follow_up = date.fromisoformat(until) if until else None
            author = names[one.person_id].name
            who = said.get(form.who_question or "")
            told.append(Difficulty(one.day, author, words, who, follow_up, one.id, person_id=one.person_id))
    return told


def in_entries(session: Session, access: AccessScope, first: date, last: date, most: int) -> list[Difficulty]:
    """Return the newest entries of these days, at most `most`, that tell of one."""
    tells: ColumnElement[bool] = literal_column(f"({telling('activity.words', session.get_bind().dialect.name)})")
    told = select(Activity).where(
        tells, Activity.day.between(first, last), IS_COUNTED, access.records(Activity.person_id, Activity.day)
    )
    newest = told.order_by(Activity.day.desc(), Activity.id.desc()).limit(most)
    found = list(session.scalars(newest.with_hint(Activity, BY_TELLING, "sqlite")))
    names = people.by_ids(session, list({entry.person_id for entry in found}))
    return [
        Difficulty(
            entry.day,
            names[entry.person_id].name,
            (entry.words or "",),
            activity_id=entry.id,
            person_id=entry.person_id,
        )
        for entry in found
    ]

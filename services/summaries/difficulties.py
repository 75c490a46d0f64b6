"""Finds obstacles and requests: in the forms that ask for them, and in the words of entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from models.activities import entry_words
from models.activities.activities import IS_COUNTED, Activity
from models.coordination.scopes import AccessScope
from models.forms import answers
from models.forms.submissions import Submission, SubmissionState
from models.people import people
from programmes import Programme
from thai.search_words import search_words

LATE: Final = 2000  # ids that may have been stored after higher ones were indexed
BY_ID: Final = "NOT INDEXED"  # SQLite takes the index by day, and reads the words of every entry


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


def in_entries(
    session: Session, access: AccessScope, first: date, last: date, words: Sequence[str], most: int
) -> list[Difficulty]:
    """Return the newest entries of these days, at most `most`, that contain one of these words. Those in which one may
    stand are found in the index of the search: looking through the words of a million entries takes seconds."""
    candidates = entry_words.with_one_of(session, {_told_by(word) for word in words}, LATE)
    looked_at = select(Activity.id, Activity.day, Activity.words).where(
        Activity.id.in_(candidates),
        Activity.day.between(first, last),
        IS_COUNTED,
        access.records(Activity.person_id, Activity.day),
    )
    # OFFSET keeps PostgreSQL from looking for the words first, in all entries.
    some = looked_at.with_hint(Activity, BY_ID, "sqlite").offset(0).subquery()
    place_of = (
        func.instr if session.get_bind().dialect.name == "sqlite" else func.strpos
    )  # LIKE takes three times as long
    told = select(some.c.id).where(or_(*(place_of(some.c.words, word) > 0 for word in words)))
    ids = list(session.scalars(told.order_by(some.c.day.desc(), some.c.id.desc()).limit(most)))
    newest = select(Activity).where(Activity.id.in_(ids)).order_by(Activity.day.desc(), Activity.id.desc())
    found = list(session.scalars(newest))
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


@cache
def _told_by(phrase: str) -> str:
    """Return the part of a phrase that the index has of every entry with it: the longest one, which is cut off from
    whatever stands beside it."""
    return max(reversed(search_words(phrase)), key=len)

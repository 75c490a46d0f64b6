"""Which sectors people have met, how often, and when last, from entries that count and from feedback forms."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Select, and_, false, func, or_, select
from sqlalchemy.orm import Session

from models.activities.activities import IS_COUNTED, Activity
from models.activities.details import ActivityMark, MarkKind
from models.forms.answers import Answer
from models.forms.submissions import Submission, SubmissionState

Met = dict[str, tuple[int, date]]  # sector -> (how often, last day)


def sectors_met_since(
    session: Session, person_ids: Iterable[int], since: date, questions: Mapping[str, str]
) -> dict[int, Met]:
    """Return which sectors each of these people has met since a day. People without any are left out.

    `questions`: a form's key -> the path of its question that says whose view it is, such as `sector`.
    """
    ids = list(person_ids)
    by_entries = (
        select(ActivityMark.person_id, ActivityMark.key, func.count(), func.max(Activity.day))
        .join(Activity, Activity.id == ActivityMark.activity_id)
        .where(ActivityMark.person_id.in_(ids), ActivityMark.kind == MarkKind.SECTOR)
        .where(Activity.day >= since, IS_COUNTED)
        .group_by(ActivityMark.person_id, ActivityMark.key)
    )
    found: dict[int, Met] = {}
    for query in (by_entries, _by_forms(ids, since, questions)):
        for person_id, sector, times, last in session.execute(query):
            mine = found.setdefault(person_id, {})
            if last is not None:
                before, day = mine.get(sector, (0, last))
                mine[sector] = (before + times, max(day, last))
    return found


def _by_forms(ids: list[int], since: date, questions: Mapping[str, str]) -> Select[int, str, int, date | None]:
    """Return (person, sector, how often, last day) from the submissions of forms."""
    asked = or_(false(), *(and_(Submission.form_key == key, Answer.path == path) for key, path in questions.items()))
    return (
        select(Submission.person_id, Answer.value, func.count(), func.max(Submission.day))
        .join(Answer, Answer.submission_id == Submission.id)
        .where(Submission.person_id.in_(ids), Submission.state == SubmissionState.SUBMITTED)
        .where(Submission.day >= since, asked)
        .group_by(Submission.person_id, Answer.value)
    )

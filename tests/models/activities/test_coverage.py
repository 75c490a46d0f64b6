"""Which sectors somebody has met: by entries that count and forms that were handed in, from a day on."""

from datetime import date, timedelta

import pytest

from models.activities import coverage, details
from models.activities.activities import ActivityState
from models.activities.details import MarkKind
from models.forms.answers import Answer
from models.forms.submissions import Submission, SubmissionState
from tests.databases import on_sqlite
from tests.models.published_form import publish
from tests.models.reviews.test_reviews import NOW, SOMCHAI, entry, pid, session

__all__ = ["session"]
pytestmark = on_sqlite
SINCE = date(2023, 7, 4)
ASKED = {"feedback": "sector"}


@pytest.fixture
def form_id(session):
    return publish(session)


def met(session):
    return coverage.sectors_met_since(session, [pid(session, SOMCHAI)], SINCE, ASKED).get(pid(session, SOMCHAI))


def work(session, day, sector, state=ActivityState.SUBMITTED, kind=MarkKind.SECTOR):
    kept = entry(session, SOMCHAI, (7, day), state=state)
    details.put_marks(session, kept, kind, (sector,))
    session.flush()


def view(session, form_id, day, sector, *, state=SubmissionState.SUBMITTED, key="feedback", path="sector"):
    """A form of Somchai's with the answer to one question."""
    told = Submission(
        instance_id=f"{form_id} {day} {sector} {key} {path}", person_id=pid(session, SOMCHAI), form_id=form_id,
        form_key=key, state=state, started_at=NOW, updated_at=NOW, day=date(2023, 7, day),
    )  # fmt: skip
    session.add(told)
    session.flush()
    mine = {"submission_id": told.id, "person_id": told.person_id}
    session.add(Answer(**mine, key=path, path=path, value=sector, given=True, answered_at=NOW))
    session.flush()


def test_entries_and_views_are_counted_together_with_their_last_day(session, form_id):
    work(session, 4, "people")
    work(session, 6, "people")
    view(session, form_id, 5, "people")
    view(session, form_id, 4, "temple")
    assert met(session) == {"people": (3, date(2023, 7, 6)), "temple": (1, SINCE)}


def test_what_does_not_count_is_no_meeting(session, form_id):
    work(session, 3, "people")  # a day too early
    work(session, 5, "temple", state=ActivityState.DELETED)
    work(session, 5, "media", state=ActivityState.NOTE)
    work(session, 5, "waste", kind=MarkKind.TAG)
    view(session, form_id, 3, "people")
    view(session, form_id, 5, "state", state=SubmissionState.DRAFT)
    view(session, form_id, 5, "private", key="evaluation")
    view(session, form_id, 5, "party", path="who")
    assert not met(session)


def test_no_form_is_asked_for_a_view_when_no_question_is_named(session, form_id):
    view(session, form_id, 5, "people")
    mine = [pid(session, SOMCHAI)]
    assert coverage.sectors_met_since(session, mine, SINCE, {}) == {}
    assert coverage.sectors_met_since(session, mine, SINCE + timedelta(days=2), ASKED) == {}

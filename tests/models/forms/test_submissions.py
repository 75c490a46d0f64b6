"""A submission belongs to its author, and is found by its own id, not only by theirs."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from models.forms import answers, submissions
from models.forms.submissions import Submission, SubmissionState
from models.storage.database import Database
from tests.models.published_form import publish
from tests.models.two_people import MALEE, NOW, SOMCHAI, with_two_people

TODAY = date(2026, 8, 3)


def submitted(session: Session, form_id: int, person: int, about: int | None, day: date, key: str = "feedback") -> int:
    made = Submission(
        instance_id=f"{person}{about}{day}{key}", person_id=person, about_person_id=about, form_id=form_id,
        form_key=key, state=SubmissionState.SUBMITTED, started_at=NOW, updated_at=NOW, submitted_at=NOW, day=day,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made.id


def test_a_submission_is_its_authors_and_the_one_that_is_asked_for(database: Database) -> None:
    with with_two_people(database) as session:
        form = publish(session)
        first, second, other = (
            submitted(session, form, one, None, TODAY + timedelta(n)) for n, one in enumerate((MALEE, MALEE, SOMCHAI))
        )
        for asked, person, found in (
            (first, MALEE, first),
            (second, MALEE, second),
            (other, MALEE, None),
            (other, SOMCHAI, other),
        ):
            owned = submissions.owned(session, asked, person)
            assert (owned and owned.id) == found


def test_the_last_day_is_that_of_the_same_author_and_form(database: Database) -> None:
    day = timedelta(days=1)
    with with_two_people(database) as session:
        form = publish(session)
        for person, about, on, key in (
            (MALEE, SOMCHAI, TODAY, "feedback"),
            (MALEE, SOMCHAI, TODAY - day, "feedback"),
            (MALEE, None, TODAY + day, "feedback"),
            (MALEE, SOMCHAI, TODAY + day, "other"),
            (SOMCHAI, MALEE, TODAY + day, "feedback"),
        ):
            submitted(session, form, person, about, on, key)
        draft = submissions.owned(session, submitted(session, form, MALEE, SOMCHAI, TODAY + 2 * day), MALEE)
        assert draft is not None
        draft.state = SubmissionState.DRAFT
        session.flush()
        assert submissions.last_about(session, "feedback", MALEE) == {SOMCHAI: TODAY}


def test_empty_answers_of_many_submissions_are_left_out(database: Database) -> None:
    with with_two_people(database) as session:
        form = publish(session)
        one = submitted(session, form, MALEE, None, TODAY)
        for key, value in (("said", "x"), ("empty", "")):
            session.add(
                answers.Answer(
                    submission_id=one, key=key, path=key, person_id=MALEE, value=value, given=True, answered_at=NOW
                )
            )
        session.flush()
        assert answers.of_submissions(session, [one]) == {one: {"said": "x"}}

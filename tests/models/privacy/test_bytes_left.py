"""Bytes of pictures go with who sent them and with cancelled drafts, unless somebody else has sent the same ones."""

from datetime import timedelta

import pytest

from bot.resources import Bot
from bot.settings import Settings
from models.activities.media import Media, MediaState
from models.forms.submissions import Submission, SubmissionState
from models.people import people
from models.privacy import erasure
from scheduler.housekeeping import Housekeeping
from services.roster.applying import apply_roster
from tests.databases import on_sqlite
from tests.models.published_form import publish
from tests.models.reviews.test_reviews import MALEE, NOW, PEOPLE, PROGRAMME, SOMCHAI, entry, pid, session

__all__ = ["session"]
pytestmark = on_sqlite
DAY = timedelta(days=1)


@pytest.fixture
def form_id(session):
    return publish(session)


def draft(session, form_id, state, updated_at, *pictures):
    """A form of Somchai's with pictures, by their hashes."""
    made = Submission(
        instance_id=f"{state} {updated_at}", person_id=pid(session, SOMCHAI), form_id=form_id, form_key="feedback",
        state=state, started_at=NOW, updated_at=updated_at,
    )  # fmt: skip
    session.add(made)
    session.flush()
    for sha256 in pictures:
        picture(session, SOMCHAI, sha256, submission_id=made.id)
    return made.id


def picture(session, name, sha256, **of):
    of |= {"person_id": pid(session, name), "chat_key": "U1", "state": MediaState.STORED, "created_at": NOW}
    session.add(Media(message_id=f"{name} {sha256}", sha256=sha256, **of))
    session.flush()


def test_an_old_cancelled_draft_leaves_the_bytes_that_nobody_else_has(session, form_id):
    draft(session, form_id, SubmissionState.CANCELLED, NOW - DAY, "only here", "also elsewhere")
    picture(session, MALEE, "also elsewhere", activity_id=entry(session, MALEE, (7, 4)).id)
    kept = [draft(session, form_id, SubmissionState.DRAFT, NOW - DAY, "of a draft"),
            draft(session, form_id, SubmissionState.CANCELLED, NOW, "of one that can be restored")]  # fmt: skip
    assert erasure.forget_cancelled_drafts(session, NOW) == 1
    assert erasure.leftover_files(session) == ["only here"]
    assert [one.id for one in session.query(Submission).order_by(Submission.id)] == kept
    assert erasure.forget_cancelled_drafts(session, NOW) == 0


def test_who_is_erased_leaves_the_bytes_that_nobody_else_has(session):
    for name in (SOMCHAI, MALEE):
        picture(session, name, "of both", activity_id=entry(session, name, (7, 4)).id)
    picture(session, SOMCHAI, "of one", activity_id=entry(session, SOMCHAI, (7, 5)).id)
    erasure.erase(session, people.by_name(session, SOMCHAI)[0], NOW, actor="command")
    assert erasure.leftover_files(session) == ["of one"]


def test_bytes_that_somebody_has_sent_again_meanwhile_are_not_deleted(database, database_url, tmp_path):
    bot = Bot(Settings(database_url=database_url, media_dir=tmp_path / "media"))
    gone, again = (bot.media.put(data) for data in (b"gone", b"again"))
    with database.write() as session:
        apply_roster(session, PEOPLE, PROGRAMME, NOW)
        session.flush()
        erasure.leave_files(session, {gone, again})
        picture(session, MALEE, again)
    assert Housekeeping(bot).remove_leftovers() == 2
    bot.close()
    assert not bot.media.has(gone)
    assert bot.media.original(again) == b"again"
    with database.read() as session:
        assert erasure.leftover_files(session) == []


def test_of_somebody_who_has_sent_nothing_nothing_is_kept(session):
    assert erasure.what_is_kept(session, pid(session, SOMCHAI)) == erasure.KeptData(0, 0, 0, 0)

"""Erasing somebody takes them out of the rating rounds, as rater and as participant, and leaves others as they are."""

from sqlalchemy import func, select

from models.evaluations.raters import Rater, RaterLink
from models.evaluations.ratings import Rating, RatingState
from models.evaluations.snapshots import EvaluationResult, EvaluationSnapshot
from models.people import people
from models.people.people import PersonState
from models.privacy import erasure
from models.storage.database import Database
from tests.models.evaluations.people_rating import FINAL, NOW, participant, rater, rating


def test_an_erased_rater_leaves_no_rating_and_no_link(database: Database) -> None:
    with database.write() as session:
        about = participant(session, "สมชาย ใจดี")
        gone, stays = rater(session, "สมศรี มีสุข"), rater(session, "บุญมี แก้วดี")
        rating(session, gone, about)
        kept = rating(session, stays, about).id
        gone_id = gone.person_id
        (person,) = people.find(session, "สมศรี มีสุข")
        erasure.erase(session, person, NOW, actor="command")
    with database.read() as session:
        assert list(session.scalars(select(Rating.id))) == [kept]
        assert list(session.scalars(select(Rater.person_id).where(Rater.person_id == gone_id))) == []
        assert session.scalar(select(func.count()).select_from(RaterLink)) == 1
        assert people.by_name(session, "สมศรี มีสุข") == []


def test_an_erased_participant_takes_along_what_was_said_of_them_and_raters_asked_about_nobody_else(
    database: Database,
) -> None:
    with database.write() as session:
        gone, other = participant(session, "สมชาย ใจดี"), participant(session, "มาลี ดีงาม")
        only_his, of_both = rater(session, "สมศรี มีสุข"), rater(session, "บุญมี แก้วดี")
        rating(session, only_his, gone, by=gone)
        rating(session, of_both, gone, by=gone)
        kept = rating(session, of_both, other, by=gone).id
        snapshot = EvaluationSnapshot(
            round_key=FINAL, number=1, body="{}", sha256="1" * 64, previous_sha256="0" * 64, signature="", key_id="k",
            at=NOW,
        )  # fmt: skip
        session.add(snapshot)
        session.flush()
        for person in (gone, other):
            session.add(EvaluationResult(snapshot_id=snapshot.id, person_id=person.id, body=f"result {person.id}"))
        session.flush()
        ids = (gone.id, other.id, only_his.person_id, of_both.person_id)
        erasure.erase(session, gone, NOW, actor=f"person:{gone.id}")
    with database.read() as session:
        gone_id, other_id, only_his_id, of_both_id = ids
        assert list(session.scalars(select(Rating.id))) == [kept]
        assert list(session.scalars(select(EvaluationResult.person_id))) == [other_id]
        assert session.scalar(select(func.count()).select_from(EvaluationSnapshot)) == 1
        states = {one: people.by_ids(session, ids)[one].state for one in ids}
        assert states[gone_id] == states[only_his_id] == PersonState.ERASED
        assert PersonState.ERASED not in (states[other_id], states[of_both_id])
        assert session.get_one(Rating, kept).worked_together is None


def test_an_erased_coordinators_reason_for_striking_a_rater_goes_and_that_it_was_struck_stays(
    database: Database,
) -> None:
    with database.write() as session:
        about, decides = participant(session, "สมชาย ใจดี"), participant(session, "กานดา รักงาน")
        struck = rating(session, rater(session, "สมศรี มีสุข"), about)
        struck.state, struck.decided_by_id, struck.reason = RatingState.WITHDRAWN, decides.id, "เรื่องส่วนตัว"
        session.flush()
        rating_id = struck.id
        erasure.erase(session, decides, NOW, actor="command")
    with database.read() as session:
        left = session.get_one(Rating, rating_id)
        assert (left.state, left.reason) == (RatingState.WITHDRAWN, None)


def test_whom_others_nominated_and_raters_who_were_not_asked_stay(database: Database) -> None:
    with database.write() as session:
        gone, other = participant(session, "สมชาย ใจดี"), participant(session, "มาลี ดีงาม")
        asked, idle = rater(session, "สมศรี มีสุข"), rater(session, "บุญมี แก้วดี")
        rating(session, asked, gone, by=gone)
        kept = rating(session, asked, other, by=other)
        kept.worked_together = "จัดเวทีด้วยกัน"
        session.flush()
        ids = (asked.person_id, idle.person_id)
        erasure.erase(session, gone, NOW, actor="command")
        session.expire_all()
        assert kept.worked_together == "จัดเวทีด้วยกัน"
        assert PersonState.ERASED not in {one.state for one in people.by_ids(session, ids).values()}

"""Reviews, questions and terms of one person are never taken for somebody else's."""

from datetime import date, timedelta

from sqlalchemy import select

from models.messaging.deliveries import Delivery, DeliveryState
from models.plans.plans import Plan
from models.privacy import cascade
from models.reviews import mentoring, questions, reviews, terms, verdicts
from models.reviews.questions import QuestionThread, ThreadState
from models.reviews.reviews import Act, Review
from models.reviews.terms import MentorTerm
from tests.models.reviews.test_reviews import MALEE, NOW, PRAYUN, SOMCHAI, WILAI, entry, pid, session  # noqa: F401
from tests.models.reviews.test_reviews import PROGRAMME as PROGRAMME_2566


def review(session, name, on, act=Act.APPROVE, words=None):  # noqa: F811
    row = Review(
        activity_id=on.id, person_id=on.person_id, by_person_id=pid(session, name), act=act, revision=1, words=words,
        saw_photos=False, at=NOW,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def test_the_last_approval_is_the_persons_own(session):  # noqa: F811
    one, other, third = (entry(session, SOMCHAI, (7, day)) for day in (10, 11, 12))
    review(session, PRAYUN, one), review(session, PRAYUN, third, Act.COMMENT)
    review(session, WILAI, other)
    assert reviews.latest_approval(session, pid(session, PRAYUN)) == one.id


def test_approvals_without_words_are_those_of_one_participant_since_one(session):  # noqa: F811
    mine, other = entry(session, SOMCHAI, (7, 10)), entry(session, MALEE, (7, 10))
    before, first = review(session, PRAYUN, mine), review(session, PRAYUN, mine)
    (
        review(session, PRAYUN, mine, words="ดีมาก"),
        review(session, PRAYUN, other),
        review(session, PRAYUN, mine, Act.COMMENT),
    )
    praise = review(session, PRAYUN, mine, Act.PRAISE)
    found = verdicts.wordless_since(session, pid(session, SOMCHAI), first.id)
    assert [one.id for one in found] == [first.id, praise.id]
    assert before.id not in {one.id for one in found}


def test_a_term_is_over_for_the_mentor_whose_it_was(session):  # noqa: F811
    somchai, malee = pid(session, SOMCHAI), pid(session, MALEE)
    for person, mentor, ends in ((somchai, 91, NOW), (somchai, 92, None), (malee, 91, None), (malee, 92, NOW)):
        session.add(
            MentorTerm(person_id=person, mentor_id=mentor, first=False, begins_at=NOW - timedelta(1), ends_at=ends)
        )
    session.flush()
    over = {(one, by) for one in (somchai, malee) for by in (91, 92, 93) if terms.is_over(session, one, by)}
    assert over == {(somchai, 91), (malee, 92)}


def test_threads_that_wait_are_those_that_are_asked(session):  # noqa: F811
    for state in ThreadState:
        thread = {"asked_at": NOW, "latest_at": NOW}
        session.add(QuestionThread(person_id=pid(session, SOMCHAI), state=state, **thread))
    session.flush()
    day = NOW.date() + timedelta(days=12)
    asked = (session, PROGRAMME_2566, pid(session, PRAYUN), None, day)
    assert {one.state for one in questions.asked_of(*asked)} == set(ThreadState)
    assert {one.state for one in questions.asked_of(*asked, waiting=True)} == {ThreadState.ASKED}


def test_who_is_forgotten_is_quoted_to_nobody_and_others_still_are(session):  # noqa: F811
    mine, other = entry(session, SOMCHAI, (7, 10)), entry(session, MALEE, (7, 10))
    praised = entry(session, MALEE, (7, 11))
    review(session, SOMCHAI, praised, Act.COMMENT, words="เห็นด้วย")
    threads = [
        QuestionThread(person_id=pid(session, name), state=ThreadState.ASKED, asked_at=NOW, latest_at=NOW)
        for name in (SOMCHAI, MALEE)
    ]
    plans = [Plan(person_id=pid(session, name), created_at=NOW) for name in (SOMCHAI, MALEE)]
    session.add_all([*threads, *plans])
    session.flush()
    said = (
        ("activity", mine.id),
        ("activity", other.id),
        ("activity", praised.id),
        *(("question", one.id) for one in threads),
        *(("plan", one.id) for one in plans),
    )
    for kind, number in said:
        session.add(
            Delivery(
                chat_key="U9", state=DeliveryState.DUE, about_kind=kind, about_id=number, messages=["ลับ"],
                message_count=1, due_at=NOW, retry_key="k", created_at=NOW,
            )
        )  # fmt: skip
    session.flush()
    cascade.forget_person(session, pid(session, SOMCHAI))
    session.expire_all()
    kept = {(row.about_kind, row.about_id) for row in session.scalars(select(Delivery)) if row.messages is not None}
    assert kept == {("activity", other.id), ("question", threads[1].id), ("plan", plans[1].id)}


def test_who_takes_part_is_a_participant_that_day_themselves(session):  # noqa: F811
    somchai, prayun = pid(session, SOMCHAI), pid(session, PRAYUN)
    assert mentoring.taking_part(session, [somchai, prayun], date(2023, 7, 12)) == {somchai}

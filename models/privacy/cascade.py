"""Deletes copies of a person's words that are to be shown to others, when the words themselves are deleted."""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.activities.activities import Activity
from models.development import revisions as development_revisions
from models.development import trainings
from models.messaging import delivery_erasure
from models.plans import forgetting as plans
from models.reviews import questions, verdicts
from models.reviews.reviews import ReviewList, Showing
from models.reviews.terms import MentorTerm
from models.units import forums as unit_forums
from models.units import plans as unit_plans


def forget_person(session: Session, person_id: int) -> None:
    """Delete messages to others about a person's entries, what the person wrote to others, and who was their mentor,
    before the entries."""
    theirs = set(session.scalars(select(Activity.id).where(Activity.person_id == person_id)))
    forget_activities(session, theirs | set(verdicts.forget_words_of(session, person_id)))
    delivery_erasure.forget_everywhere(session, "question", questions.forget_person(session, person_id))
    delivery_erasure.forget_everywhere(session, "plan", plans.forget_person(session, person_id))
    session.execute(delete(MentorTerm).where(MentorTerm.person_id == person_id))
    for shown in (Showing, ReviewList):
        session.execute(delete(shown).where(shown.by_person_id == person_id))


def forget_activities(session: Session, activity_ids: Collection[int]) -> None:
    """Delete unsent messages about these entries in all chats, alone or in a list with others."""
    delivery_erasure.forget_everywhere(session, "activity", activity_ids)
    unsaid = delivery_erasure.unsaid_about(session, "reviews")
    lists = session.scalars(select(ReviewList).where(ReviewList.id.in_(unsaid)))
    named = [one.id for one in lists if any(entry[0] in activity_ids for entry in one.entries)]
    delivery_erasure.forget_everywhere(session, "reviews", named)


def take_back(session: Session, message_id: str, person_id: int) -> None:
    """Delete the words of an unsent message from messages to others."""
    forget_activities(session, verdicts.take_words_back(session, message_id, person_id))
    question_id = questions.take_words_back(session, message_id, person_id)
    if question_id is not None:
        delivery_erasure.forget_everywhere(session, "question", [question_id])
    delivery_erasure.forget_everywhere(session, "plan", plans.take_words_back(session, message_id, person_id))
    unit_plans.take_words_back(session, message_id, person_id)
    unit_forums.take_words_back(session, message_id, person_id)
    trainings.take_words_back(session, message_id, person_id)
    development_revisions.take_words_back(session, message_id, person_id)

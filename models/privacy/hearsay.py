"""What others would be shown of somebody's words: entries by mentors, verdicts by authors. It goes with the words."""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.activities.activities import Activity
from models.messaging import deliveries
from models.reviews import questions, verdicts
from models.reviews.reviews import ReviewList, Showing


def forget_person(session: Session, person_id: int) -> None:
    """Before a person's entries go: what others would still hear of them, and what this person wrote to others."""
    theirs = set(session.scalars(select(Activity.id).where(Activity.person_id == person_id)))
    forget_entries(session, theirs | set(verdicts.forget_words_of(session, person_id)))
    deliveries.forget_everywhere(session, "question", questions.forget_person(session, person_id))
    for shown in (Showing, ReviewList):
        session.execute(delete(shown).where(shown.by_person_id == person_id))


def forget_entries(session: Session, activity_ids: Collection[int]) -> None:
    """Whatever is still to be said about these entries, in whichever chat, alone or in a list with others."""
    deliveries.forget_everywhere(session, "activity", activity_ids)
    unsaid = deliveries.unsaid_about(session, "reviews")
    lists = session.scalars(select(ReviewList).where(ReviewList.id.in_(unsaid)))
    named = [one.id for one in lists if any(entry[0] in activity_ids for entry in one.entries)]
    deliveries.forget_everywhere(session, "reviews", named)


def take_back(session: Session, message_id: str, person_id: int) -> None:
    """A message was unsent in which somebody had written to others: its words are gone from what they would hear."""
    forget_entries(session, verdicts.take_words_back(session, message_id, person_id))
    question_id = questions.take_words_back(session, message_id, person_id)
    if question_id is not None:
        deliveries.forget_everywhere(session, "question", [question_id])

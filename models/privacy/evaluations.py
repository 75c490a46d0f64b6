"""Erases a person from the rating rounds: what they judged, what was judged of them, and their results."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models.evaluations.raters import Rater
from models.evaluations.ratings import Rating
from models.evaluations.snapshots import EvaluationResult
from models.people.people import RATER, Person, PersonState


def forget_person(session: Session, person_id: int) -> list[Person]:
    """Delete a person's ratings, links and results, and what they wrote about raters whom they nominated or struck.
    Return the raters from outside the roster who have nobody left to rate: there is no purpose for which to keep them.

    Signed snapshots stay: they hold only hashes.
    """
    theirs = select(Rater.id).where(Rater.person_id == person_id)
    about = select(Rating.rater_id).where(Rating.about_person_id == person_id)
    asked = set(session.scalars(select(Rater.person_id).where(Rater.id.in_(about))))
    session.execute(delete(Rating).where((Rating.about_person_id == person_id) | Rating.rater_id.in_(theirs)))
    session.execute(delete(Rater).where(Rater.person_id == person_id))  # their links go with them
    session.execute(delete(EvaluationResult).where(EvaluationResult.person_id == person_id))
    session.execute(update(Rating).where(Rating.nominated_by_id == person_id).values(worked_together=None))
    session.execute(update(Rating).where(Rating.decided_by_id == person_id).values(reason=None))
    busy = select(Rater.person_id).join(Rating, Rating.rater_id == Rater.id)
    left = select(Person).where(
        Person.id.in_(asked - {person_id}),
        Person.key.startswith(RATER),
        Person.state != PersonState.ERASED,
        Person.id.not_in(busy),
    )
    return list(session.scalars(left.order_by(Person.id)))

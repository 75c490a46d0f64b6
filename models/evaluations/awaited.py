"""What is still awaited in a round: nominations from sectors, and ratings of those who are in LINE."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from models.evaluations.raters import Rater
from models.evaluations.ratings import Rating, RatingState
from models.messaging.chats import Chat
from models.people.people import RATER, Person, PersonState

GONE = (PersonState.WITHDRAWN, PersonState.ERASED)  # who has withdrawn their consent is not rated
PROPOSED = (RatingState.NOMINATED, RatingState.ACCEPTED)


def sectors_proposed(
    session: Session, round_key: str, kind: str, about_ids: Collection[int]
) -> dict[int, list[str | None]]:
    """Return for each of these people the sector of each rater of a kind who is nominated or accepted for them."""
    rows = session.execute(
        select(Rating.about_person_id, Rater.sector)
        .join(Rater, Rater.id == Rating.rater_id)
        .where(Rating.round_key == round_key, Rating.kind == kind, Rating.about_person_id.in_(about_ids))
        .where(Rating.state.in_(PROPOSED))
    )
    found: dict[int, list[str | None]] = defaultdict(list)
    for about_id, sector in rows:
        found[about_id].append(sector)
    return found


def left_to_rate(session: Session, round_key: str, person_ids: Collection[int]) -> dict[int, list[str]]:
    """Return for each of these people who rate by link the names of whom they have still to rate in a round. What was
    given, struck or withdrawn is not among them."""
    about, person = aliased(Person), aliased(Person)
    rows = session.execute(
        select(Rater.person_id, about.name)
        .select_from(Rating)
        .join(Rater, Rater.id == Rating.rater_id)
        .join(person, person.id == Rater.person_id)
        .join(about, about.id == Rating.about_person_id)
        .where(Rating.round_key == round_key, Rater.person_id.in_(person_ids), person.key.startswith(RATER))
        .where(Rating.state == RatingState.ACCEPTED, Rating.scores.is_(None), about.state.not_in(GONE))
        .order_by(Rating.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for person_id, name in rows:
        found[person_id].append(name)
    return found


def reached(session: Session) -> int:
    """Return how many people who rate by link are in LINE and have something to rate."""
    waits = select(Rater.person_id).join(Rating, Rating.rater_id == Rater.id)
    waits = waits.where(Rating.state == RatingState.ACCEPTED, Rating.scores.is_(None))
    counted = select(func.count(Person.id.distinct())).join(Chat, Chat.person_id == Person.id)
    return session.scalar(counted.where(Chat.follows, Person.key.startswith(RATER), Person.id.in_(waits))) or 0

"""How the rating rounds stand that are open or over: how many ratings were asked for, how many were given."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.coordination.scopes import AccessScope
from models.evaluations.raters import Rater
from models.evaluations.ratings import Rating, RatingState
from programmes import Programme
from programmes.evaluations import EvaluationRound
from services.evaluations.ledger import is_seen
from services.evaluations.rounds import RoundState, state_of


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """A round with the ratings of a scope's participants."""

    turn: EvaluationRound
    closes: date
    asked: int
    given: int


def open_rounds(session: Session, programme: Programme, access: AccessScope, day: date) -> list[RoundProgress]:
    """Return the rounds that wait for ratings or for being closed."""
    waiting = (RoundState.OPEN, RoundState.OVER)
    found = []
    for turn in programme.evaluation.rounds:
        if state_of(session, programme, turn, day) not in waiting:
            continue
        row = session.execute(
            select(func.count(), func.count(Rating.scores))
            .join(Rater, Rater.id == Rating.rater_id)
            .where(Rater.round_key == turn.key, Rating.state == RatingState.ACCEPTED)
            .where(is_seen(programme, access, turn, Rating.about_person_id))
        ).one()
        found.append(RoundProgress(turn, programme.round_days(turn)[1], row[0], row[1]))
    return found

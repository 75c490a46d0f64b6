"""What handing in a round's form does: the rater's rating gets its scores, once. Mentors need no nomination for it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Final

import structlog
from sqlalchemy.orm import Session

from models import schema
from models.evaluations import raters, ratings, rounds, snapshots
from models.evaluations.raters import Rater
from models.evaluations.ratings import Rating, RatingState
from models.forms import answers, submissions
from models.forms.submissions import Submission
from models.people import audit
from models.storage.database import Database
from programmes import Programme
from programmes.bangkok import bangkok_day
from programmes.evaluations import EvaluationRound
from services.evaluations.rounds import (
    RoundState,
    RoundTerms,
    described,
    open_due,
    open_round,
    pending_changes,
    state_of,
)
from xlsforms import path_of

log = structlog.get_logger()


class Taken(StrEnum):
    """What became of a rating that was handed in."""

    COUNTED = "counted"
    LATE = "late"  # taken, after the round's last day
    ALREADY = "already"  # this rater has rated this participant; the first stands
    NOT_ASKED = "not_asked"  # withdrawn, struck or never accepted
    CLOSED = "closed"


UNCOUNTED: Final = (Taken.ALREADY, Taken.CLOSED, Taken.NOT_ASKED, Taken.LATE)  # the rater is told of these


def round_of_form(programme: Programme, form_key: str) -> EvaluationRound | None:
    """Return the round in which a form is filled in, or None."""
    return next((turn for turn in programme.evaluation.rounds if turn.form == form_key), None)


def take_mentors(session: Session, programme: Programme, submission: Submission, now: datetime) -> Taken | None:
    """Take a form that a mentor has handed in about a participant as their rating. Return None if it is of no round."""
    turn = round_of_form(programme, submission.form_key)
    if turn is None or submission.about_person_id is None or programme.form(turn.form).role != "mentor":
        return None
    kind = turn.raters[0].key
    rater_id = raters.ensure(session, turn.key, kind, submission.person_id, now)
    rating = ratings.ensure(session, session.get_one(Rater, rater_id), submission.about_person_id, now)
    return take(session, programme, turn, rating, submission, now)


def take(
    session: Session,
    programme: Programme,
    turn: EvaluationRound,
    rating: Rating,
    submission: Submission,
    now: datetime,
) -> Taken:
    """Give a rating the scores of a submission that was handed in. Of two at once, one is counted."""
    day = submission.day or bangkok_day(now)
    if state_of(session, programme, turn, day) is RoundState.CLOSED:
        return Taken.CLOSED
    if rating.state != RatingState.ACCEPTED:
        return Taken.NOT_ASKED
    current = open_round(session, programme, turn, now)
    rounds.hold(session, turn.key)
    if snapshots.newest(session, turn.key) is not None:
        return Taken.CLOSED
    return _give(session, current, rating, submission, day, now)


def _give(
    session: Session, current: RoundTerms, rating: Rating, submission: Submission, day: date, now: datetime
) -> Taken:
    given = answers.of_submissions(session, [submission.id])[submission.id]
    named = {path_of(key).rpartition("/")[2]: value for key, value in given.items()}
    late = day > current.terms.closes
    done = ratings.give(
        session,
        rating.id,
        submission.id,
        [named.get(criterion.key, "") for criterion in current.terms.criteria],
        at=submission.submitted_at or now,
        late=late,
        version_number=current.number,
    )
    session.expire(rating)
    if not done:
        return Taken.ALREADY
    audit.record(session, now, f"person:{submission.person_id}", "rate", submission.about_person_id, rating=rating.id)
    return Taken.LATE if late else Taken.COUNTED


def carry_over(session: Session, programme: Programme, now: datetime) -> int:
    """Take the forms of rounds that mentors handed in before rounds were counted (or through a process of an earlier
    version) as ratings, the earliest first. Return how many were taken; a second time there are none."""
    open_due(session, programme, now)
    taken = 0
    for turn in programme.evaluation.rounds:
        if programme.form(turn.form).role != "mentor":
            continue
        for submission in submissions.handed_in(session, turn.form):
            rater_id = raters.of_people(session, turn.key, turn.raters[0].key, [submission.person_id])
            known = {one.about_person_id for each in rater_id.values() for one in ratings.of_rater(session, each)}
            if submission.about_person_id in known:
                continue
            if take_mentors(session, programme, submission, now) in (Taken.COUNTED, Taken.LATE):
                taken += 1
    return taken


def bring_rounds_up(database: Database, programme: Programme, now: datetime) -> None:
    """At the start: open the rounds whose day has come, carry over what was handed in before, and log where the
    programme's file says otherwise than the terms that apply."""
    with database.read() as session:
        if not schema.is_current(session.connection()):
            return  # the process that migrates the database also does this
    taken = database.write_again(lambda session: carry_over(session, programme, now))
    if taken:
        log.info("evaluation.carried_over", ratings=taken)
    with database.read() as session:
        for turn in programme.evaluation.rounds:
            if found := pending_changes(session, programme, turn):
                log.warning("evaluation.terms_differ", round=turn.key, changes=described(found))


def withdraw(
    session: Session, rating: Rating, now: datetime, *, actor: str, by_person_id: int | None, reason: str | None
) -> bool:
    """Take a rating out by an audited act, also after it was handed in. Return False if it was out already."""
    if not ratings.withdraw(session, rating, by_person_id=by_person_id, at=now, reason=reason):
        return False
    session.expire(rating)
    audit.record(session, now, actor, "rating-withdraw", rating.about_person_id, rating=rating.id)
    return True

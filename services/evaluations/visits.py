"""What a rater's link opens: whom they rate, and the draft about each.

A link that was revoked, of somebody erased, or of a round that takes no ratings opens nothing, and nothing says which
of these it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models.evaluations.raters import Rater, RaterLink
from models.evaluations.ratings import Rating, RatingState
from models.forms import forms
from models.forms.submissions import Submission, SubmissionState, hash_of
from models.messaging.chats import Chat
from models.people import audit, invites
from models.people.people import Person, PersonState
from programmes import Programme
from programmes.bangkok import bangkok_day
from programmes.evaluations import EvaluationRound
from services.evaluations.nominations import RaterOf
from services.evaluations.rounds import NotReady, open_terms, terms_of
from services.forms.filling import Filling, begin, resume

ABOUT_NAME: Final = "about_name"  # the question with the name of whom a form is about
NOT_RATED: Final = (PersonState.WITHDRAWN, PersonState.ERASED)  # who has withdrawn their consent is not rated


@dataclass(frozen=True, slots=True)
class Visit:
    """A rater at their page: the round with its last day, and whom they may rate."""

    link: RaterLink
    rater: Rater
    person: Person
    turn: EvaluationRound
    closes: date
    rows: tuple[RaterOf, ...]
    is_in_line: bool = False

    def row(self, rating_id: int) -> RaterOf | None:
        """Return one of their ratings, or None, also if it is another's."""
        return next((row for row in self.rows if row.rating.id == rating_id), None)

    def following(self, rating_id: int) -> RaterOf | None:
        """Return whom to rate next: the next in the list who waits, from the beginning again at its end."""
        at = next((place for place, row in enumerate(self.rows) if row.rating.id == rating_id), -1)
        turned = (*self.rows[at + 1 :], *self.rows[: at + 1])
        return next((row for row in turned if not row.rating.is_given and row.rating.id != rating_id), None)

    def has_consented(self, programme: Programme) -> bool:
        return self.rater.consent_version == programme.retention.notice_version


def visit(session: Session, programme: Programme, token: str, now: datetime, *, hold: bool = False) -> Visit | None:
    """Return what a link opens now, or None. With `hold` the rater is locked until the transaction ends, so that of two
    who hand in at the same moment the second finds what the first has done."""
    opened = _opened(session, token, hold=hold)
    turn = next((one for one in programme.evaluation.rounds if opened and one.key == opened[1].round_key), None)
    if opened is None or turn is None:
        return None
    link, rater, person, in_line = opened
    try:
        terms = open_terms(session, programme, turn, bangkok_day(now))
    except NotReady:
        return None
    if terms is None:
        return None
    rows = tuple(_rows(session, rater, person))
    return Visit(link, rater, person, turn, terms.closes, rows, in_line) if rows else None


def _opened(session: Session, token: str, *, hold: bool) -> tuple[RaterLink, Rater, Person, bool] | None:
    """Return the working link of a token, its rater and person, and whether they are in LINE: one query."""
    in_line = exists().where(Chat.person_id == Person.id)
    found = (
        select(RaterLink, Rater, Person, in_line)
        .join(Rater, Rater.id == RaterLink.rater_id)
        .join(Person, Person.id == Rater.person_id)
        .where(RaterLink.token_hash == hash_of(token), RaterLink.revoked_at.is_(None))
        .where(Person.state != PersonState.ERASED)
    )
    if hold:
        found = found.with_for_update(of=Rater).execution_options(populate_existing=True)
    row = session.execute(found).one_or_none()
    return (row[0], row[1], row[2], bool(row[3])) if row is not None else None


def _rows(session: Session, rater: Rater, person: Person) -> Iterator[RaterOf]:
    """Yield whom a rater may rate, without what only whoever decides needs: one query."""
    mine = (
        select(Rating, Person)
        .join(Person, Person.id == Rating.about_person_id)
        .where(Rating.rater_id == rater.id, Rating.state == RatingState.ACCEPTED)
        .where(Person.state.not_in(NOT_RATED), Person.id != person.id)
        .order_by(Rating.id)
    )
    for rating, about in session.execute(mine):
        yield RaterOf(rating, rater, person, about)


def consent(session: Session, programme: Programme, visit: Visit, now: datetime) -> None:
    """Note that a rater agrees to the notice as it stands."""
    version = programme.retention.notice_version
    visit.rater.consent_version, visit.rater.consent_at = version, now
    actor = f"person:{visit.person.id}"
    audit.record(session, now, actor, "rater-consent", visit.person.id, rater=visit.rater.id, version=version)


def code_for_line(session: Session, visit: Visit, now: datetime) -> str:
    """Make the code with which a rater connects their LINE, and return it. Codes before it stop working."""
    invites.revoke_all(session, visit.person.id, now)
    actor = f"person:{visit.person.id}"
    audit.record(session, now, actor, "rater-line", visit.person.id, rater=visit.rater.id)
    return invites.issue(session, visit.person.id, now)


def draft_of(session: Session, visit: Visit, row: RaterOf, now: datetime) -> Filling | None:
    """Return the draft that a rater has begun about somebody, on whichever phone."""
    mine = select(Submission).where(
        Submission.person_id == visit.person.id,
        Submission.form_key == visit.turn.form,
        Submission.about_person_id == row.about.id,
        Submission.state == SubmissionState.DRAFT,
    )
    draft = session.scalar(mine.order_by(Submission.id).limit(1))
    return resume(session, draft, now, visit.person.language) if draft else None


def begin_draft(session: Session, programme: Programme, visit: Visit, row: RaterOf, now: datetime) -> Filling:
    """Begin the draft about somebody, on the version of the form that the round's terms name."""
    known = draft_of(session, visit, row, now)
    if known is not None:
        return known
    number = terms_of(session, programme, visit.turn).terms.form_version
    version = next(one for one in forms.versions_of(session, visit.turn.form) if one.number == number)
    return begin(
        session,
        version,
        person_id=visit.person.id,
        now=now,
        language=visit.person.language,
        about_person_id=row.about.id,
        prefill={ABOUT_NAME: row.about.name},
    )


def begun(session: Session, visit: Visit) -> set[int]:
    """Return the people about whom a draft has been begun."""
    mine = select(Submission.about_person_id).where(
        Submission.person_id == visit.person.id,
        Submission.form_key == visit.turn.form,
        Submission.state == SubmissionState.DRAFT,
        Submission.about_person_id.in_(_about(visit.rows)),
    )
    return {about_id for about_id in session.scalars(mine) if about_id is not None}


def _about(rows: Sequence[RaterOf]) -> list[int]:
    return [row.about.id for row in rows]

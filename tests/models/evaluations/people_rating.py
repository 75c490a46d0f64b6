"""Raters and ratings for tests of tables."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from models.evaluations.raters import Rater, RaterLink
from models.evaluations.ratings import Rating, RatingState
from models.people.people import RATER, Membership, Person, Role
from programmes.bangkok import BANGKOK

NOW = datetime(2023, 12, 6, 9, tzinfo=BANGKOK)
FINAL = "final"


def participant(session: Session, name: str) -> Person:
    person = Person(key=f"id:{name}", name=name, created_at=NOW)
    session.add(person)
    session.flush()
    session.add(Membership(person_id=person.id, role=Role.PARTICIPANT))
    session.flush()
    return person


def rater(session: Session, name: str, *, kind: str = "partner", sector: str | None = "people") -> Rater:
    """A rater who is not on the roster, with a link."""
    person = Person(key=f"{RATER}{uuid4()}", name=name, created_at=NOW)
    session.add(person)
    session.flush()
    found = Rater(
        round_key=FINAL, person_id=person.id, kind=kind, sector=sector, organisation="กลุ่มสตรี", phone="0812345678",
        created_at=NOW,
    )  # fmt: skip
    session.add(found)
    session.flush()
    session.add(RaterLink(token_hash=uuid4().hex, rater_id=found.id, created_at=NOW))
    session.flush()
    return found


def rating(
    session: Session, rater: Rater, about: Person, scores: str | None = "4,5,3,4,5,4", *, by: Person | None = None
) -> Rating:
    found = Rating(
        round_key=rater.round_key, kind=rater.kind, rater_id=rater.id, about_person_id=about.id,
        state=RatingState.ACCEPTED, nominated_by_id=by.id if by else None, worked_together="ทำถังขยะเปียกด้วยกัน",
        scores=scores, submitted_at=NOW if scores else None, version_number=1 if scores else None,
    )  # fmt: skip
    session.add(found)
    session.flush()
    return found

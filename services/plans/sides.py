"""Who may say the word of a side on somebody's plan, and who of them is asked. It is derived by the day."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people.people import Membership, Person, Role, held_on
from models.plans.words import Side
from models.reviews import mentoring, questions
from programmes import Programme

ALL = "all"


def speakers(session: Session, programme: Programme, person: Person, side: Side, day: date) -> list[int]:
    """Return who may say a side's word on a day, who is asked first: the mentor and the deputies; the coordinators of
    the home agency, and if none of them is on LINE those of the whole programme."""
    if side is Side.PARTICIPANT:
        return [person.id]
    if side is Side.MENTOR:
        return [one.person_id for one in mentoring.reviewers_of(session, programme, person.id, day)]
    own = _coordinators(session, f"agency:{person.agency}", day) if person.agency else []
    if questions.reachable(session, own):
        return own
    return list(dict.fromkeys([*own, *_coordinators(session, ALL, day)]))


def sides_of(session: Session, programme: Programme, person: Person, by_person_id: int, day: date) -> tuple[Side, ...]:
    """Return the sides whose word somebody may say on a person's plan on a day."""
    return tuple(side for side in Side if by_person_id in speakers(session, programme, person, side, day))


def asked_first(session: Session, programme: Programme, person: Person, side: Side, day: date) -> int | None:
    """Return the first of those who may say a side's word who is on LINE."""
    return next(iter(questions.reachable(session, speakers(session, programme, person, side, day))), None)


def spoken_for_by(session: Session, agencies: Collection[str], by_person_id: int, day: date) -> set[str]:
    """Return those of these agencies for which a coordinator may say the word on a day."""
    found = set()
    for agency in agencies:
        own = _coordinators(session, f"agency:{agency}", day)
        others = [] if questions.reachable(session, own) else _coordinators(session, ALL, day)
        if by_person_id in (*own, *others):
            found.add(agency)
    return found


def _coordinators(session: Session, scope: str, day: date) -> list[int]:
    held = select(Membership.person_id).where(
        Membership.role == Role.COORDINATOR, Membership.scope == scope, held_on(day)
    )
    return list(dict.fromkeys(session.scalars(held.order_by(Membership.id))))

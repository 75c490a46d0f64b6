"""Gives the marks of the jurors of selections that have begun before the demo, so that one is to be closed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people.people import Membership, Person, Role
from programmes import Programme
from programmes.bangkok import bangkok_day
from programmes.selections import Selection
from services.selections.judging import give, is_juror, judged


def give_marks(session: Session, programme: Programme, began: datetime, seed: int) -> int:
    """Store the marks of every juror of first rounds; return how many there are. The same seed gives the same."""
    held = select(Person).join(Membership, Membership.person_id == Person.id).where(Membership.role == Role.COORDINATOR)
    people = list(session.scalars(held.order_by(Person.id).distinct()))
    count = 0
    for one in programme.selections:
        there = [each.key for each in judged(session, programme, one)]
        if one.after is not None or bangkok_day(began) < one.opens:
            continue
        for person in people:
            if is_juror(programme, one, person, Role.COORDINATOR):
                count += give(session, programme, one, marks_of(there, one, seed), began, by=person)
    return count


def marks_of(candidates: Sequence[str], selection: Selection, seed: int) -> dict[str, Mapping[str, int]]:
    """Return marks for each candidate. The first two have the best and the same, so that a tie is to be decided."""
    chance = Random(seed)
    best = {aspect.key: aspect.most for aspect in selection.criteria}
    given: dict[str, Mapping[str, int]] = {}
    for place, key in enumerate(candidates):
        drawn = {aspect.key: chance.randint(aspect.most // 2, aspect.most - 1) for aspect in selection.criteria}
        given[key] = best if place < 2 else drawn
    return given

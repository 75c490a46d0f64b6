"""Gives the marks of the jurors of selections that have begun before the demo, so that one is to be closed; says who is
a juror."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from locales.texts import Text
from models.people.people import Membership, Person, Role
from programmes import Programme
from programmes.bangkok import BANGKOK, bangkok_day
from programmes.selections import Selection
from services.selections.judging import SelectionState, close, give, is_juror, judged, state_of

GIVEN: Final = time(15, 0)  # on the last day of a round that is over
CLOSED: Final = time(10, 0)


def give_marks(session: Session, programme: Programme, began: datetime, seed: int) -> int:
    """Store the marks of every juror of the rounds that have begun; return how many there are. A round whose next one
    has begun, too, is closed. The same seed gives the same."""
    people = _coordinators(session)
    count = 0
    for one in programme.selections:
        if state_of(session, one, bangkok_day(began)) not in (SelectionState.OPEN, SelectionState.OVER):
            continue
        over = any(each.after == one.key and each.opens <= bangkok_day(began) for each in programme.selections)
        found = judged(session, programme, one)
        there, best = [each.key for each in found], [each.key for each in found[:2]]  # a tie, which is to be decided
        if over:
            best = list({each.in_group: each.key for each in reversed(found)}.values())
        jurors = [each for each in people if is_juror(programme, one, each, Role.COORDINATOR)]
        given = min(began, datetime.combine(one.closes, GIVEN, BANGKOK))
        for person in jurors:
            count += give(session, programme, one, marks_of(there, one, seed, best), given, by=person)
        if over and jurors and there:
            close(session, programme, one, _closed(programme, one), by=jurors[0], reason=None)
    return count


def _closed(programme: Programme, selection: Selection) -> datetime:
    """Return when the office closes a round: on the morning of the first working day after its last."""
    day = selection.closes + timedelta(days=1)
    while not programme.is_working_day(day) and programme.outside(day) is None:
        day += timedelta(days=1)
    return datetime.combine(day, CLOSED, BANGKOK)


def marks_of(
    candidates: Sequence[str], selection: Selection, seed: int, best_of: Collection[str]
) -> dict[str, Mapping[str, int]]:
    """Return marks for each candidate. Those of `best_of` have the best."""
    chance = Random(seed)
    best = {aspect.key: aspect.most for aspect in selection.criteria}
    given: dict[str, Mapping[str, int]] = {}
    for key in candidates:
        drawn = {aspect.key: chance.randint(aspect.most // 2, aspect.most - 1) for aspect in selection.criteria}
        given[key] = best if key in best_of else drawn
    return given


def selections_to_try(session: Session, programme: Programme, text: Text, today: date) -> dict[str, str]:
    """Return what there is to try with a juror of each selection that is open or to be closed, by their key in the
    roster."""
    tips: dict[str, str] = {}
    for one in programme.selections:
        state = state_of(session, one, today)
        if state not in (SelectionState.OPEN, SelectionState.OVER):
            continue
        juror = next(
            (each for each in _coordinators(session) if is_juror(programme, one, each, Role.COORDINATOR)), None
        )
        if juror is not None:
            tips[juror.key] = text(f"demo-try-juror-{state}", selection=one.name(text.language))
    return tips


def _coordinators(session: Session) -> list[Person]:
    held = select(Person).join(Membership, Membership.person_id == Person.id).where(Membership.role == Role.COORDINATOR)
    return list(session.scalars(held.order_by(Person.id).distinct()))

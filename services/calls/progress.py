"""How far units are with a call: what each has sent of what is asked, those that lack most first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.calls import candidates
from models.calls.candidates import CallCandidate, compared
from models.people.people import Membership, Person, PersonState, Role, held_on
from programmes.calls import Call
from programmes.units import Unit, Units


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """What one unit has sent, and what it has begun; how many it sends at least and at most."""

    unit: Unit
    sent: tuple[CallCandidate, ...]
    drafts: tuple[CallCandidate, ...]
    least: int
    most: int

    @property
    def lacking(self) -> int:
        """How many are still wanted."""
        return max(0, self.least - len(self.sent))

    @property
    def late(self) -> int:
        return sum(one.is_late for one in self.sent)


@dataclass(frozen=True, slots=True)
class AllAnswers:
    """The answers of several units together: how many units have sent as many as is asked at least, how many something,
    how many nothing, and how many candidates there are, of which so many came late."""

    whole: int
    partly: int
    nothing: int
    sent: int
    late: int

    @property
    def units(self) -> int:
        return self.whole + self.partly + self.nothing


def answers(session: Session, call: Call, units: Units, seen: Collection[str]) -> list[UnitAnswer]:
    """Return the answer of each unit that is asked, those that lack most first, of equal ones those with nothing."""
    asked = [unit for unit in call.asked_of(units) if unit.code in seen]
    there = candidates.of_units(session, call.key, [unit.code for unit in asked])
    found = []
    for unit in asked:
        own = [one for one in there if one.unit == unit.code]
        sent, drafts = (tuple(one for one in own if one.is_sent is has) for has in (True, False))
        found.append(UnitAnswer(unit, sent, drafts, *call.numbers_of(unit)))
    return sorted(found, key=lambda one: (not one.lacking, len(one.sent), -one.lacking, len(one.drafts)))


def together(found: Sequence[UnitAnswer]) -> AllAnswers:
    """Return the answers of these units as one."""
    lacking = [one for one in found if one.lacking]
    nothing = sum(not one.sent for one in lacking)
    return AllAnswers(
        whole=len(found) - len(lacking),
        partly=len(lacking) - nothing,
        nothing=nothing,
        sent=sum(len(one.sent) for one in found),
        late=sum(one.late for one in found),
    )


def sent_twice(found: Sequence[UnitAnswer]) -> dict[str, tuple[Unit, ...]]:
    """Return the names that several of these units have sent, whatever the titles, with the units."""
    by: dict[str, tuple[str, list[Unit]]] = {}
    for answer in found:
        for one in answer.sent:
            if one.name:
                units = by.setdefault(compared(one.name), (one.name, []))[1]
                if answer.unit not in units:
                    units.append(answer.unit)
    return {name: tuple(units) for name, units in by.values() if len(units) > 1}


def contacts(session: Session, call: Call, units: Collection[str], day: date) -> dict[str, list[Person]]:
    """Return who answers the call for each of these units on a day: code -> people."""
    held = (
        select(Membership.unit, Person)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.role == Role.PARTICIPANT, Membership.unit.in_(units), Membership.seat.in_(call.answered_by))
        .where(Person.state.not_in((PersonState.ERASED, PersonState.WITHDRAWN)), held_on(day))
        .order_by(Person.name, Person.id)
    )
    found: dict[str, list[Person]] = {}
    for unit, person in session.execute(held):
        found.setdefault(str(unit), []).append(person)
    return found


def answers_for(session: Session, call: Call, person_id: int, day: date) -> str | None:
    """Return the code of the unit for which a person answers a call on a day."""
    held = select(Membership.unit).where(
        Membership.person_id == person_id, Membership.seat.in_(call.answered_by), held_on(day)
    )
    return session.scalar(held.order_by(Membership.id).limit(1))

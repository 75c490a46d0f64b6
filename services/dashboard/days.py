"""What became of each day of some people: approved, recorded, returned, missing, on leave, not expected."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.activities.activities import IS_COUNTED, Activity, ActivityState
from models.coordination.scopes import AccessScope
from programmes import Programme
from services.summaries import expected_people as rolls
from services.summaries.expected_people import ExpectedPeople


class DayOutcome(StrEnum):
    """What became of a person's day."""

    APPROVED = "approved"  # all of it
    RECORDED = "recorded"
    RETURNED = "returned"  # something of it waits for its author
    MISSING = "missing"
    OPEN = "open"  # today, nothing yet
    LEAVE = "leave"
    FREE = "free"  # nothing was expected: a holiday, between phases, or before and after their part


_WORST_FIRST: Final = (ActivityState.RETURNED, ActivityState.SUBMITTED, ActivityState.RESUBMITTED)
_MARKS: Final = {
    ActivityState.RETURNED: DayOutcome.RETURNED,
    ActivityState.SUBMITTED: DayOutcome.RECORDED,
    ActivityState.RESUBMITTED: DayOutcome.RECORDED,
    ActivityState.APPROVED: DayOutcome.APPROVED,
}


@dataclass(frozen=True, slots=True)
class DaysOfPerson:
    """A participant and the marks of their days, in the order of the days."""

    person_id: int
    name: str
    agency: str | None
    marks: tuple[DayOutcome, ...]

    @property
    def missing(self) -> int:
        return self.marks.count(DayOutcome.MISSING)


def days_of_people(
    session: Session,
    programme: Programme,
    access: AccessScope,
    roll: ExpectedPeople,
    person_ids: Collection[int],
    days: Sequence[date],
    today: date,
) -> list[DaysOfPerson]:
    """Return the days of these people of a roll, in the order of `person_ids`. `days` follow one another."""
    states = _states(session, access, person_ids, days[0], days[-1])
    off = rolls.days_off(session, access, days[0], days[-1])
    return [
        DaysOfPerson(
            person_id,
            (one := roll.people[person_id]).name,
            one.agency,
            tuple(
                mark_of(
                    states.get((person_id, day), ()),
                    is_expected=programme.is_expected(day) and one.sees(day),
                    on_leave=day in off.get(person_id, ()),
                    is_over=day < today,
                    is_ahead=day > today,
                )
                for day in days
            ),
        )
        for person_id in person_ids
    ]


def mark_of(
    states: Iterable[ActivityState], *, is_expected: bool, on_leave: bool, is_over: bool, is_ahead: bool
) -> DayOutcome:
    """Return the mark of a day from the states of its entries; what was recorded counts on any day."""
    found = set(states)
    if found:
        return _MARKS[next((state for state in _WORST_FIRST if state in found), ActivityState.APPROVED)]
    if on_leave:
        return DayOutcome.LEAVE
    if not is_expected or is_ahead:
        return DayOutcome.FREE
    return DayOutcome.MISSING if is_over else DayOutcome.OPEN


def _states(
    session: Session, access: AccessScope, person_ids: Collection[int], first: date, last: date
) -> Mapping[tuple[int, date], set[ActivityState]]:
    found: dict[tuple[int, date], set[ActivityState]] = {}
    rows = session.execute(
        select(Activity.person_id, Activity.day, Activity.state)
        .where(Activity.person_id.in_(person_ids), Activity.day.between(first, last), IS_COUNTED)
        .where(access.records(Activity.person_id, Activity.day))
        .distinct()
    )
    for person_id, day, state in rows:
        found.setdefault((person_id, day), set()).add(state)
    return found

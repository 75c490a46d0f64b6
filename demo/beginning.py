"""When a demo begins: the Wednesday of the second week of reporting, in the middle of a programme's forums, shortly
before its first call closes, or some months after a plan of development began."""

from datetime import date, datetime, time, timedelta
from typing import Final

from programmes import Programme
from programmes.bangkok import BANGKOK

MORNING: Final = time(9, 0)
OF_PLAN: Final = timedelta(days=130)
HISTORY: Final = timedelta(days=9)  # of what was recorded before
BEFORE_CLOSING: Final = timedelta(days=2)


def began_of(programme: Programme, said: str = "") -> datetime:
    """Return the instant of a working day at which the demo of a programme begins: of the day that is said (ISO), or
    of the next. Raises ValueError if that is no day of the programme, or if everybody reports daily: such a demo has
    its days, to which its history leads."""
    day = _day_said(programme, said) if said else _first_of(programme) + HISTORY
    while not programme.is_working_day(day) and programme.outside(day) is None:
        day += timedelta(days=1)
    return datetime.combine(day, MORNING, BANGKOK)


def _day_said(programme: Programme, said: str) -> date:
    day = date.fromisoformat(said)
    if programme.expects_days:
        raise ValueError(f"the demo of {programme.key} begins on {began_of(programme):%Y-%m-%d}; travel from there")
    if programme.outside(day) is not None:
        raise ValueError(f"{programme.key} is from {programme.start} to {programme.end}")
    return day


def _first_of(programme: Programme) -> date:
    """Return the first day of which the demo's people have recorded anything."""
    expected = [phase.start for phase in programme.phases if phase.reports == "expected"]
    if expected:
        return min(expected)
    forums, plan = programme.forums, programme.development
    if plan is not None:
        return plan.first + OF_PLAN
    if forums is not None:
        return forums.first + (forums.last - forums.first) / 2
    if programme.calls:
        return min(call.closes for call in programme.calls) - BEFORE_CLOSING - HISTORY
    return programme.start

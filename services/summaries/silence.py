"""Finds people who have been silent: working days in a row on which nobody heard of them.

Somebody is heard of by joining, by a report, whatever day it is about, and by leave. What follows is another silence.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from models.coordination import summaries
from models.coordination.scopes import AccessScope
from models.people import people
from programmes import Programme
from services.summaries import expected_people as rolls
from services.summaries.expected_people import ExpectedPerson
from services.summaries.summary import SilentPerson

DAY: Final = timedelta(days=1)
LEAST: Final = 3  # working days from which somebody should ask


def silent_people(
    session: Session,
    programme: Programme,
    access: AccessScope,
    until: date,
    *,
    least: int = LEAST,
    only: int | None = None,
    heard_by: date | None = None,
) -> tuple[SilentPerson, ...]:
    """Return who is silent up to a day for at least so many working days, the longest first; `only` asks about one.

    People who no longer take part or have withdrawn their consent are left out, and who was heard of later, up to
    `heard_by`.
    """
    days = programme.expected_days(programme.start, until)
    if len(days) < least:
        return ()
    heard_by = max(until, heard_by or until)
    roll = rolls.expected_people(session, access, days[0], days[-1], only=only)
    heard = summaries.days_reported(session, access, days[-least:]) if only is None else {}
    quiet = [person_id for person_id, one in roll.people.items() if person_id not in heard and one.sees(days[-1])]
    gone = people.withdrawn(session) if quiet else set()
    quiet = [person_id for person_id in quiet if person_id not in gone]
    if not quiet:
        return ()
    last = summaries.last_reports(session, quiet, heard_by)
    written = summaries.last_written(session, quiet, heard_by)
    joined = summaries.joined_on(session, quiet)
    off = rolls.days_off(session, access, days[0], heard_by)
    found = []
    for person_id in quiet:
        one = roll.people[person_id]
        heard_on = [known[person_id] for known in (last, written, joined) if person_id in known]
        last_heard = max((*heard_on, *off.get(person_id, ())), default=date.min)
        silent = _seen_after(one, days, last_heard)
        if silent >= least:
            since = last_heard + DAY if last_heard > date.min else min(first for first, _ in one.windows)
            found.append(SilentPerson(person_id, one.name, silent, max(since, days[0])))
    return tuple(sorted(found, key=lambda one: (-one.days, one.name, one.person_id)))


def _seen_after(one: ExpectedPerson, days: Sequence[date], last_heard: date) -> int:
    """Return how many of these days, in their order, follow a day and are among those that the scope shows."""
    after = bisect_right(days, last_heard)
    if len(one.windows) > 1:  # they may overlap
        return sum(one.sees(day) for day in days[after:])
    ((first, last),) = one.windows
    return max(0, bisect_right(days, last) - max(after, bisect_left(days, first)))

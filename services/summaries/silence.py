"""Finds people who have been silent: working days in a row, without leave, of which there is no report."""

from bisect import bisect_right
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from models.coordination import summaries
from models.coordination.scopes import AccessScope
from programmes import Programme
from services.summaries import expected_people as rolls
from services.summaries.summary import SilentPerson

LEAST: Final = 3  # working days from which somebody should ask


def silent_people(session: Session, programme: Programme, access: AccessScope, until: date) -> tuple[SilentPerson, ...]:
    """Return who is silent up to a day, the longest first. People who no longer take part are left out."""
    days = programme.expected_days(programme.start, until)
    if len(days) < LEAST:
        return ()
    roll = rolls.expected_people(session, access, days[0], days[-1])
    heard = summaries.days_reported(session, access, days[-LEAST:])
    quiet = [person_id for person_id, one in roll.people.items() if person_id not in heard and one.sees(days[-1])]
    if not quiet:
        return ()
    last = summaries.last_reports(session, quiet, days[-1])
    off = rolls.days_off(session, access, days[0], days[-1])
    found = []
    for person_id in quiet:
        one, away = roll.people[person_id], off.get(person_id, set())
        since = bisect_right(days, last[person_id]) if person_id in last else 0
        count = sum(1 for day in days[since:] if day not in away and one.sees(day))
        if count >= LEAST:
            found.append(SilentPerson(person_id, one.name, count))
    return tuple(sorted(found, key=lambda one: (-one.days, one.name, one.person_id)))

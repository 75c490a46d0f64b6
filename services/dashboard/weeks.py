"""How many of the expected days were reported, week by week."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from models.coordination import summaries
from models.coordination.scopes import AccessScope
from models.people import people
from programmes import Programme
from services.summaries import expected_people as rolls
from services.summaries.expected_people import ExpectedPeople
from services.summaries.summary import share_of

WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """A week from Monday to Sunday: the days expected of all people together, and how many of them have a report.
    `is_over` is false for the present week, of which only the days before today count."""

    first: date
    last: date
    expected: int
    reported: int
    is_over: bool

    @property
    def share(self) -> int | None:
        """Reported of expected days in whole per cent; None if none was expected."""
        return share_of(self.reported, self.expected)


def weeks_of(
    session: Session, programme: Programme, access: AccessScope, today: date, weeks: int
) -> tuple[WeekFigures, ...]:
    """Return the last `weeks` weeks, the present one last; weeks on which nothing was expected are left out."""
    monday = today - timedelta(days=today.weekday())
    begin = max(monday - (weeks - 1) * WEEK, programme.start - timedelta(days=programme.start.weekday()))
    days = programme.expected_days(begin, today - timedelta(days=1))
    if not days:
        return ()
    roll = rolls.expected_people(session, access, days[0], days[-1])
    expected, reported = _by_day(session, access, roll, days)
    found = []
    for number in range((monday - begin) // WEEK + 1):
        first = begin + number * WEEK
        mine = [day for day in days if first <= day < first + WEEK]
        wanted = sum(expected[day] for day in mine)
        if wanted:
            last = first + WEEK - timedelta(days=1)
            found.append(WeekFigures(first, last, wanted, sum(reported[day] for day in mine), last < today))
    return tuple(found)


def _by_day(
    session: Session, access: AccessScope, roll: ExpectedPeople, days: Sequence[date]
) -> tuple[Counter[date], Counter[date]]:
    """Return for each day of how many people a report was expected, and of how many of these there is one.

    Most people take part on all days and are counted in the database. Who does not, was on leave, or has withdrawn the
    consent, is counted person by person.
    """
    off = rolls.days_off(session, access, days[0], days[-1])
    gone = people.withdrawn(session)
    odd = {person_id for person_id, one in roll.people.items() if one.cut or person_id in off or person_id in gone}
    kept = summaries.days_of_each(session, access, days, odd) if odd else {}
    expected = Counter(dict.fromkeys(days, len(roll.people) - len(odd)))
    reported = summaries.people_reported(session, access, days)
    for person_id in odd:
        one, mine = roll.people[person_id], kept.get(person_id, set())
        wanted = {day for day in days if one.sees(day)} - off.get(person_id, set())
        if person_id in gone:
            wanted &= mine  # nothing more is expected of them; what they reported before counts
        expected.update(wanted)
        reported.subtract(mine - wanted)
    return expected, reported

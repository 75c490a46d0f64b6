"""Makes a summary. The number of queries does not grow with the people; every number comes from stored data."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from models.coordination import summaries
from models.coordination.scopes import AccessScope
from models.messaging import push_usage
from models.people import people
from models.people.people import PersonState
from models.reviews import mentoring
from models.storage import backups
from programmes import Programme
from programmes.bangkok import bangkok_day
from services.summaries import expected_people as rolls
from services.summaries.expected_people import ExpectedPeople
from services.summaries.silence import silent_people
from services.summaries.stuck import stuck_reviews, unreviewed
from services.summaries.summary import MissingPerson, Pushes, Summary, Totals, TroubleReport, UnhandledMessage
from services.summaries.waits import count_waits

WEEK: Final = timedelta(days=7)
DAY: Final = timedelta(days=1)
PARKED_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Attendance:
    """The days expected of each participant, without leave, and how many of them have a report."""

    expected: dict[int, int]
    reported: dict[int, int]
    on_leave: frozenset[int]

    def missing(self, person_id: int) -> int:
        return self.expected[person_id] - self.reported[person_id]


@dataclass(frozen=True, slots=True)
class CountedByDay:
    """Participants who must be counted day by day, because they take part in only some of the days or were on leave:
    the days expected of each, and the days on which each reported."""

    expected: dict[int, frozenset[date]]
    reported: dict[int, set[date]]
    on_leave: frozenset[int]

    def kept(self, person_id: int) -> int:
        """Return how many of a person's expected days have a report."""
        return len(self.expected[person_id] & self.reported.get(person_id, set()))


def summarise(
    session: Session,
    programme: Programme,
    scope: AccessScope,
    first: date,
    last: date,
    today: date,
    *,
    pushes: Pushes | None = None,
    unwell_since: datetime | None = None,
    open_day: date | None = None,
) -> Summary:
    """Summarise the days from `first` to `last`, without future days. Of `open_day`, which is not over, reports are
    counted only if no other day is asked about.

    Only coordinators get the troubles, because they can do something about them. `pushes` are the month's (default:
    as last known). Undelivered messages from before `unwell_since` (real time) are left out.
    """
    end = min(last, today)
    compared = last - first < WEEK and first - WEEK >= programme.start
    judged = last_judged(programme, first, end, open_day)
    so_far = judged == open_day
    roll = rolls.expected_people(session, scope, first - WEEK if compared else first, end)
    now = attendance(session, programme, scope, roll, first, judged)
    last_week = None
    if compared and not so_far:
        before = attendance(session, programme, scope, roll, first - WEEK, judged - WEEK)
        last_week = _totals(session, programme, scope, before, first - WEEK, end - WEEK)
    return Summary(
        first=first,
        last=last,
        scopes=scope.scopes,
        place=scope.place,
        agency=scope.agency,
        people=roll.count(first, end),
        missing=missing_people(roll, now, summaries.muted(session, scope, end)),
        on_leave=tuple(sorted(roll.people[person_id].name for person_id in now.on_leave)),
        totals=_totals(session, programme, scope, now, first, end),
        last_week=last_week,
        silent=silent_people(session, programme, scope, end - DAY if end == open_day else end),
        unreviewed=unreviewed(session, programme, scope, today),
        stuck=stuck_reviews(session, programme, scope, today),
        unwell=trouble_report(session, programme, scope, today, unwell_since, pushes)
        if scope.scopes
        else TroubleReport(),
        open_day=open_day if end == open_day and programme.is_expected(end) else None,
    )


def last_judged(programme: Programme, first: date, last: date, open_day: date | None) -> date:
    """Return the last of these days on which people can be missing: not the open one, unless it is the only one."""
    if last != open_day or not programme.expected_days(first, last - DAY):
        return last
    return last - DAY


def attended(
    session: Session,
    programme: Programme,
    scope: AccessScope,
    first: date,
    last: date,
    open_day: date | None = None,
) -> tuple[ExpectedPeople, Attendance]:
    """Return the participants of these days, and their attendance; `open_day` is as in a summary."""
    roll = rolls.expected_people(session, scope, first, last)
    return roll, attendance(session, programme, scope, roll, first, last_judged(programme, first, last, open_day))


def attendance(
    session: Session, programme: Programme, scope: AccessScope, roll: ExpectedPeople, first: date, last: date
) -> Attendance:
    """Count each person's expected and reported days, in the database for most people, day by day for some."""
    days = programme.expected_days(first, last)
    expected = roll.expected(days)
    odd = _counted_by_day(session, scope, roll, days, expected)
    counted = summaries.days_reported(session, scope, days) if expected else {}
    wanted = {person_id: len(mine) for person_id, mine in expected.items()}
    reported = {person_id: counted.get(person_id, 0) for person_id in expected}
    for person_id, mine in odd.expected.items():
        wanted[person_id], reported[person_id] = len(mine), odd.kept(person_id)
    for person_id in people.withdrawn(session) & wanted.keys():  # what they reported before counts
        wanted[person_id] = reported[person_id]
    return Attendance(wanted, reported, odd.on_leave)


def days_reported(
    session: Session,
    programme: Programme,
    scope: AccessScope,
    roll: ExpectedPeople,
    first: date,
    last: date,
    person_ids: Collection[int],
) -> CountedByDay:
    """Return the days expected of each of these people, without leave, and the days on which each reported."""
    days = programme.expected_days(first, last)
    expected = {one: mine for one, mine in roll.expected(days).items() if one in person_ids}
    off = rolls.days_off(session, scope, days[0], days[-1]) if expected else {}
    wanted = {one: mine - off.get(one, set()) for one, mine in expected.items()}
    reported = summaries.days_of_each(session, scope, days, wanted) if wanted else {}
    return CountedByDay(wanted, reported, frozenset())


def _counted_by_day(
    session: Session,
    scope: AccessScope,
    roll: ExpectedPeople,
    days: Sequence[date],
    expected: dict[int, frozenset[date]],
) -> CountedByDay:
    off = rolls.days_off(session, scope, days[0], days[-1]) if expected else {}
    on_leave = frozenset(person_id for person_id, away in off.items() if expected.get(person_id, frozenset()) & away)
    odd = {
        person_id: mine - off.get(person_id, set())
        for person_id, mine in expected.items()
        if person_id in on_leave or roll.people[person_id].cut
    }
    return CountedByDay(odd, summaries.days_of_each(session, scope, days, odd), on_leave)


def missing_people(roll: ExpectedPeople, attended: Attendance, muted: set[int]) -> tuple[MissingPerson, ...]:
    """Return the people with missing reports: the most missing days first, then by name."""
    found = [
        MissingPerson(person_id, one.name, one.agency, missing, person_id in muted)
        for person_id in attended.expected
        if (missing := attended.missing(person_id)) > 0 and (one := roll.people[person_id])
    ]
    return tuple(sorted(found, key=lambda one: (-one.days, one.name, one.person_id)))


def trouble_report(
    session: Session,
    programme: Programme,
    scope: AccessScope,
    today: date,
    since: datetime | None = None,
    pushes: Pushes | None = None,
) -> TroubleReport:
    """Return the troubles. Only a scope over the whole programme gets the month's pushes and hears of backups."""
    away = _mentors_away(session, programme, scope, today)
    unhandled, parked = summaries.unhandled(session, scope, PARKED_SHOWN)
    return TroubleReport(
        undelivered=summaries.undelivered(session, scope, since),
        unhandled=unhandled,
        parked=tuple(UnhandledMessage(one.name, one.at, one.raw) for one in parked),
        unreachable=_names(summaries.people_in_state(session, scope, PersonState.UNREACHABLE, today), away),
        not_joined=_names(summaries.people_in_state(session, scope, PersonState.INVITED, today), away),
        mentors_away=tuple(sorted(away.values())),
        waits=count_waits(session, programme, scope, today),
        pushes=(pushes or _pushes(session)) if scope.is_whole else None,
        backup_days=backups.days_behind(session, today, bangkok_day) if scope.is_whole else None,
    )


def _pushes(session: Session) -> Pushes | None:
    known = push_usage.known(session)
    return Pushes(known.used, known.allowed, known.forecast) if known else None


def _totals(
    session: Session, programme: Programme, scope: AccessScope, attended: Attendance, first: date, last: date
) -> Totals:
    entries = summaries.activity_counts(session, scope, first, last)
    return Totals(
        expected=sum(attended.expected.values()),
        reported=sum(attended.reported.values()),
        entries=entries.count,
        sectors={sector.key: entries.sectors.get(sector.key, 0) for sector in programme.sectors},
    )


def _mentors_away(session: Session, programme: Programme, scope: AccessScope, today: date) -> dict[int, str]:
    """Return the mentors of the scope's participants of today who have not registered or cannot be reached."""
    stage = mentoring.answering_stage(programme, today)
    roll = rolls.expected_people(session, scope, today, today)
    if stage is None or not roll.people:
        return {}
    areas = mentoring.areas_by_person(session, stage, today)
    mentors = mentoring.mentors_of(session, {one: areas[one] for one in roll.people if one in areas}, today)
    return {one.id: one.name for one in mentors.values() if one.state in (PersonState.INVITED, PersonState.UNREACHABLE)}


def _names(people: Sequence[tuple[int, str]], but: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(name for person_id, name in people if person_id not in but)

"""Whom rules about the development plan concern: staff who learned nothing for long, whoever has to confirm, and what
is planned for the next month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from models.activities.activities import Activity
from models.coordination import scopes
from models.development import trainings
from models.people.people import Role
from models.reminders import reminders
from programmes.bangkok import BANGKOK
from programmes.when import Moment
from services.development.courses import courses
from services.development.gaps import staff_progress
from services.reminders.recipients import Recipient, Recipients

DevelopmentFacts = dict[str, str | int | tuple[str, ...]]
BEFORE: Final = timedelta(days=14)  # a month, in which is told what is planned for it
TOLD: Final = timedelta(days=21)  # for so long it is not told again
OF_YEAR: Final = timedelta(days=30)  # at the end of a year of the plan, in which is told what staff lack
MOST_LACKED: Final = 3  # competencies that are named
ONCE_IN: Final = timedelta(days=30)  # somebody is told again


def training_wanted(
    recipients: Recipients, moment: Moment, rule: str, people: Sequence[Recipient]
) -> Mapping[int, DevelopmentFacts]:
    """Return the staff without any training for `idle_days`, or none since the plan began so long ago; told once in
    thirty days."""
    terms, day = recipients.programme.development, moment.day
    if terms is None or not terms.first + timedelta(days=terms.idle_days) <= day <= terms.last:
        return {}
    ids = [one.person_id for one in people if one.holds("participant", day)]
    since = day - timedelta(days=terms.idle_days)
    last = trainings.last_days(recipients.session, ids, day)
    idle = [person_id for person_id in ids if last.get(person_id, date.min) < since]
    began = moment.at - ONCE_IN
    told = reminders.told_between(recipients.session, rule, idle, began, moment.at) if idle else set()
    months = terms.idle_days // 30
    return {one: {"months": months, "had": int(one in last)} for one in idle if one not in told}


def courses_next(
    recipients: Recipients, moment: Moment, rule: str, people: Sequence[Recipient]
) -> Mapping[int, DevelopmentFacts]:
    """Return whom courses of the next month are for, once in the two weeks before it: coordinators all of them."""
    terms, day = recipients.programme.development, moment.day
    following = day + BEFORE
    if terms is None or following.month == day.month:
        return {}
    session = recipients.session
    told = reminders.told_between(session, rule, [one.person_id for one in people], moment.at - TOLD, moment.at)
    planned = [one for one in courses(session, terms, "th") if _month(one.first) == _month(following)]
    if not planned:
        return {}
    groups = {one.person_id: one.group for one in trainings.staff_on(session, day)}
    found: dict[int, DevelopmentFacts] = {}
    for one in people:
        oversees = any(row.role == Role.COORDINATOR and row.holds_on(day) for row in one.held)
        mine = planned if oversees else [each for each in planned if each.is_for(groups.get(one.person_id))]
        if mine and one.person_id not in told and (oversees or one.person_id in groups):
            found[one.person_id] = {"count": len(mine), "names": tuple(each.name for each in mine)}
    return found


def staff_gaps(
    recipients: Recipients, moment: Moment, rule: str, people: Sequence[Recipient]
) -> Mapping[int, DevelopmentFacts]:
    """Return the coordinators in whose scope staff lack competencies, once in the last thirty days of each year of the
    plan: of how many staff how many lack some, and which lack most people."""
    terms, day = recipients.programme.development, moment.day
    year = terms.year_on(day) if terms is not None else None
    if terms is None or year is None or day <= year.last - OF_YEAR:
        return {}
    session = recipients.session
    told = reminders.told_between(session, rule, [one.person_id for one in people], moment.at - OF_YEAR, moment.at)
    found: dict[int, DevelopmentFacts] = {}
    for one in people:
        if one.person_id in told:
            continue
        access = scopes.of_coordinator(session, recipients.programme, one.person_id, day)
        staff = staff_progress(session, terms, access, day)
        lacking = Counter(each for member in staff for each in member.lacking)
        if lacking:
            found[one.person_id] = {
                "year": year.number,
                "staff": len(staff),
                "count": sum(bool(member.lacking) for member in staff),
                "names": tuple(each.name("th") for each, _ in lacking.most_common(MOST_LACKED)),
            }
    return found


def trainings_wait(
    recipients: Recipients, moment: Moment, people: Sequence[Recipient]
) -> Mapping[int, DevelopmentFacts]:
    """Return the coordinators in whose scope trainings wait to be confirmed: how many, and for how many days the
    oldest."""
    if recipients.programme.development is None:
        return {}
    found: dict[int, DevelopmentFacts] = {}
    for one in people:
        access = scopes.of_coordinator(recipients.session, recipients.programme, one.person_id, moment.day)
        seen = access.records(Activity.person_id, Activity.day)
        waiting = trainings.waiting(recipients.session, seen, one.person_id)
        if waiting:
            oldest = min(each.activity.created_at for each in waiting)
            found[one.person_id] = {"count": len(waiting), "days": _days_since(oldest, moment.at)}
    return found


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _days_since(at: datetime, now: datetime) -> int:
    return max(0, (now.astimezone(BANGKOK).date() - at.astimezone(BANGKOK).date()).days)

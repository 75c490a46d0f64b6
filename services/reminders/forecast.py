"""Forecasts the pushes of a month from those used, the cost of the last days, and the dated rules to come."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.evaluations import awaited
from models.people import people
from models.people.people import Membership, Role
from models.reminders import reminders
from programmes import Programme
from programmes.bangkok import BANGKOK
from programmes.moments import moments_of
from programmes.reminders import MENTOR_CHANGES, ReminderAudience
from services.reminders.refreshing import due_of

DAYS_LOOKED_AT: Final = 10  # reporting days, two weeks
LOOKED_BACK: Final = timedelta(days=30)


def forecast(session: Session, programme: Programme, used: int, today: date) -> int:
    """Return the expected pushes at the end of the month. `used` is LINE's count so far."""
    last = today.replace(day=monthrange(today.year, today.month)[1])
    behind = programme.expected_days(today - LOOKED_BACK, today - timedelta(days=1))[-DAYS_LOOKED_AT:]
    ahead = len(programme.expected_days(today + timedelta(days=1), last))
    if behind:
        daily = reminders.pushes_between(session, behind[0], behind[-1]) / len(behind)
    else:
        daily = float(people.participants_on(session, last))  # without earlier days: everybody, every day
    return used + round(daily * ahead) + _dated(session, programme, today, last)


def _dated(session: Session, programme: Programme, today: date, last: date) -> int:
    """Return the most pushes that rules about phases, stages and forms will cause until the end of the month. Of what
    waits for a reply, the share is counted that was pushed lately."""
    instants: dict[tuple[date, ReminderAudience], bool] = {}  # whether all of it waits for a reply
    for place, reminder in enumerate(programme.reminders):
        if not reminder.recurs and reminder.condition not in MENTOR_CHANGES:
            for moment in moments_of(programme, reminder):
                if today < moment.day <= last:
                    rides = due_of(programme, reminder, moment, place).rides_until(programme) > moment.at
                    for audience in reminder.to:
                        instants[moment.day, audience] = rides and instants.get((moment.day, audience), True)
    riding = [reminder.rule for reminder in programme.reminders if reminder.rides is not None]
    told, pushed = reminders.told_and_pushed(session, riding, datetime.combine(today - LOOKED_BACK, time(), BANGKOK))
    share = pushed / told if told else 1.0
    roles = {
        "participant": Role.PARTICIPANT,
        "mentor": Role.MENTOR,
        "former_mentor": Role.MENTOR,
        "deputy": Role.MENTOR,
    }
    raters = awaited.reached(session)
    holders = {
        one: raters if one[1] == "rater" else _holders(session, roles.get(one[1], Role.COORDINATOR), one[0])
        for one in instants
    }
    return round(sum(holders[one] * (share if rides else 1.0) for one, rides in instants.items()))


def _holders(session: Session, role: Role, day: date) -> int:
    holders = select(func.count(Membership.person_id.distinct()))
    return session.scalar(holders.where(Membership.role == role.value, people.held_on(day))) or 0

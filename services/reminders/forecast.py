"""Forecasts the pushes of a month from those used, the cost of the last days, and the dated rules to come."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.people import people
from models.people.people import Membership, Role
from models.reminders import reminders
from programmes import Programme
from programmes.moments import moments_of
from programmes.reminders import MENTOR_CHANGES, ReminderAudience

DAYS_LOOKED_AT: Final = 10  # reporting days, two weeks


def forecast(session: Session, programme: Programme, used: int, today: date) -> int:
    """Return the expected pushes at the end of the month. `used` is LINE's count so far."""
    last = today.replace(day=monthrange(today.year, today.month)[1])
    behind = programme.expected_days(today - timedelta(days=30), today - timedelta(days=1))[-DAYS_LOOKED_AT:]
    ahead = len(programme.expected_days(today + timedelta(days=1), last))
    if behind:
        daily = reminders.pushes_between(session, behind[0], behind[-1]) / len(behind)
    else:
        daily = float(people.participants_on(session, last))  # without earlier days: everybody, every day
    return used + round(daily * ahead) + _dated(session, programme, today, last)


def _dated(session: Session, programme: Programme, today: date, last: date) -> int:
    """Return the most pushes that rules about phases, stages and forms will cause until the end of the month."""
    instants: dict[tuple[date, ReminderAudience], None] = {}
    for reminder in programme.reminders:
        if not reminder.recurs and reminder.condition not in MENTOR_CHANGES:
            for moment in moments_of(programme, reminder):
                if today < moment.day <= last:
                    instants |= dict.fromkeys((moment.day, audience) for audience in reminder.to)
    roles = {
        "participant": Role.PARTICIPANT,
        "mentor": Role.MENTOR,
        "former_mentor": Role.MENTOR,
        "deputy": Role.MENTOR,
    }
    return sum(_holders(session, roles.get(audience, Role.COORDINATOR), day) for day, audience in instants)


def _holders(session: Session, role: Role, day: date) -> int:
    holders = select(func.count(Membership.person_id.distinct()))
    return session.scalar(holders.where(Membership.role == role.value, people.held_on(day))) or 0

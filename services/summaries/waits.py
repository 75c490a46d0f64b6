"""Counts what waits for coordinators beside reviews: trainings, nominations to teams, units that have not answered.

What a programme does not have does not wait.
"""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.activities.activities import Activity, ActivityState
from models.coordination.scopes import AccessScope
from models.development.trainings import Training
from models.people.people import Role
from programmes import Programme
from services.calls.progress import answers
from services.summaries.summary import UnansweredCall, Waits
from services.units.seats import waiting_in
from services.units.seeing import units_seen


def count_waits(session: Session, programme: Programme, scope: AccessScope, today: date) -> Waits:
    """Return what waits in a coordinator's scope on a day."""
    trainings = _trainings(session, scope) if programme.development else 0
    units = programme.units
    if units is None:
        return Waits(trainings)
    seen = units_seen(session, units, scope, Role.COORDINATOR, 0, today)
    lacking = [
        UnansweredCall(call.name, sum(one.lacking > 0 for one in answers(session, call, units, seen)))
        for call in programme.calls
        if call.is_open(today)
    ]
    return Waits(trainings, len(waiting_in(session, seen)), tuple(one for one in lacking if one.units))


def _trainings(session: Session, scope: AccessScope) -> int:
    waiting = (ActivityState.SUBMITTED, ActivityState.RESUBMITTED)
    counted = (
        select(func.count())
        .select_from(Activity)
        .join(Training, Training.activity_id == Activity.id)
        .where(Activity.state.in_(waiting), scope.records(Activity.person_id, Activity.day))
    )
    return session.scalar(counted) or 0

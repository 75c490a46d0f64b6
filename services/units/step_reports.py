"""Reports of steps by whoever coordinates: stored, and taken back."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from models.people import audit
from models.people.people import Person
from models.units.steps import StepReport


def report(
    session: Session, number: int, day: date, now: datetime, *, people: int | None, done: bool, by: Person
) -> StepReport:
    """Store a report of a step."""
    made = StepReport(step=number, day=day, people=people, done=done, taken_back=False, by_person_id=by.id, at=now)
    session.add(made)
    session.flush()
    audit.record(session, now, f"person:{by.id}", "report_step", None, step=number, report=made.id)
    return made


def take_back(session: Session, report_id: int, now: datetime, *, by: Person) -> StepReport | None:
    """Take one's own report back. Return it, or None if it is somebody else's or taken back already."""
    made = session.get(StepReport, report_id, with_for_update=True)
    if made is None or made.by_person_id != by.id or made.taken_back:
        return None
    made.taken_back = True
    audit.record(session, now, f"person:{by.id}", "take_step_back", None, step=made.step, report=made.id)
    return made

"""Finds whom to try first in the demo: who has not joined, misses days, has an entry returned, has most to review."""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from demo.cohort import TypedMessage
from locales.texts import Text
from models.activities import activities
from models.activities.activities import IS_WAITING, Activity, ActivityState
from models.people.people import Person, PersonState
from models.reviews import mentoring
from programmes import Programme
from services.roster import RosterRow


def returned_entry(rows: Sequence[RosterRow], history: Sequence[TypedMessage], stage: str) -> list[TypedMessage]:
    """Return the messages with which the mentor of the second participant sends an entry back, after the others."""
    participant = [row for row in rows if row.role == "participant"][1]
    area = participant.placements.get(stage)
    mentor = next((row for row in rows if row.role == "mentor" and row.area == area), None)
    if mentor is None:
        return []
    last = max(message.at for message in history) + timedelta(minutes=1)
    words = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text("utf-8"))["returning"]["words"]
    return [TypedMessage(mentor, last + timedelta(minutes=at), said) for at, said in enumerate(words)]


def worth_trying(session: Session, programme: Programme, text: Text, today: date) -> dict[str, str]:
    """Return what there is to try with a few people, by their key in the roster."""
    return {person.key: said for person, said in _found(session, programme, text, today) if person is not None}


def _found(session: Session, programme: Programme, text: Text, today: date) -> Iterator[tuple[Person | None, str]]:
    first = programme.expected_days(programme.start, today)[0]
    asked = [day for day in programme.expected_days(first, today) if day < today]
    stage = programme.stage_on(today)
    placed = sorted(mentoring.areas_by_person(session, stage, today)) if stage else []
    people = {person.id: person for person in session.scalars(select(Person).where(Person.id.in_(placed)))}
    newcomer = next((person for person in people.values() if person.state == PersonState.INVITED), None)
    yield newcomer, text("demo-try-newcomer")
    days = {one: len(activities.days_reported(session, one, first, today) & {*asked}) for one in placed}
    joined = [one for one in placed if people[one].state == PersonState.ACTIVE]
    fewest = min(joined, key=lambda one: days[one], default=None)
    if fewest is not None:
        yield people[fewest], text("demo-try-missing", count=len(asked) - days[fewest])
    returned = session.scalar(select(Activity.person_id).where(Activity.state == ActivityState.RETURNED).limit(1))
    if returned is not None:
        yield session.get(Person, returned), text("demo-try-returned")
    yield _busiest(session, stage.key if stage else None, programme, text, today)


def _busiest(
    session: Session, stage: str | None, programme: Programme, text: Text, today: date
) -> tuple[Person | None, str]:
    """Return the mentor with most entries to review."""
    counted = select(Activity.person_id, func.count()).where(IS_WAITING).group_by(Activity.person_id)
    areas = mentoring.areas_by_person(session, programme.stage(stage), today) if stage else {}
    reviewers = mentoring.reviewers_by_area(session, today)
    waiting: dict[int, int] = {}
    for person_id, count in session.execute(counted):
        for one in reviewers.get(areas.get(person_id, ""), [])[:1]:
            waiting[one.person_id] = waiting.get(one.person_id, 0) + count
    busiest = max(waiting, key=lambda one: waiting[one], default=None)
    if busiest is None:
        return None, ""
    return session.get(Person, busiest), text("demo-try-waiting", count=waiting[busiest])

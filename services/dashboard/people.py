"""The list of participants as the web shows it: where they work, with whom, what has come of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, false
from sqlalchemy.orm import Session

from models.coordination import people_listed, summaries
from models.coordination.people_listed import DayState, PeopleOrder
from models.coordination.scopes import AccessScope
from models.people import leave, people
from models.people.people import Person, PersonState
from models.reviews import mentoring
from programmes import Programme
from services.summaries import expected_people as rolls
from services.summaries.silence import silent_people


@dataclass(frozen=True, slots=True)
class ParticipantLine:
    """One participant. `expected` and `reported` days are those that the reader sees, without leave; `last` is the last
    day with an entry, `waiting` how many entries wait for a review."""

    id: int
    name: str
    agency: str | None
    state: PersonState
    area: str | None
    mentor: str | None
    expected: int
    reported: int
    last: date | None
    waiting: int

    @property
    def missing(self) -> int:
        return self.expected - self.reported


@dataclass(frozen=True, slots=True)
class PeopleAsked:
    """What a list of participants is limited to; `day` is the day of `state`, `mentor` the id of a mentor."""

    day: date
    like: str | None = None
    mentor: int | None = None
    state: DayState | None = None


def conditions(
    session: Session, programme: Programme, access: AccessScope, asked: PeopleAsked
) -> list[ColumnElement[bool]]:
    """Return the conditions on a Person of the list that is asked for."""
    found = [people_listed.listed(access)]
    if asked.like:
        found.append(people_listed.named(asked.like))
    if asked.mentor is not None:
        stage = programme.stage_on(asked.day) or programme.next_stage(asked.day) or programme.stages[-1]
        cared_for = mentoring.looked_after(session, stage, [asked.mentor], asked.day).get(asked.mentor, [])
        found.append(Person.id.in_([one.person_id for one in cared_for]))
    if asked.state is not None:
        found.append(_in_state(session, programme, access, asked.state, asked.day))
    return found


def _in_state(
    session: Session, programme: Programme, access: AccessScope, state: DayState, day: date
) -> ColumnElement[bool]:
    match state:
        case DayState.CAME:
            return people_listed.came(access, day)
        case DayState.LEAVE:
            return people_listed.on_leave(access, day)
        case DayState.NOT_JOINED:
            return people_listed.not_joined(access, day)
        case DayState.SILENT:
            return Person.id.in_([one.person_id for one in silent_people(session, programme, access, day)])
        case DayState.MISSING if programme.is_expected(day):
            here, absent = people_listed.takes_part(access, day), ~people_listed.on_leave(access, day)
            return here & absent & ~people_listed.came(access, day)
    return false()


def lines(
    session: Session,
    programme: Programme,
    access: AccessScope,
    person_ids: Sequence[int],
    *,
    day: date,
    open_day: date | None,
) -> list[ParticipantLine]:
    """Return the lines of these participants, in this order, as they are on a day. Of `open_day`, which is not over,
    only reports are counted."""
    known = people.by_ids(session, person_ids)
    roll = rolls.expected_people(session, access, programme.start, day, only=person_ids)
    days = programme.expected_days(programme.start, day)
    off = leave.days_off(session, person_ids, programme.start, day)
    reported = summaries.days_of_each(session, access, days, person_ids)
    last, waiting = (
        summaries.last_reports(session, person_ids, day),
        people_listed.waiting_of_each(session, access, person_ids),
    )
    stage = programme.stage_on(day) or programme.next_stage(day)
    areas = mentoring.areas_by_person(session, stage, day, person_ids) if stage else {}
    mentors = mentoring.mentors_of(session, areas, day)
    each = roll.expected(days)
    found = []
    for person_id in person_ids:
        one, came = known[person_id], reported.get(person_id, set())
        due = {d for d in each.get(person_id, ()) if d not in off.get(person_id, ()) and (d != open_day or d in came)}
        found.append(
            ParticipantLine(
                id=one.id,
                name=one.name,
                agency=one.agency,
                state=PersonState(one.state),
                area=areas.get(person_id),
                mentor=mentors[person_id].name if person_id in mentors else None,
                expected=len(due),
                reported=len(due & came),
                last=last.get(person_id),
                waiting=waiting.get(person_id, 0),
            )
        )
    return found


def page_of(
    session: Session, order: PeopleOrder, found: Sequence[ColumnElement[bool]], skipped: int, size: int
) -> list[int]:
    """Return the ids of one page of a list."""
    return people_listed.ids(session, order, *found, skipped=skipped, most=size)

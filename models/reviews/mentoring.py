"""Who answers for whose entries on a day: the mentor of the area where a participant works, then the deputies."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.people.people import Membership, Person, PersonState, Placement, Role, held_on

BANGKOK = ZoneInfo("Asia/Bangkok")


class StageDates(Protocol):
    """A stage of a programme: where participants work, with a mentor, from a day to a day."""

    @property
    def key(self) -> str: ...
    @property
    def start(self) -> date: ...
    @property
    def end(self) -> date: ...


class Mentored(Protocol):
    """As much of a programme as mentoring asks; `programmes.Programme` is one."""

    @property
    def stages(self) -> Sequence[StageDates]: ...
    def stage_on(self, day: date) -> StageDates | None: ...
    def is_working_day(self, day: date) -> bool: ...


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who may answer for an area on a day; `since` when it has been theirs (None: from the beginning)."""

    person_id: int
    deputy: bool
    since: date | None


def answering_stage(programme: Mentored, day: date) -> StageDates | None:
    """The stage whose mentors answer on `day`: the latest begun, for what is left open after its end is theirs too."""
    return max((stage for stage in programme.stages if stage.start <= day), key=lambda one: one.start, default=None)


def is_mentored(programme: Mentored, day: date) -> bool:
    """Whether an entry of this day has a mentor; training and final reports have none."""
    return programme.stage_on(day) is not None


def reviewers_by_area(session: Session, day: date, areas: Collection[str] | None = None) -> dict[str, list[Reviewer]]:
    """Who mentors in each area (all, or these) on a day, the mentor first, then deputies."""
    held = select(Membership).where(Membership.role == Role.MENTOR.value, Membership.area.is_not(None), held_on(day))
    if areas is not None:
        held = held.where(Membership.area.in_(areas))
    in_order = held.order_by(Membership.deputy_for_id.is_not(None), Membership.from_day.desc(), Membership.id)
    found: dict[str, list[Reviewer]] = {}
    for row in session.scalars(in_order):
        known = found.setdefault(str(row.area), [])
        if all(reviewer.person_id != row.person_id for reviewer in known):
            known.append(Reviewer(row.person_id, row.deputy_for_id is not None, row.from_day))
    return found


def areas_by_person(session: Session, stage: StageDates, person_ids: Collection[int] | None = None) -> dict[int, str]:
    """Where people (all, or these) work in a stage."""
    placed = select(Placement.person_id, Placement.area).where(Placement.stage == stage.key)
    if person_ids is not None:
        placed = placed.where(Placement.person_id.in_(person_ids))
    return {row[0]: row[1] for row in session.execute(placed)}


def reviewers_of(session: Session, programme: Mentored, person_id: int, day: date) -> list[Reviewer]:
    """Who may answer a participant's entries and questions on a day, the mentor first, then deputies."""
    stage = answering_stage(programme, day)
    area = areas_by_person(session, stage, [person_id]).get(person_id) if stage else None
    return reviewers_by_area(session, day, [area]).get(area, []) if area else []


def looked_after_ids(session: Session, programme: Mentored, reviewer_id: int, day: date) -> list[int]:
    """The participants for whom somebody, as mentor or deputy, answers on a day."""
    stage = answering_stage(programme, day)
    if stage is None:
        return []
    areas = select(Membership.area).where(
        Membership.person_id == reviewer_id, Membership.role == Role.MENTOR.value, held_on(day)
    )
    mine = (
        select(Person.id)
        .join(Placement, Placement.person_id == Person.id)
        .where(Placement.stage == stage.key, Placement.area.in_(areas), Person.state != PersonState.ERASED.value)
    )
    return list(session.scalars(mine.order_by(Person.id)))


def answers_for(session: Session, programme: Mentored, reviewer_id: int, person_id: int, day: date) -> bool:
    return any(one.person_id == reviewer_id for one in reviewers_of(session, programme, person_id, day))


def day_of(at: datetime) -> date:
    """The day of an instant in Bangkok."""
    return at.astimezone(BANGKOK).date()


class WorkingDays:
    """Counts working days up to today, holidays left out. Made once, asked for many entries."""

    def __init__(self, programme: Mentored, first: date, today: date) -> None:
        span = (first + timedelta(days=offset) for offset in range((today - first).days + 1))
        self._days = [day for day in span if programme.is_working_day(day)]
        self._known = frozenset(self._days)

    def after(self, day: date, off: Collection[date] = ()) -> int:
        """How many there have been after `day`, today among them, without those somebody has off."""
        missed = sum(1 for one in off if one > day and one in self._known)
        return len(self._days) - bisect_right(self._days, day) - missed


def areas_held(session: Session, person_id: int, first: date, last: date) -> list[str]:
    """The areas somebody answers for, as mentor and not as a deputy, at some time between two days."""
    mine = select(Membership.area).where(
        Membership.person_id == person_id,
        Membership.role == Role.MENTOR.value,
        Membership.area.is_not(None),
        Membership.deputy_for_id.is_(None),
        or_(Membership.from_day.is_(None), Membership.from_day <= last),
        or_(Membership.to_day.is_(None), Membership.to_day >= first),
    )
    return sorted({area for area in session.scalars(mine) if area})

"""Who reviews for whom on a day: the mentor of the participant's area in the day's stage, then deputies.

Two facts with dates decide, and nothing else: who holds an area on the day (`Membership`), and where a participant
works in the stage on the day (`Placement`). All code that needs to know a participant's mentor, or a mentor's
participants, asks this module.
"""

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, CompoundSelect, Date, String, and_, bindparam, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from models.people import people
from models.people.people import Membership, Person, PersonState, Placement, Role, held_on
from models.storage.base import BigId
from models.storage.batch import read_once, rows_of
from programmes import Programme, Stage
from programmes.bangkok import BANGKOK


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A person who may review for an area on a day; `since` is the first day (None: from the beginning)."""

    person_id: int
    deputy: bool
    since: date | None


@dataclass(frozen=True, slots=True)
class Participant:
    """A participant, and the code of the district or province in which they work in the stage."""

    person_id: int
    name: str
    area: str


# ── which stage ──


def answering_stage(programme: Programme, day: date) -> Stage | None:
    """Return the stage whose mentors review on `day`: the last that has begun, also for what is open after its end."""
    return max((stage for stage in programme.stages if stage.start <= day), key=lambda one: one.start, default=None)


def is_mentored(programme: Programme, day: date) -> bool:
    """Return whether an entry of this day has a mentor. Days of training and final reports have none."""
    return programme.stage_on(day) is not None


# ── who holds an area ──


def reviewers_by_area(session: Session, day: date, areas: Collection[str] | None = None) -> dict[str, list[Reviewer]]:
    """Return the reviewers of each area (all, or these) on a day: the mentor first, then deputies. The first one is
    asked and reminded; all of them may review."""
    found: dict[str, list[Reviewer]] = {}
    for row in _holders(session, day, areas=areas):
        known = found.setdefault(row.area, [])
        if all(reviewer.person_id != row.person_id for reviewer in known):
            known.append(Reviewer(row.person_id, row.is_deputy, row.since))
    return found


def areas_of(session: Session, person_ids: Collection[int], day: date) -> dict[int, list[str]]:
    """Return the areas of each of these people, as mentor or deputy, on a day; people without any are left out."""
    found: dict[int, list[str]] = {}
    for row in _holders(session, day, person_ids=person_ids):
        known = found.setdefault(row.person_id, [])
        if row.area not in known:
            known.append(row.area)
    return found


def own_areas(session: Session, person_id: int, first: date, last: date) -> list[str]:
    """Return the areas that a person holds as mentor, not as deputy, at some time between two days."""
    mine = select(Membership.area).where(
        Membership.person_id == person_id,
        Membership.role == Role.MENTOR,
        Membership.area.is_not(None),
        Membership.deputy_for_id.is_(None),
        or_(Membership.from_day.is_(None), Membership.from_day <= last),
        or_(Membership.to_day.is_(None), Membership.to_day >= first),
    )
    return sorted({area for area in session.scalars(mine) if area})


@dataclass(frozen=True, slots=True)
class _Holder:
    """A person who holds an area on a day, and the membership by which they do."""

    person_id: int
    area: str
    is_deputy: bool
    since: date | None
    membership_id: int


def _holders(
    session: Session, day: date, *, areas: Collection[str] | None = None, person_ids: Collection[int] | None = None
) -> list[_Holder]:
    """Return who holds which area on a day, of all or of these areas or people, with one query: mentors before
    deputies, and of these the latest first."""
    limits = {"areas": areas, "person_ids": person_ids}
    asked = {name: sorted(wanted) for name, wanted in limits.items() if wanted is not None}
    rows = rows_of(session, _holding(areas is not None, person_ids is not None), day=day, **asked)
    held = [_Holder(row[0], row[1], bool(row[2]), max(filter(None, row[3:5]), default=None), row[5]) for row in rows]
    return sorted(held, key=lambda one: (one.is_deputy, -(one.since or date.min).toordinal(), one.membership_id))


@cache
def _holding(of_areas: bool, of_people: bool) -> CompoundSelect[Any]:
    """Return the query, of all or of some areas or people, on a day: rows with an area of their own, and deputies
    without one, who hold their mentor's area."""
    own, mentor, day = aliased(Membership), aliased(Membership), bindparam("day", type_=Date())
    by_name = select(
        Membership.person_id, Membership.area, Membership.deputy_for_id.is_not(None), Membership.from_day,
        Membership.from_day, Membership.id,
    ).where(Membership.role == Role.MENTOR, Membership.area.is_not(None), held_on(day))  # fmt: skip
    by_mentor = (
        select(own.person_id, mentor.area, own.deputy_for_id.is_not(None), own.from_day, mentor.from_day, own.id)
        .join(mentor, mentor.person_id == own.deputy_for_id)
        .where(own.role == Role.MENTOR, own.area.is_(None), held_on(day, own))
        .where(mentor.role == Role.MENTOR, mentor.area.is_not(None), held_on(day, mentor))
        .where(mentor.deputy_for_id.is_(None))
    )
    if of_areas:
        areas = bindparam("areas", type_=String(), expanding=True)
        by_name, by_mentor = by_name.where(Membership.area.in_(areas)), by_mentor.where(mentor.area.in_(areas))
    if of_people:
        person_ids = bindparam("person_ids", type_=BigId, expanding=True)
        by_name = by_name.where(Membership.person_id.in_(person_ids))
        by_mentor = by_mentor.where(own.person_id.in_(person_ids))
    return union_all(by_name, by_mentor)


# ── who mentors a participant ──


def areas_by_person(
    session: Session, stage: Stage, day: date, person_ids: Collection[int] | None = None
) -> dict[int, str]:
    """Return the areas in which people (all, or these) work in a stage, on a day of it, or on its day that is nearest
    to this one."""

    def read() -> dict[int, str]:
        asked = {} if person_ids is None else {"person_ids": list(person_ids)}
        rows = rows_of(session, _PLACED if person_ids is None else _PLACED_OF, stage=stage.key, day=day, **asked)
        return {row[0]: row[1] for row in rows}

    return read_once(session, ("areas", stage.key, day), read) if person_ids is None else read()


_PLACED: Final = select(Placement.person_id, Placement.area).where(
    Placement.stage == bindparam("stage"), held_on(bindparam("day", type_=Date()), Placement)
)
_PLACED_OF: Final = _PLACED.where(Placement.person_id.in_(bindparam("person_ids", expanding=True)))


def reviewers_of(session: Session, programme: Programme, person_id: int, day: date) -> list[Reviewer]:
    """Return who may review a participant's entries and answer their questions on a day, the mentor first."""
    stage = answering_stage(programme, day)
    area = areas_by_person(session, stage, day, [person_id]).get(person_id) if stage else None
    return reviewers_by_area(session, day, [area]).get(area, []) if area else []


def mentors_of(session: Session, area_of_person: Mapping[int, str], day: date) -> dict[int, Person]:
    """Return the mentor of each of these people on a day, by their areas: the mentor, else the first deputy. People
    without either are left out."""
    areas = set(area_of_person.values())
    by_area = reviewers_by_area(session, day, areas) if areas else {}
    first = {person_id: by_area[area][0].person_id for person_id, area in area_of_person.items() if area in by_area}
    known = people.by_ids(session, sorted(set(first.values())))
    return {person_id: known[mentor_id] for person_id, mentor_id in first.items()}


def mentor_of(session: Session, stage: Stage, person_id: int, day: date) -> Person | None:
    """Return a participant's mentor on a day of a stage. It is derived and never stored."""
    return mentors_of(session, areas_by_person(session, stage, day, [person_id]), day).get(person_id)


# ── whom a mentor looks after ──


def looked_after(
    session: Session,
    stage: Stage | None,
    reviewer_ids: Collection[int],
    day: date,
    *,
    first_only: bool = False,
    left_too: bool = False,
) -> dict[int, list[Participant]]:
    """Return the participants of each of these people, as mentor or deputy, on a day of a stage, by name. People
    without any are left out. It needs three queries, however many people there are.

    `first_only`: only where they are the first reviewer, so that each participant is returned once. `left_too`: also
    participants who have left or withdrawn their consent, whose open entries must still be reviewed.
    """
    areas = areas_of(session, reviewer_ids, day) if stage and reviewer_ids else {}
    reviewers_of_area: dict[str, list[int]] = {}
    for person_id, mine in areas.items():
        for area in mine:
            reviewers_of_area.setdefault(area, []).append(person_id)
    if first_only:
        by_area = reviewers_by_area(session, day, reviewers_of_area)
        first = {area: by_area[area][0].person_id for area in reviewers_of_area}
        reviewers_of_area = {area: [first[area]] for area, known in reviewers_of_area.items() if first[area] in known}
    if stage is None or not reviewers_of_area:
        return {}
    found: dict[int, list[Participant]] = {}
    for one in _placed(session, stage, reviewers_of_area, day, left_too=left_too):
        for person_id in reviewers_of_area[one.area]:
            found.setdefault(person_id, []).append(one)
    return found


def to_be_rated(session: Session, programme: Programme, reviewer_id: int, day: date) -> list[Participant]:
    """Return the participants whom a mentor or deputy may evaluate on a day: those of their area, in this or the last
    stage in which they had any. Who holds no area any more evaluates nobody."""
    if not areas_of(session, [reviewer_id], day):
        return []
    stage = programme.stage_on(day) or programme.next_stage(day)
    stages = [stage, *reversed([one for one in programme.stages if stage is None or one.end < stage.start])]
    for one in stages:
        found = looked_after(session, one, [reviewer_id], min(day, one.end) if one else day).get(reviewer_id)
        if found:
            return found
    return []


def answered_for(session: Session, programme: Programme, reviewer_id: int, day: date) -> list[int]:
    """Return the ids of participants whose entries and questions a person may answer on a day."""
    stage = answering_stage(programme, day)
    mine = looked_after(session, stage, [reviewer_id], day, left_too=True).get(reviewer_id, [])
    return sorted(one.person_id for one in mine)


def _placed(session: Session, stage: Stage, areas: Collection[str], day: date, *, left_too: bool) -> list[Participant]:
    """Return the participants who work in these areas on a day of a stage, by name; `left_too`: also those who have
    left."""
    placed = (
        select(Person.id, Person.name, Placement.area)
        .join(Placement, Placement.person_id == Person.id)
        .where(Placement.stage == stage.key, Placement.area.in_(areas), held_on(day, Placement))
        .where(Person.state != PersonState.ERASED)
        .order_by(Person.name, Person.id)
    )
    if not left_too:
        placed = placed.where(_takes_part(day))
    return [Participant(row[0], row[1], row[2]) for row in session.execute(placed)]


def taking_part(session: Session, person_ids: Collection[int], day: date) -> set[int]:
    """Return those of these people who are participants on a day and have not withdrawn their consent."""
    found = select(Person.id).where(Person.id.in_(person_ids), Person.state != PersonState.ERASED, _takes_part(day))
    return set(session.scalars(found))


def _takes_part(day: date) -> ColumnElement[bool]:
    held = select(Membership.id).where(
        Membership.person_id == Person.id, Membership.role == Role.PARTICIPANT, held_on(day)
    )
    return and_(held.exists(), Person.state != PersonState.WITHDRAWN)


# ── days ──


def day_of(at: datetime) -> date:
    """Return the day of an instant in Bangkok."""
    return at.astimezone(BANGKOK).date()


class WorkingDays:
    """Counts working days up to today, without holidays. It is made once for many entries."""

    def __init__(self, programme: Programme, first: date, today: date) -> None:
        span = (first + timedelta(days=offset) for offset in range((today - first).days + 1))
        self._days = [day for day in span if programme.is_working_day(day)]
        self._known = frozenset(self._days)

    def after(self, day: date, off: Collection[date] = ()) -> int:
        """Return the working days after `day` up to and including today, without those in `off`."""
        missed = sum(1 for one in off if one > day and one in self._known)
        return len(self._days) - bisect_right(self._days, day) - missed

"""Compares provinces, districts, agencies, mentors or people: what they reported, who is missing, what waits."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from models.coordination import summaries
from models.coordination.scopes import AccessScope
from models.coordination.summaries import WaitingReviews
from models.reviews import mentoring, terms
from models.reviews.mentoring import WorkingDays, day_of
from programmes import Programme
from services.summaries import counting
from services.summaries.counting import Attendance
from services.summaries.expected_people import ExpectedPeople
from services.summaries.summary import ComparedGroup

PROVINCE_DIGITS: Final = 2
Key = str | None


@dataclass(frozen=True, slots=True)
class Member:
    """The group to which a person belongs, its name (None: that of its area, or of those without a group), and where
    the person works."""

    key: Key
    name: str | None = None
    area: str | None = None


def compare(
    session: Session,
    programme: Programme,
    access: AccessScope,
    group: str,
    order: str,
    first: date,
    last: date,
    name: Callable[[Key], str],
    open_day: date | None = None,
) -> tuple[ComparedGroup, ...]:
    """Return the groups of one kind (province, district, agency, mentor, person) in an order (worst, best, reviews).

    `name` gives the name of an area by its code, and that of the people without a group for None.
    `open_day` is as in a summary.
    """
    roll, attended = counting.attended(session, programme, access, first, last, open_day)
    members = _members(session, programme, roll, group, last)
    waiting = summaries.waiting_of_each(session, programme, access)
    before = (
        terms.taken_over(session, {one: theirs.since for one, theirs in waiting.items()})
        if group == "mentor"
        else set()
    )
    found = _grouped(members, attended, waiting, name, _waited(programme, waiting, last), before)
    return tuple(sorted(found, key=ORDERS[order]))


def _members(session: Session, programme: Programme, roll: ExpectedPeople, group: str, day: date) -> dict[int, Member]:
    stage = mentoring.answering_stage(programme, day) or programme.next_stage(day)
    areas = mentoring.areas_by_person(session, stage) if stage else {}
    mine = {person_id: areas[person_id] for person_id in roll.people if person_id in areas}
    match group:
        case "agency":
            return {person_id: Member(one.agency, one.agency) for person_id, one in roll.people.items()}
        case "person":
            return {person_id: Member(str(person_id), one.name) for person_id, one in roll.people.items()}
        case "mentor":
            mentors = mentoring.mentors_of(session, mine, day)
            found = {
                person_id: Member(str(mentor.id), mentor.name, mine[person_id]) for person_id, mentor in mentors.items()
            }
            return {person_id: found.get(person_id, Member(None)) for person_id in roll.people}
    digits = PROVINCE_DIGITS if group == "province" else None
    codes = {person_id: area[:digits] for person_id, area in mine.items()}
    return {person_id: Member(code := codes.get(person_id), None, code) for person_id in roll.people}


def _grouped(
    members: Mapping[int, Member],
    attended: Attendance,
    waiting: Mapping[int, WaitingReviews],
    name: Callable[[Key], str],
    waited: Callable[[WaitingReviews], int],
    before: Collection[int],
) -> list[ComparedGroup]:
    """`before`: the people whose oldest entry was waiting before their mentor had it."""
    people: dict[Key, list[int]] = {}
    for person_id, member in members.items():
        people.setdefault(member.key, []).append(person_id)
    found = []
    for key, ids in people.items():
        one = members[ids[0]]
        areas = {members[person_id].area for person_id in ids}
        theirs = [waiting[person_id] for person_id in ids if person_id in waiting]
        found.append(
            ComparedGroup(
                label=one.name or name(one.area if key else None),
                people=len(ids),
                missing=sum(1 for person_id in ids if person_id in attended.expected and attended.missing(person_id)),
                expected=sum(attended.expected.get(person_id, 0) for person_id in ids),
                reported=sum(attended.reported.get(person_id, 0) for person_id in ids),
                key=key,
                area=areas.pop() if len(areas) == 1 else None,
                waiting=sum(one.count for one in theirs),
                longest=max(map(waited, theirs), default=0),
                taken_over=any(person_id in before for person_id in ids),
            )
        )
    return found


def _waited(programme: Programme, waiting: Mapping[int, WaitingReviews], day: date) -> Callable[[WaitingReviews], int]:
    """Return what counts the working days since the oldest entry of somebody was sent."""
    first = min((day_of(one.since) for one in waiting.values()), default=day)
    count = WorkingDays(programme, first, day)
    return lambda one: count.after(day_of(one.since))


def _worst(one: ComparedGroup) -> tuple[int, int, int, str]:
    return (101 if one.share is None else one.share, -one.missing, -one.waiting, one.label)


def _best(one: ComparedGroup) -> tuple[int, int, int, str]:
    return (1 if one.share is None else -one.share, one.missing, one.waiting, one.label)


def _most_waiting(one: ComparedGroup) -> tuple[int, int, int, str]:
    return (-one.waiting, -one.longest, 101 if one.share is None else one.share, one.label)


ORDERS: Final[Mapping[str, Callable[[ComparedGroup], tuple[int, int, int, str]]]] = {
    "worst": _worst,
    "best": _best,
    "reviews": _most_waiting,
}

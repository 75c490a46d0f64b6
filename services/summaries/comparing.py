"""Compares provinces, districts, agencies, mentors or people: what they reported, who is missing, what waits."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from models.coordination import summaries
from models.coordination.scopes import AccessScope
from models.coordination.summaries import WaitingReviews
from models.people.placements import moves_between
from models.reviews import mentoring, terms
from models.reviews.mentoring import WorkingDays, day_of
from programmes import Programme, Stage
from services.summaries import counting
from services.summaries.counting import Attendance
from services.summaries.expected_people import ExpectedPeople
from services.summaries.summary import ComparedGroup

PROVINCE_DIGITS: Final = 2
BY_AREA: Final = ("province", "district", "mentor")  # the groups that depend on where people work
Key = str | None


class Member(NamedTuple):
    """The group to which a person belongs, its name (None: that of its area, or of those without a group), and where
    the person works."""

    key: Key
    name: str | None = None
    area: str | None = None


class DaysInGroup(NamedTuple):
    """The days that a person spent in a group. `now` is false in an area from which they have moved: what waits for a
    review has moved with them."""

    person_id: int
    member: Member
    expected: int
    reported: int
    now: bool = True


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
    judged = counting.last_judged(programme, first, last, open_day)
    shares = [*_whole(members, attended)]
    if group in BY_AREA:
        shares = _by_move(session, programme, access, roll, group, first, judged, shares)
    waiting = summaries.waiting_of_each(session, programme, access)
    before = (
        terms.taken_over(session, {one: theirs.since for one, theirs in waiting.items()})
        if group == "mentor"
        else set()
    )
    found = _grouped(shares, waiting, name, _waited(programme, waiting, last), before)
    return tuple(sorted(found, key=ORDERS[order]))


def _members(session: Session, programme: Programme, roll: ExpectedPeople, group: str, day: date) -> dict[int, Member]:
    match group:
        case "agency":
            return {person_id: Member(one.agency, one.agency) for person_id, one in roll.people.items()}
        case "person":
            return {person_id: Member(str(person_id), one.name) for person_id, one in roll.people.items()}
    stage = _stage_of(programme, day)
    areas = mentoring.areas_by_person(session, stage, day) if stage else {}
    mine = {person_id: areas[person_id] for person_id in roll.people if person_id in areas}
    found = _of_areas(session, group, mine, day)
    return {person_id: found.get(person_id, Member(None)) for person_id in roll.people}


def _of_areas(session: Session, group: str, areas: Mapping[int, str], day: date) -> dict[int, Member]:
    """Return the province, district or mentor of people by their areas on a day."""
    if group == "mentor":
        mentors = mentoring.mentors_of(session, areas, day)
        return {one: Member(str(mentor.id), mentor.name, areas[one]) for one, mentor in mentors.items()}
    digits = PROVINCE_DIGITS if group == "province" else None
    return {one: Member(area[:digits], None, area[:digits]) for one, area in areas.items()}


def _stage_of(programme: Programme, day: date) -> Stage | None:
    return mentoring.answering_stage(programme, day) or programme.next_stage(day)


def _whole(members: Mapping[int, Member], attended: Attendance) -> Iterator[DaysInGroup]:
    for person_id, member in members.items():
        expected, reported = attended.expected.get(person_id, 0), attended.reported.get(person_id, 0)
        yield DaysInGroup(person_id, member, expected, reported)


def _by_move(
    session: Session,
    programme: Programme,
    access: AccessScope,
    roll: ExpectedPeople,
    group: str,
    first: date,
    last: date,
    shares: Sequence[DaysInGroup],
) -> list[DaysInGroup]:
    """Return the shares, of the few who moved between these days one for each of their areas: each area's days are its
    own."""
    stage = _stage_of(programme, last)
    begins = max(first, stage.start) if stage else first
    moved = moves_between(session, stage.key, begins, last, roll.people) if stage and begins < last else {}
    if not moved:
        return list(shares)
    counted = counting.days_reported(session, programme, access, roll, first, last, moved)
    split: list[DaysInGroup] = [one for one in shares if one.person_id not in moved]
    for person_id, places in moved.items():
        windows = roll.people[person_id].windows
        shown = [one for one in places if any(start <= one.to_day and end >= one.from_day for start, end in windows)]
        for there in shown:
            mine = {day for day in counted.expected.get(person_id, ()) if there.from_day <= day <= there.to_day}
            kept = mine & counted.reported.get(person_id, set())
            found = _of_areas(session, group, {person_id: there.area}, min(there.to_day, last))
            member = found.get(person_id, Member(None))
            split.append(DaysInGroup(person_id, member, len(mine), len(kept), now=there is shown[-1]))
    return split


def _grouped(
    shares: Sequence[DaysInGroup],
    waiting: Mapping[int, WaitingReviews],
    name: Callable[[Key], str],
    waited: Callable[[WaitingReviews], int],
    before: Collection[int],
) -> list[ComparedGroup]:
    """`before`: the people whose oldest entry was waiting before their mentor had it."""
    groups: dict[Key, list[DaysInGroup]] = {}
    for share in shares:
        groups.setdefault(share.member.key, []).append(share)
    found = []
    for key, mine in groups.items():
        one = mine[0].member
        areas = {share.member.area for share in mine}
        now = [share.person_id for share in mine if share.now]
        theirs = [waiting[person_id] for person_id in now if person_id in waiting]
        found.append(
            ComparedGroup(
                label=one.name or name(one.area if key else None),
                people=len({share.person_id for share in mine}),
                missing=sum(1 for share in mine if share.reported < share.expected),
                expected=sum(share.expected for share in mine),
                reported=sum(share.reported for share in mine),
                key=key,
                area=areas.pop() if len(areas) == 1 else None,
                waiting=sum(one.count for one in theirs),
                longest=waited(min(theirs, key=lambda one: one.since)) if theirs else 0,
                taken_over=any(person_id in before for person_id in now),
            )
        )
    return found


def _waited(programme: Programme, waiting: Mapping[int, WaitingReviews], day: date) -> Callable[[WaitingReviews], int]:
    """Return what counts the working days since the oldest entry of somebody was sent."""
    oldest = min((one.since for one in waiting.values()), default=None)
    first = day_of(oldest) if oldest else day
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

"""The list of participants in a scope, as conditions and an order of one query, so that a page reads only its rows."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, and_, exists, false, func, literal, or_, select
from sqlalchemy.orm import Session

from models.activities.activities import IS_COUNTED, IS_WAITING, Activity
from models.coordination.scopes import AccessScope
from models.people.leave import Leave
from models.people.people import Membership, Person, PersonState, Placement, Role, held_on

PROVINCE_DIGITS: Final = 2  # of the codes of areas


class DayState(StrEnum):
    """How it is with a participant on a day."""

    MISSING = "missing"  # expected, not on leave, without a report
    CAME = "came"
    LEAVE = "leave"
    SILENT = "silent"  # nothing heard of them for some working days
    NOT_JOINED = "not_joined"


class PeopleOrder(StrEnum):
    """By what the list is sorted."""

    NAME = "name"
    AGENCY = "agency"
    LAST = "last"  # who has written nothing for the longest time first
    WAITING = "waiting"  # with the most entries that wait for a review first


def listed(access: AccessScope) -> ColumnElement[bool]:
    """Return the condition on a Person: a participant in the scope, also one who has left."""
    theirs = or_(false(), *(grant.people(Membership.person_id) for grant in access.grants))
    held = select(Membership.person_id).where(Membership.role == Role.PARTICIPANT, theirs)
    return and_(Person.state != PersonState.ERASED, Person.id.in_(held))


def takes_part(access: AccessScope, day: date) -> ColumnElement[bool]:
    """Return the condition on a Person who takes part on a day, which the scope shows of them."""
    held = exists().where(Membership.person_id == Person.id, Membership.role == Role.PARTICIPANT, held_on(day))
    return and_(held, Person.state != PersonState.WITHDRAWN, access.records(Person.id, literal(day, Date())))


def came(access: AccessScope, day: date) -> ColumnElement[bool]:
    """Return the condition on a Person with an entry of a day that counts."""
    entry = exists().where(Activity.person_id == Person.id, Activity.day == day, IS_COUNTED)
    return and_(entry, access.records(Person.id, literal(day, Date())))


def on_leave(access: AccessScope, day: date) -> ColumnElement[bool]:
    away = exists().where(
        Leave.person_id == Person.id, Leave.from_day <= day, Leave.to_day >= day, Leave.cancelled_at.is_(None)
    )
    return and_(away, takes_part(access, day))


def not_joined(access: AccessScope, day: date) -> ColumnElement[bool]:
    return and_(Person.state == PersonState.INVITED, takes_part(access, day))


def named(like: str) -> ColumnElement[bool]:
    """Return the condition on a Person whose name contains a text."""
    return Person.name.contains(like, autoescape=True)


def count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Person).where(*conditions)) or 0


def ids(
    session: Session,
    order: PeopleOrder,
    *conditions: ColumnElement[bool],
    skipped: int = 0,
    most: int | None = None,
) -> list[int]:
    """Return the ids of the people who meet the conditions, in this order, `most` of them after the first `skipped`."""
    wanted = select(Person.id).where(*conditions).order_by(*_ORDERS[order], Person.name, Person.id)
    return list(session.scalars(wanted.offset(skipped).limit(most)))


def agencies(session: Session, access: AccessScope) -> list[str]:
    """Return the agencies of the participants in a scope, by name."""
    found = select(Person.agency).where(listed(access), Person.agency.is_not(None)).distinct().order_by(Person.agency)
    return [agency for agency in session.scalars(found) if agency]


def areas(session: Session, access: AccessScope) -> list[str]:
    """Return the codes of the districts and provinces in which the participants of a scope work in any stage, with the
    provinces of these districts, in order."""
    there = select(Placement.area).join(Person, Person.id == Placement.person_id).where(listed(access)).distinct()
    found = set(session.scalars(there))
    return sorted(found | {area[:PROVINCE_DIGITS] for area in found})


def waiting_of_each(session: Session, access: AccessScope, person_ids: Collection[int]) -> dict[int, int]:
    """Return how many entries of each of these people wait for a review."""
    rows = session.execute(
        select(Activity.person_id, func.count())
        .where(Activity.person_id.in_(person_ids), IS_WAITING, access.records(Activity.person_id, Activity.day))
        .group_by(Activity.person_id)
    )
    return {row[0]: row[1] for row in rows}


_LAST: Final = (
    select(func.max(Activity.day))
    .where(Activity.person_id == Person.id, IS_COUNTED)
    .correlate(Person)
    .scalar_subquery()
)
_WAITING: Final = (
    select(func.count())
    .select_from(Activity)
    .where(Activity.person_id == Person.id, IS_WAITING)
    .correlate(Person)
    .scalar_subquery()
)
_ORDERS: Final[dict[PeopleOrder, tuple[Any, ...]]] = {
    PeopleOrder.NAME: (),
    PeopleOrder.AGENCY: (Person.agency.asc().nulls_last(),),
    PeopleOrder.LAST: (_LAST.asc().nulls_first(),),
    PeopleOrder.WAITING: (_WAITING.desc(),),
}

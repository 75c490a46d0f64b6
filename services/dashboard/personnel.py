"""Leave, deputies and invite codes of people in a scope."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from models.coordination.scopes import AccessScope
from models.people import people
from models.people.invites import Invite
from models.people.leave import Leave
from models.people.people import Membership, Person, PersonState

MOST = 300


@dataclass(frozen=True, slots=True)
class LeaveComing:
    """A leave that is not over, and whose it is."""

    leave: Leave
    name: str


@dataclass(frozen=True, slots=True)
class DeputyComing:
    """Somebody who stands in for a mentor, from one day to another."""

    deputy: str
    mentor: str
    area: str | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class NotJoined:
    """Somebody who has not joined. `valid_until`: of the code that they can still use, or None."""

    id: int
    name: str
    agency: str | None
    position: str | None
    valid_until: datetime | None


def coming_leave(session: Session, access: AccessScope, day: date) -> list[LeaveComing]:
    """Return the leave of people in a scope that is not over, the next first."""
    found = (
        select(Leave, Person.name)
        .join(Person, Person.id == Leave.person_id)
        .where(Leave.to_day >= day, Leave.cancelled_at.is_(None), Person.state != PersonState.ERASED, access.people())
        .order_by(Leave.from_day, Person.name, Leave.id)
        .limit(MOST)
    )
    return [LeaveComing(one, name) for one, name in session.execute(found)]


def coming_deputies(session: Session, access: AccessScope, day: date) -> list[DeputyComing]:
    """Return who stands in for whom in a scope, now or later."""
    mentor = aliased(Person)
    found = (
        select(Person.name, mentor.name, Membership.area, Membership.from_day, Membership.to_day)
        .join(Person, Person.id == Membership.person_id)
        .join(mentor, mentor.id == Membership.deputy_for_id)
        .where(or_(Membership.to_day.is_(None), Membership.to_day >= day), access.people())
        .order_by(Membership.from_day, Person.name, Membership.id)
        .limit(MOST)
    )
    return [DeputyComing(*row) for row in session.execute(found)]


def stands_in(session: Session, deputy_id: int, mentor_id: int, first: date, last: date) -> bool:
    """Return whether it is on record that one person stands in for another on exactly these days."""
    same = select(Membership.id).where(
        Membership.person_id == deputy_id,
        Membership.deputy_for_id == mentor_id,
        Membership.from_day == first,
        Membership.to_day == last,
    )
    return session.scalar(same.limit(1)) is not None


def not_joined(session: Session, access: AccessScope, day: date, now: datetime) -> list[NotJoined]:
    """Return the people in a scope who have not joined and whose part is not over, by name."""
    waiting = session.scalars(
        select(Person).where(Person.state == PersonState.INVITED, access.people()).order_by(Person.name, Person.id)
    ).all()
    ids = [person.id for person in waiting]
    standing = people.roles_on_day(session, ids, day, None)
    valid: dict[int, datetime] = {
        row[0]: row[1]
        for row in session.execute(
            select(Invite.person_id, func.max(Invite.expires_at))
            .where(Invite.used_at.is_(None), Invite.revoked_at.is_(None), Invite.expires_at > now)
            .where(Invite.person_id.in_(ids))
            .group_by(Invite.person_id)
        )
    }
    return [
        NotJoined(one.id, one.name, one.agency, one.position, valid.get(one.id))
        for one in waiting
        if one.id in standing and standing[one.id].role is not None
    ]


def newest_code(session: Session, person_ids: Collection[int]) -> int:
    """Return the id of the newest code of these people, 0 if they have none: it tells whether others came since."""
    return session.scalar(select(func.max(Invite.id)).where(Invite.person_id.in_(person_ids))) or 0

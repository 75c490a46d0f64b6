"""The people of the programme, with their roles, places and days."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, Protocol

from sqlalchemy import ColumnElement, ForeignKey, Index, SQLColumnExpression, bindparam, func, or_, select, text, true
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import BIG_ID_DIGITS, Base, BigId, OneOf
from models.storage.batch import rows_of
from models.storage.database import secret_hash

DayOrColumn = date | SQLColumnExpression[date] | SQLColumnExpression[date | None]
UNKEYED: Final = "erased:"  # before a plain hash of the key, as earlier versions stored it
KEYED: Final = "keyed:"
RATER: Final = "rater:"  # before the key of somebody who only rates: they are on no roster


class PersonState(StrEnum):
    """Whether a person uses the bot."""

    INVITED = "invited"
    ACTIVE = "active"
    UNREACHABLE = "unreachable"  # has blocked the bot, until they unblock it
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


class Role(StrEnum):
    """What a person is in the programme."""

    PARTICIPANT = "participant"
    MENTOR = "mentor"
    COORDINATOR = "coordinator"


class Person(Base):
    """One person. `key` identifies them in the next roster: the roster's id, else name and agency."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    agency: Mapped[str | None]
    position: Mapped[str | None]
    state: Mapped[PersonState] = mapped_column(OneOf(PersonState), default=PersonState.INVITED)
    language: Mapped[str] = mapped_column(default="th")
    consent_version: Mapped[str | None]
    consent_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_person_name", "name"),)


class Membership(Base):
    """A role that a person holds from one day to another (both included; None: no limit).

    `area` is the code of a mentor's district (4 digits) or province (2). `scope` is what a coordinator sees: `all`,
    `phase:2`, `agency:…`, `province:…`, `unit:…`. The row of a deputy has the mentor for whom they stand in.
    """

    __tablename__ = "membership"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    role: Mapped[Role] = mapped_column(OneOf(Role))
    area: Mapped[str | None]
    scope: Mapped[str | None]
    deputy_for_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id"))
    from_day: Mapped[date | None]
    to_day: Mapped[date | None]
    said_by: Mapped[int | None] = mapped_column(BigId)  # the coordinator who added it in the chat
    unit: Mapped[str | None]  # the code of the unit to whose team a participant belongs
    seat: Mapped[str | None]  # and the key of their seat there
    staff_group: Mapped[str | None]  # the key of a participant's group of staff in the development plan
    line: Mapped[str | None]  # and of their line of work
    level: Mapped[str | None]  # their grade, only where rules of a call ask for it; so too the next two
    born: Mapped[date | None]
    appointed: Mapped[date | None]  # to that grade

    __table_args__ = (
        Index("ix_membership_person_id", "person_id"),
        Index("ix_membership_area", "area", "role"),
        Index("ix_membership_unit", "unit", "role"),
    )

    def holds_on(self, day: date) -> bool:
        return (self.from_day is None or self.from_day <= day) and (self.to_day is None or day <= self.to_day)


class HeldRole(Protocol):
    """A role and its first day: a Membership, or the columns of one that were read."""

    @property
    def role(self) -> str: ...
    @property
    def area(self) -> str | None: ...
    @property
    def from_day(self) -> date | None: ...
    @property
    def to_day(self) -> date | None: ...


def role_on_day(roles: Iterable[HeldRole], placed: str | None, day: date) -> tuple[Role | None, str | None]:
    """Return role and area of a person on a day, from the roles that are not over: a role held on the day, else the one
    that begins first; a mentor's role that has ended counts last. A participant's area is that of their place, before
    the role's own."""

    def place(role: HeldRole) -> tuple[bool, date]:
        return role.to_day is not None and role.to_day < day, role.from_day or day  # a role that is held has begun

    held = min(roles, key=place, default=None)
    return (Role(held.role), placed or held.area) if held else (None, placed)


_MOVED: Final = text("from_day IS NOT NULL")


class Placement(Base):
    """The district or province (geothai's code) in which a participant works in one stage, from one day to another
    (both included; None: no limit).

    Most have no limits. Who moves during a stage has several, of which exactly one holds on any day, also before and
    after the stage (`services/roster/placing.py`).
    """

    __tablename__ = "placement"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    stage: Mapped[str]
    area: Mapped[str]
    from_day: Mapped[date | None]
    to_day: Mapped[date | None]

    __table_args__ = (
        Index("ix_placement_person_id", "person_id", "stage"),
        Index("ix_placement_area", "area", "stage"),
        Index("ix_placement_from_day", "from_day", sqlite_where=_MOVED, postgresql_where=_MOVED),
    )


def erased_key(session: Session, key: str) -> str | None:
    """Return what is stored of an erased person's key, by which a later roster recognises them: a hash that cannot be
    computed from names and agencies without the secret. None without a secret: then nobody can be recognised."""
    known = secret_hash(session, plain_hash(key))
    return known and f"{KEYED}{known}"


def plain_hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def key_older_hashes(session: Session) -> int:
    """Replace hashes of erased people's keys that need no secret. Return how many there were."""
    found = list(session.scalars(select(Person).where(Person.key.startswith(UNKEYED))))
    for person in found:
        known = secret_hash(session, person.key.removeprefix(UNKEYED))
        if known is not None:
            person.key = f"{KEYED}{known}"
    return len(found)


def are_recognised(session: Session) -> bool:
    """Return whether erased people of a roster would be recognised: with the secret, or if there are none."""
    keyed = select(Person.id).where(Person.key.startswith(KEYED)).limit(1)
    return secret_hash(session, "") is not None or session.scalar(keyed) is None


def is_on_roster() -> ColumnElement[bool]:
    """Return the condition that a Person is somebody of a roster, and not only a rater."""
    return ~Person.key.startswith(RATER)


def by_id(session: Session, person_id: int) -> Person | None:
    return session.get(Person, person_id)


def by_name(session: Session, name: str) -> list[Person]:
    return list(session.scalars(select(Person).where(Person.name == name).order_by(Person.id)))


def find(session: Session, id_or_name: str) -> list[Person]:
    """Return the people with an id (the roster's, else ours) or a full name. Several people may share a name."""
    by_roster_id = session.scalar(select(Person).where(Person.key == f"id:{id_or_name}"))
    if by_roster_id is not None:
        return [by_roster_id]
    if id_or_name.isascii() and id_or_name.isdigit():
        person = by_id(session, int(id_or_name)) if len(id_or_name) < BIG_ID_DIGITS else None
        return [person] if person else []
    return by_name(session, id_or_name)


def has_role(session: Session, person_id: int, role: Role) -> bool:
    """Return whether a person has or had a role on some day."""
    held = select(Membership.id).where(Membership.person_id == person_id, Membership.role == role)
    return session.scalars(held.limit(1)).first() is not None


def by_ids(session: Session, person_ids: Sequence[int]) -> dict[int, Person]:
    return {person.id: person for person in session.scalars(_BY_IDS, {"ids": list(person_ids)})}


_BY_IDS: Final = select(Person).where(Person.id.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class RoleOnDay:
    """A person's role on a day, and for a participant or mentor the code of the area."""

    person: Person
    role: Role | None
    area: str | None


def roles_on_day(
    session: Session, person_ids: Sequence[int], day: date, stage: str | None, answers_since: date | None = None
) -> dict[int, RoleOnDay]:
    """Return the roles of people on a day. A role that begins later counts already (October's mentor registers in
    September); a person whose roles are all over has none, but a mentor whose last day was `answers_since` or later is
    still one, who may answer."""
    if not person_ids:
        return {}
    found = by_ids(session, person_ids)
    current = session.scalars(
        select(Membership).where(Membership.person_id.in_(found), _counts(day, answers_since)).order_by(Membership.id)
    ).all()
    placed = session.execute(
        select(Placement.person_id, Placement.area).where(
            Placement.person_id.in_(found), Placement.stage == stage, held_on(day, Placement)
        )
    )
    area_of_person = {row.person_id: row.area for row in placed}
    roles: dict[int, list[Membership]] = {}
    for membership in current:
        roles.setdefault(membership.person_id, []).append(membership)
    return {
        person_id: RoleOnDay(person, *role_on_day(roles.get(person_id, ()), area_of_person.get(person_id), day))
        for person_id, person in found.items()
    }


def holds_role(session: Session, person_id: int, role: Role, day: date) -> bool:
    """Return whether a person holds a role on a day."""
    held = select(Membership.id).where(Membership.person_id == person_id, Membership.role == role, held_on(day))
    return session.scalar(held.limit(1)) is not None


def roles_of(session: Session, person_id: int) -> set[Role]:
    """Return every role that a person has, had or will have."""
    return {Role(role) for role in session.scalars(select(Membership.role).where(Membership.person_id == person_id))}


def area_of(session: Session, person_id: int, stage: str, day: date) -> str | None:
    """Return the district or province in which a participant works in a stage, on a day of it, or on its day that is
    nearest to this one."""
    placed = select(Placement.area).where(Placement.person_id == person_id, Placement.stage == stage)
    return session.scalar(placed.where(held_on(day, Placement)).limit(1))


def withdrawn(session: Session) -> set[int]:
    """Return who has withdrawn their consent: nothing is expected of them, and nobody is told that it is missing."""
    return {row[0] for row in rows_of(session, _WITHDRAWN)}


_WITHDRAWN: Final = select(Person.id).where(Person.state == PersonState.WITHDRAWN)


def participants_on(session: Session, day: date) -> int:
    """Return how many participants there are on a day."""
    counted = select(func.count(Membership.person_id.distinct()))
    return session.scalar(counted.where(Membership.role == Role.PARTICIPANT, held_on(day))) or 0


def on_record_since(session: Session, before: datetime) -> list[Person]:
    """Return the people who were stored before an instant and are not erased."""
    mine = select(Person).where(Person.created_at < before, Person.state != PersonState.ERASED)
    return list(session.scalars(mine.order_by(Person.id)))


def _counts(day: date, answers_since: date | None) -> ColumnElement[bool]:
    """Return the condition that a membership is not over, or is that of a mentor who may still answer."""
    not_over = or_(Membership.to_day.is_(None), Membership.to_day >= day)
    if answers_since is None:
        return not_over
    may_answer = (Membership.role == Role.MENTOR) & Membership.deputy_for_id.is_(None)
    return or_(not_over, may_answer & (Membership.to_day >= answers_since))


Dated = type[Membership] | type[Placement]  # or an alias


def held_on(day: DayOrColumn, held: Dated = Membership) -> ColumnElement[bool]:
    """Return the condition that a membership or placement (of this table or an alias) holds on a day."""
    return held_between(day, day, held)


def held_between(first: DayOrColumn | None, last: DayOrColumn | None, held: Dated = Membership) -> ColumnElement[bool]:
    """Return the condition that a membership or placement holds on some day from `first` to `last` (None: no limit)."""
    begun = true() if last is None else or_(held.from_day.is_(None), held.from_day <= last)
    not_over = true() if first is None else or_(held.to_day.is_(None), held.to_day >= first)
    return begun & not_over

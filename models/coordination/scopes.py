"""Access scopes: whose data a person sees, and of which days. Every query about other people uses a scope. What is
outside of it is treated as if it did not exist."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, Select, SQLColumnExpression, and_, bindparam, false, null, or_, select, true
from sqlalchemy.orm import Session, aliased

from models.people.people import (
    Membership,
    Person,
    PersonState,
    Placement,
    Role,
    held_between,
    held_on,
    is_on_roster,
)
from models.reviews import mentoring, terms
from models.storage.batch import rows_of
from programmes import Programme

PersonIdColumn = SQLColumnExpression[int] | SQLColumnExpression[int | None]
DayColumn = SQLColumnExpression[date] | SQLColumnExpression[date | None]
ALL: Final = "all"
CONDITIONS_KEPT: Final = 256  # of the scopes asked for last
_OPEN_END: Final = "99"  # no part of an area has a higher number in its code


@dataclass(frozen=True, slots=True)
class Grant:
    """The data of some people on some days, both included; None means no limit.

    `area` is the beginning of the code of their area in `stage`: "56" means the province and all its districts;
    `person` is the only one; `units` are the codes of the units to whose teams they belong.
    """

    first: date | None = None
    last: date | None = None
    agency: str | None = None
    stage: str | None = None
    area: str | None = None
    person: int | None = None
    units: tuple[str, ...] | None = None

    def within(self, first: date | None, last: date | None) -> "Grant | None":
        """Return the same people on fewer days, or None if no day is left."""
        start = max((day for day in (self.first, first) if day), default=None)
        end = min((day for day in (self.last, last) if day), default=None)
        return None if start and end and end < start else replace(self, first=start, last=end)

    def people(self, person_id: PersonIdColumn, day: DayColumn | None = None) -> ColumnElement[bool]:
        """Return the condition that the column has one of these people: of those of an area, who works there on the
        day of the row, or without `day`, on some day of the grant."""
        wanted: list[ColumnElement[bool]] = []
        if self.agency is not None:
            wanted.append(person_id.in_(select(Person.id).where(Person.agency == self.agency)))
        if self.person is not None:
            wanted.append(person_id == self.person)
        if self.stage is not None:
            wanted.append(self._placed(person_id, day))
        if self.units is not None:
            wanted.append(self._of_a_team(self.units, person_id, day))
        return and_(true(), *wanted)

    def _placed(self, person_id: PersonIdColumn, day: DayColumn | None) -> ColumnElement[bool]:
        """Return the condition on people of an area. Most never move: to look for their day in each row would cost a
        summary of the nation half its time, so only that of who moved is looked for."""
        placed = select(Placement.person_id).where(self.places())
        if day is None:
            return person_id.in_(placed.where(held_between(self.first, self.last, Placement)))
        never_moved = and_(Placement.from_day.is_(None), Placement.to_day.is_(None))
        there = aliased(Placement)
        then = select(there.id).where(there.person_id == person_id, self.places(there), held_on(day, there))
        moved = and_(person_id.in_(placed.where(~never_moved)), then.exists())
        return or_(person_id.in_(placed.where(never_moved)), moved)

    def _of_a_team(
        self, units: tuple[str, ...], person_id: PersonIdColumn, day: DayColumn | None
    ) -> ColumnElement[bool]:
        """Return the condition on people of these units' teams: on the day of the row, or on some day of the grant."""
        there = aliased(Membership)
        held = held_between(self.first, self.last, there) if day is None else held_on(day, there)
        mine = select(there.id).where(there.person_id == person_id, there.unit.in_(units), held)
        return mine.exists()

    def places(self, placement: type[Placement] = Placement) -> ColumnElement[bool]:
        """Return the condition that a placement (of this table or an alias) is one in the stage and area."""
        in_stage = placement.stage == self.stage
        return in_stage if self.area is None else and_(in_stage, _lies_in(self.area, placement))

    def days(self, day: DayColumn) -> ColumnElement[bool]:
        limits: list[ColumnElement[bool]] = []
        if self.first is not None:
            limits.append(day >= self.first)
        if self.last is not None:
            limits.append(day <= self.last)
        return and_(true(), *limits)


@dataclass(frozen=True, slots=True)
class StageDays:
    """The days of a stage, and the number of digits in the codes of its areas."""

    key: str
    first: date
    last: date
    digits: int


@dataclass(frozen=True, slots=True)
class AccessScope:
    """What a person sees of others. `scopes` are the words of the roster; `place` (a code) and `agency` (a name) limit
    it further. `teams`: the codes of all units with a team."""

    grants: tuple[Grant, ...] = ()
    stages: tuple[StageDays, ...] = ()
    scopes: tuple[str, ...] = ()
    place: str | None = None
    agency: str | None = None
    teams: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it has everybody on every day."""
        return Grant() in self.grants

    def records(
        self,
        person_id: PersonIdColumn,
        day: DayColumn,
    ) -> ColumnElement[bool]:
        """Return the condition of a query on data: this person's data of this day may be seen."""
        if self.is_whole:
            return true()
        return or_(false(), *(and_(grant.people(person_id, day), grant.days(day)) for grant in self.grants))

    def people(self) -> ColumnElement[bool]:
        """Return the condition on Person: people whose data may be seen, and their mentors."""
        return _people(self)

    def narrowed(self, place: str) -> "AccessScope":
        """Return the part of it in a district (4 digits) or province (2): who works or has a team there."""
        if self.teams:
            held = [
                (grant, [code for code in grant.units or self.teams if code.startswith(place)]) for grant in self.grants
            ]
            teams = [replace(grant, units=tuple(codes)) for grant, codes in held if codes]
            return replace(self, grants=tuple(dict.fromkeys(teams)), place=place)
        grants = [
            narrow
            for grant in self.grants
            for stage in self.stages_of(grant)
            if (area := _inner(grant.area, place)) is not None
            and (narrow := replace(grant, stage=stage.key, area=area).within(stage.first, stage.last)) is not None
        ]
        return replace(self, grants=tuple(dict.fromkeys(grants)), place=place)

    def of_units(self, codes: Collection[str]) -> "AccessScope":
        """Return the part of it with the members of these units' teams."""
        held = [(one, tuple(code for code in codes if one.units is None or code in one.units)) for one in self.grants]
        return replace(self, grants=tuple(dict.fromkeys(replace(one, units=mine) for one, mine in held if mine)))

    def of_agency(self, agency: str) -> "AccessScope":
        """Return the part of it with the people of one agency."""
        grants = [replace(grant, agency=agency) for grant in self.grants if grant.agency in (None, agency)]
        return replace(self, grants=tuple(dict.fromkeys(grants)), agency=agency)

    def stages_of(self, grant: Grant) -> list[StageDays]:
        if grant.stage is not None:
            return [stage for stage in self.stages if stage.key == grant.stage]
        return [stage for stage in self.stages if grant.within(stage.first, stage.last) is not None]


@lru_cache(maxsize=CONDITIONS_KEPT)
def _people(access: AccessScope) -> ColumnElement[bool]:
    if access.is_whole:
        return true()
    found: list[ColumnElement[bool]] = []
    for grant in access.grants:
        participants = select(Membership.person_id).where(Membership.role == Role.PARTICIPANT)
        found.append(Person.id.in_(participants.where(grant.people(Membership.person_id))))
        found += [Person.id.in_(_mentors(grant, stage)) for stage in access.stages_of(grant)]
    return or_(false(), *found)


def of_person(session: Session, programme: Programme, person_id: int, day: date) -> AccessScope:
    """Return everything that a person sees on a day, as coordinator and as mentor."""
    coordinator = of_coordinator(session, programme, person_id, day)
    mentor = of_mentor(session, programme, person_id, day)
    return replace(coordinator, grants=tuple(dict.fromkeys((*coordinator.grants, *mentor.grants))))


def of_coordinator(session: Session, programme: Programme, person_id: int, day: date) -> AccessScope:
    """Return what a coordinator sees by the scopes they hold on a day; nothing if they hold none."""
    held = rows_of(session, _SCOPES_HELD, person_id=person_id, day=day)
    return of_scopes([row[0] or "" for row in held], programme)


_SCOPES_HELD: Final = (
    select(Membership.scope)
    .where(Membership.person_id == bindparam("person_id"), Membership.role == Role.COORDINATOR)
    .where(held_on(bindparam("day", type_=Date())))
    .order_by(Membership.id)
)


def of_oneself(person_id: int) -> AccessScope:
    """Return the scope of a person's own records only."""
    return AccessScope((Grant(person=person_id),))


def of_scopes(scopes: Iterable[str], programme: Programme) -> AccessScope:
    """Return the scope of the roster's words `all`, `phase:2`, `agency:กรมที่ดิน`, `province:56`, `unit:…`; of others
    nothing."""
    stages = _stages(programme)
    held = tuple(dict.fromkeys(scopes))
    grants = [grant for scope in held for grant in _grants(scope, programme, stages)]
    teams = tuple(unit.code for unit in programme.units.teams) if programme.units else ()
    return AccessScope(tuple(dict.fromkeys(grants)), stages, held, teams=teams)


def of_mentor(session: Session, programme: Programme, person_id: int, day: date) -> AccessScope:
    """Return what a mentor sees: the people in the areas that they, or mentors they stand in for, hold on a day. After
    another stage has begun, an earlier one is seen for as long as its mentors may still answer."""
    stages = _stages(programme)
    now = mentoring.answering_stage(programme, day)
    since = terms.answers_since(programme, day)
    grants = [
        Grant(stage.first, stage.last, stage=stage.key, area=area)
        for area in mentoring.areas_of(session, [person_id], day).get(person_id, ())
        for stage in stages
        if stage.digits == len(area)
        and stage.first <= day  # people who come later are not theirs yet
        and (stage.last >= since or (now is not None and stage.key == now.key))
    ]
    return AccessScope(tuple(grants), stages)


ListedParticipant = tuple[int, str, str | None, date | None, date | None, date | None, date | None]


def limited(access: AccessScope, programme: Programme, agency: str | None, area: str | None) -> AccessScope:
    """Return the part of a scope in an agency and an area, the code of a province, district or unit. It has no grants
    if that is outside of it."""
    access = access.of_agency(agency) if agency else access
    if area and programme.units is not None and programme.units.knows(area):
        return access.of_units(programme.units.within(area))
    return access.narrowed(area) if area else access


def participants(grant: Grant) -> Select[*ListedParticipant]:
    """Return the people of a grant: (id, name, agency, from day, to day, from day and to day of the area), one row for
    each membership, and each time in the area of the grant."""
    return _participants(replace(grant, first=None, last=None))


@lru_cache(maxsize=CONDITIONS_KEPT)
def _participants(grant: Grant) -> Select[*ListedParticipant]:
    there: tuple[Any, Any] = (null(), null()) if grant.stage is None else (Placement.from_day, Placement.to_day)
    listed = (
        select(Person.id, Person.name, Person.agency, Membership.from_day, Membership.to_day, *there)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.role == Role.PARTICIPANT, Person.state != PersonState.ERASED)
    )
    if grant.stage is None:
        return listed.where(grant.people(Person.id))
    placed = and_(Placement.person_id == Person.id, grant.places())
    return listed.join(Placement, placed).where(replace(grant, stage=None, area=None).people(Person.id))


def person(session: Session, access: AccessScope, person_id: int) -> Person | None:
    """Return a person in this scope, or None, whether the person is outside of it or does not exist."""
    return session.scalar(
        select(Person).where(
            Person.id == person_id, Person.state != PersonState.ERASED, is_on_roster(), access.people()
        )
    )


def names(
    session: Session, access: AccessScope, roles: Sequence[Role] = tuple(Role), like: str | None = None
) -> list[tuple[int, str]]:
    """Return (id, name) of everybody in this scope with one of these roles, whose name contains `like` if given."""
    held = select(Membership.person_id).where(Membership.role.in_(list(roles)))
    shown = select(Person.id, Person.name).where(
        Person.state != PersonState.ERASED, Person.id.in_(held), access.people()
    )
    if like is not None:
        shown = shown.where(Person.name.contains(like, autoescape=True))
    return [(row.id, row.name) for row in session.execute(shown.order_by(Person.name, Person.id))]


def _stages(programme: Programme) -> tuple[StageDays, ...]:
    return tuple(StageDays(stage.key, *programme.stage_days(stage), stage.area_digits) for stage in programme.stages)


def _grants(scope: str, programme: Programme, stages: Sequence[StageDays]) -> list[Grant]:
    kind, _, value = scope.partition(":")
    if scope == ALL:
        return [Grant()]
    if kind == "phase":
        return [Grant(phase.start, phase.end) for phase in programme.phases if str(phase.number) == value]
    if kind == "agency" and value:
        return [Grant(agency=value)]
    if kind in ("unit", "province") and programme.units is not None:
        return [Grant(units=programme.units.within(value))] if programme.units.knows(value) else []
    if kind == "province" and value:
        return [Grant(stage.first, stage.last, stage=stage.key, area=value) for stage in stages]
    return []


def _mentors(grant: Grant, stage: StageDays) -> Select[int]:
    """Return the mentors, in a stage, of the people of a grant."""
    areas = select(Placement.area).where(Placement.stage == stage.key, grant.people(Placement.person_id))
    if grant.area is not None:
        areas = areas.where(_lies_in(grant.area))
    return select(Membership.person_id).where(Membership.role == Role.MENTOR, Membership.area.in_(areas))


def _lies_in(area: str, placement: type[Placement] = Placement) -> ColumnElement[bool]:
    """Return the condition that a code lies in an area. A range can use the index, LIKE cannot in every database."""
    return placement.area.between(area, area + _OPEN_END)


def _inner(one: str | None, other: str) -> str | None:
    """Return the one of two areas that lies in the other, or None if neither does."""
    if one is None or other.startswith(one):
        return other
    return one if one.startswith(other) else None

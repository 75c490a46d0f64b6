"""The receivers of an announcement: people in its author's scope, by role, phase, agency, area and leave, or named."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, false, func, or_, select
from sqlalchemy.orm import Session

from models.coordination.broadcasts import BroadcastAudience, Receiver, ReceiverState
from models.coordination.scopes import AccessScope, StageDays
from models.messaging.chats import Chat
from models.people.leave import Leave
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
from programmes import Programme

COORDINATOR = Role.COORDINATOR


def receivers(
    session: Session,
    programme: Programme,
    access: AccessScope,
    audience: BroadcastAudience,
    author_id: int,
    day: date,
    *,
    after: int = 0,
    most: int | None = None,
) -> list[Receiver]:
    """Return the receivers of an announcement made on `day` whose ids follow `after`, without its author."""
    rows = session.execute(
        select(Person.id, Person.state, Chat.line_user_id, Chat.follows)
        .outerjoin(Chat, Chat.person_id == Person.id)
        .where(Person.id > after, _meant(programme, access, audience, author_id, day))
        .order_by(Person.id)
        .limit(most)
    )
    return [_receiver(row.id, row.state, row.line_user_id, row.follows) for row in rows]


def languages(session: Session, person_ids: Sequence[int]) -> dict[int, str]:
    rows = session.execute(select(Person.id, Person.language).where(Person.id.in_(person_ids)))
    return {row.id: row.language for row in rows}


def count(
    session: Session, programme: Programme, access: AccessScope, audience: BroadcastAudience, author_id: int, day: date
) -> tuple[int, int]:
    """Return how many receivers of an announcement can be reached, and how many cannot."""
    told = and_(Chat.id.is_not(None), Chat.follows.is_(True), Person.state == PersonState.ACTIVE)
    rows = session.execute(
        select(told.label("told"), func.count())
        .select_from(Person)
        .outerjoin(Chat, Chat.person_id == Person.id)
        .where(_meant(programme, access, audience, author_id, day))
        .group_by("told")
    )
    counts = {bool(row[0]): row[1] for row in rows}
    return counts.get(True, 0), counts.get(False, 0)


def areas(session: Session, access: AccessScope, stage: str, day: date, most: int) -> list[str]:
    """Return the areas in which most participants of a scope work on a day of a stage."""
    rows = session.execute(
        select(Placement.area)
        .join(Person, Person.id == Placement.person_id)
        .where(Placement.stage == stage, held_on(day, Placement), Person.state != PersonState.ERASED, access.people())
        .group_by(Placement.area)
        .order_by(func.count().desc(), Placement.area)
        .limit(most)
    )
    return [row[0] for row in rows]


def _receiver(person_id: int, state: str, chat_key: str | None, follows: bool | None) -> Receiver:
    if chat_key is None or state == PersonState.INVITED:
        return Receiver(person_id, None, ReceiverState.NOT_JOINED)
    if not follows or state != PersonState.ACTIVE:
        return Receiver(person_id, None, ReceiverState.BLOCKED)
    return Receiver(person_id, chat_key, ReceiverState.QUEUED)


def _meant(
    programme: Programme, access: AccessScope, audience: BroadcastAudience, author_id: int, day: date
) -> ColumnElement[bool]:
    stages = _stages(programme, access, audience, day)
    roles = [role for role in audience.roles if role != COORDINATOR or access.is_whole]
    by_role = [_in_role(role, stages, programme, audience, day) for role in roles]
    wanted = [Person.state != PersonState.ERASED, Person.id != author_id, access.people()]
    if audience.people:
        return and_(*wanted, is_on_roster(), Person.id.in_(audience.people))
    wanted.append(or_(Person.id == 0, *(Person.id.in_(held) for held in by_role)))
    if audience.agencies:
        wanted.append(Person.agency.in_(audience.agencies))
    if audience.without_leave:
        away = select(Leave.person_id).where(Leave.from_day <= day, Leave.to_day >= day, Leave.cancelled_at.is_(None))
        wanted.append(Person.id.not_in(away))
    return and_(*wanted)


def _in_role(
    role: str, stages: Sequence[StageDays], programme: Programme, audience: BroadcastAudience, day: date
) -> Select[int]:
    first, last = _days(programme, audience, day)
    held = select(Membership.person_id).where(
        Membership.role == role,
        held_between(first, last),
    )
    keys = [stage.key for stage in stages]
    if role == Role.PARTICIPANT and audience.areas:
        placed = select(Placement.person_id).where(Placement.stage.in_(keys), _within(Placement.area, audience.areas))
        return held.where(Membership.person_id.in_(placed.where(held_between(first, last, Placement))))
    if role == Role.MENTOR and audience.phase is not None:
        held = held.where(func.length(Membership.area).in_({stage.digits for stage in stages}))
    if role == Role.MENTOR and audience.areas:
        held = held.where(_within(Membership.area, audience.areas))
    return held if role != COORDINATOR or not audience.areas else held.where(Membership.person_id == 0)


def _within(
    column: SQLColumnExpression[str] | SQLColumnExpression[str | None], areas: Sequence[str]
) -> ColumnElement[bool]:
    """Return the condition that a code lies in one of the areas: the codes of an area's parts begin with its own."""
    return or_(false(), *(column.between(area, f"{area}99") for area in areas))


def _days(programme: Programme, audience: BroadcastAudience, day: date) -> tuple[date, date]:
    """Return the days on which a receiver must hold their role: those of the phase, else today."""
    phase = next((phase for phase in programme.phases if phase.number == audience.phase), None)
    return (phase.start, phase.end) if phase else (day, day)


def _stages(programme: Programme, access: AccessScope, audience: BroadcastAudience, day: date) -> list[StageDays]:
    """Return the stages whose areas are meant: those of the phase, else the stage of the day or the next one."""
    first, last = _days(programme, audience, day)
    if audience.phase is not None:
        return [stage for stage in access.stages if stage.first <= last and first <= stage.last]
    now = [stage for stage in access.stages if stage.last >= day]
    return sorted(now, key=lambda stage: stage.first)[:1]

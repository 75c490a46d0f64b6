"""The speakers of some chats on a day: everything that turns need to know about them, in one query.

A statement costs 0.3 ms even if it returns little, and every batch of turns runs this one. So it is built once, and
joins what would be five statements.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final, cast

from sqlalchemy import Date, Select, Table, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from models.messaging.chats import Chat
from models.messaging.conversations import Conversation
from models.people.people import Membership, Person, Placement, Role, RoleOnDay, role_on_day

_CHAT, _HELD, _PLACED = (cast(Table, table.__table__) for table in (Chat, Membership, Placement))


@dataclass(frozen=True, slots=True)
class SpeakerRole:
    """The facts about a speaker that change the meaning of words."""

    role: Role | None = None
    area: str | None = None


STRANGER: Final = SpeakerRole()


@dataclass(frozen=True, slots=True)
class Speaker:
    """A chat, its open question, and its person if known."""

    chat: Chat
    conversation: Conversation | None
    role_on_day: RoleOnDay | None

    @property
    def role(self) -> SpeakerRole:
        known = self.role_on_day
        return SpeakerRole(known.role, known.area) if known else STRANGER


def _asking_for(*whom: Any) -> Select[Any]:
    """Return the statement: for each chat one row for each of the person's roles that is not over, in order; also of a
    mentor who may still answer."""
    day = bindparam("day", type_=Date())
    is_mentor = and_(_HELD.c.role == Role.MENTOR, _HELD.c.deputy_for_id.is_(None))
    may_answer = and_(is_mentor, _HELD.c.to_day >= bindparam("answers_since", type_=Date()))
    held = and_(
        _HELD.c.person_id == _CHAT.c.person_id,
        or_(_HELD.c.to_day.is_(None), _HELD.c.to_day >= day, may_answer),
    )
    placed = and_(
        _PLACED.c.person_id == _CHAT.c.person_id,
        _PLACED.c.stage == bindparam("stage"),
        or_(_PLACED.c.from_day.is_(None), _PLACED.c.from_day <= day),
        or_(_PLACED.c.to_day.is_(None), _PLACED.c.to_day >= day),
    )
    area = func.coalesce(_HELD.c.area, _HELD.c.unit).label("area")  # who belongs to a team works in its unit
    return (
        select(*whom, _HELD.c.role, area, _HELD.c.from_day, _HELD.c.to_day, _PLACED.c.area.label("placed"))
        .outerjoin(_HELD, held)
        .outerjoin(_PLACED, placed)
        .where(_CHAT.c.line_user_id.in_(bindparam("keys", expanding=True)))
        .order_by(_CHAT.c.id, _HELD.c.id)
    )


_SPEAKERS = (
    _asking_for(Chat, Person, Conversation)
    .outerjoin(Person, Person.id == _CHAT.c.person_id)
    .outerjoin(Conversation, Conversation.chat_key == _CHAT.c.line_user_id)
)
_SPEAKER_ROLES = _asking_for(_CHAT.c.line_user_id)


def speakers(
    session: Session, chat_keys: Sequence[str], day: date, stage: str | None, answers_since: date | None = None
) -> dict[str, Speaker]:
    """Return the existing chats by LINE id, with their speakers. A participant's area is that of `stage`; a mentor
    whose last day was `answers_since` or later is still one."""
    found = {}
    rows = session.execute(
        _SPEAKERS, {"keys": chat_keys, "day": day, "stage": stage, "answers_since": answers_since or day}
    )
    for chat, of_chat in groupby(rows, key=lambda row: row[0]):
        roles = list(of_chat)
        _, person, conversation = roles[0][:3]
        role, area = _as_on(roles, day)
        found[chat.line_user_id] = Speaker(chat, conversation, RoleOnDay(person, role, area) if person else None)
    return found


def speaker_roles(
    session: Session, chat_keys: Sequence[str], day: date, stage: str | None, answers_since: date | None = None
) -> dict[str, SpeakerRole]:
    """Return the roles of the speakers without loading objects."""
    rows = session.execute(
        _SPEAKER_ROLES, {"keys": chat_keys, "day": day, "stage": stage, "answers_since": answers_since or day}
    )
    return {key: SpeakerRole(*_as_on(list(of_chat), day)) for key, of_chat in groupby(rows, key=lambda row: row[0])}


def _as_on(rows: Sequence[Any], day: date) -> tuple[Role | None, str | None]:
    return role_on_day((row for row in rows if row.role is not None), rows[0].placed, day)

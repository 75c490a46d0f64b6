"""Candidates: the people and projects that units have sent in answer to a call."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId, OneOf
from thai.names import own_name


class CandidateState(StrEnum):
    """What became of a candidate."""

    DRAFT = "draft"  # stored, but something is still missing
    SENT = "sent"  # with a number
    WITHDRAWN = "withdrawn"  # the unit has taken it back
    REPLACED = "replaced"  # the unit has sent another one in its place


NAME: Final = "name"  # what is said of a candidate beside the fields of its call
THERE: Final = (CandidateState.DRAFT, CandidateState.SENT)


class CallCandidate(Base):
    """Somebody or something that a unit sends. `call` is the call's key, `number` counts what was sent in it and is
    never given twice. `name` is a person's with their title, or a project's; `facts` maps keys of the call's fields to
    values (a day as ISO writes it, a phone's digits, the key of a choice). `person_id`: who that is on the roster.
    `message_ids`: the messages whose words it has, each with a comma before and behind. `said_in` maps "name" and
    keys of fields to the message that said them last, as far as that is known. `replaces_id`: in whose place it is;
    until it is sent, that one holds."""

    __tablename__ = "candidate"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    call: Mapped[str]
    unit: Mapped[str]
    number: Mapped[int | None]
    name: Mapped[str | None]  # None: erased, or its message was unsent
    facts: Mapped[dict[str, Any]]
    state: Mapped[CandidateState] = mapped_column(OneOf(CandidateState))
    is_late: Mapped[bool]
    person_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id", ondelete="SET NULL"))
    sent_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id", ondelete="SET NULL"))
    message_ids: Mapped[str]
    said_in: Mapped[dict[str, Any] | None]
    at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    replaces_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("candidate.id", ondelete="SET NULL"))

    __table_args__ = (
        UniqueConstraint("call", "number"),
        Index("ix_candidate_unit", "unit", "call", "state"),
        Index("ix_candidate_person_id", "person_id"),
        Index("ix_candidate_sent_by_id", "sent_by_id"),
        Index("ix_candidate_replaces_id", "replaces_id"),
    )

    @property
    def is_sent(self) -> bool:
        return self.state == CandidateState.SENT


def by_id(session: Session, candidate_id: int, units: Collection[str]) -> CallCandidate | None:
    """Return a candidate of one of these units, locked; None also if it is another unit's."""
    mine = select(CallCandidate).where(CallCandidate.id == candidate_id, CallCandidate.unit.in_(units))
    return session.scalar(mine.with_for_update())


def of_units(
    session: Session, call: str, units: Collection[str], states: Collection[CandidateState] = THERE
) -> list[CallCandidate]:
    """Return the candidates of these units in a call, in the order in which they were stored."""
    theirs = select(CallCandidate).where(
        CallCandidate.call == call, CallCandidate.unit.in_(units), CallCandidate.state.in_(states)
    )
    return list(session.scalars(theirs.order_by(CallCandidate.at, CallCandidate.id)))


def sent_by_unit(session: Session, call: str, units: Collection[str]) -> dict[str, int]:
    """Return how many candidates each of these units has sent, if any."""
    counted = (
        select(CallCandidate.unit, func.count())
        .where(CallCandidate.call == call, CallCandidate.unit.in_(units), CallCandidate.state == CandidateState.SENT)
        .group_by(CallCandidate.unit)
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def sent_by_others(session: Session, call: str, unit: str, name: str) -> bool:
    """Return whether another unit has sent somebody or something of this name in a call, whatever the titles."""
    theirs = select(CallCandidate.name).where(
        CallCandidate.call == call,
        CallCandidate.unit != unit,
        CallCandidate.name.is_not(None),
        CallCandidate.state == CandidateState.SENT,
    )
    own = compared(name)
    return any(compared(other) == own for other in session.scalars(theirs) if other)


def compared(name: str) -> str:
    """Return a name as it counts when names of several units are compared: without titles and spaces."""
    return "".join(own_name(name).lower().split())


def replaced(session: Session, one: CallCandidate) -> CallCandidate | None:
    """Return in whose place a candidate is, passing over those whose names are gone."""
    old, seen = one, {one.id}
    while old.replaces_id is not None and old.replaces_id not in seen:
        seen.add(old.replaces_id)
        before = session.get(CallCandidate, old.replaces_id)
        if before is None or before.name is not None:
            return before
        old = before
    return None


def lock(session: Session, call: str, unit: str) -> None:
    """Have this transaction alone change what a unit has sent in a call, until it ends."""
    session.scalars(
        select(CallCandidate.id)
        .where(CallCandidate.call == call, CallCandidate.unit == unit)
        .order_by(CallCandidate.id)
        .with_for_update()
    ).all()


def lock_call(session: Session, call: str) -> None:
    """Have this transaction alone make members of whom a call chose, until it ends."""
    session.scalars(
        select(CallCandidate.id).where(CallCandidate.call == call).order_by(CallCandidate.id).with_for_update()
    ).all()


def next_number(session: Session, call: str) -> int:
    """Return the number of what is sent next."""
    return (session.scalar(select(func.max(CallCandidate.number)).where(CallCandidate.call == call)) or 0) + 1


def forget_person(session: Session, person_id: int, name: str) -> None:
    """Take a person out of what was sent: as a candidate their name and all that is said of them, whoever sent it; as
    who sent others, that it was they. Numbers stay, because others go by them."""
    own = own_name(name)
    surname = own.split(" ")[-1]
    alike = select(CallCandidate).where(CallCandidate.name.endswith(surname, autoescape=True))
    named = {one.id for one in session.scalars(alike) if one.name and own_name(one.name) == own}
    gone = update(CallCandidate).where(or_(CallCandidate.person_id == person_id, CallCandidate.id.in_(named)))
    session.execute(
        gone.values(name=None, facts={}, state=CandidateState.WITHDRAWN, person_id=None, message_ids=",", said_in=None)
    )
    sent = update(CallCandidate).where(CallCandidate.sent_by_id == person_id)
    session.execute(sent.values(sent_by_id=None, message_ids=",", said_in=None))


def take_words_back(session: Session, message_id: str, person_id: int) -> list[CallCandidate]:
    """Take back what an unsent message sent. Who or what it named is withdrawn, without its words, and in whose place
    it was holds again. If it only said parts of what another message had named, those parts are taken out, and such
    candidates returned."""
    mine = select(CallCandidate).where(
        CallCandidate.sent_by_id == person_id, CallCandidate.message_ids.contains(f",{message_id},", autoescape=True)
    )
    left = []
    for one in session.scalars(mine).all():
        parts = {key for key, message in (one.said_in or {}).items() if message == message_id}
        named_elsewhere = (one.said_in or {}).get(NAME) not in (None, message_id)
        one.message_ids = one.message_ids.replace(f",{message_id},", ",")
        if named_elsewhere:
            one.facts = {key: value for key, value in one.facts.items() if key not in parts}
            one.said_in = {key: message for key, message in (one.said_in or {}).items() if key not in parts}
            left.append(one)
            continue
        hold_again(session, one)
        one.name, one.facts, one.said_in, one.person_id, one.state = None, {}, None, None, CandidateState.WITHDRAWN
    return left


def hold_again(session: Session, one: CallCandidate) -> None:
    """Let hold again in whose place a candidate was sent: it is sent no longer."""
    old = replaced(session, one) if one.is_sent else None
    if old is not None and old.state == CandidateState.REPLACED and old.number is not None:
        old.state, old.ended_at = CandidateState.SENT, None

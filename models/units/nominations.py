"""Nominations to seats of teams, by members of the team, until a coordinator accepts or declines them."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId, OneOf


class NominationState(StrEnum):
    """Who has to act next."""

    WAITING = "waiting"  # for a coordinator
    ACCEPTED = "accepted"  # `person_id` holds the seat
    DECLINED = "declined"
    REPLACED = "replaced"  # the team has nominated somebody else, or taken it back


class TeamNomination(Base):
    """Somebody nominated to a seat. `nominated_by_id` and `decided_by_id` are people; `phone` is digits."""

    __tablename__ = "seat_nomination"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    unit: Mapped[str]
    seat: Mapped[str]
    name: Mapped[str]
    phone: Mapped[str | None]
    position: Mapped[str | None]
    state: Mapped[NominationState] = mapped_column(OneOf(NominationState))
    nominated_by_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    message_id: Mapped[str | None]
    at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(BigId)
    decided_at: Mapped[datetime | None]
    person_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id", ondelete="SET NULL"))

    __table_args__ = (
        Index("ix_seat_nomination_unit", "unit", "state"),
        Index("ix_seat_nomination_nominated_by_id", "nominated_by_id"),
        Index("ix_seat_nomination_person_id", "person_id"),
    )


def by_id(session: Session, nomination_id: int, units: Collection[str]) -> TeamNomination | None:
    """Return a nomination in one of these units, locked; None also if it is another unit's."""
    mine = select(TeamNomination).where(TeamNomination.id == nomination_id, TeamNomination.unit.in_(units))
    return session.scalar(mine.with_for_update())


def waiting(session: Session, units: Collection[str]) -> list[TeamNomination]:
    """Return the nominations in these units that wait, the oldest first."""
    open_ones = select(TeamNomination).where(
        TeamNomination.unit.in_(units), TeamNomination.state == NominationState.WAITING
    )
    return list(session.scalars(open_ones.order_by(TeamNomination.at, TeamNomination.id)))


def waiting_by_seat(session: Session, units: Collection[str]) -> dict[tuple[str, str], int]:
    """Return how many nominations wait for each (unit, seat)."""
    counted = (
        select(TeamNomination.unit, TeamNomination.seat, func.count())
        .where(TeamNomination.unit.in_(units), TeamNomination.state == NominationState.WAITING)
        .group_by(TeamNomination.unit, TeamNomination.seat)
    )
    return {(unit, seat): count for unit, seat, count in session.execute(counted)}


def replace_waiting(session: Session, unit: str, seat: str, keep: int, at: datetime) -> int:
    """Put away what waits for a seat, but for the newest `keep`. Return how many were put away."""
    open_ones = [one for one in waiting(session, [unit]) if one.seat == seat]
    old = open_ones[: max(0, len(open_ones) - keep)]
    for one in old:
        one.state, one.decided_at = NominationState.REPLACED, at
    return len(old)


def forget_person(session: Session, person_id: int, name: str) -> None:
    """Delete who somebody nominated, and themselves as nominated: by their person, or by their name while it waits."""
    theirs = (TeamNomination.nominated_by_id == person_id) | (TeamNomination.person_id == person_id)
    named = (TeamNomination.name == name) & (TeamNomination.state != NominationState.ACCEPTED)
    session.execute(delete(TeamNomination).where(theirs | named))
    decided = update(TeamNomination).where(TeamNomination.decided_by_id == person_id)
    session.execute(decided.values(decided_by_id=None))

"""The terms of a rating round, as they were when it opened and at each revision since."""

import json
from datetime import datetime

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId
from models.storage.database import insert_or


class RoundVersion(Base):
    """The terms of a round from an instant on: canonical JSON (`services/evaluations/terms.py` reads it).

    Number 1 is written when the round opens. A programme file that says something else later changes nothing until
    somebody makes the next version, with a reason. `by_person_id` is None for a command. Times are programme time.
    """

    __tablename__ = "rating_round_version"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    round_key: Mapped[str]
    number: Mapped[int]
    terms: Mapped[str]
    reason: Mapped[str | None]
    by_person_id: Mapped[int | None] = mapped_column(BigId)
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("round_key", "number"),)

    @property
    def criteria(self) -> tuple[str, ...]:
        """The keys of its criteria, in the order in which scores are written."""
        return tuple(one["key"] for one in json.loads(self.terms)["criteria"])


def versions_of(session: Session, round_key: str) -> list[RoundVersion]:
    """Return all versions of a round's terms, the oldest first; none if it has not opened."""
    mine = select(RoundVersion).where(RoundVersion.round_key == round_key)
    return list(session.scalars(mine.order_by(RoundVersion.number)))


def newest(session: Session, round_key: str) -> RoundVersion | None:
    """Return the version that applies, or None if the round has not opened."""
    mine = select(RoundVersion).where(RoundVersion.round_key == round_key)
    return session.scalar(mine.order_by(RoundVersion.number.desc()).limit(1))


def hold(session: Session, round_key: str, *, alone: bool = False) -> None:
    """Keep a round from being closed until the transaction ends, if it has opened; `alone`: keep others from this too,
    to close it. So a rating is in the results, or its rater is told that it came too late."""
    mine = select(RoundVersion.id).where(RoundVersion.round_key == round_key, RoundVersion.number == 1)
    session.execute(mine.with_for_update(read=not alone))


def add(
    session: Session,
    round_key: str,
    number: int,
    terms: str,
    at: datetime,
    *,
    reason: str | None = None,
    by_person_id: int | None = None,
) -> bool:
    """Store a version under its number. Return False if another process has used the number."""
    insert = insert_or(session, RoundVersion).on_conflict_do_nothing(index_elements=["round_key", "number"])
    values = {
        "round_key": round_key,
        "number": number,
        "terms": terms,
        "reason": reason,
        "by_person_id": by_person_id,
        "at": at,
    }
    return session.scalar(insert.returning(RoundVersion.id), values) is not None

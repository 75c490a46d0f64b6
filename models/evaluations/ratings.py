"""Ratings: one rater's judgement of one participant in one round, from the nomination to the scores handed in."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId, OneOf


class RatingState(StrEnum):
    """Whether a rater may rate a participant, and whether a rating counts."""

    NOMINATED = "nominated"
    ACCEPTED = "accepted"
    STRUCK = "struck"  # never let in
    WITHDRAWN = "withdrawn"  # let in once; what they said counts no more


class Rating(Base):
    """One rater's judgement of one participant; without `scores` it is still to be handed in.

    `scores` are the values of the criteria in the order of the terms of `version_number` ("4,5,3,4,5,4"), written at
    handing in; the truth are the answers of the submission. `late` is whether it came after the round's last day.
    """

    __tablename__ = "rating"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    round_key: Mapped[str]
    kind: Mapped[str]
    rater_id: Mapped[int] = mapped_column(BigId, ForeignKey("rater.id", ondelete="CASCADE"))
    about_person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    state: Mapped[RatingState] = mapped_column(OneOf(RatingState))
    decided_by_id: Mapped[int | None] = mapped_column(BigId)
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    submission_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("submission.id", ondelete="SET NULL"), unique=True
    )
    scores: Mapped[str | None]
    submitted_at: Mapped[datetime | None]
    late: Mapped[bool] = mapped_column(default=False)
    version_number: Mapped[int | None]

    __table_args__ = (
        UniqueConstraint("rater_id", "about_person_id"),
        Index("ix_rating_about", "round_key", "about_person_id"),
        Index("ix_rating_about_person_id", "about_person_id"),
    )

    @property
    def is_given(self) -> bool:
        return self.scores is not None


def of_rater(session: Session, rater_id: int) -> list[Rating]:
    """Return what a rater is to rate or has rated, in the order in which it was nominated."""
    return list(session.scalars(select(Rating).where(Rating.rater_id == rater_id).order_by(Rating.id)))


def of_submission(session: Session, submission_id: int) -> Rating | None:
    return session.scalar(select(Rating).where(Rating.submission_id == submission_id))


def about(session: Session, round_key: str, person_ids: Sequence[int]) -> list[Rating]:
    """Return all ratings of a round about these people."""
    mine = (Rating.round_key == round_key, Rating.about_person_id.in_(person_ids))
    return list(session.scalars(select(Rating).where(*mine).order_by(Rating.id)))

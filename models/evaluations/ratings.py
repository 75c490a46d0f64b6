"""Ratings: one rater's judgement of one participant in one round, from the nomination to the scores handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, cast

from sqlalchemy import CursorResult, ForeignKey, Index, Select, UniqueConstraint, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.evaluations import rounds
from models.evaluations.raters import Rater
from models.messaging.chats import Chat
from models.people.people import Person, PersonState
from models.storage.base import Base, BigId, OneOf
from models.storage.database import insert_or

BETWEEN: Final = ","  # scores


class RatingState(StrEnum):
    """Whether a rater may rate a participant, and whether a rating counts."""

    NOMINATED = "nominated"
    ACCEPTED = "accepted"
    STRUCK = "struck"  # never let in
    WITHDRAWN = "withdrawn"  # let in once; what they said counts no more


class Rating(Base):
    """One rater's judgement of one participant; without `scores` it is still to be handed in.

    `worked_together` is how the two know each other, as `nominated_by_id` wrote: several may nominate the same rater.
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
    nominated_by_id: Mapped[int | None] = mapped_column(BigId)
    worked_together: Mapped[str | None]
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
        Index("ix_rating_nominated_by_id", "nominated_by_id"),
        Index("ix_rating_decided_by_id", "decided_by_id"),
    )

    @property
    def is_given(self) -> bool:
        return self.scores is not None


def of_rater(session: Session, rater_id: int) -> list[Rating]:
    """Return what a rater is to rate or has rated, in the order in which it was nominated."""
    return list(session.scalars(select(Rating).where(Rating.rater_id == rater_id).order_by(Rating.id)))


def of_submission(session: Session, submission_id: int) -> Rating | None:
    return session.scalar(select(Rating).where(Rating.submission_id == submission_id))


def ensure(session: Session, rater: Rater, about_person_id: int, at: datetime) -> Rating:
    """Return the rating of a participant by a rater who needs no nomination, made if there is none."""
    insert = insert_or(session, Rating)
    values = {
        "round_key": rater.round_key,
        "kind": rater.kind,
        "rater_id": rater.id,
        "about_person_id": about_person_id,
        "state": RatingState.ACCEPTED,
        "decided_at": at,
        "late": False,
    }
    session.execute(insert.on_conflict_do_nothing(index_elements=["rater_id", "about_person_id"]), values)
    mine = (Rating.rater_id == rater.id, Rating.about_person_id == about_person_id)
    return session.scalars(select(Rating).where(*mine)).one()


def give(
    session: Session,
    rating_id: int,
    submission_id: int,
    scores: Sequence[str],
    *,
    at: datetime,
    late: bool,
    version_number: int,
) -> bool:
    """Hand a rating in. Return False if it was handed in already, or is not (or no longer) accepted: of two that are
    handed in at once one wins."""
    values = {
        "submission_id": submission_id,
        "scores": BETWEEN.join(scores),
        "submitted_at": at,
        "late": late,
        "version_number": version_number,
    }
    free = (Rating.id == rating_id, Rating.scores.is_(None), Rating.state == RatingState.ACCEPTED)
    done = session.execute(update(Rating).where(*free).values(values))
    return cast(CursorResult[Any], done).rowcount == 1


def score_again(session: Session, submission_id: int, answers: Mapping[str, str]) -> None:
    """Write the scores of a rating anew after answers of its submission were changed. `answers` by the names of their
    questions; the criteria are those of the version under which it was handed in."""
    given = of_submission(session, submission_id)
    if given is None or given.scores is None:
        return
    versions = {version.number: version for version in rounds.versions_of(session, given.round_key)}
    version = versions.get(given.version_number or 0)
    if version is not None:
        given.scores = BETWEEN.join(answers.get(key, "") for key in version.criteria)


def withdraw(session: Session, rating: Rating, *, by_person_id: int | None, at: datetime, reason: str | None) -> bool:
    """Take a rating out, whether it was handed in or not. Return False if it was out already."""
    open_states = (RatingState.NOMINATED, RatingState.ACCEPTED)
    values = {
        "state": RatingState.WITHDRAWN,
        "decided_by_id": by_person_id,
        "decided_at": at,
        "reason": reason,
    }
    mine = (Rating.id == rating.id, Rating.state.in_(open_states))
    done = session.execute(update(Rating).where(*mine).values(values))
    return cast(CursorResult[Any], done).rowcount == 1


def about(session: Session, round_key: str, person_ids: Sequence[int]) -> list[Rating]:
    """Return all ratings of a round about these people."""
    mine = (Rating.round_key == round_key, Rating.about_person_id.in_(person_ids))
    return list(session.scalars(select(Rating).where(*mine).order_by(Rating.id)))


@dataclass(frozen=True, slots=True)
class RatingRow:
    """What a ledger needs of a rating, with its rater's person and sector."""

    id: int
    about_id: int
    kind: str
    state: RatingState
    rater_person_id: int
    sector: str | None
    scores: str | None
    late: bool
    version_number: int | None
    submission_id: int | None


def rows_about(session: Session, round_key: str, about_id: Select[int] | Sequence[int]) -> list[RatingRow]:
    """Return the ratings of a round about these people, or those of a query, in the order in which they were handed in;
    one query, read without the ORM, because there may be ten for each of thousands."""
    wanted = (
        select(
            Rating.id, Rating.about_person_id, Rating.kind, Rating.state, Rater.person_id, Rater.sector, Rating.scores,
            Rating.late, Rating.version_number, Rating.submission_id,
        )
        .join(Rater, Rater.id == Rating.rater_id)
        .where(Rating.round_key == round_key, Rating.about_person_id.in_(about_id))
        .order_by(Rating.about_person_id, Rating.submitted_at, Rating.id)
    )  # fmt: skip
    session.flush()
    return [RatingRow(*cast(Sequence[Any], row)) for row in session.connection().execute(wanted)]


@dataclass(frozen=True, slots=True)
class PendingRater:
    """A rater of whom ratings are still awaited, and how many. `phone` are digits; `has_chat`: LINE reaches them."""

    person_id: int
    name: str
    kind: str
    organisation: str | None
    sector: str | None
    phone: str | None
    has_chat: bool
    waiting: int


def pending(session: Session, round_key: str, about_id: Select[int]) -> list[PendingRater]:
    """Return the raters who have not handed in everything about the people of a query, those with most to do first."""
    reached = select(Chat.person_id).where(Chat.person_id.is_not(None), Chat.follows.is_(True))
    count = func.count()
    wanted = (
        select(
            Person.id, Person.name, Rater.kind, Rater.organisation, Rater.sector, Rater.phone, Person.id.in_(reached),
            count,
        )
        .select_from(Rating)
        .join(Rater, Rater.id == Rating.rater_id)
        .join(Person, Person.id == Rater.person_id)
        .where(Rating.round_key == round_key, Rating.about_person_id.in_(about_id))
        .where(Rating.state == RatingState.ACCEPTED, Rating.scores.is_(None), Person.state != PersonState.ERASED)
        .group_by(Person.id, Person.name, Rater.id, Rater.kind, Rater.organisation, Rater.sector, Rater.phone)
        .order_by(count.desc(), Person.name, Person.id)
    )  # fmt: skip
    return [PendingRater(*row[:6], bool(row[6]), row[7]) for row in session.connection().execute(wanted)]

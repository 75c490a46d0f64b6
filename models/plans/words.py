"""The word of each side on record: on a revision, on each goal by the month and in the end, on the duties on return."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId, OneOf


class Side(StrEnum):
    """Who speaks."""

    PARTICIPANT = "participant"
    MENTOR = "mentor"
    AGENCY = "agency"


class PlanTopic(StrEnum):
    """What a word is about, and what its `period` is."""

    REVISION = "revision"  # the number of the revision
    CHECK_IN = "check_in"  # the month: 2023-07
    RESULT = "result"  # the end
    DUTIES = "duties"  # the number of the duties' wording
    FOLLOW_UP = "follow_up"  # months after the end


AGREE, CHANGE = "agree", "change"
STUCK: Final = "stuck"
END: Final = "end"
SAID: Final[dict[PlanTopic, tuple[str, ...]]] = {
    PlanTopic.REVISION: (AGREE, CHANGE),
    PlanTopic.CHECK_IN: ("done", "on_the_way", "not_begun", STUCK),
    PlanTopic.RESULT: ("reached", "partly", "not_reached"),
    PlanTopic.DUTIES: (AGREE, CHANGE),
    PlanTopic.FOLLOW_UP: ("in_full", "in_part", "not_yet"),
}
ALL_SAID: Final = tuple(dict.fromkeys(said for choices in SAID.values() for said in choices))
WHOLE: Final = 0  # the number of a goal, for what is about the whole plan


class PlanWord(Base):
    """What one side said about one thing, last: one of SAID (None: only words as yet), and in their own words."""

    __tablename__ = "plan_word"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    plan_id: Mapped[int] = mapped_column(BigId, ForeignKey("plan.id", ondelete="CASCADE"))
    asked: Mapped[PlanTopic] = mapped_column(OneOf(PlanTopic))
    period: Mapped[str]
    goal: Mapped[int] = mapped_column(default=WHOLE)
    side: Mapped[Side] = mapped_column(OneOf(Side))
    by_person_id: Mapped[int] = mapped_column(BigId)
    said: Mapped[str | None]
    words: Mapped[str | None]
    message_id: Mapped[str | None]
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("plan_id", "asked", "period", "goal", "side"),
        Index("ix_plan_word_message_id", "message_id"),
        Index("ix_plan_word_by_person_id", "by_person_id"),
    )


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """One thing about which a side is asked."""

    asked: PlanTopic
    period: str
    goal: int = WHOLE


def words_of(session: Session, plan_ids: Collection[int]) -> dict[int, list[PlanWord]]:
    """Return every word on record about these plans, by plan, oldest first."""
    found: dict[int, list[PlanWord]] = {plan_id: [] for plan_id in plan_ids}
    wanted = select(PlanWord).where(PlanWord.plan_id.in_(found)).order_by(PlanWord.at, PlanWord.id)
    for word in session.scalars(wanted) if found else ():
        found[word.plan_id].append(word)
    return found


def word(session: Session, plan_id: int, question: PlanQuestion, side: Side) -> PlanWord | None:
    return session.scalar(
        select(PlanWord).where(
            PlanWord.plan_id == plan_id,
            PlanWord.asked == question.asked,
            PlanWord.period == question.period,
            PlanWord.goal == question.goal,
            PlanWord.side == side,
        )
    )


def say(
    session: Session,
    plan_id: int,
    question: PlanQuestion,
    side: Side,
    *,
    by_person_id: int,
    at: datetime,
    said: str | None = None,
    words: str | None = None,
    message_id: str | None = None,
) -> PlanWord:
    """Put a side's word on record, in place of its earlier one on the same thing. Words that came with an answer go
    with it when the answer becomes another or somebody else's; words before any answer, and answers, stay."""
    known = word(session, plan_id, question, side)
    if known is None:
        known = PlanWord(
            plan_id=plan_id, asked=question.asked, period=question.period, goal=question.goal, side=side, said=None
        )
        session.add(known)
    if known.words is not None and (known.by_person_id != by_person_id or (said and known.said not in (None, said))):
        known.words, known.message_id = None, None
    known.by_person_id, known.at = by_person_id, at
    if said is not None:
        known.said = said
    if words is not None:
        known.words, known.message_id = words, message_id
    session.flush()
    return known

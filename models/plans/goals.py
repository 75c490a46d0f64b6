"""The goals of plans. A row is the wording of a goal from one revision to another, so that every revision can be read.

A row knows only its plan: whose plan it is, a person's or later an office's, stands there alone.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.plans.plans import Plan
from models.storage.base import Base, BigId

GoalPart = Literal["competency", "what", "method", "by_day", "with_whom"]
PARTS: Final[tuple[GoalPart, ...]] = (
    "competency",
    "what",
    "method",
    "by_day",
    "with_whom",
)  # in the order they are asked
NEEDED: Final[tuple[GoalPart, ...]] = PARTS[:-1]  # a goal can be sent without anybody to work with


class PlanGoal(Base):
    """A goal as it was worded from the revision `since` on, up to the one before `until` (None: still).

    `number` is the goal's own in its plan, whatever is reworded or removed. `competency` and `method` are keys of the
    programme's file. `what` and `with_whom` are the person's words, from these messages.
    """

    __tablename__ = "plan_goal"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    plan_id: Mapped[int] = mapped_column(BigId, ForeignKey("plan.id", ondelete="CASCADE"))
    number: Mapped[int]
    since: Mapped[int]
    until: Mapped[int | None]
    competency: Mapped[str | None]
    what: Mapped[str | None]
    method: Mapped[str | None]
    by_day: Mapped[date | None]
    with_whom: Mapped[str | None]
    what_message_id: Mapped[str | None]
    with_message_id: Mapped[str | None]

    __table_args__ = (
        Index("ix_plan_goal_plan_id", "plan_id", "number"),
        Index("ix_plan_goal_what_message_id", "what_message_id"),
        Index("ix_plan_goal_with_message_id", "with_message_id"),
    )

    def is_in(self, revision: int) -> bool:
        return self.since <= revision and (self.until is None or revision < self.until)

    @property
    def missing(self) -> tuple[GoalPart, ...]:
        """The parts without which it cannot be sent."""
        return tuple(part for part in NEEDED if not getattr(self, part))


@dataclass(frozen=True, slots=True)
class GoalChange:
    """What a revision did to a goal: added, changed (which parts) or removed. `goal` is its newest wording."""

    act: Literal["added", "changed", "removed"]
    goal: PlanGoal
    parts: tuple[GoalPart, ...] = ()


def rows_of(session: Session, plan_ids: Collection[int]) -> dict[int, list[PlanGoal]]:
    """Return every wording of every goal of these plans, by plan, in the order of the goals."""
    found: dict[int, list[PlanGoal]] = {plan_id: [] for plan_id in plan_ids}
    wanted = select(PlanGoal).where(PlanGoal.plan_id.in_(found)).order_by(PlanGoal.number, PlanGoal.since, PlanGoal.id)
    for row in session.scalars(wanted) if found else ():
        found[row.plan_id].append(row)
    return found


def in_revision(rows: Iterable[PlanGoal], revision: int) -> list[PlanGoal]:
    """Return the goals of a revision, in their order."""
    return [row for row in rows if row.is_in(revision)]


def changes_in(rows: Collection[PlanGoal], revision: int) -> list[GoalChange]:
    """Return what a revision changed in the one before it."""
    before = {row.number: row for row in in_revision(rows, revision - 1)}
    after = {row.number: row for row in in_revision(rows, revision)}
    found: list[GoalChange] = []
    for number in sorted(before.keys() | after.keys()):
        if number not in before:
            found.append(GoalChange("added", after[number]))
        elif number not in after:
            found.append(GoalChange("removed", before[number]))
        elif before[number] is not after[number]:
            parts = tuple(one for one in PARTS if getattr(before[number], one) != getattr(after[number], one))
            found += [GoalChange("changed", after[number], parts)] if parts else []
    return found


def add(session: Session, plan: Plan, competency: str) -> PlanGoal:
    """Begin another goal in the draft."""
    last = max((row.number for row in rows_of(session, [plan.id])[plan.id]), default=0)
    goal = PlanGoal(plan_id=plan.id, number=last + 1, since=plan.draft, until=None, competency=competency)
    session.add(goal)
    session.flush()
    return goal


def owned(session: Session, plan: Plan, number: int) -> PlanGoal | None:
    """Return a goal of the draft, or None."""
    rows = rows_of(session, [plan.id])[plan.id]
    return next((row for row in in_revision(rows, plan.draft) if row.number == number), None)


def change(
    session: Session, plan: Plan, goal: PlanGoal, part: GoalPart, value: str | date | None, message_id: str | None
) -> PlanGoal:
    """Write a part of a goal in the draft. A wording that was sent stays in its revision; its next one is returned."""
    if goal.since < plan.draft:
        goal.until = plan.draft
        goal = PlanGoal(
            plan_id=plan.id,
            number=goal.number,
            since=plan.draft,
            until=None,
            competency=goal.competency,
            what=goal.what,
            method=goal.method,
            by_day=goal.by_day,
            with_whom=goal.with_whom,
            what_message_id=goal.what_message_id,
            with_message_id=goal.with_message_id,
        )
        session.add(goal)
    setattr(goal, part, value)
    if part == "what":
        goal.what_message_id = message_id
    if part == "with_whom":
        goal.with_message_id = message_id
    session.flush()
    return goal


def remove(session: Session, plan: Plan, goal: PlanGoal) -> None:
    """Take a goal out of the draft. Earlier revisions keep it."""
    if goal.since == plan.draft:
        session.delete(goal)  # if it had a wording before, that one ends with the draft already
    else:
        goal.until = plan.draft
    session.flush()

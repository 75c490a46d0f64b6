"""How plans stand: what is in them, whose agreement they wait for, what was said of them. For many people at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy.orm import Session

from models.plans import duties, goals, plans, words
from models.plans.duties import PlanDuties
from models.plans.goals import GoalChange, PlanGoal
from models.plans.plans import Plan, PlanRevision
from models.plans.words import AGREE, CHANGE, WHOLE, PlanQuestion, PlanTopic, PlanWord, Side
from programmes import Programme


class PlanState(StrEnum):
    """How far a plan is."""

    NONE = "none"  # there is no goal yet
    DRAFT = "draft"  # it was never sent
    WAITING = "waiting"  # a side has not said its word on the newest revision
    CHANGE = "change"  # a side has asked for a change of it
    AGREED = "agreed"  # all sides have agreed to it


@dataclass(frozen=True, slots=True)
class PlanStatus:
    """A person's plan with all that is on record about it. `waits_for` are the sides without a word on the newest
    revision, `said` everything that was said."""

    plan: Plan | None = None
    state: PlanState = PlanState.NONE
    wordings: Sequence[PlanGoal] = ()
    said: Sequence[PlanWord] = ()
    waits_for: tuple[Side, ...] = ()
    duties: PlanDuties | None = None
    revisions: dict[int, PlanRevision] = field(default_factory=dict)

    @property
    def has_draft(self) -> bool:
        """Whether something was changed since the newest revision was sent."""
        if self.plan is None:
            return False
        return any(self.plan.draft in (row.since, row.until) for row in self.wordings)

    @property
    def sent_goals(self) -> list[PlanGoal]:
        """The goals of the newest revision that was sent: what others see."""
        return goals.in_revision(self.wordings, self.plan.revision) if self.plan and self.plan.revision else []

    @property
    def own_goals(self) -> list[PlanGoal]:
        """The goals as the person has them before them, with what is not sent yet."""
        return goals.in_revision(self.wordings, self.plan.draft) if self.plan else []

    @property
    def goals_in_force(self) -> list[PlanGoal]:
        """The goals by which the person works, about which it is asked each month and in the end."""
        return goals.in_revision(self.wordings, self.plan.in_force) if self.plan and self.plan.in_force else []

    @property
    def changes(self) -> list[GoalChange]:
        """What the newest revision changed in the one before; nothing in the first."""
        if self.plan is None or self.plan.revision < 2:
            return []
        return goals.changes_in(self.wordings, self.plan.revision)

    def word(self, question: PlanQuestion, side: Side) -> PlanWord | None:
        return next(
            (
                one
                for one in self.said
                if (one.asked, one.period, one.goal, one.side) == (question.asked, question.period, question.goal, side)
            ),
            None,
        )

    def latest_check_in(self, goal: int) -> PlanWord | None:
        """Return what was said about a goal in the last month in which anything was said of it."""
        found = [one for one in self.said if one.asked == PlanTopic.CHECK_IN and one.goal == goal and one.said]
        return max(found, key=lambda one: one.period, default=None)

    def unanswered(self, asked: PlanTopic, period: str, side: Side) -> list[int]:
        """Return the numbers of the goals in force of which a side has not said how they are."""
        said = {
            one.goal for one in self.said if (one.asked, one.period, one.side) == (asked, period, side) and one.said
        }
        return [goal.number for goal in self.goals_in_force if goal.number not in said]

    @property
    def duties_word(self) -> PlanWord | None:
        """What the participant said of the duties as they are written now."""
        if self.duties is None:
            return None
        return self.word(PlanQuestion(PlanTopic.DUTIES, f"{self.duties.number}"), Side.PARTICIPANT)


def statuses(session: Session, programme: Programme, person_ids: Collection[int]) -> dict[int, PlanStatus]:
    """Return how the plan of each of these people stands, with five queries for all of them together."""
    known = plans.of_people(session, person_ids)
    ids = [plan.id for plan in known.values()]
    wordings, said = goals.rows_of(session, ids), words.words_of(session, ids)
    written, sent = duties.of_plans(session, ids), plans.revisions(session, ids)
    numbered: dict[int, dict[int, PlanRevision]] = {plan_id: {} for plan_id in ids}
    for (plan_id, number), revision in sent.items():
        numbered[plan_id][number] = revision
    found = {person_id: PlanStatus() for person_id in person_ids}
    for person_id, plan in known.items():
        state, waits_for = _state(programme, plan, wordings[plan.id], said[plan.id])
        found[person_id] = PlanStatus(
            plan=plan,
            state=state,
            wordings=wordings[plan.id],
            said=said[plan.id],
            waits_for=waits_for,
            duties=written.get(plan.id),
            revisions=numbered[plan.id],
        )
    return found


def status_of(session: Session, programme: Programme, person_id: int) -> PlanStatus:
    return statuses(session, programme, [person_id])[person_id]


def _state(
    programme: Programme, plan: Plan, wordings: Sequence[PlanGoal], said: Sequence[PlanWord]
) -> tuple[PlanState, tuple[Side, ...]]:
    if not plan.revision:
        drafted = goals.in_revision(wordings, plan.draft)
        return (PlanState.DRAFT if drafted else PlanState.NONE), ()
    newest = {
        one.side: one.said
        for one in said
        if (one.asked, one.period, one.goal) == (PlanTopic.REVISION, f"{plan.revision}", WHOLE)
    }
    sides = tuple(Side(side) for side in programme.plan.agreed_by) if programme.plan else ()
    if CHANGE in newest.values():
        return PlanState.CHANGE, ()
    waits_for = tuple(side for side in sides if newest.get(side) != AGREE)
    return (PlanState.WAITING if waits_for else PlanState.AGREED), waits_for

"""What words say of the development plan: a question, a training, a change of the plan, what was spent, a step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.inbound.turn import Turn
from handlers.activities.days_allowed import TELL
from handlers.conversation import ACTIVITY_SHOWN, OFFER, context, is_fresh
from handlers.development.lists import LISTED
from handlers.development.seen import TRAINING, sees_all, terms_of, way_words
from handlers.roles import coordinates
from handlers.units import steps
from thai.development_asked import DevelopmentAsked, development_asked
from thai.plan_changes import PlanChangeSaid, SpendingSaid, plan_change_in, spending_in
from thai.several_trainings import TrainingPart, trainings_in
from thai.steps import StepSaid, asks_about_steps
from thai.trainings import TrainingSaid

# Questions that leave words free to say something new; any other open question has them first.
SOFT: Final = frozenset(
    (None, ACTIVITY_SHOWN, OFFER, TRAINING, LISTED, "day", "reviews", "questions", "summary", "plans", "units",
     "training_again", "training_same", "dev_spending", "dev_confirm")
)  # fmt: skip
OF_DAYS: Final = ("which_day", TELL)  # questions about days: training that names its topic is no answer, but recorded
_ENDLESS: Final = re.compile(r"\d(?:,?\d){9,}")  # a sum of more digits than any
LARGEST: Final = "999,999,999"  # is read as this one, and refused as too large


@dataclass(frozen=True, slots=True)
class SaidOfPlan:
    """One of these was said. `several` are all trainings of a message that tells of more than one; `not_theirs`: what
    only the committee changes, by somebody else."""

    asked: DevelopmentAsked | None = None
    training: TrainingSaid | None = None
    change: PlanChangeSaid | None = None
    spending: SpendingSaid | None = None
    step: StepSaid | None = None
    steps: bool = False
    several: tuple[TrainingPart, ...] = ()
    not_theirs: bool = False


def said_now(turn: Turn) -> SaidOfPlan | None:
    """Return what the words say of the plan while no other question has them; None in a programme without one."""
    if turn.programme.development is None or turn.event.quoted_message_id is not None or turn.event.text is None:
        return None
    if turn.conversation.open in OF_DAYS and is_fresh(turn):
        said = turn.once(said_of_plan)
        return said if said is not None and said.training is not None and said.training.topic else None
    if turn.conversation.open not in SOFT and is_fresh(turn):
        return None
    return turn.once(said_of_plan)


def said_beside_a_question(turn: Turn) -> SaidOfPlan | None:
    """Return what words that answered no open question say of the plan; None in a programme without one."""
    if turn.programme.development is None or turn.event.quoted_message_id is not None:
        return None
    return turn.once(said_of_plan)


def said_of_plan(turn: Turn) -> SaidOfPlan | None:
    """Return what the words of a turn say of the plan, whatever is asked."""
    words, terms = turn.event.text or "", terms_of(turn)
    if sees_all(turn):
        sums = _ENDLESS.sub(LARGEST, words)
        change = plan_change_in(words, context(turn))
        if change is not None and change.budget is None:
            change = plan_change_in(sums, context(turn))
        spending = spending_in(sums) if change is None else None
        if change is not None or spending is not None:
            return SaidOfPlan(change=change, spending=spending)
    asked = development_asked(words, terms.said)
    if asked is not None:
        return SaidOfPlan(asked)
    if turn.programme.steps and turn.programme.units is None:
        if asks_about_steps(words):
            return SaidOfPlan(steps=True)
        step = steps.said_in(turn) if coordinates(turn) else None
        if step is not None:
            return SaidOfPlan(step=step)
    if turn.intent == "broadcast":
        return None
    found = tuple(trainings_in(words, context(turn), way_words(terms)))
    if found:
        return SaidOfPlan(training=found[0].said, several=found if len(found) > 1 else ())
    is_of_committee = plan_change_in(words, context(turn)) is not None or spending_in(words) is not None
    return SaidOfPlan(not_theirs=True) if is_of_committee and not sees_all(turn) else None

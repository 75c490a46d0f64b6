"""What is said of the development plan in so many words: a question, a training, a change of the plan, its cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.inbound.router import on_words
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from handlers.conversation import ACTIVITY_SHOWN, OFFER, context, is_fresh
from handlers.development import plan_changes, recording, showing
from handlers.development.lists import LISTED
from handlers.development.seen import TRAINING, none_here, sees_all, terms_of, way_words
from handlers.roles import WITH_A_ROLE, coordinates
from handlers.units import steps
from thai.development_asked import DevelopmentAsked, development_asked
from thai.plan_changes import PlanChangeSaid, SpendingSaid, plan_change_in, spending_in
from thai.steps import StepSaid, asks_about_steps
from thai.trainings import TrainingSaid, training_in

# Questions that leave words free to say something new; any other open question has them first.
SOFT: Final = frozenset(
    (None, ACTIVITY_SHOWN, OFFER, TRAINING, LISTED, "day", "reviews", "questions", "summary", "plans", "units")
)


@dataclass(frozen=True, slots=True)
class SaidOfPlan:
    """One of these was said."""

    asked: DevelopmentAsked | None = None
    training: TrainingSaid | None = None
    change: PlanChangeSaid | None = None
    spending: SpendingSaid | None = None
    step: StepSaid | None = None
    steps: bool = False


def answer(turn: Turn, said: SaidOfPlan) -> Reply:
    """Answer what was said."""
    if said.change is not None:
        return plan_changes.change(turn, said.change)
    if said.spending is not None:
        return plan_changes.report_spending(turn, said.spending)
    if said.step is not None:
        return steps.report_said(turn, said.step)
    if said.steps:
        return steps.show_steps(turn)
    if said.training is not None:
        return recording.record(turn, said.training)
    return showing.answer(turn, said.asked) if said.asked else none_here(turn)


def _said(turn: Turn) -> SaidOfPlan | None:
    """Return what the words say of the plan; None in a programme without one."""
    if turn.programme.development is None or turn.event.quoted_message_id is not None or turn.event.text is None:
        return None
    if turn.conversation.open not in SOFT and is_fresh(turn):
        return None
    words, terms = turn.event.text, terms_of(turn)
    if sees_all(turn):
        change = plan_change_in(words, context(turn))
        spending = spending_in(words) if change is None else None
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
    training = training_in(words, context(turn), way_words(terms))
    return SaidOfPlan(training=training) if training is not None else None


commands = [on_words(roles=WITH_A_ROLE).reading(_said)(answer)]

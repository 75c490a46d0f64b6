"""Answers what is said of the development plan in so many words."""

from __future__ import annotations

from bot.inbound.router import on_open, on_words
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from handlers.conversation import CHOOSING
from handlers.development import plan_changes, recording, several, showing, spending
from handlers.development.readings import SaidOfPlan, said_beside_a_question, said_now
from handlers.development.reasons import QUESTIONS, is_meant_otherwise
from handlers.development.seen import none_here, not_theirs
from handlers.roles import WITH_A_ROLE
from handlers.units import steps


def answer(turn: Turn, said: SaidOfPlan) -> Reply:
    """Answer what was said."""
    if said.change is not None:
        return plan_changes.change(turn, said.change)
    if said.spending is not None:
        return spending.report_spending(turn, said.spending)
    if said.not_theirs:
        return not_theirs(turn)
    if said.step is not None:
        return steps.report_said(turn, said.step)
    if said.steps:
        return steps.show_steps(turn)
    if said.several:
        return several.offer(turn, said.several)
    if said.training is not None:
        return recording.record(turn, said.training)
    return showing.answer(turn, said.asked) if said.asked else none_here(turn)


commands = [on_words(roles=WITH_A_ROLE).reading(said_now)(answer)]
beside_reasons = [on_open(*QUESTIONS, roles=WITH_A_ROLE).reading(is_meant_otherwise)(answer)]
beside_questions = [on_open(*CHOOSING, roles=WITH_A_ROLE).reading(said_beside_a_question)(answer)]

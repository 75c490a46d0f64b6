"""What is said of units in so many words: a question about them, a forum that was held, a nomination to a seat."""

from __future__ import annotations

from dataclasses import dataclass

from bot.inbound.router import on_words
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from handlers.activities.forum_corrections import ForumOnRecord
from handlers.activities.forum_of_entry import ForumRead
from handlers.roles import is_participant
from handlers.units import forums, plans, seats, showing, steps
from handlers.units.seen import asked
from thai.seats import TeamNominee
from thai.steps import StepSaid
from thai.unit_plans import UnitPlanSaid


@dataclass(frozen=True, slots=True)
class SaidOfUnits:
    """One of these was said."""

    question: str | None = None
    forum: ForumRead | None = None
    nominee: TeamNominee | None = None
    step: StepSaid | None = None
    plan: UnitPlanSaid | None = None
    late: ForumOnRecord | None = None  # whose heads are said when they are not asked for any more


def answer(turn: Turn, said: SaidOfUnits) -> Reply:
    """Answer what was said."""
    if said.plan is not None:
        return plans.answer(turn, said.plan)
    if said.step is not None:
        return steps.report_said(turn, said.step)
    if said.late is not None:
        return forums.ask_late(turn, said.late)
    if said.forum is not None:
        return forums.record(turn)
    return seats.nominate(turn, said.nominee) if said.nominee else showing.answer(turn, said.question or "")


def _said(turn: Turn) -> SaidOfUnits | None:
    """Return what the words say of units; None in a programme without any."""
    if turn.programme.units is None or turn.event.quoted_message_id is not None:
        return None
    plan = plans.said_in(turn)
    if plan is not None:
        return SaidOfUnits(plan=plan)
    question = asked(turn)
    if question is not None:
        return SaidOfUnits(question)
    step = steps.said_in(turn)
    if step is not None and (step.asked or not is_participant(turn)):
        return SaidOfUnits(step=step)
    if not is_participant(turn):
        return None
    forum = forums.told_in(turn)
    nominee = None if forum else seats.nominee_in(turn)
    if forum or nominee:
        return SaidOfUnits(None, forum, nominee)
    late = forums.late_heads(turn)
    return SaidOfUnits(late=late) if late else None


commands = [on_words(roles=showing.SEES_UNITS).reading(_said)(answer)]

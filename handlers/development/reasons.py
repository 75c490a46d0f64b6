"""Whether words are the reason that was asked for: why the plan is changed, or why a training is sent back.

question          its answers and exits
dev_reason        (data: inbox, times) why the plan is changed so; leaving it changes nothing
training_return   (data: activity, times) why a training is sent back; leaving it sends nothing back
"""

from __future__ import annotations

import re
from typing import Final, Literal

from bot.cards import quick_replies as quick
from bot.inbound.turn import Turn
from bot.postback import LeaveReason
from handlers.conversation import context, is_fresh
from handlers.development.readings import SaidOfPlan, said_of_plan
from thai.guesses import asks
from thai.intents import INTENTS, UNKNOWN
from thai.normalise import folded, tidy
from thai.plan_reasons import asks_to_see, begins_a_reason, denies, speaks_of_certificates
from thai.sentence import read

REASON: Final = "dev_reason"
RETURN: Final = "training_return"
QUESTIONS: Final = frozenset((REASON, RETURN))
LEAVE: Final = {REASON: "dev-why-leave", RETURN: "dev-return-leave"}  # the labels of their ways out
_LETTERS: Final = re.compile(r"[\u0e01-\u0e2ea-z]")

Meaning = Literal["reason", "else", "doubt"]


def is_asked_why(turn: Turn) -> bool:
    """Return whether a reason was asked for a moment ago."""
    return turn.programme.development is not None and turn.conversation.open in QUESTIONS and is_fresh(turn)


def way_out(turn: Turn, question: str) -> dict[str, object]:
    """Return the button that leaves a question for a reason."""
    return quick.choice(turn.text(LEAVE[question]), LeaveReason())


def gives_reason(turn: Turn) -> bool:
    return is_asked_why(turn) and turn.once(_meaning) == "reason"


def may_be_reason(turn: Turn) -> bool:
    """Return whether words may be the reason, or something new."""
    return is_asked_why(turn) and turn.once(_meaning) == "doubt"


def is_meant_otherwise(turn: Turn) -> SaidOfPlan | None:
    """Return what words say of the plan although a reason is asked, if they certainly are no reason."""
    return turn.once(said_of_plan) if is_asked_why(turn) and turn.once(_meaning) == "else" else None


def leaves(turn: Turn) -> bool:
    """Return whether words leave the question: its label, or ยกเลิก, ไม่ and the like alone."""
    if not is_asked_why(turn):
        return False
    return turn.says(*LEAVE.values()) or (turn.is_command and turn.intent in INTENTS.declines)


def _meaning(turn: Turn) -> Meaning:
    low = folded(tidy(turn.event.text or ""))
    if turn.is_command or len(_LETTERS.findall(low)) < 2:
        return "else"
    if begins_a_reason(low):
        return "reason"
    question = asks(read(low, context(turn)).tokens)
    said = turn.once(said_of_plan)
    if said is not None:
        return "else" if _is_certain(turn, said, low, question) else "doubt"
    if turn.intent in (None, UNKNOWN):
        return "doubt" if question else "reason"
    if question:
        return "else"
    is_word_of_it = turn.intent in INTENTS.declines or (turn.intent == "broadcast" and speaks_of_certificates(low))
    return "reason" if is_word_of_it else "doubt"


def _is_certain(turn: Turn, said: SaidOfPlan, low: str, question: bool) -> bool:
    """Return whether words certainly say this of the plan: a reason may speak of training and budgets as well."""
    if said.training is not None:
        told = said.training
        measured = told.days is not None or told.hours is not None or told.last is not None
        return bool(told.is_done and told.topic and measured and not denies(low))
    if said.asked is not None:
        is_label = any(label.startswith(("dev-view-", "dev-menu-")) for label in turn.labels)
        return question or is_label or asks_to_see(low)
    return True

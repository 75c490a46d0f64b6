"""Who may still speak of their own plan when their part in the programme is over."""

from typing import Final

from bot.inbound.router import Roles
from bot.inbound.turn import Turn
from bot.postback import AnswerGoal, AskProgress, LeavePlan
from handlers.conversation import is_fresh
from handlers.roles import PARTICIPANTS, WITHOUT_A_ROLE
from services.plans import asking
from services.plans.part_over import stayed_to_the_end

THEIRS: Final[Roles] = PARTICIPANTS | WITHOUT_A_ROLE
PROGRESS: Final = "plan_progress"  # asks how a goal or the duties are; data: plan, asked, period, goal, side
WORDS: Final = "plan_words"  # asks for words about the answer just given; the same data
INTENTS_AFTER: Final = ("my_plan", "plan_checkin", "duties_on_return")


def follows_up(turn: Turn) -> bool:
    """Return whether a turn is about the follow-up of the speaker's duties, months after a part that is over. Who left
    before the programme's end is not asked."""
    if turn.person is None or turn.role is not None or asking.open_follow_up(turn.programme, turn.day) is None:
        return False
    about = (
        isinstance(turn.postback, AskProgress | AnswerGoal | LeavePlan)
        or turn.said_intent in INTENTS_AFTER
        or (turn.event.text is not None and turn.conversation.open in (PROGRESS, WORDS) and is_fresh(turn))
    )
    return about and stayed_to_the_end(turn.session, turn.programme, turn.me.id)

"""What waits for whom: entries and questions for the mentor, returned entries for their author."""

from bot.inbound.turn import Turn
from handlers.roles import is_mentor, is_participant
from models.activities import activities
from models.activities.activities import ActivityState
from models.reviews import questions, reviews


def whose_turn(turn: Turn) -> str | None:
    """Return for whom the speaker's entries wait, or how many wait for the speaker, or None."""
    if is_mentor(turn):
        waiting = len(reviews.waiting_for(turn.session, turn.programme, turn.me.id, turn.now))
        asked = questions_waiting(turn)
        return turn.text("status-waiting", count=waiting, questions=asked) if waiting or asked else None
    if not is_participant(turn):
        return None
    waiting = len(reviews.waiting_of(turn.session, turn.programme, turn.me.id))
    returned = len(activities.in_state(turn.session, turn.me.id, ActivityState.RETURNED))
    return turn.text("own-waiting", waiting=waiting, returned=returned) if waiting or returned else None


def questions_waiting(turn: Turn) -> int:
    """Return how many questions wait for the speaker."""
    phase = turn.programme.phase_on(turn.day)
    number = phase.number if phase else None
    return len(questions.asked_of(turn.session, turn.programme, turn.me.id, number, turn.day, waiting=True))

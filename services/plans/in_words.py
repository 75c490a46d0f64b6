"""Says in words how a plan stands and what was said of it."""

from datetime import date

from locales.texts import Text
from models.plans.goals import GoalChange
from models.plans.words import SAID, PlanQuestion, PlanTopic, PlanWord, Side
from programmes import Programme
from services.plans.status import PlanStatus
from thai.dates import month_year


def state_of(status: PlanStatus, programme: Programme, text: Text) -> str:
    """Return how far a plan is, in words: its revision, and who has to act."""
    number = status.plan.revision if status.plan else 0
    waits_for = ", ".join(side_name(side, programme, text) for side in status.waits_for)
    return text(f"plan-state-{status.state}", number=number, sides=waits_for)


def side_name(side: Side, programme: Programme, text: Text) -> str:
    if side is Side.AGENCY:
        return text("plan-side-agency")
    role = programme.roles.mentor if side is Side.MENTOR else programme.roles.participant
    return role(text.language)


def change_of(change: GoalChange, text: Text) -> str:
    """Return what a revision did to a goal, in words."""
    parts = ", ".join(text(f"plan-part-{part}") for part in change.parts)
    what = change.goal.what or text("plan-no-what")
    return text(f"plan-changed-{change.act}", number=change.goal.number, what=what, parts=parts)


def period_of(asked: PlanTopic, period: str, text: Text) -> str:
    """Return a month of check-ins, the end, or how many months after it, in words."""
    if asked is PlanTopic.CHECK_IN:
        return month_year(date.fromisoformat(f"{period}-01"), text.language)
    return text("plan-period-end") if asked is PlanTopic.RESULT else text("plan-period-after", months=int(period))


def said_of(word: PlanWord, text: Text) -> str:
    """Return what was said, with the own words if there are any."""
    said = text(f"plan-said-{word.said.replace('_', '-')}") if word.said else ""
    return text("plan-said-words", said=said, words=word.words) if word.words else said


def progress_of(status: PlanStatus, text: Text, month: str | None = None) -> str | None:
    """Return how many goals are how, in a month or as was said last, or None if nothing was said."""
    found = []
    for goal in status.goals_in_force:
        word = status.latest_check_in(goal.number)
        if month is not None:
            word = status.word(PlanQuestion(PlanTopic.CHECK_IN, month, goal.number), Side.PARTICIPANT)
        if word is not None and word.said:
            found.append(word.said)
    counts = [(said, found.count(said)) for said in SAID[PlanTopic.CHECK_IN] if said in found]
    told = [
        text("plan-progress-count", said=text(f"plan-said-{said.replace('_', '-')}"), count=n) for said, n in counts
    ]
    return " · ".join(told) or None

"""What is asked about a plan on a day: the month's check-in, the results, the duties on return, their follow-up."""

from datetime import date

from models.plans.words import END, WHOLE, PlanQuestion, PlanTopic, Side
from programmes import Programme
from services.plans.status import PlanStatus


def open_check_in(programme: Programme, day: date) -> str | None:
    """Return the month of the check-in that is open on a day: from its day until the next one, or the results."""
    begun = [(opens, month) for month, opens in programme.check_ins if opens <= day]
    over = programme.plan is None or day >= programme.plan.results_from or day > programme.end
    return None if over or not begun else max(begun)[1]


def results_open(programme: Programme, day: date) -> bool:
    return programme.plan is not None and day >= programme.plan.results_from


def open_follow_up(programme: Programme, day: date) -> str | None:
    """Return the months of the follow-up that is open on a day, until the next one is."""
    begun = [(opens, months) for months, opens in programme.follow_ups if opens <= day]
    return max(begun)[1] if begun else None


def may_be_written(programme: Programme, day: date) -> bool:
    """Return whether goals may be written on a day: until the programme's end."""
    return programme.plan is not None and programme.plan.opens <= day <= programme.end


def may_be_seen(programme: Programme, day: date) -> bool:
    """Return whether there can be a plan on a day: from its opening on."""
    return programme.plan is not None and programme.plan.opens <= day


def to_be_asked(programme: Programme, status: PlanStatus, side: Side, day: date) -> list[PlanQuestion]:
    """Return what a side is asked on a day and has not answered, goal by goal: the check-in, then the results, then the
    follow-up."""
    found: list[PlanQuestion] = []
    month = open_check_in(programme, day)
    if side is Side.PARTICIPANT and month is not None:
        numbers = status.unanswered(PlanTopic.CHECK_IN, month, side)
        found += [PlanQuestion(PlanTopic.CHECK_IN, month, number) for number in numbers]
    if side in (Side.PARTICIPANT, Side.MENTOR) and results_open(programme, day):
        found += [
            PlanQuestion(PlanTopic.RESULT, END, number) for number in status.unanswered(PlanTopic.RESULT, END, side)
        ]
    months = open_follow_up(programme, day)
    if side in (Side.PARTICIPANT, Side.AGENCY) and months is not None and status.duties is not None:
        question = PlanQuestion(PlanTopic.FOLLOW_UP, months, WHOLE)
        word = status.word(question, side)
        found += [] if word is not None and word.said else [question]
    return found


def is_open(programme: Programme, status: PlanStatus, question: PlanQuestion, side: Side, day: date) -> bool:
    """Return whether a side may answer a question on a day, also to change its answer."""
    if question.asked in (PlanTopic.CHECK_IN, PlanTopic.RESULT):
        if question.goal not in {goal.number for goal in status.goals_in_force}:
            return False
        if question.asked is PlanTopic.CHECK_IN:
            return side is Side.PARTICIPANT and question.period == open_check_in(programme, day)
        return question.period == END and side in (Side.PARTICIPANT, Side.MENTOR) and results_open(programme, day)
    if question.asked is PlanTopic.FOLLOW_UP:
        open_now = question.period == open_follow_up(programme, day) and status.duties is not None
        return open_now and question.goal == WHOLE and side in (Side.PARTICIPANT, Side.AGENCY)
    return False

"""Deletes what a person wrote in plans, their own and others', when they are erased or unsend a message."""

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from models.plans.duties import PlanDuties
from models.plans.goals import PlanGoal
from models.plans.plans import Plan, PlanRevision
from models.plans.words import PlanWord


def forget_person(session: Session, person_id: int) -> list[int]:
    """Delete a person's plan, and their own words about others' plans: that they agreed, and when, stays. Return the
    plans that had words of theirs."""
    touched = set(session.scalars(select(PlanWord.plan_id).where(PlanWord.by_person_id == person_id)))
    touched |= set(session.scalars(select(PlanDuties.plan_id).where(PlanDuties.by_person_id == person_id)))
    mine = set(session.scalars(select(Plan.id).where(Plan.person_id == person_id)))
    for table in (PlanGoal, PlanWord, PlanDuties, PlanRevision):
        session.execute(delete(table).where(table.plan_id.in_(mine)))
    session.execute(delete(Plan).where(Plan.id.in_(mine)))
    silent = {"words": None, "message_id": None}
    session.execute(update(PlanWord).where(PlanWord.by_person_id == person_id).values(silent))
    session.execute(update(PlanDuties).where(PlanDuties.by_person_id == person_id).values(silent))
    return sorted(touched | mine)


def take_words_back(session: Session, message_id: str, person_id: int) -> list[int]:
    """Delete the words of an unsent message from all revisions of its author's plan, and from what they said about
    others' plans. Return the plans that had them."""
    touched: set[int] = set()
    mine = select(Plan.id).where(Plan.person_id == person_id)
    from_here = or_(PlanGoal.what_message_id == message_id, PlanGoal.with_message_id == message_id)
    for goal in session.scalars(select(PlanGoal).where(PlanGoal.plan_id.in_(mine), from_here)):
        touched.add(goal.plan_id)
        if goal.what_message_id == message_id:
            goal.what, goal.what_message_id = None, None
        if goal.with_message_id == message_id:
            goal.with_whom, goal.with_message_id = None, None
    theirs = (PlanWord.message_id == message_id, PlanWord.by_person_id == person_id)
    for word in session.scalars(select(PlanWord).where(*theirs)).all():
        touched.add(word.plan_id)
        if word.said is None:
            session.delete(word)
        else:
            word.words, word.message_id = None, None
    written = (PlanDuties.message_id == message_id, PlanDuties.by_person_id == person_id)
    for duties in session.scalars(select(PlanDuties).where(*written)).all():
        touched.add(duties.plan_id)
        duties.words, duties.message_id = None, None
    session.flush()
    return sorted(touched)

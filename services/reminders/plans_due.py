"""Whom rules about development plans concern: who has none, who is asked about it, whose word it waits for."""

from collections.abc import Mapping, Sequence
from datetime import date

from models.coordination import scopes
from models.plans import plans
from models.plans.words import PlanTopic, Side
from models.reviews import mentoring
from programmes.reminders import ReminderAudience
from programmes.when import Moment
from services.plans import asking, overview
from services.plans.status import PlanState, statuses
from services.reminders.recipients import Recipient, Recipients

PlanFacts = dict[str, str | int | tuple[str, ...]]


def without_a_plan(recipients: Recipients, people: Sequence[Recipient]) -> dict[int, PlanFacts]:
    """Return the people who have not sent a plan for agreement yet, and whether they have begun one."""
    if recipients.programme.plan is None:
        return {}
    found = statuses(recipients.session, recipients.programme, [one.person_id for one in people])
    return {
        person_id: {"begun": "yes" if one.state is PlanState.DRAFT else "no"}
        for person_id, one in found.items()
        if one.state in (PlanState.NONE, PlanState.DRAFT)
    }


def asked(
    recipients: Recipients, moment: Moment, audience: ReminderAudience, people: Sequence[Recipient]
) -> dict[int, PlanFacts]:
    """Return the people who have not answered what is asked about plans at a moment: a check-in, the results, or the
    follow-up of duties. `count` is of how many goals or people."""
    about = {"check-in": PlanTopic.CHECK_IN, "follow-up": PlanTopic.FOLLOW_UP}.get(
        moment.subject.partition(":")[0], PlanTopic.RESULT
    )
    if recipients.programme.plan is None or not plans.any_sent(recipients.session):
        return {}
    if audience == "participant":
        return _own_questions(recipients, moment.day, about, people)
    if audience == "mentor":
        return _of_mentors(recipients, moment.day, about, people)
    return _of_agencies(recipients, moment.day, about, people)


def waiting(
    recipients: Recipients, moment: Moment, audience: ReminderAudience, people: Sequence[Recipient]
) -> dict[int, PlanFacts]:
    """Return the mentors or coordinators for whose word plans wait, with how many these are."""
    side = Side.MENTOR if audience == "mentor" else Side.AGENCY
    if recipients.programme.plan is None or side not in recipients.programme.plan.agreed_by:
        return {}
    if not plans.any_waiting(recipients.session):  # most weeks; it would take long to find nothing
        return {}
    return _counted(
        {
            one.person_id: [line.name for line in _seen(recipients, one.person_id, moment.day) if side in line.my_turn]
            for one in people
        }
    )


def _own_questions(
    recipients: Recipients, day: date, about: PlanTopic, people: Sequence[Recipient]
) -> dict[int, PlanFacts]:
    programme = recipients.programme
    found = statuses(recipients.session, programme, [one.person_id for one in people])
    counts = {
        person_id: sum(
            question.asked is about for question in asking.to_be_asked(programme, one, Side.PARTICIPANT, day)
        )
        for person_id, one in found.items()
    }
    return {person_id: {"count": count} for person_id, count in counts.items() if count}


def _of_mentors(
    recipients: Recipients, day: date, about: PlanTopic, people: Sequence[Recipient]
) -> dict[int, PlanFacts]:
    """Return the mentors who have not said of somebody's goals whether they were reached."""
    programme, stage = recipients.programme, mentoring.answering_stage(recipients.programme, day)
    mine = recipients.looked_after(stage, day) if stage else {}
    names = {one.person_id: one.name for theirs in mine.values() for one in theirs}
    found = statuses(recipients.session, programme, sorted(names))
    asked_of = {
        person_id
        for person_id, one in found.items()
        if any(question.asked is about for question in asking.to_be_asked(programme, one, Side.MENTOR, day))
    }
    here = {one.person_id for one in people}
    return _counted(
        {
            mentor: [one.name for one in theirs if one.person_id in asked_of]
            for mentor, theirs in mine.items()
            if mentor in here
        }
    )


def _of_agencies(
    recipients: Recipients, day: date, about: PlanTopic, people: Sequence[Recipient]
) -> dict[int, PlanFacts]:
    """Return the coordinators who have not said for the home agency what became of the duties of their people."""
    programme = recipients.programme
    return _counted(
        {
            one.person_id: [
                line.name
                for line in _seen(recipients, one.person_id, day)
                if Side.AGENCY in line.mine
                and any(
                    question.asked is about for question in asking.to_be_asked(programme, line.status, Side.AGENCY, day)
                )
            ]
            for one in people
        }
    )


def _seen(recipients: Recipients, person_id: int, day: date) -> Sequence[overview.PlanOverviewLine]:
    session, programme = recipients.session, recipients.programme
    access = scopes.of_person(session, programme, person_id, day)
    return overview.of_scope(session, programme, access, person_id, day).lines


def _counted(found: Mapping[int, Sequence[str]]) -> dict[int, PlanFacts]:
    return {person_id: {"count": len(theirs)} for person_id, theirs in found.items() if theirs}

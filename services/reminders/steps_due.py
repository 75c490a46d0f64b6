"""Whom rules about the steps of a programme concern: who coordinates everything, and coordinators of the body whose
step it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from models.coordination import scopes
from models.people import people as people_known
from models.reminders import reminders
from programmes.steps import ProgrammeStep
from programmes.when import Moment
from services.reminders.recipients import Recipient, Recipients
from services.units.progress import step_progress

StepFacts = dict[str, str | int | tuple[str, ...]]
BEFORE: Final = timedelta(days=14)  # a month, in which is told what begins in it, once


def steps_late(recipients: Recipients, moment: Moment, people: Sequence[Recipient]) -> Mapping[int, StepFacts]:
    """Return who has steps that are late: how many, and the first of them."""
    standing = step_progress(recipients.session, recipients.programme, moment.day)
    late = [one.step for one in standing if one.state == "late"]
    return _of_whom(
        recipients,
        moment,
        people,
        late,
        lambda mine: {"count": len(mine), "number": mine[0].number, "step": mine[0].name.th},
    )


def steps_next(
    recipients: Recipients, moment: Moment, rule: str, people: Sequence[Recipient]
) -> Mapping[int, StepFacts]:
    """Return who has steps that begin with the next month, once in the two weeks before it; those with which the
    programme begins are told in its first two weeks."""
    day, programme = moment.day, recipients.programme
    following = day + BEFORE
    if following.month == day.month:
        if not programme.start <= day < programme.start + BEFORE:
            return {}
        following = day
    begin = [one for one in programme.steps if _month(one.first) == _month(following)]
    ids = [one.person_id for one in people]
    told = reminders.told_between(recipients.session, rule, ids, moment.at - BEFORE, moment.at) if begin else set()
    asked = [one for one in people if one.person_id not in told]
    return _of_whom(
        recipients,
        moment,
        asked,
        begin,
        lambda mine: {"count": len(mine), "names": tuple(f"{one.number} {one.name.th}" for one in mine)},
    )


def _of_whom(
    recipients: Recipients,
    moment: Moment,
    people: Sequence[Recipient],
    steps: Sequence[ProgrammeStep],
    facts: Callable[[Sequence[ProgrammeStep]], StepFacts],
) -> dict[int, StepFacts]:
    """Return what is said to whom: of all steps to who coordinates everything, of their own to a body's."""
    if not steps:
        return {}
    session, programme = recipients.session, recipients.programme
    known = people_known.by_ids(session, [one.person_id for one in people])
    bodies = {step.number: programme.body(step.owner).name.th for step in steps}
    found: dict[int, StepFacts] = {}
    for one in people:
        is_whole = scopes.of_coordinator(session, programme, one.person_id, moment.day).is_whole
        agency = known[one.person_id].agency
        mine = [step for step in steps if is_whole or bodies[step.number] == agency]
        if mine:
            found[one.person_id] = facts(mine)
    return found


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month

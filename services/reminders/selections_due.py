"""Whom rules about selections concern: jurors who have not given marks to all who are judged."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from models.people.people import Person, Role
from models.selections import marks
from programmes.when import Moment
from services.reminders.recipients import Recipient, Recipients
from services.selections.judging import SelectionState, is_juror, judged, state_of

MarksFacts = dict[str, str | int | tuple[str, ...]]


def marks_missing(recipients: Recipients, moment: Moment, people: Sequence[Recipient]) -> Mapping[int, MarksFacts]:
    """Return the jurors of an open selection who have left some out: how many, of how many."""
    kind, _, key = moment.subject.partition(":")
    programme, session = recipients.programme, recipients.session
    found = next((one for one in programme.selections if one.key == key), None) if kind == "selection" else None
    if found is None or state_of(session, found, moment.day) is not SelectionState.OPEN:
        return {}
    there = {one.key for one in judged(session, programme, found)}
    given: dict[int, set[str]] = {}
    for each in marks.of_selection(session, found.key):
        given.setdefault(each.juror_id, set()).add(each.candidate)
    asked = session.scalars(select(Person).where(Person.id.in_([one.person_id for one in people])))
    jurors = [one.id for one in asked if is_juror(programme, found, one, Role.COORDINATOR)]
    left = {one: len(there - given.get(one, set())) for one in jurors}
    return {one: {"count": count, "whole": len(there)} for one, count in left.items() if count}

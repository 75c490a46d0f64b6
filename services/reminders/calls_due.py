"""Whom rules about calls concern: contacts whose unit has not sent what is asked, and coordinators of such units."""

from collections.abc import Mapping, Sequence

from models.calls import candidates
from models.coordination import scopes
from models.people.people import Role
from programmes import Programme
from programmes.calls import Call
from programmes.when import Moment
from services.calls.progress import answers, contacts, together
from services.reminders.recipients import Recipient, Recipients
from services.units.seeing import units_seen

CallFacts = dict[str, str | int | tuple[str, ...]]


def call_unanswered(recipients: Recipients, moment: Moment, people: Sequence[Recipient]) -> Mapping[int, CallFacts]:
    """Return the contacts of units that have not sent as many as a call asks at least, with how many they have; nobody
    when nothing is taken any more."""
    call, units = _call(recipients.programme, moment), recipients.programme.units
    if call is None or units is None or not call.is_open(moment.day):
        return {}
    asked = {unit.code: unit for unit in call.asked_of(units)}
    sent = candidates.sent_by_unit(recipients.session, call.key, list(asked))
    lacking = [code for code, unit in asked.items() if sent.get(code, 0) < call.numbers_of(unit)[0]]
    here = {one.person_id for one in people}
    found: dict[int, CallFacts] = {}
    for code, theirs in contacts(recipients.session, call, lacking, moment.day).items():
        least = call.numbers_of(asked[code])[0]
        for person in theirs:
            if person.id in here:
                found[person.id] = {"unit": code, "sent": sent.get(code, 0), "least": least}
    return found


def calls_awaited(recipients: Recipients, moment: Moment, people: Sequence[Recipient]) -> Mapping[int, CallFacts]:
    """Return the coordinators of units that have not sent as many as a call asks at least: how many of how many."""
    call, units = _call(recipients.programme, moment), recipients.programme.units
    if call is None or units is None:
        return {}
    session, found = recipients.session, {}
    known: dict[tuple[str, ...], CallFacts] = {}
    for one in people:
        held = [row.scope or "" for row in one.held if row.role == Role.COORDINATOR and row.holds_on(moment.day)]
        access = scopes.of_scopes(held, recipients.programme)
        seen = units_seen(session, units, access, Role.COORDINATOR, one.person_id, moment.day)
        if seen not in known:
            whole = together(answers(session, call, units, seen))
            known[seen] = {"count": whole.units - whole.whole, "units": whole.units, "sent": whole.sent}
        if known[seen]["count"]:
            found[one.person_id] = known[seen]
    return found


def _call(programme: Programme, moment: Moment) -> Call | None:
    kind, _, key = moment.subject.partition(":")
    return next((call for call in programme.calls if call.key == key), None) if kind == "call" else None

"""Candidates of a unit: stored when they are named, sent with a number when nothing is missing, withdrawn, replaced."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.calls import candidates
from models.calls.candidates import CallCandidate, CandidateState
from models.people import audit
from models.people.people import Membership, Person, PersonState, held_on
from programmes.bangkok import bangkok_day
from programmes.calls import Call, CallField, CallRule, holds
from programmes.units import Unit
from services.roster.names import full_name

LONGEST_NAME: Final = 300  # characters, of a person or a project
LONGEST_FACT: Final = 1000
MOST_NUMBERS_TRIED: Final = 50  # units that send at the same moment


class NotTaken(ValueError):
    """A candidate is not stored, sent or withdrawn; `why` is the end of a message key, `one` the candidate that is
    there already."""

    def __init__(self, why: str, one: CallCandidate | None = None) -> None:
        super().__init__(why)
        self.why, self.one = why, one


@dataclass(frozen=True, slots=True)
class Completeness:
    """How a candidate stands: the fields that are missing, the rules that do not hold, and whether the unit has sent as
    many as it may without it."""

    missing: tuple[CallField, ...]
    broken: tuple[CallRule, ...]
    full: bool

    @property
    def is_ready(self) -> bool:
        return not (self.missing or self.broken or self.full)


def store(
    session: Session,
    call: Call,
    unit: Unit,
    name: str,
    facts: Mapping[str, str],
    now: datetime,
    *,
    by: Person,
    message_id: str | None,
) -> CallCandidate:
    """Store who or what a unit names. The same name again is the same candidate. Raises NotTaken, also for a new one
    when the call is over and the unit has sent all it may: then there is no place that could become free."""
    day = bangkok_day(now)
    if day < call.opens:
        raise NotTaken("not-open")
    if not call.is_open(day):
        raise NotTaken("closed")
    there = candidates.of_units(session, call.key, [unit.code])
    found = next((one for one in there if one.name is not None and same_name(one.name, name, call)), None)
    if (
        found is not None
        and found.is_sent
        and any(found.facts.get(key) not in (None, value) for key, value in facts.items())
    ):
        raise NotTaken("sent-already", found)
    if found is None:
        if day > call.closes and sum(one.is_sent for one in there) >= call.numbers_of(unit)[1]:
            raise NotTaken("full-closed")
        found = CallCandidate(
            call=call.key, unit=unit.code, name=name[:LONGEST_NAME], facts={}, state=CandidateState.DRAFT,
            is_late=False, message_ids=",",
            said_in={candidates.NAME: message_id} if message_id else {}, sent_by_id=by.id, at=now,
        )  # fmt: skip
        if call.of == "people":
            _from_roster(session, found, call, unit, day)
        session.add(found)
    put(session, found, facts, message_id)
    audit.record(session, now, f"person:{by.id}", "name_candidate", found.person_id, candidate=found.id)
    return found


def put(session: Session, one: CallCandidate, facts: Mapping[str, str], message_id: str | None) -> None:
    """Add what is said of a candidate. What the roster says of them stays."""
    said = {key: value[:LONGEST_FACT] for key, value in facts.items()}
    one.facts = {**one.facts, **said}
    if one.said_in is not None and message_id is not None:
        one.said_in = {**one.said_in, **dict.fromkeys(said, message_id)}
    if message_id and f",{message_id}," not in one.message_ids:
        one.message_ids += f"{message_id},"
    session.flush()


def completeness(session: Session, call: Call, unit: Unit, one: CallCandidate, day: date) -> Completeness:
    """Return what keeps a candidate from being sent on a day. Until the last day, in whose place it is makes room."""
    missing = tuple(field for field in call.fields if field.required and not one.facts.get(field.key))
    broken = tuple(
        rule for rule in call.rules if (value := one.facts.get(rule.field)) and not _holds(call, rule, value)
    )
    others = candidates.sent_by_unit(session, call.key, [unit.code]).get(unit.code, 0)
    makes_room = day <= call.closes and (old := candidates.replaced(session, one)) is not None and old.is_sent
    full = not one.is_sent and others - makes_room >= call.numbers_of(unit)[1]
    return Completeness(missing, broken, full)


def refused_by(call: Call, key: str, value: str) -> CallRule | None:
    """Return the first rule that does not hold for a value of a field."""
    return next((rule for rule in call.rules if rule.field == key and not _holds(call, rule, value)), None)


def may_change(call: Call, one: CallCandidate, day: date, *, oversees: bool = False) -> bool:
    """Return whether a candidate may be corrected or withdrawn on a day: what was sent, until the last day; by who
    `oversees` the call also afterwards."""
    return one.state == CandidateState.DRAFT or (one.is_sent and (oversees or day <= call.closes))


def send(session: Session, call: Call, unit: Unit, one: CallCandidate, now: datetime, *, by: Person) -> None:
    """Send a candidate of whom nothing is missing: it has a number from now on, and in whose place it is holds no
    longer. Raises NotTaken."""
    if one.state != CandidateState.DRAFT:
        raise NotTaken("gone")
    day = bangkok_day(now)
    if not call.is_open(day):
        raise NotTaken("closed")
    candidates.lock(session, call.key, unit.code)
    if not completeness(session, call, unit, one, day).is_ready:
        raise NotTaken("not-ready")
    old = candidates.replaced(session, one)
    if old is not None and old.is_sent and day <= call.closes:
        old.state, old.ended_at = CandidateState.REPLACED, now
        audit.record(session, now, f"person:{by.id}", "replace_candidate", old.person_id, candidate=old.id, by=one.id)
    one.state, one.sent_at, one.is_late, one.sent_by_id = CandidateState.SENT, now, day > call.closes, by.id
    if one.number is None:  # else a part of it was unsent, and is said again
        _number(session, call, one)
    audit.record(session, now, f"person:{by.id}", "send_candidate", one.person_id, candidate=one.id)


def _number(session: Session, call: Call, one: CallCandidate) -> None:
    """Give a candidate the next number, or the one after if another unit that sends at this moment has taken it."""
    session.flush()
    for _ in range(MOST_NUMBERS_TRIED):
        number = candidates.next_number(session, call.key)
        given = update(CallCandidate).where(CallCandidate.id == one.id).values(number=number)
        try:
            with session.begin_nested():
                session.execute(given, execution_options={"synchronize_session": False})
        except IntegrityError:
            continue
        session.refresh(one, ["number"])
        return
    raise RuntimeError(f"no number for candidate {one.id}")


def correct(
    session: Session,
    call: Call,
    one: CallCandidate,
    facts: Mapping[str, str],
    now: datetime,
    *,
    by: Person,
    message_id: str | None,
    oversees: bool = False,
) -> None:
    """Say something of a candidate anew, if they may change it. Raises NotTaken, also if a rule refuses it."""
    if not may_change(call, one, bangkok_day(now), oversees=oversees):
        raise NotTaken("too-late-to-withdraw")
    if one.is_sent and any(refused_by(call, key, value) for key, value in facts.items()):
        raise NotTaken("not-ready")
    put(session, one, facts, message_id)
    audit.record(session, now, f"person:{by.id}", "correct_candidate", one.person_id, candidate=one.id)


def rename(
    session: Session,
    call: Call,
    unit: Unit,
    one: CallCandidate,
    name: str,
    now: datetime,
    *,
    by: Person,
    message_id: str | None,
    oversees: bool = False,
) -> None:
    """Correct the name of a candidate, whose number and parts stay. Raises NotTaken: if it may not be changed, if the
    name is one of the roster, if the unit has named another so, or if the roster says what a rule refuses."""
    day = bangkok_day(now)
    if not may_change(call, one, day, oversees=oversees):
        raise NotTaken("too-late-to-withdraw")
    if one.person_id is not None:
        raise NotTaken("of-roster", one)
    others = [other for other in candidates.of_units(session, call.key, [unit.code]) if other.id != one.id]
    if any(other.name is not None and same_name(other.name, name, call) for other in others):
        raise NotTaken("named-already", one)
    with session.begin_nested():
        one.name = name[:LONGEST_NAME]
        if call.of == "people":
            _from_roster(session, one, call, unit, day)
        put(session, one, {}, message_id)
        if one.said_in is not None and message_id is not None:
            one.said_in = {**one.said_in, candidates.NAME: message_id}
        session.flush()
        if one.is_sent and completeness(session, call, unit, one, day).broken:
            raise NotTaken("not-ready", one)
    audit.record(session, now, f"person:{by.id}", "rename_candidate", one.person_id, candidate=one.id)


def without_part(session: Session, call: Call, unit: Unit, one: CallCandidate, day: date) -> CallField | None:
    """Let a candidate wait again of whom a part was unsent, if the call wants that part; return the first that is
    missing. Its number stays its own; in whose place it was holds until it is whole."""
    missing = completeness(session, call, unit, one, day).missing
    if not missing:
        return None
    if one.is_sent:
        candidates.hold_again(session, one)
        one.state = CandidateState.DRAFT
        session.flush()
    return missing[0]


def withdraw(
    session: Session, call: Call, one: CallCandidate, now: datetime, *, by: Person, oversees: bool = False
) -> None:
    """Take a candidate back, if they may change it. Raises NotTaken."""
    if one.state not in candidates.THERE:
        raise NotTaken("gone")
    if not may_change(call, one, bangkok_day(now), oversees=oversees):
        raise NotTaken("too-late-to-withdraw")
    one.state, one.ended_at = CandidateState.WITHDRAWN, now
    session.flush()
    audit.record(session, now, f"person:{by.id}", "withdraw_candidate", one.person_id, candidate=one.id)


def replace(
    session: Session, call: Call, unit: Unit, old: CallCandidate, new: CallCandidate, now: datetime, *, by: Person
) -> None:
    """Put a draft in the place of another candidate, until the call closes. What was sent holds until the draft is
    whole; then they are exchanged in one act. Raises NotTaken."""
    if old.state not in candidates.THERE or new.state != CandidateState.DRAFT or old is new:
        raise NotTaken("gone")
    if (old.call, old.unit) != (new.call, new.unit):
        raise NotTaken("gone")
    if bangkok_day(now) > call.closes:
        raise NotTaken("too-late-to-withdraw")
    if not old.is_sent:
        old.state, old.ended_at = CandidateState.REPLACED, now
    new.replaces_id = old.id
    session.flush()
    audit.record(session, now, f"person:{by.id}", "name_instead", old.person_id, candidate=old.id, by=new.id)
    if completeness(session, call, unit, new, bangkok_day(now)).is_ready:
        send(session, call, unit, new, now, by=by)


def same_name(known: str, name: str, call: Call) -> bool:
    """Return whether two names are the same: of people, whatever their titles."""
    if call.of == "people":
        return full_name(known).own == full_name(name).own
    return "".join(known.lower().split()) == "".join(name.lower().split())


def _holds(call: Call, rule: CallRule, value: str) -> bool:
    return holds(rule, _said(call, rule, value))


def _said(call: Call, rule: CallRule, value: str) -> str:
    """Return the word of a choice, else the value as it is."""
    field = call.field(rule.field)
    chosen = field.choice(value) if field is not None else None
    return chosen.label.th if chosen is not None else value


def _from_roster(session: Session, one: CallCandidate, call: Call, unit: Unit, day: date) -> None:
    """Take what the roster says of a person of the unit with this name."""
    own = full_name(one.name or "").own
    staff = (
        select(Person, Membership)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.unit == unit.code, held_on(day), Person.state != PersonState.ERASED)
    )
    found = [row for row in session.execute(staff).all() if full_name(row[0].name).own == own]
    if len({person.id for person, _ in found}) != 1:
        return
    person, held = found[0]
    one.person_id = person.id
    known = {field.key: getattr(held, field.column) for field in call.fields if field.column is not None}
    if person.position and (field := next((one for one in call.fields if one.key == "position"), None)):
        known.setdefault(field.key, person.position)
    said = {key: value.isoformat() if isinstance(value, date) else value for key, value in known.items() if value}
    one.facts = {**one.facts, **said}

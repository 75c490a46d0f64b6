"""Calls that are answered with a form: what is handed in is sent, and what is changed in it is corrected."""

import re
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from locales.texts import Text, Texts
from models.calls import candidates
from models.calls.candidates import CallCandidate
from models.forms.submissions import Submission
from models.people.people import Person
from programmes import Programme
from programmes.bangkok import bangkok_day
from programmes.calls import Call, CallRule
from programmes.units import Unit
from services.calls.answering import NotTaken, completeness, correct, refused_by, rename, send, store
from services.calls.facts import number_said
from services.calls.progress import answers_for
from services.calls.seeing import may_answer_for
from services.calls.telling import told_to_contacts
from services.forms.filling import Filling
from thai.dates import full_day, short_day

_MARK: Final = "form:"  # before the id of a submission, where others have the ids of messages


class NotEligible(NotTaken):
    """A rule of the call does not hold for what a form says."""

    def __init__(self, rule: CallRule) -> None:
        super().__init__("not-ready")
        self.rule = rule


def call_of_form(programme: Programme, form_key: str) -> Call | None:
    """Return the call that is answered with a form."""
    return next((call for call in programme.calls if call.form == form_key), None)


def own_unit(session: Session, programme: Programme, call: Call, person_id: int, now: datetime) -> Unit | None:
    """Return the unit for which somebody answers a call as its contact."""
    return _unit_of(session, programme, call, person_id, now, None)


def take(session: Session, programme: Programme, filling: Filling, now: datetime, *, by: Person) -> None:
    """Send what a form says in answer to its call, if it answers one, or correct what it has sent. Raises NotTaken,
    also NotEligible; then nothing is stored."""
    call = call_of_form(programme, filling.version.key)
    if call is None:
        return
    unit = _unit_of(session, programme, call, by.id, now, filling.submission.unit)
    if unit is None:
        raise NotTaken("not-contact")
    said = filling.by_name()
    name = " ".join(said.get(candidates.NAME, "").split())
    if not name:
        raise NotTaken("nameless")
    facts = {field.key: _fact(field.kind, said[field.key]) for field in call.fields if field.key in said}
    mark = f"{_MARK}{filling.submission.id}"
    with session.begin_nested():
        one = _sent_with(session, call, unit.code, mark)
        if one is None:
            one = store(session, call, unit, name, facts, now, by=by, message_id=mark)
            if one.is_sent:
                raise NotTaken("sent-already", one)
            stands = completeness(session, call, unit, one, bangkok_day(now))
            if stands.broken:
                raise NotEligible(stands.broken[0])
            if stands.full:
                raise NotTaken("full", one)
            send(session, call, unit, one, now, by=by)
        else:
            _correct(session, call, unit, one, name, facts, now, by=by, mark=mark)


def sent_with(session: Session, programme: Programme, submission: Submission) -> tuple[CallCandidate, Call] | None:
    """Return what a form has sent, with its call; None if it has sent nothing."""
    call, units = call_of_form(programme, submission.form_key), programme.units
    if call is None or units is None:
        return None
    codes = [submission.unit] if submission.unit is not None else [unit.code for unit in units.teams]
    sent = (_sent_with(session, call, code, f"{_MARK}{submission.id}") for code in codes)
    one = next((one for one in sent if one is not None), None)
    return (one, call) if one is not None and one.is_sent else None


def receipt_said(session: Session, programme: Programme, submission: Submission, text: Text) -> str | None:
    """Return what is said of what a form has sent, with its number; None if it has sent nothing."""
    found = sent_with(session, programme, submission)
    return text("call-form-sent", number=number_said(*found, text)) if found is not None else None


def told_of_form(
    session: Session, programme: Programme, submission: Submission, texts: Texts, day: date
) -> list[tuple[str, str]]:
    """Return (LINE user id, words) for each contact of the unit for which somebody else has sent a form."""
    found = sent_with(session, programme, submission)
    if found is None:
        return []
    one, call = found
    if answers_for(session, call, submission.person_id, day) == one.unit:
        return []
    return list(told_to_contacts(session, call, one, "sent", texts, day, by_id=submission.person_id))


def refusal_said(why: NotTaken, call: Call, name: str, text: Text) -> str:
    """Return why what a form says is not taken."""
    if isinstance(why, NotEligible):
        return text("call-not-eligible", reason=why.rule.reason(text.language))
    language = text.language
    days = {"opens": short_day(call.opens, language), "closes": full_day(call.closes, language)}
    return text(f"call-refused-{why.why}", call=call.name(language), name=name, **days)


def submission_of(session: Session, one: CallCandidate, person_id: int) -> int | None:
    """Return the id of the form with which a person has sent a candidate."""
    found = re.search(rf",{_MARK}(\d+),", one.message_ids)
    submission = session.get(Submission, int(found[1])) if found else None
    return submission.id if submission is not None and submission.person_id == person_id else None


def _unit_of(
    session: Session, programme: Programme, call: Call, person_id: int, now: datetime, named: str | None
) -> Unit | None:
    """Return the unit for which somebody answers a call: the one that their form names, if they may answer for it,
    else their own."""
    units, day = programme.units, bangkok_day(now)
    code = named or answers_for(session, call, person_id, day)
    if units is None or code is None or code not in {unit.code for unit in call.asked_of(units)}:
        return None
    may = named is None or may_answer_for(session, programme, call, named, person_id, day)
    return units.unit(code) if may else None


def _sent_with(session: Session, call: Call, unit: str, mark: str) -> CallCandidate | None:
    mine = select(CallCandidate).where(
        CallCandidate.call == call.key, CallCandidate.unit == unit, CallCandidate.message_ids.contains(f",{mark},")
    )
    return session.scalars(mine.order_by(CallCandidate.id)).first()


def _correct(
    session: Session,
    call: Call,
    unit: Unit,
    one: CallCandidate,
    name: str,
    facts: dict[str, str],
    now: datetime,
    *,
    by: Person,
    mark: str,
) -> None:
    if one.state not in candidates.THERE:
        raise NotTaken("gone")
    if name != one.name:
        rename(session, call, unit, one, name, now, by=by, message_id=mark)
    for rule in call.rules:
        value = facts.get(rule.field)
        if value and (broken := _broken(call, rule, value)):
            raise NotEligible(broken)
    correct(session, call, one, facts, now, by=by, message_id=mark)


def _broken(call: Call, rule: CallRule, value: str) -> CallRule | None:
    found = refused_by(call, rule.field, value)
    return found if found is rule else None


def _fact(kind: str, value: str) -> str:
    """Return a value as candidates have it: of a phone its digits."""
    return re.sub(r"\D", "", value) if kind == "phone" else value.strip()

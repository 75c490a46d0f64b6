"""People whom a call chose become members: rows of a roster with their unit and seat, imported as one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from models.calls import candidates
from models.calls.candidates import CallCandidate, CandidateState
from models.people import audit, people
from models.people.imports import RosterImport
from models.people.people import Person
from models.selections import marks
from programmes import Programme
from programmes.bangkok import bangkok_day
from programmes.calls import Call
from services.calls.answering import same_name
from services.roster.applying import apply_plan
from services.roster.planning import key_of, plan
from services.roster.rows import RosterErrors, RosterRow
from services.selections.judging import selections_of


class NotChosenYet(ValueError):
    """Nobody can become a member yet; `why` is the end of a message key."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


NEAR: Final = "roster-near-match"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom a call chose: those who are to become members, those who are on the roster already, and those who may be
    somebody of the roster: only people can tell."""

    new: tuple[CallCandidate, ...]
    there: tuple[CallCandidate, ...]
    alike: tuple[CallCandidate, ...]


def chosen(session: Session, programme: Programme, call: Call, day: date) -> Chosen:
    """Return whom a call chose: those of the last selection among what was sent, when it is closed; without a selection
    all who were sent, when its last day is over. Raises NotChosenYet."""
    units = programme.units
    if units is None or call.becomes is None:
        raise NotChosenYet("never")
    sent = candidates.of_units(session, call.key, [unit.code for unit in units.teams], [CandidateState.SENT])
    rounds = selections_of(programme, call)
    if rounds:
        last = rounds[-1].key
        if marks.closing(session, last) is None:
            raise NotChosenYet("selection")
        keys = set(marks.chosen_in(session, [last]).get(last, ()))
        sent = [one for one in sent if str(one.id) in keys]
    elif day <= call.closes:
        raise NotChosenYet("open")
    named = [one for one in sent if one.name]
    known = [one for one in named if one.person_id is not None or _is_known(session, call, one)]
    twice = {one.id for place, one in enumerate(named) if any(_same(call, one, other) for other in named[:place])}
    new = [one for one in named if one not in known and one.id not in twice]
    near = _near(session, programme, call, new)
    return Chosen(
        new=tuple(one for one in new if one.number not in near),
        there=tuple(one for one in named if one not in new),
        alike=tuple(one for one in new if one.number in near),
    )


def _near(session: Session, programme: Programme, call: Call, found: Sequence[CallCandidate]) -> set[int | None]:
    """Return the numbers of those whose names are like somebody's of the roster."""
    try:
        plan(session, rows_of(call, found), programme)
    except RosterErrors as errors:
        return {one.line for one in errors.problems if one.key == NEAR}
    return set()


def rows_of(call: Call, found: Sequence[CallCandidate]) -> list[RosterRow]:
    """Return the rows by which people become members; each has the number of its candidate as its line."""
    return [_row(call, one) for one in found]


def take_in(
    session: Session, programme: Programme, call: Call, now: datetime, *, by: Person
) -> tuple[RosterImport | None, Chosen]:
    """Make members of those whom a call chose and who are none yet, as one import that can be undone. Raises
    NotChosenYet, and RosterErrors as an import does."""
    candidates.lock_call(session, call.key)
    found = chosen(session, programme, call, bangkok_day(now))
    wanted = plan(session, rows_of(call, found.new), programme)
    made = apply_plan(session, wanted, programme, now, actor=f"person:{by.id}")
    if made is not None:
        for one in found.new:
            key = key_of(_row(call, one))
            person = next(known for known in people.by_name(session, one.name or "") if known.key == key)
            one.person_id = person.id
            audit.record(session, now, f"person:{by.id}", "take_in_candidate", None, candidate=one.id)
    return made, found


def _row(call: Call, one: CallCandidate) -> RosterRow:
    facts = {field.column: one.facts.get(field.key) for field in call.fields if field.column is not None}
    days = {key: date.fromisoformat(value) if (value := facts.get(key)) else None for key in ("born", "appointed")}
    return RosterRow(
        line=one.number or 0,
        id=None,
        name=one.name or "",
        role="participant",
        position=one.facts.get("position"),
        unit=one.unit,
        seat=call.becomes,
        level=facts.get("level"),
        born=days["born"],
        appointed=days["appointed"],
    )


def _is_known(session: Session, call: Call, one: CallCandidate) -> bool:
    return any(person.key == key_of(_row(call, one)) for person in people.by_name(session, one.name or ""))


def _same(call: Call, one: CallCandidate, other: CallCandidate) -> bool:
    """Return whether two units have sent the same name: nobody becomes a member twice."""
    return same_name(one.name or "", other.name or "", call)

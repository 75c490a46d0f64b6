"""Selections as they stand: who is judged in which group, who may give marks, the ranking, and the act of closing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import accumulate
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.calls import candidates
from models.calls.candidates import CandidateState
from models.people import audit
from models.people.people import Person, Role
from models.selections import marks
from models.selections.marks import SelectionClosing, SelectionResult
from programmes import Programme
from programmes.calls import Call
from programmes.selections import Selection
from programmes.units import Unit, Units
from services.selections.ranking import Ranked, decided, ranked

SHORTEST_REASON: Final = 4  # characters
LONGEST_REASON: Final = 300
Marks = Mapping[str, Mapping[str, int]]
NO_ORDER: Final[Mapping[str, int]] = {}


class SelectionState(StrEnum):
    """How a selection stands on a day."""

    WAITING = "waiting"  # the selection before is not closed
    COMING = "coming"
    OPEN = "open"
    OVER = "over"  # its last day has passed, and nobody has closed it
    CLOSED = "closed"


class NotClosed(ValueError):
    """A selection cannot be closed; `why` is the end of a message key, `count` how many candidates it is about."""

    def __init__(self, why: str, count: int = 0) -> None:
        super().__init__(why)
        self.why, self.count = why, count


@dataclass(frozen=True, slots=True)
class Judged:
    """Who is judged: the unit (`name` is None), or what it has sent. `in_group` is the code of a unit, or "" if all are
    one group."""

    key: str
    unit: Unit
    name: str | None
    in_group: str


def judged(session: Session, programme: Programme, selection: Selection) -> list[Judged]:
    """Return who is judged in a selection, in the order of the file; nobody while the selection before is open."""
    units = programme.units
    if units is None:
        return []
    first, chosen = _first(programme, selection), None
    if selection.after is not None:
        chosen = set(marks.chosen_in(session, [selection.after]).get(selection.after, ()))
    if first.call is None:
        codes = [unit.code for unit in units.teams]
        if first.answered is not None and chosen is None:
            codes = list(candidates.sent_by_unit(session, first.answered, codes))
        found = [(unit.code, unit, unit.called("th")) for unit in units.teams if unit.code in codes]
    else:
        codes = [unit.code for unit in units.teams]
        sent = candidates.of_units(session, first.call, codes, [CandidateState.SENT])
        found = [(str(one.id), units.unit(one.unit), one.name or "") for one in sent]
    named = [(key, unit, name if first.call else None) for key, unit, name in found if chosen is None or key in chosen]
    return [Judged(key, unit, name, _group(units, unit, selection.group)) for key, unit, name in named]


def units_chosen(session: Session, programme: Programme, selection: Selection) -> set[str]:
    """Return the codes of the units that a closed selection has chosen, or whose candidates; of an open one none."""
    keys = set(marks.chosen_in(session, [selection.key]).get(selection.key, ()))
    call, units = _first(programme, selection).call, programme.units
    if call is None or units is None or not keys:
        return keys
    sent = candidates.of_units(session, call, [unit.code for unit in units.teams], [CandidateState.SENT])
    return {one.unit for one in sent if str(one.id) in keys}


def state_of(session: Session, selection: Selection, day: date) -> SelectionState:
    if marks.closing(session, selection.key) is not None:
        return SelectionState.CLOSED
    if selection.after is not None and marks.closing(session, selection.after) is None:
        return SelectionState.WAITING
    if day < selection.opens:
        return SelectionState.COMING
    return SelectionState.OPEN if day <= selection.closes else SelectionState.OVER


def is_closed_for(session: Session, programme: Programme, call: Call) -> bool:
    """Return whether a selection among what was sent in a call is closed: then nothing of that changes any more."""
    return any(marks.closing(session, one.key) is not None for one in selections_of(programme, call))


def selections_of(programme: Programme, call: Call) -> list[Selection]:
    """Return the selections among what was sent in a call or who has answered it, in the order of the file."""
    first = [(one, _first(programme, one)) for one in programme.selections]
    return [one for one, begins in first if call.key in (begins.call, begins.answered)]


def is_juror(programme: Programme, selection: Selection, person: Person, role: Role | None) -> bool:
    """Return whether somebody gives marks: a coordinator of one of the jury's bodies, whatever else they may see."""
    bodies = {programme.body(key).name.th for key in selection.jury}
    return role is Role.COORDINATOR and person.agency in bodies


def ranking(session: Session, programme: Programme, selection: Selection) -> list[Ranked]:
    """Return the ranking by the marks given so far, the best of each group first."""
    there = judged(session, programme, selection)
    groups: dict[str, list[str]] = {}
    for one in there:
        groups.setdefault(one.in_group, []).append(one.key)
    given: dict[str, list[Mapping[str, int]]] = {}
    for each in marks.of_selection(session, selection.key):
        given.setdefault(each.candidate, []).append(each.marks)
    return ranked(groups, given, lines_of(selection))


def lines_of(selection: Selection) -> list[int]:
    """Return the numbers of places behind which something else begins."""
    return list(accumulate(award.many for award in selection.awards)) or [selection.places]


def give(
    session: Session, programme: Programme, selection: Selection, given: Marks, now: datetime, *, by: Person
) -> int:
    """Store a juror's marks for candidates of the selection; without any their earlier ones are taken back. Return for
    how many candidates something has changed."""
    known = {one.key for one in judged(session, programme, selection)}
    mine = {candidate: own for candidate, own in given.items() if candidate in known}
    changed = marks.give(session, selection.key, by.id, mine, now)
    if changed:
        audit.record(session, now, f"person:{by.id}", "give_marks", None, selection=selection.key, count=changed)
    return changed


def close(
    session: Session,
    programme: Programme,
    selection: Selection,
    now: datetime,
    *,
    by: Person,
    reason: str | None,
    order: Mapping[str, int] = NO_ORDER,
    although_missing: bool = False,
) -> list[SelectionResult]:
    """Close a selection for good and return its results. `order` (candidate -> number) decides what is tied, which
    needs a reason, as does closing although some have not enough jurors. Raises NotClosed."""
    if marks.closing(session, selection.key) is not None:
        raise NotClosed("already")
    if selection.after is not None and marks.closing(session, selection.after) is None:
        raise NotClosed("waiting")
    found = ranking(session, programme, selection)
    if not found:
        raise NotClosed("nobody")
    missing = sum(one.jurors < selection.least_jurors for one in found)
    if missing and not although_missing:
        raise NotClosed("missing", missing)
    whole = decided(found, order)
    if whole is None:
        raise NotClosed("tied", sum(one.tied for one in found))
    if len(reason or "") < SHORTEST_REASON and (missing or any(one.tied for one in whole)):
        raise NotClosed("reason")
    try:
        with session.begin_nested():
            session.add(SelectionClosing(selection=selection.key, reason=reason, by_person_id=by.id, at=now))
    except IntegrityError:  # PostgreSQL: somebody else closes it at this moment
        raise NotClosed("already") from None
    made = [_result(selection, one) for one in whole]
    session.add_all(made)
    session.flush()
    audit.record(session, now, f"person:{by.id}", "close_selection", None, selection=selection.key)
    return made


def _result(selection: Selection, one: Ranked) -> SelectionResult:
    chosen = one.place is not None and one.place < selection.places
    award = selection.award_at(one.place) if one.place is not None else None
    return SelectionResult(
        selection=selection.key,
        candidate=one.candidate,
        in_group=one.in_group,
        score=one.shown,
        rank=one.rank,
        is_chosen=chosen,
        award=award.key if award else None,
        by_decision=one.tied,
    )


def _first(programme: Programme, selection: Selection) -> Selection:
    """Return the selection with which the rounds of this one begin."""
    while selection.after is not None:
        selection = programme.selection(selection.after)
    return selection


def _group(units: Units, unit: Unit, level: str | None) -> str:
    if level is None:
        return ""
    return next((one.code for one in (unit, *units.above(unit.code)) if one.level == level), "")

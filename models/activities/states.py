"""The states of an activity, and the acts that change them: one table. Every change of a state goes through `apply`."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from models.activities import revisions
from models.activities.activities import COUNTED, Activity, ActivityState
from models.people import audit


class StateAct(StrEnum):
    """Acts that may change the state of an activity."""

    APPROVE = "approve"  # acts of the mentor, named as in `reviews.Act`
    PRAISE = "praise"
    RETURN = "return"
    COMMENT = "comment"
    UNLOCK = "unlock"
    RESUBMIT = "resubmit"  # acts of the author, from here on
    DELETE = "delete"
    RESTORE = "restore"
    MOVE_OUT = "move_out"  # the day was moved to one that does not count
    MOVE_IN = "move_in"  # the day was moved to one that counts


class Later(StrEnum):
    """Results that depend on the states before."""

    AS_BEFORE = "as it was before it was deleted or moved out"
    WAITING = "submitted; resubmitted if it was ever returned"


_SUBMITTED, _RETURNED, _RESUBMITTED, _APPROVED, _DELETED, _NOTE = ActivityState
# act: {state: new state}. An act is not possible in a state that is missing here.
TABLE: Final[dict[StateAct, dict[ActivityState, ActivityState | Later]]] = {
    StateAct.APPROVE: {_SUBMITTED: _APPROVED, _RESUBMITTED: _APPROVED},
    StateAct.PRAISE: {_SUBMITTED: _APPROVED, _RESUBMITTED: _APPROVED},
    StateAct.RETURN: {_SUBMITTED: _RETURNED, _RESUBMITTED: _RETURNED},
    StateAct.COMMENT: {state: state for state in COUNTED},
    StateAct.UNLOCK: {_APPROVED: Later.WAITING},
    StateAct.RESUBMIT: {_RETURNED: _RESUBMITTED},
    StateAct.DELETE: {_SUBMITTED: _DELETED, _RETURNED: _DELETED, _RESUBMITTED: _DELETED, _NOTE: _DELETED},
    StateAct.RESTORE: {_DELETED: Later.AS_BEFORE},
    # Only an unsent message moves the day of an approved entry, whose content is then not what was approved.
    StateAct.MOVE_OUT: {_SUBMITTED: _NOTE, _RETURNED: _NOTE, _RESUBMITTED: _NOTE, _APPROVED: _NOTE},
    StateAct.MOVE_IN: {_NOTE: Later.AS_BEFORE},
}


class NotPossible(ValueError):
    """The state of an entry does not allow this act."""


def of_new(note_reason: str | None) -> ActivityState:
    """Return the state of a new entry. `note_reason` says why its day does not count, None if it counts."""
    return ActivityState.NOTE if note_reason else ActivityState.SUBMITTED


def is_possible(entry: Activity, act: StateAct) -> bool:
    return entry.state in TABLE[act]


def apply(
    session: Session,
    entry: Activity,
    act: StateAct,
    *,
    by_person_id: int,
    at: datetime,
    was_returned: bool = False,
    review_id: int | None = None,
) -> None:
    """Do an act: give the entry its new state, with a revision and an audit entry.

    `was_returned` says whether a mentor has ever returned it; `review_id` is the stored review. Raises NotPossible if
    the table does not have the act in the entry's state.
    """
    if not is_possible(entry, act):
        raise NotPossible(f"{act.value} of an entry that is {entry.state}")
    becomes = _becomes(entry, act, was_returned)
    entry.state_before = None if becomes in COUNTED else _waits_as(entry)
    revisions.revise(session, entry, revisions.STATE, becomes, by_person_id=by_person_id, at=at)
    kind, ids = ("activity", {}) if review_id is None else ("review", {"review": review_id})
    actor = f"person:{by_person_id}"
    audit.record(session, at, actor, f"{kind}:{act.value}", entry.person_id, activity=entry.id, **ids)


def follow_day(session: Session, entry: Activity, note_reason: str | None, *, by_person_id: int, at: datetime) -> None:
    """Change the state after a change of the day: on a day that does not count (for `note_reason`) the entry is a note,
    on another day it has its state from before. A deleted entry is changed when it is restored."""
    entry.note_reason = note_reason
    act = StateAct.MOVE_OUT if note_reason else StateAct.MOVE_IN
    if is_possible(entry, act):
        apply(session, entry, act, by_person_id=by_person_id, at=at)


def is_returned_underneath(entry: Activity) -> bool:
    """Return whether it is returned, or a note that was returned before."""
    underneath = entry.state_before if entry.state == ActivityState.NOTE else entry.state
    return underneath == ActivityState.RETURNED


def _becomes(entry: Activity, act: StateAct, was_returned: bool) -> ActivityState:
    becomes = TABLE[act][entry.state]
    if becomes is Later.WAITING:
        return ActivityState.RESUBMITTED if was_returned else ActivityState.SUBMITTED
    if becomes is Later.AS_BEFORE:
        return ActivityState.NOTE if entry.note_reason else _waits_as(entry) or ActivityState.SUBMITTED
    return becomes


def _waits_as(entry: Activity) -> ActivityState | None:
    """Return the state that a deleted entry or a note had when it waited for its mentor or author, or None."""
    state = entry.state if entry.state in COUNTED else entry.state_before
    if state == ActivityState.APPROVED:
        return ActivityState.SUBMITTED
    return state if state in COUNTED else None

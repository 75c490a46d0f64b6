"""The states of an activity, and the acts that change them: one table. Every change of a state goes through `apply`."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from models.activities import revisions
from models.activities.activities import COUNTED, Activity, ActivityState
from models.people import audit


class StateAct(StrEnum):
    """What somebody does that may change an activity's state."""

    APPROVE = "approve"  # the mentor's acts, as `reviews.Act` names them
    PRAISE = "praise"
    RETURN = "return"
    COMMENT = "comment"
    UNLOCK = "unlock"
    RESUBMIT = "resubmit"  # the author's, as are those below
    DELETE = "delete"
    RESTORE = "restore"
    MOVE_OUT = "move_out"  # its day is now one that does not count
    MOVE_IN = "move_in"  # its day counts again


class Later(StrEnum):
    """States that depend on what was before."""

    AS_BEFORE = "as it was before it was deleted or moved out"
    WAITING = "submitted; resubmitted if it was ever returned"


_SUBMITTED, _RETURNED, _RESUBMITTED, _APPROVED, _DELETED, _NOTE = ActivityState
# act: {state: what it becomes}. An act is not possible in a state that is not named.
TABLE: Final[dict[StateAct, dict[ActivityState, ActivityState | Later]]] = {
    StateAct.APPROVE: {_SUBMITTED: _APPROVED, _RESUBMITTED: _APPROVED},
    StateAct.PRAISE: {_SUBMITTED: _APPROVED, _RESUBMITTED: _APPROVED},
    StateAct.RETURN: {_SUBMITTED: _RETURNED, _RESUBMITTED: _RETURNED},
    StateAct.COMMENT: {state: state for state in COUNTED},
    StateAct.UNLOCK: {_APPROVED: Later.WAITING},
    StateAct.RESUBMIT: {_RETURNED: _RESUBMITTED},
    StateAct.DELETE: {_SUBMITTED: _DELETED, _RETURNED: _DELETED, _RESUBMITTED: _DELETED, _NOTE: _DELETED},
    StateAct.RESTORE: {_DELETED: Later.AS_BEFORE},
    # Only an unsent message moves the day of an approved entry: what was approved is not what it says any more.
    StateAct.MOVE_OUT: {_SUBMITTED: _NOTE, _RETURNED: _NOTE, _RESUBMITTED: _NOTE, _APPROVED: _NOTE},
    StateAct.MOVE_IN: {_NOTE: Later.AS_BEFORE},
}


class NotPossible(ValueError):
    """An act that the state of an entry does not allow."""


def of_new(note_reason: str | None) -> ActivityState:
    """The state of a new entry; `note_reason` says why its day does not count, None when it does."""
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
    """Do an act: the entry gets its new state, with a revision and an entry in the audit.

    `was_returned`: whether a mentor has ever returned it; `review_id`: the mentor's act on record. Raises NotPossible
    when the table does not have the act in the entry's state.
    """
    if not is_possible(entry, act):
        raise NotPossible(f"{act.value} of an entry that is {entry.state}")
    becomes = _becomes(entry, act, was_returned)
    entry.state_before = None if becomes in COUNTED else _waits_as(entry)
    revisions.revise(session, entry, revisions.STATE, becomes.value, by_person_id=by_person_id, at=at)
    kind, ids = ("activity", {}) if review_id is None else ("review", {"review": review_id})
    actor = f"person:{by_person_id}"
    audit.record(session, at, actor, f"{kind}:{act.value}", entry.person_id, activity=entry.id, **ids)


def follow_day(session: Session, entry: Activity, note_reason: str | None, *, by_person_id: int, at: datetime) -> None:
    """After a change of an entry's day: on a day that does not count it is a note, for the reason given; on one that
    does it is what it was before. What is deleted learns of it when it is restored."""
    entry.note_reason = note_reason
    act = StateAct.MOVE_OUT if note_reason else StateAct.MOVE_IN
    if is_possible(entry, act):
        apply(session, entry, act, by_person_id=by_person_id, at=at)


def is_returned_underneath(entry: Activity) -> bool:
    """Whether it is returned, or a note that was returned and will be again when its day counts."""
    underneath = entry.state_before if entry.state == ActivityState.NOTE else entry.state
    return underneath == ActivityState.RETURNED


def _becomes(entry: Activity, act: StateAct, was_returned: bool) -> ActivityState:
    becomes = TABLE[act][ActivityState(entry.state)]
    if becomes is Later.WAITING:
        return ActivityState.RESUBMITTED if was_returned else ActivityState.SUBMITTED
    if becomes is Later.AS_BEFORE:
        return ActivityState.NOTE if entry.note_reason else ActivityState(_waits_as(entry) or ActivityState.SUBMITTED)
    return becomes


def _waits_as(entry: Activity) -> str | None:
    """The state in which an entry that is put away, or does not count, will wait for its mentor or its author again;
    None for one that never did."""
    state = entry.state if entry.state in COUNTED else entry.state_before
    if state == ActivityState.APPROVED:
        return ActivityState.SUBMITTED.value
    return state if state in COUNTED else None

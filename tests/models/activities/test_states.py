"""States of an activity: each act in each state does what the table says, with a revision and an audit, or nothing."""

import ast
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.settings import ROOT
from models.activities import revisions, states
from models.activities.activities import ActivityState
from models.activities.revisions import ActivityRevision
from models.activities.states import TABLE, NotPossible, StateAct
from models.people.audit import AuditEntry
from models.reviews import verdicts
from models.reviews.reviews import Act
from tests.models.reviews.test_reviews import PRAYUN, SOMCHAI, entry, pid, session

__all__ = ["session"]
NOW = datetime(2023, 7, 5, 3, tzinfo=UTC)
# What each act makes of each state, written down apart from the code; "-": not possible. Of an entry that was never
# returned, and was submitted before it was deleted or moved out.
COLUMNS = ("submitted", "returned", "resubmitted", "approved", "deleted", "note")
EXPECTED = """
approve   approved  -         approved     -          -          -
praise    approved  -         approved     -          -          -
return    returned  -         returned     -          -          -
comment   submitted returned  resubmitted  approved   -          -
unlock    -         -         -            submitted  -          -
resubmit  -         resubmitted -          -          -          -
delete    deleted   deleted   deleted      -          -          deleted
restore   -         -         -            -          submitted  -
move_out  note      note      note         note       -          -
move_in   -         -         -            -          -          submitted
"""
GRID = {
    (act, state): None if becomes == "-" else becomes
    for act, *row in (line.split() for line in EXPECTED.strip().splitlines())
    for state, becomes in zip(COLUMNS, row, strict=True)
}


def state_changes(session, one) -> list[tuple[str, str]]:
    found = session.scalars(
        select(ActivityRevision)
        .where(ActivityRevision.activity_id == one.id, ActivityRevision.part == "state")
        .order_by(ActivityRevision.number)
    )
    return [(change.before, change.after) for change in found]


def audited(session, one) -> list[str]:
    session.flush()
    return [
        row.action
        for row in session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        if row.ids.get("activity") == one.id
    ]


def do(session, one, *acts, **how) -> str:
    for act in acts:
        states.apply(session, one, StateAct(act), by_person_id=one.person_id, at=NOW, **how)
    return one.state


def test_the_grid_names_every_act_and_state():
    assert {act for act, _ in GRID} == set(StateAct) == set(TABLE)
    assert {state for _, state in GRID} == set(ActivityState)
    assert {act.value for act in Act} <= set(StateAct)


@pytest.mark.parametrize(("act", "state"), GRID)
def test_every_act_in_every_state(session, act, state):
    one, becomes = entry(session, SOMCHAI, (7, 4), state=ActivityState(state)), GRID[act, state]
    assert states.is_possible(one, StateAct(act)) is (becomes is not None)
    if becomes is None:
        with pytest.raises(NotPossible, match=f"{act} of an entry that is {state}"):
            do(session, one, act)
    else:
        do(session, one, act)
    session.flush()
    assert one.state == (becomes or state)
    assert state_changes(session, one) == ([(state, becomes)] if becomes not in (None, state) else [])
    assert audited(session, one) == ([f"activity:{act}"] if becomes else [])


@pytest.mark.parametrize("state", ["submitted", "returned", "resubmitted"])
@pytest.mark.parametrize(
    "way",
    [
        ("delete", "restore"),
        ("move_out", "move_in"),
        ("move_out", "delete", "restore", "move_in"),
        ("move_out", "move_in", "delete", "restore"),
    ],
    ids=" ".join,
)
def test_what_was_put_away_comes_back_as_it_was(session, state, way):
    one = entry(session, SOMCHAI, (7, 4), state=ActivityState(state))
    for act in way:
        if act.startswith("move"):
            reason = "gap" if act == "move_out" else None
            states.follow_day(session, one, reason, by_person_id=one.person_id, at=NOW)
        else:
            do(session, one, act)
    assert one.state == state
    assert one.state_before is None
    assert audited(session, one) == [f"activity:{act}" for act in way]
    assert len(state_changes(session, one)) == len(way)


def test_a_note_deleted_and_restored_is_a_note_and_counts_as_new_when_its_day_does(session):
    one = entry(session, SOMCHAI, (7, 4), state=states.of_new("gap"))
    one.note_reason = "gap"
    assert do(session, one, "delete", "restore") == "note"
    states.follow_day(session, one, None, by_person_id=one.person_id, at=NOW)
    assert (one.state, one.note_reason) == ("submitted", None)


def test_a_deleted_entry_whose_day_moves_is_restored_by_its_day(session):
    one = entry(session, SOMCHAI, (7, 4), state=ActivityState.RETURNED)
    do(session, one, "delete")
    states.follow_day(session, one, "gap", by_person_id=one.person_id, at=NOW)
    assert one.state == "deleted"
    assert do(session, one, "restore") == "note"
    states.follow_day(session, one, None, by_person_id=one.person_id, at=NOW)
    assert one.state == "returned"


def test_an_approved_entry_that_left_what_counts_waits_for_its_mentor_again(session):
    one = entry(session, SOMCHAI, (7, 4), state=ActivityState.APPROVED)
    states.follow_day(session, one, "gap", by_person_id=one.person_id, at=NOW)
    assert one.state == "note"
    states.follow_day(session, one, None, by_person_id=one.person_id, at=NOW)
    assert one.state == "submitted"


def test_a_day_that_stays_what_it_was_changes_nothing(session):
    for state in ActivityState:
        one = entry(session, SOMCHAI, (7, 4), state=state)
        reason = "gap" if state is ActivityState.NOTE else None
        states.follow_day(session, one, reason, by_person_id=one.person_id, at=NOW)
        assert (one.state, state_changes(session, one), audited(session, one)) == (state, [], [])


def test_unlocked_after_a_return_it_is_resubmitted(session):
    one = entry(session, SOMCHAI, (7, 4), state=ActivityState.APPROVED)
    assert do(session, one, "unlock", was_returned=True) == "resubmitted"


def test_what_was_changed_back_is_no_change_and_stays_flagged(session):
    one, mentor = entry(session, SOMCHAI, (7, 4)), pid(session, PRAYUN)
    by = {"by_person_id": one.person_id, "at": NOW}
    verdicts.answer(session, one, Act.RETURN, by_person_id=mentor, at=NOW, parts=("people", "sectors", "words"))
    for part, there, back in (("people", 5, None), ("sectors", ("people",), ()), ("words", "x", None)):
        revisions.revise(session, one, part, there, **by)
        assert part not in verdicts.open_flags(session, one)
        revisions.revise(session, one, part, back, **by)
    assert verdicts.changed_since_return(session, one.id) == []
    assert verdicts.open_flags(session, one) == ("words", "people", "sectors")
    revisions.revise(session, one, "people", 7, **by)
    assert [change.part for change in verdicts.changed_since_return(session, one.id)] == ["people"] * 3
    revisions.scrub_revisions(session, one.id)
    session.expire_all()
    assert verdicts.open_flags(session, one) == ()  # nothing tells whether it was taken back


# ── nobody else changes a state ──

OURS = [path for top in ("bot", "handlers", "models", "scheduler", "services") for path in (ROOT / top).rglob("*.py")]
ENTRY_NAMES = ("entry", "activity", "apart", "one", "found")
WRITTEN = ("'state'", "STATE", "revisions.STATE")
ITSELF = "models/activities/states.py"
WRITER = "models/activities/revisions.py"  # writes the parts it is told to; who tells it to write a state is looked for


def assigns_state(tree: ast.AST) -> list[int]:
    """Lines that set the state of what may be an activity, other than by a new one's keyword."""
    found = []
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        flat = [one for target in targets for one in getattr(target, "elts", [target])]
        attributes = [one for one in flat if isinstance(one, ast.Attribute) and one.attr in ("state", "state_before")]
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            names = [one.value.id for one in attributes if isinstance(one.value, ast.Name)]
            of_activity = "ActivityState" in ast.dump(node) or any(name in ENTRY_NAMES for name in names)
            found += [node.lineno] if attributes and of_activity else []
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            revises = called.endswith("revise") and any(ast.unparse(arg) in WRITTEN for arg in node.args)
            updates = called.endswith("values") and "update(Activity)" in called and "state" in ast.unparse(node)
            found += [node.lineno] if revises or updates else []
    return found


def test_only_the_table_changes_a_state():
    changing = {
        str(path.relative_to(ROOT)): lines
        for path in OURS
        if "models.activities" in (source := path.read_text("utf-8")) and (lines := assigns_state(ast.parse(source)))
    }
    assert set(changing) == {ITSELF, WRITER}


@pytest.mark.parametrize(
    "line",
    [
        "entry.state = 'note'",
        "x.state = ActivityState.NOTE.value",
        "a, entry.state = 1, 2",
        "revisions.revise(session, entry, revisions.STATE, 'note', by_person_id=1, at=at)",
        "revisions.revise(session, entry, 'state', 'note', by_person_id=1, at=at)",
        "session.execute(update(Activity).where(True).values(state='note'))",
    ],
)
def test_such_a_line_would_be_found(line):
    assert assigns_state(ast.parse(line)) == [1]

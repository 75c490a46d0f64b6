"""States of an entry never skip: no approval without an act of somebody entitled, whatever is tried."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.activities import revisions, states
from models.activities.activities import Activity, ActivityState
from models.activities.details import Understanding, save_activity
from models.activities.revisions import ActivityRevision
from models.activities.states import NotPossible, StateAct
from models.people import people
from models.people.audit import AuditEntry
from models.reviews import verdicts
from models.reviews.reviews import Act, Review
from services.roster.applying import apply_roster
from tests.models.reviews.test_reviews import NOW, PEOPLE, PRAYUN, PROGRAMME, SOMCHAI, SUDA, WILAI

# What the field's documents allow, written down apart from the code: from a state, by whom, to which.
AUTHOR, REVIEWER = "author", "reviewer"
ALLOWED = {
    ("submitted", "returned"): REVIEWER,
    ("submitted", "approved"): REVIEWER,
    ("returned", "resubmitted"): AUTHOR,
    ("resubmitted", "returned"): REVIEWER,
    ("resubmitted", "approved"): REVIEWER,
    ("approved", "submitted"): REVIEWER,  # unlocked
    ("approved", "resubmitted"): REVIEWER,
}
ENTITLED = (PRAYUN, SUDA)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(list(Act)), st.sampled_from([PRAYUN, SUDA, WILAI, SOMCHAI])),
        st.tuples(st.sampled_from(["resubmit", "revise", "delete", "restore"]), st.just(SOMCHAI)),
    ),
    max_size=14,
)


@pytest.fixture
def session(database):
    with database.write() as opened:
        apply_roster(opened, PEOPLE, PROGRAMME, NOW)
        opened.flush()
        yield opened


def new_entry(session) -> Activity:
    at = datetime(2023, 7, 4, 10, tzinfo=UTC)
    author = people.by_name(session, SOMCHAI)[0].id
    new = Activity(
        person_id=author, chat_key="U1", day=date(2023, 7, 4), state="submitted", photos=0, revision=1,
        opened_at=at, latest_at=at, created_at=at, updated_at=at,
    )  # fmt: skip
    return save_activity(session, new, Understanding())


def step(session, entry, what, who, at) -> None:
    """Try one thing as the handlers do: looked up for whoever tries, then done if its state allows it."""
    person = people.by_name(session, who)[0].id
    if isinstance(what, Act):
        found = verdicts.answerable(session, PROGRAMME, entry.id, person, at)
        if found is not None:
            verdicts.answer(session, found, what, by_person_id=person, at=at, parts=("people",))
    elif what == "resubmit":
        verdicts.resubmit(session, entry, at=at)
    elif what == "revise" and not entry.is_locked:
        revisions.revise(session, entry, "people", (entry.people_count or 0) + 1, by_person_id=person, at=at)
    elif what == "delete" and not entry.is_locked and not entry.is_deleted:
        states.apply(session, entry, StateAct.DELETE, by_person_id=person, at=at)
    elif what == "restore" and entry.is_deleted:
        states.apply(session, entry, StateAct.RESTORE, by_person_id=person, at=at)


@settings(max_examples=120)
@given(steps=STEPS)
def test_states_never_skip_whatever_is_tried(session, steps) -> None:
    entry = new_entry(session)
    at = datetime(2023, 7, 5, 3, tzinfo=UTC)
    for what, who in steps:
        at += timedelta(minutes=5)
        before = entry.state
        try:
            step(session, entry, what, who, at)
        except NotPossible:
            assert entry.state == before
        if who not in ENTITLED and isinstance(what, Act):
            assert entry.state == before
    _every_change_is_allowed(session, entry)
    _every_approval_was_somebodys_act(session, entry)


def _every_change_is_allowed(session, entry) -> None:
    """As its revisions tell it: what was put away comes back as it was, all else is in the table."""
    changes = session.scalars(
        select(ActivityRevision)
        .where(ActivityRevision.activity_id == entry.id, ActivityRevision.part == "state")
        .order_by(ActivityRevision.number)
    ).all()
    away = None
    for change in changes:
        if change.after == "deleted":
            away = change.before
        elif change.before == "deleted":
            assert change.after == away
        else:
            allowed = ALLOWED[(change.before, change.after)]
            names = (SOMCHAI,) if allowed == AUTHOR else ENTITLED
            assert change.by_person_id in {people.by_name(session, name)[0].id for name in names}


def _every_approval_was_somebodys_act(session, entry) -> None:
    acts = session.scalars(select(Review).where(Review.activity_id == entry.id).order_by(Review.id)).all()
    entitled = {people.by_name(session, name)[0].id for name in ENTITLED}
    assert {act.by_person_id for act in acts} <= entitled
    if entry.state == ActivityState.APPROVED:
        verdict = [act.act for act in acts if act.act != Act.COMMENT][-1]
        assert verdict in (Act.APPROVE, Act.PRAISE)
    audited = session.scalars(select(AuditEntry).where(AuditEntry.action.like("review:%"))).all()
    mine = [one for one in audited if one.ids["activity"] == entry.id]
    assert [one.ids["review"] for one in sorted(mine, key=lambda one: one.ids["review"])] == [act.id for act in acts]


def test_what_is_flagged_is_asked_until_it_is_touched(session) -> None:
    entry, mentor = new_entry(session), people.by_name(session, PRAYUN)[0].id
    at = datetime(2023, 7, 5, 3, tzinfo=UTC)
    verdicts.answer(session, entry, Act.RETURN, by_person_id=mentor, at=at, parts=("people", "photo", "day"))
    assert verdicts.open_flags(session, entry) == ("photo", "people", "day")
    revisions.revise(session, entry, "people", 12, by_person_id=entry.person_id, at=at)
    revisions.note(session, entry, "+photo", by_person_id=entry.person_id, at=at)
    session.flush()
    assert verdicts.open_flags(session, entry) == ("day",)
    verdicts.resubmit(session, entry, at=at)
    assert verdicts.open_flags(session, entry) == ()
    verdicts.answer(session, entry, Act.RETURN, by_person_id=mentor, at=at, parts=("people",))
    assert verdicts.open_flags(session, entry) == ("people",)  # touched before, not since


def test_answering_needs_the_entry_to_be_todays_mentors(session) -> None:
    entry = new_entry(session)
    during, week, after = (datetime(2023, 7, day, 3, tzinfo=UTC) for day in (10, 23, 24))

    def may(name, at):
        return verdicts.answerable(session, PROGRAMME, entry.id, people.by_name(session, name)[0].id, at) is not None

    assert [may(name, during) for name in (PRAYUN, SUDA, WILAI, SOMCHAI)] == [True, True, False, False]
    assert [may(name, week) for name in (PRAYUN, SUDA, WILAI, SOMCHAI)] == [True, False, True, False]
    assert [may(name, after) for name in (PRAYUN, SUDA, WILAI, SOMCHAI)] == [False, False, True, False]

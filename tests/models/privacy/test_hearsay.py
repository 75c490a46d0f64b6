"""What was still to be told to others of words that were taken back is told to nobody."""

from datetime import UTC, datetime

import pytest

from models.messaging.deliveries import Delivery, DeliveryState
from models.privacy import cascade
from models.reviews import reviews
from tests.models.reviews.test_reviews import PRAYUN, SOMCHAI, entry, pid, session  # noqa: F401 - a fixture

NOW = datetime(2023, 7, 12, 3, tzinfo=UTC)
UNTOLD = (DeliveryState.DUE, DeliveryState.PARKED, DeliveryState.DEAD, DeliveryState.UNCERTAIN)


def delivery(session, state, kind, about, **more):  # noqa: F811
    row = Delivery(
        chat_key="U9", state=state.value, about_kind=kind, about_id=about, messages=[{"type": "text", "text": "ลับ"}],
        message_count=1, due_at=NOW, retry_key=f"{kind}{about}{state}", created_at=NOW, body=b"secret", **more,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


@pytest.mark.parametrize(
    "state", [DeliveryState.DUE, DeliveryState.PARKED, DeliveryState.DEAD, DeliveryState.UNCERTAIN]
)
def test_an_entry_alone_and_in_a_list_with_others_is_forgotten_and_others_are_kept(session, state):  # noqa: F811
    one, other = entry(session, SOMCHAI, (7, 10)), entry(session, SOMCHAI, (7, 11))
    listed = reviews.number(session, [one, other], pid(session, PRAYUN), NOW)
    apart = reviews.number(session, [other], pid(session, PRAYUN), NOW)
    gone = [delivery(session, state, "activity", one.id), delivery(session, state, "reviews", listed.id)]
    kept = [delivery(session, state, "activity", other.id), delivery(session, state, "reviews", apart.id)]
    cascade.forget_activities(session, {one.id})
    for row in (*gone, *kept):
        session.refresh(row)
    assert [(row.messages, row.body) for row in gone] == [(None, None)] * 2
    assert all(row.messages and row.body for row in kept)
    unsaid = state in (DeliveryState.DUE, DeliveryState.PARKED)
    assert {row.state for row in gone} == {DeliveryState.SKIPPED.value if unsaid else state.value}


def test_a_failed_call_that_carried_it_for_others_loses_its_body_too(session):  # noqa: F811
    one = entry(session, SOMCHAI, (7, 10))
    leader = delivery(session, DeliveryState.UNCERTAIN, "reviews", 77)
    delivery(session, DeliveryState.UNCERTAIN, "activity", one.id, sealed_into=leader.id)
    cascade.forget_activities(session, {one.id})
    session.refresh(leader)
    assert leader.body is None

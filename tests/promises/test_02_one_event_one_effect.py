"""Promise 2: 1,000 events sent three times, shuffled, to four worker processes: 1,000 effects."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from bot.clock import Clock
from models.activities.activities import Activity
from models.messaging.inbox import InboxEvent, InboxState
from models.storage.database import Database
from simulator.driver import Simulator
from tests.patience import until
from tests.promises.processes import Processes
from tests.promises.registered_people import registered_people

pytestmark = pytest.mark.processes
PEOPLE, MESSAGES, COPIES, WORKERS = 50, 20, 3, 4


def test_a_thousand_events_three_times_are_a_thousand_effects(
    bots: Processes, database: Database, line: Simulator, clock: Clock
) -> None:
    phones = registered_people(line, database, clock, PEOPLE)
    for _ in range(WORKERS):
        bots.worker()
    web = bots.web()
    line.webhook(url=f"{web.url}/callback", hold=True)
    for number in range(MESSAGES):
        for phone in phones:
            phone.says(f"ประชุมกับผู้ใหญ่บ้าน {number + 1} คน")
    delivered = line.release(order="shuffled", batch=25, copies=COPIES, seed=2)
    assert {one["status"] for one in delivered} == {200}  # at last: what a busy process refuses, LINE sends again

    def waiting() -> int:
        with database.read() as session:
            new = select(func.count()).select_from(InboxEvent).where(InboxEvent.state == InboxState.NEW)
            return session.scalar(new) or 0

    until(lambda: waiting() == 0, "all events are handled")
    until(lambda: len(_cards(line)) >= PEOPLE * MESSAGES, "all cards are delivered")

    with database.read() as session:
        states = Counter(session.scalars(select(InboxEvent.state)))
        effects = Counter(
            (row.person_id, row.people_count)
            for row in session.execute(select(Activity.person_id, Activity.people_count))
        )
    assert states == {InboxState.DONE: PEOPLE * MESSAGES}
    assert len(effects) == PEOPLE * MESSAGES
    assert set(effects.values()) == {1}
    cards = Counter(_cards(line))
    assert len(cards) == PEOPLE * MESSAGES
    assert set(cards.values()) == {1}


def _cards(line: Simulator) -> list[tuple[str, str]]:
    """Who was shown what: a person and the spoken form of the card."""
    return [(call["to"][0], message["altText"]) for call in line.sent() for message in call["request"]["messages"]]

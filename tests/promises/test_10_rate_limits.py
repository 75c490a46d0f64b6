"""Promise 10: two senders together keep LINE's calls a second."""

from collections import Counter

import pytest

from bot.clock import Clock
from bot.line.numbers import OUR_SHARE_OF_CALLS
from models.storage.database import Database
from simulator.driver import Simulator
from tests.patience import until
from tests.promises.outgoing import queue_pushes
from tests.promises.processes import Processes
from tests.promises.registered_people import registered_people

pytestmark = [
    pytest.mark.processes,
    pytest.mark.parametrize("database_url", ["postgresql"], indirect=True),  # the engine on which senders truly race
]
LIMIT, PEOPLE = 50, 150
ROUNDING = 0.05  # seconds by which two processes may read their clocks apart


def test_two_senders_together_stay_below_the_limit(
    bots: Processes, database: Database, line: Simulator, clock: Clock
) -> None:
    phones = registered_people(line, database, clock, PEOPLE)
    line.limits(rates={"push": {"calls": LIMIT / 2, "seconds": 0.5}})  # the same rate, with half of LINE's patience
    senders = [bots.office("--rate", str(LIMIT * OUR_SHARE_OF_CALLS)) for _ in range(2)]
    for sender in senders:
        until(lambda sender=sender: "open" in sender.log, "the sender is at work")
    began = clock.now().timestamp()
    queue_pushes(database, clock, [phone.user_id for phone in phones], "สวัสดี")
    until(lambda: len(line.sent()) == PEOPLE, "everybody has heard")

    calls = line.journal(kind="api", name="push")
    statuses = Counter(call["status"] for call in calls)
    assert statuses[200] == PEOPLE
    assert set(statuses) <= {200, 429}  # a thread that the machine holds up takes its permit along, late
    # However slow the machine, so many calls have come only when their permits had: a machine delays, it never hastens.
    for earlier, arrived in enumerate(sorted(call["at"] for call in calls)):
        assert arrived >= began + earlier / (LIMIT * OUR_SHARE_OF_CALLS) - ROUNDING

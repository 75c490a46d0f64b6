"""Promise 10: two senders together keep LINE's calls a second."""

from bisect import bisect_left
from collections import Counter

import pytest

from bot.clock import Clock
from bot.line.numbers import OUR_SHARE_OF_CALLS
from bot.outbound.rate_limiter import PERMIT_KEEPS
from models.storage.database import Database
from simulator.driver import Simulator
from tests.patience import until
from tests.promises.crowd import crowd
from tests.promises.outgoing import queue_pushes
from tests.promises.processes import Processes

pytestmark = [
    pytest.mark.processes,
    pytest.mark.parametrize("database_url", ["postgresql"], indirect=True),  # the engine on which senders truly race
]
LIMIT, PEOPLE = 50, 150


def test_two_senders_together_stay_below_the_limit(
    bots: Processes, database: Database, line: Simulator, clock: Clock
) -> None:
    phones = crowd(line, database, clock, PEOPLE)
    line.limits(rates={"push": {"calls": LIMIT / 2, "seconds": 0.5}})  # the same rate, with half of LINE's patience
    senders = [bots.office("--rate", str(LIMIT * OUR_SHARE_OF_CALLS)) for _ in range(2)]
    for sender in senders:
        until(lambda sender=sender: "open" in sender.log, "the sender is at work")
    queue_pushes(database, clock, [phone.user_id for phone in phones], "สวัสดี")
    until(lambda: len(line.sent()) == PEOPLE, "everybody has heard")

    calls = line.journal(kind="api", name="push")
    statuses = Counter(call["status"] for call in calls)
    assert statuses[200] == PEOPLE
    assert statuses.total() - PEOPLE == statuses[429] <= PEOPLE / 10  # a thread held up takes its permit along, late
    # A second may hold what a late thread brings with it: permits stay good for a moment.
    assert _most_in_a_second([call["at"] for call in calls]) <= LIMIT * (1 + PERMIT_KEEPS)
    assert calls[-1]["at"] - calls[0]["at"] > PEOPLE / LIMIT - 1, "so few calls that no limit was felt"


def _most_in_a_second(instants: list[float]) -> int:
    ordered = sorted(instants)
    return max(bisect_left(ordered, start + 1) - first for first, start in enumerate(ordered))

"""Promise 24: whatever is done to wall clocks, no message waits for it, and none is uncertain that was never posted.

A message that waited for the wall clock to come back would be an hour late, and the test would end as one that hangs.
"""

import os
import signal
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import OperationalError

from bot.clock import Clock
from models.messaging.deliveries import Delivery, DeliveryState
from models.messaging.rates import Rate
from models.storage.database import Database
from simulator.driver import Simulator, Someone
from tests.patience import until
from tests.promises.outgoing import queue_pushes
from tests.promises.processes import Processes
from tests.promises.registered_people import registered_people
from tests.promises.wall_clocks import Host

pytestmark = pytest.mark.processes
STEPS = [timedelta(0), timedelta(seconds=-25), timedelta(hours=-1), timedelta(0), timedelta(hours=1), timedelta(0)]
LEASE = "2"  # seconds
SLOW = "0.01"  # calls a second: who waits for the second permit waits for ever


def test_messages_are_answered_at_once_after_each_step(
    bots: Processes, database: Database, line: Simulator, clock: Clock
) -> None:
    phones = registered_people(line, database, clock, 3)
    host = Host(bots, "only")
    run = host.serve("run")
    line.webhook(url=f"{run.url}/callback")
    for number, off in enumerate(STEPS, 1):
        host.set(off)
        _say(phones, number)
        queue_pushes(database, clock, [phones[0].user_id], f"แจ้งเตือน {number}")
        until(lambda number=number: _heard(phones) == [2 * number, number, number], f"all is answered with {off}")
    assert run.terminate() == 0
    assert _states(database) == {DeliveryState.SENT: len(STEPS) * 4}


@pytest.mark.parametrize("minutes", [10, -10])
def test_hosts_ten_minutes_apart_serve_one_database(
    bots: Processes, database: Database, line: Simulator, clock: Clock, minutes: int
) -> None:
    phones = registered_people(line, database, clock, 3)
    web = Host(bots, "one", timedelta(minutes=minutes)).serve("web")
    Host(bots, "other").office()
    line.webhook(url=f"{web.url}/callback")
    for number in (1, 2):
        _say(phones, number)
        until(lambda number=number: _heard(phones) == [number] * 3, "all is answered")
    until(lambda: _states(database) == {DeliveryState.SENT: 6}, "all of it is settled")


def test_a_process_that_begins_after_a_step_takes_up_what_another_left_at_once(
    bots: Processes, database: Database, line: Simulator, clock: Clock
) -> None:
    (phone,) = registered_people(line, database, clock, 1)
    host = Host(bots, "only", timedelta(hours=1))
    dying = host.office("--lease", LEASE, "--dies-on", "12")
    line.webhook(url=f"{host.serve('web').url}/callback")
    phone.says("ประชุมกับผู้ใหญ่บ้าน 12 คน")
    until(lambda: not dying.lives, "the worker died in the middle of its turn")
    host.set(timedelta(0))
    host.office("--lease", LEASE)
    until(lambda: _heard([phone]) == [1], "another has done it")


@pytest.mark.parametrize("ends", [signal.SIGKILL, signal.SIGSTOP])
def test_what_a_process_never_posted_is_sent_by_another_when_its_token_is_long_dead(
    bots: Processes, database: Database, line: Simulator, clock: Clock, ends: signal.Signals
) -> None:
    phones = registered_people(line, database, clock, 2)
    host = Host(bots, "only")
    first = host.office("--lease", LEASE, "--rate", SLOW)
    line.webhook(url=f"{host.serve('web').url}/callback")
    _say(phones, 1)
    one_waits = {DeliveryState.SENT: 1, DeliveryState.SEALED: 1}
    until(lambda: _states(database) == one_waits, "one is sent, the other waits for its permit")
    os.killpg(first.popen.pid, ends)
    line.dials(reply_token_life=0)
    host.set(timedelta(hours=1))
    while not _are_rates_forgotten(database):  # it stands still inside a transaction: this is not about that
        os.killpg(first.popen.pid, signal.SIGCONT)
        os.killpg(first.popen.pid, ends)
    host.office("--lease", LEASE)
    until(lambda: _heard(phones) == [1, 1], "the other has sent it")
    if ends is signal.SIGSTOP:
        posts = len(line.journal(kind="api", name="reply"))
        os.killpg(first.popen.pid, signal.SIGCONT)
        assert first.terminate() == 0
        assert len(line.journal(kind="api", name="reply")) == posts
    until(lambda: _states(database) == {DeliveryState.SENT: 2}, "none of it is uncertain")
    assert _heard(phones) == [1, 1]


def _are_rates_forgotten(database: Database) -> bool:
    try:
        with database.write() as session:
            session.execute(delete(Rate))
    except OperationalError:
        return False
    return True


def _say(phones: Sequence[Someone], number: int) -> None:
    for phone in phones:
        assert phone.says(f"ประชุมกับผู้ใหญ่บ้าน {number} คน").acknowledged


def _heard(phones: Sequence[Someone]) -> list[int]:
    return [sum(message["from"] == "bot" for message in phone.chat()) for phone in phones]


def _states(database: Database) -> dict[str, int]:
    with database.read() as session:
        return dict(Counter(session.scalars(select(Delivery.state))))

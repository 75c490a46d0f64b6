"""Permits: evenly spaced over all processes that share the database, and not saved up."""

from contextlib import nullcontext
from datetime import datetime, timedelta
from itertools import pairwise
from threading import Event, Thread
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.outbound import rate_limiter as module
from bot.outbound.rate_limiter import RateLimiter, Stopping
from models.messaging import rates
from models.messaging.rates import Rate
from models.storage.database import Database
from tests.patience import HANG

A_MICROSECOND = timedelta(microseconds=1)  # of rounding


def paces(database: Database, per_second: float, count: int = 1) -> list[RateLimiter]:
    return [RateLimiter(database, Clock(), {"push": per_second, "reply": per_second}) for _ in range(count)]


def test_reservations_follow_each_other_and_start_afresh_after_a_rest(database: Database) -> None:
    now = Clock().real()
    with database.write() as session:
        starts = [rates.reserve(session, "push", 5, 10, now) for _ in range(3)]
        later = rates.reserve(session, "push", 5, 10, now + timedelta(minutes=1))
        other = rates.reserve(session, "reply", 5, 10, now)
    assert starts == [now, now + timedelta(seconds=0.5), now + timedelta(seconds=1)]
    assert later == now + timedelta(minutes=1)
    assert other == now


def test_processes_together_keep_the_rate(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    reserved: list[tuple[datetime, int]] = []
    taken: list[bool] = []
    really_reserve = rates.reserve

    def reserve(session: Session, endpoint: str, calls: int, per_second: float, now: datetime) -> datetime:
        start = really_reserve(session, endpoint, calls, per_second, now)
        reserved.append((start, calls))
        return start

    def take(pace: RateLimiter) -> None:
        for _ in range(10):
            pace.wait_for_permit("push")
            taken.append(True)

    monkeypatch.setattr(rates, "reserve", reserve)
    began = monotonic()
    threads = [Thread(target=take, args=(pace,)) for pace in paces(database, 50, count=3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(HANG)
    assert len(taken) == 30
    assert monotonic() - began >= 29 / 50 - 0.01  # and each waited for its own
    permits = sorted(start + timedelta(seconds=step / 50) for start, calls in reserved for step in range(calls))
    assert len(permits) >= 30  # nobody went without one
    assert all(later - earlier >= timedelta(seconds=1 / 50) - A_MICROSECOND for earlier, later in pairwise(permits))


def test_a_permit_not_used_is_not_kept_for_a_burst(database: Database) -> None:
    (pace,) = paces(database, 1000)
    pace.wait_for_permit("push")
    left = pace._blocks["push"]
    assert left
    left[:] = [instant - 10 for instant in left]  # ten seconds pass
    stale = len(left)
    pace.wait_for_permit("push")
    assert len(pace._blocks["push"]) != stale - 1


def test_who_leaves_few_permits_fetches_more_and_nobody_waits_for_them(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pace,) = paces(database, 600)  # thirty at a time
    pace.wait_for_permit("push")
    asking, answered = Event(), Event()
    real = rates.reserve

    def slow(*given: Any) -> Any:
        asking.set()
        assert answered.wait(HANG)
        return real(*given)

    monkeypatch.setattr(rates, "reserve", slow)
    monkeypatch.setattr(module, "PERMIT_KEEPS", 60)
    for _ in range(18):
        pace.wait_for_permit("push")
    fetching = Thread(target=pace.wait_for_permit, args=("push",))  # leaves ten
    fetching.start()
    assert asking.wait(HANG)
    for _ in range(10):
        pace.wait_for_permit("push")
    answered.set()
    fetching.join(HANG)
    assert len(pace._blocks["push"]) == 30


def test_a_429_stops_that_endpoint_of_this_process_for_a_moment(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    now = monotonic()
    monkeypatch.setattr(module, "monotonic", lambda: now)
    (pace,) = paces(database, 1000)
    monkeypatch.setattr(pace._stopping, "wait", slept.append)
    pace.slow_down("push")
    pace.wait_for_permit("reply")
    assert slept == []
    pace.wait_for_permit("push")
    assert slept == [pytest.approx(module.PAUSE_AFTER_429)]


def test_at_the_end_a_permit_that_is_near_is_waited_for_and_one_that_is_far_is_not(database: Database) -> None:
    for per_second, comes in ((5, True), (0.001, False)):
        (pace,) = paces(database, per_second)
        pace.wait_for_permit("push")
        pace.stop()
        with nullcontext() if comes else pytest.raises(Stopping):
            pace.wait_for_permit("push")
        with database.write() as session:
            session.execute(delete(Rate))

"""Real time: even in each process, and the same in all, whatever is done to wall clocks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from bot import clock as clock_module
from bot import shared_time as module
from bot.clock import Clock
from bot.shared_time import SharedTimeKeeper
from models.storage import shared_time
from models.storage.database import Database
from tests.databases import on_sqlite

HOUR, SECOND = 3600 * 1_000_000, 1_000_000
BEGAN = 1_700_000_000 * SECOND
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


class Host:
    """A host whose clocks a test sets; all are in microseconds."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.wall, self.up, self.slept, self.server = BEGAN, 100 * SECOND, 0, BEGAN
        monkeypatch.setattr(clock_module, "wall", lambda: self.wall)
        monkeypatch.setattr(module, "wall", lambda: self.wall)
        for place in (clock_module, module):
            monkeypatch.setattr(place, "uptime", lambda: self.up)
        monkeypatch.setattr(module, "_awake", lambda: self.up + self.slept)
        monkeypatch.setattr(shared_time, "server_clock", lambda _: self.server)
        monkeypatch.setattr(module, "AGREES_EVERY", 900.0)  # a test agrees when it wants

    def passes(self, microseconds: int) -> None:
        self.wall += microseconds
        self.up += microseconds
        self.server += microseconds


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Host:
    return Host(monkeypatch)


@contextmanager
def process(database: Database) -> Iterator[tuple[Clock, SharedTimeKeeper]]:
    clock = Clock()
    keeper = SharedTimeKeeper(database, clock)
    try:
        yield clock, keeper
    finally:
        keeper.stop()


def at(microseconds: int) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=microseconds)


def test_a_step_of_the_wall_clock_moves_programme_time_and_not_real_time(host: Host) -> None:
    clock = Clock()
    host.passes(SECOND)
    host.wall -= HOUR
    assert clock.real() == at(BEGAN + SECOND)
    assert clock.now() == at(BEGAN + SECOND - HOUR)


@pytest.mark.parametrize("step", [HOUR, -HOUR, -25 * SECOND])
def test_a_process_that_begins_after_a_step_has_the_real_time_of_the_others(
    database: Database, host: Host, step: int
) -> None:
    with process(database) as (first, _):
        host.passes(SECOND)
        host.wall += step
        with process(database) as (second, _):
            assert first.real() == second.real() == at(BEGAN + SECOND)


@on_sqlite
def test_with_each_boot_real_time_begins_at_the_wall_clock(
    database: Database, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    boots = count()
    for _ in range(2):
        boot = str(next(boots))
        monkeypatch.setattr(module, "boot_id", lambda boot=boot: boot)
        host.up = SECOND
        host.passes(HOUR)
        with process(database) as (clock, _):
            assert clock.real() == at(host.wall)


@on_postgresql
@pytest.mark.parametrize("step", [HOUR, -HOUR])
def test_a_step_of_the_servers_clock_is_corrected_once_and_for_everybody(
    database: Database, host: Host, step: int
) -> None:
    with process(database) as (first, of_first), process(database) as (second, of_second):
        host.passes(5 * SECOND)
        host.server += step
        for keeper in (of_first, of_second, of_first):
            keeper.agree()
        with process(database) as (third, _):
            assert first.real() == second.real() == third.real() == at(BEGAN + 5 * SECOND)


@on_postgresql
def test_a_host_that_slept_catches_up_and_corrects_nobody(database: Database, host: Host) -> None:
    with process(database) as (clock, keeper):
        host.slept += HOUR
        host.server += HOUR
        keeper.agree()
        assert clock.real() == at(BEGAN + HOUR)
        with database.read() as session:
            stored = shared_time.stored(session)
        assert stored is not None
        assert stored.ahead == 0


@on_postgresql
def test_small_differences_are_followed(database: Database, host: Host) -> None:
    with process(database) as (clock, keeper):
        host.server += SECOND // 4
        keeper.agree()
        assert clock.real() == at(BEGAN + SECOND // 4)


def test_a_process_that_begins_without_its_database_agrees_when_it_comes(
    database: Database, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    with process(database):
        host.wall += HOUR
        with monkeypatch.context() as unreachable:
            unreachable.setattr(SharedTimeKeeper, "agree", _fails)
            unreachable.setattr(module, "TRIES_EVERY", 900.0)
            late = Clock()
            keeper = SharedTimeKeeper(database, late)
        assert late.real() == at(BEGAN + HOUR)
        keeper.agree()
        assert late.real() == at(BEGAN)
        keeper.stop()


def _fails(_: SharedTimeKeeper) -> Callable[[], None]:
    raise OSError("the database is away")

"""Promise 29: ready means that the bot can store, is being handled and can send. Each fault is named."""

import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
import urllib3
from sqlalchemy import text

from bench.processes import family
from bot.clock import Clock
from bot.web import readiness
from models.storage.database import Database
from simulator.driver import Simulator, Someone
from tests.patience import HANG, until
from tests.promises.outgoing import queue_pushes
from tests.promises.processes import Process, Processes, free_port, is_healthy
from tests.promises.registered_people import registered_people

pytestmark = pytest.mark.processes
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
WORDS = "ประชุมกับผู้ใหญ่บ้าน 5 คน"


def test_a_fault_is_seen_within_ten_seconds() -> None:
    assert readiness.LOOK_EVERY + readiness.STANDS_AFTER < 10


@on_sqlite
def test_worker_and_clock_say_on_a_port_of_their_own_that_they_go_round(bots: Processes, database: Database) -> None:
    for command in (("-m", "bot", "worker"), ("-m", "scheduler")):
        port = free_port()
        process = bots.start(*command, HEALTH_PORT=str(port))
        process.url = f"http://127.0.0.1:{port}"
        until(lambda process=process: is_healthy(process), "it says so")
        another = bots.start(*command, HEALTH_PORT=str(port))
        assert another.popen.wait(HANG) == 2
        assert "HEALTH_PORT: cannot listen on it" in another.log
        assert process.terminate() == 0


@contextmanager
def full_disk(web: Process) -> Iterator[None]:
    """No file of the process can grow, as on a disk that is full."""
    limits = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in family(web.popen.pid)}
    for pid, (_, hard) in limits.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, hard))
    yield
    for pid, before in limits.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


@on_sqlite
def test_a_bot_that_cannot_store_is_not_ready(bots: Processes, database: Database) -> None:
    web = bots.web()
    _ = bots.worker()
    assert_seen(web, "store", full_disk(web), "takes no write (OperationalError)")


@contextmanager
def moved_away(path: Path) -> Iterator[None]:
    path.rename(path.with_suffix(".away"))
    yield
    path.with_suffix(".away").rename(path)


@on_sqlite
def test_a_bot_whose_file_is_taken_away_is_not_ready_and_acknowledges_nothing(
    bots: Processes, database: Database
) -> None:
    web = bots.web()
    _ = bots.worker()
    path = Path(str(database.url.database))
    assert_seen(web, "store", moved_away(path), "the database's file is gone")


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """Somebody holds what every writer needs, and does not let it go."""
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = version_num"))
        yield


def test_a_bot_whose_database_hangs_is_not_ready(bots: Processes, database: Database) -> None:
    web = bots.web()
    _ = bots.worker()
    assert_seen(web, "store", locked(database), "the database has not answered for")


@pytest.fixture
def phone(line: Simulator, database: Database, clock: Clock) -> Someone:
    return registered_people(line, database, clock, 1)[0]


@contextmanager
def stopped(process: Process, then: Callable[[], object]) -> Iterator[None]:
    os.kill(process.popen.pid, signal.SIGSTOP)
    then()
    yield
    os.kill(process.popen.pid, signal.SIGCONT)


def test_a_bot_whose_worker_hangs_is_not_ready_while_an_event_waits(
    bots: Processes, database: Database, line: Simulator, phone: Someone
) -> None:
    web, worker = bots.web(), bots.worker()
    line.webhook(url=f"{web.url}/callback")
    assert_seen(web, "handle", stopped(worker, lambda: phone.says(WORDS)), "an event has waited for")
    until(lambda: line.sent(), "the event is handled")


@contextmanager
def broken_line(line: Simulator, fault: dict[str, Any], then: Callable[[], object]) -> Iterator[None]:
    line.fault(**fault)
    then()
    yield
    line.no_faults()


@on_sqlite
@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ({"kind": "500"}, "LINE has taken no message for"),
        ({"kind": "latency_before", "latency_ms": 60_000}, "LINE has taken no message for"),
        ({"kind": "401"}, "LINE refuses LINE_CHANNEL_ACCESS_TOKEN"),
    ],
    ids=["refuses", "hangs", "knows the token no more"],
)
def test_a_bot_whose_messages_line_does_not_take_is_not_ready(
    bots: Processes, database: Database, line: Simulator, phone: Someone, fault: dict[str, Any], reason: str
) -> None:
    web, _ = bots.web(), bots.worker()
    line.webhook(url=f"{web.url}/callback")
    assert phone.says(WORDS).acknowledged
    until(lambda: line.sent(), "it can send before")
    assert_seen(web, "send", broken_line(line, fault, lambda: phone.says(WORDS)), reason)


@on_sqlite
def test_a_message_that_line_never_takes_does_not_matter_when_it_takes_others(
    bots: Processes, database: Database, line: Simulator, clock: Clock
) -> None:
    stuck, other = registered_people(line, database, clock, 2)
    web, _ = bots.web(), bots.worker()
    line.fault("500", "push", to=stuck.user_id)
    queue_pushes(database, clock, [stuck.user_id], "หนึ่ง")
    until(lambda: not readyz(web)["can"]["send"], "nothing else has been sent")
    queue_pushes(database, clock, [other.user_id], "สอง")
    until(lambda: readyz(web)["ready"], "another message was sent")


def assert_seen(web: Process, part: str, fault: AbstractContextManager[None], reason: str) -> None:
    """While there is a fault this part of the work cannot be done, the others can; afterwards everything can."""
    until(lambda: readyz(web)["ready"], "it is ready before")
    with fault:
        until(lambda: not readyz(web)["can"][part], f"{part} is false")
        found = readyz(web)
        assert not found["ready"]
        assert found["can"] == {"store": True, "handle": True, "send": True} | {part: False}
        (trouble,) = found["trouble"]
        assert reason in trouble
    until(lambda: readyz(web)["ready"], "it is ready afterwards")


def readyz(web: Process) -> Any:
    answer = urllib3.request("GET", f"{web.url}/readyz", timeout=HANG)
    said = answer.json()
    assert answer.status == (200 if said["ready"] else 503)
    return said

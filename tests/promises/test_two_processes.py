"""The two processes of `run`: supervised apart, woken at once, counted together."""

import os
import signal
from pathlib import Path

import orjson
import pytest
import urllib3

from bot.clock import Clock
from bot.wakeup_pipe import WakeUpPipe
from bot.wakeups import Wakeups
from models.messaging.chat_queues import Direction
from models.storage.database import Database
from simulator.driver import Simulator
from tests.patience import HANG, until
from tests.promises.processes import Process, Processes, free_port
from tests.promises.registered_people import registered_people
from tests.running_bot import METRICS_TOKEN

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the one that `run` is for


@on_sqlite
def test_the_web_process_wakes_the_worker_process_at_once(database: Database) -> None:
    pipe = WakeUpPipe()
    web, worker = Wakeups(database.url, wakes=pipe), Wakeups(database.url, woken_by=pipe)
    assert not worker.wait(Direction.IN, 0.01)
    for _ in range(3):
        web.wake(Direction.IN)
    assert worker.wait(Direction.IN, 20)
    assert not worker.wait(Direction.OUT, 0.05)
    web.wake(Direction.OUT)  # a page has queued a message
    assert worker.wait(Direction.OUT, 20)
    web.stop()
    worker.stop()


def test_a_pipe_nobody_reads_never_makes_who_wakes_wait() -> None:
    pipe = WakeUpPipe()
    for _ in range(200_000):  # more than a pipe holds: who waited would wait here for ever
        pipe.wake(0)
    pipe.wait()


@on_sqlite
@pytest.mark.processes
@pytest.mark.parametrize(("kind", "other"), [("worker", "web"), ("web", "worker")])
def test_a_process_that_dies_is_started_again_and_the_other_goes_on(
    bots: Processes, database: Database, line: Simulator, clock: Clock, kind: str, other: str
) -> None:
    (phone,) = registered_people(line, database, clock, 1)
    run = _both(bots)
    line.webhook(url=f"{run.url}/callback")
    before = _processes(run)
    os.kill(before[kind], signal.SIGKILL)
    until(lambda: _processes(run)[kind] != before[kind], "there is another")
    until(lambda: _is_up(run), "the web process answers")
    assert _processes(run)[other] == before[other]
    assert phone.says("ประชุมกับผู้ใหญ่บ้าน 5 คน").acknowledged
    until(lambda: len(line.sent()) == 1, "it is answered")
    assert run.terminate() == 0


@on_sqlite
@pytest.mark.processes
def test_the_web_process_shows_what_the_worker_process_has_counted_and_nothing_of_it_is_left_behind(
    bots: Processes, database: Database, line: Simulator, clock: Clock
) -> None:
    (phone,) = registered_people(line, database, clock, 1)
    run = _both(bots)
    line.webhook(url=f"{run.url}/callback")
    assert phone.says("ประชุมกับผู้ใหญ่บ้าน 5 คน").acknowledged
    until(lambda: 'castbot_deliveries_total{state="sent"} 1.0' in _metrics(run), "the answer is counted")
    assert 'castbot_turns_total{result="done"} 1.0' in _metrics(run)
    assert 'castbot_events_stored_total{kind="new"} 1.0' in _metrics(run)
    assert 'castbot_inbox_events{state="new"} 0.0' in _metrics(run)
    folder = _metrics_folder(_processes(run)["web"])
    assert folder.is_dir()
    assert run.terminate() == 0
    assert not folder.exists()


@pytest.mark.processes
def test_a_database_that_does_not_answer_is_named_before_anything_serves(tmp_path: Path) -> None:
    own = Processes(f"postgresql+psycopg://castbot:hidden@127.0.0.1:{free_port()}/x", "http://127.0.0.1:9", tmp_path)
    own.more = {"CLOCK_FILE": ""}
    process = own.start("-m", "bot", "run", PORT=str(free_port()))
    assert process.popen.wait(HANG) == 2
    assert (
        process.log == "DATABASE_URL: the server does not answer; see that it runs, and that host and port are right\n"
    )


def _both(bots: Processes) -> Process:
    run = bots.run()
    until(lambda: set(_processes(run)) == {"web", "worker"}, "both serve")
    return run


def _processes(run: Process) -> dict[str, int]:
    """The process id of each kind that serves now, by what they said when they began."""
    began = [orjson.loads(line) for line in run.log.splitlines() if '"serving"' in line]
    return {entry["process"]: entry["pid"] for entry in began}


def _is_up(run: Process) -> bool:
    try:
        return urllib3.request("GET", f"{run.url}/healthz", retries=False, timeout=HANG).status == 200
    except urllib3.exceptions.HTTPError:
        return False


def _metrics(run: Process) -> str:
    may = {"Authorization": f"Bearer {METRICS_TOKEN}"}
    return urllib3.request("GET", f"{run.url}/metrics", headers=may, timeout=HANG).data.decode()


def _metrics_folder(pid: int) -> Path:
    """Where a process keeps its counts: they are mapped into its memory."""
    mapped = [line.split(maxsplit=5)[-1] for line in Path(f"/proc/{pid}/maps").read_text().splitlines()]
    return next(Path(name).parent for name in mapped if "castbot-metrics-" in name)

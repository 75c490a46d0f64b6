"""The pulse of loops: which stands still is said by `/healthz` of its own process, and `run` replaces that process."""

from threading import Event
from types import SimpleNamespace

import pytest
import urllib3

from bot import pulse
from bot.health_server import health_served
from bot.inbound.turn import Turn
from bot.outbound.reply import SILENCE, Reply
from bot.processes.event_loop import EventLoopWorker
from bot.pulse import Pulse, standstill
from bot.settings import Settings, SettingsError
from models.storage.database import Database
from tests.bot.inbound.worker_under_test import office, words
from tests.databases import on_sqlite
from tests.patience import HANG, until
from tests.promises.processes import free_port


@pytest.fixture
def minutes(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How many minutes have passed by the monotonic clock; its last element is the time now."""
    passed = [0.0]
    monkeypatch.setattr(pulse, "monotonic", lambda: 60 * passed[-1])
    return passed


def test_a_loop_stands_still_a_minute_after_its_last_beat(minutes: list[float]) -> None:
    turns, sending = Pulse("turns"), Pulse("sending")
    minutes.append(5)
    assert standstill([turns, sending]) is None  # neither has begun
    turns.beat()
    sending.beat()
    minutes.append(6)
    assert standstill([turns, sending]) is None
    minutes.append(6.5)
    turns.beat()
    assert standstill([turns, sending]) == "sending: no round for 90 s"
    minutes.append(9)
    sending.over()
    assert standstill([turns, sending]) == "turns: no round for 150 s"


@on_sqlite
def test_a_worker_whose_turn_hangs_stands_still_until_it_goes_on(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = Event()

    def hang(turn: Turn) -> Reply:
        release.wait(HANG)
        return SILENCE

    with office(database, hang) as running:
        worker = running.worker
        running.receive(words(1))
        worker.start()
        monkeypatch.setattr(pulse, "STANDS_STILL_AFTER", 0.3)  # more than its pause between two looks
        until(lambda: standstill([worker.pulse]), "it stands still")
        release.set()
        until(lambda: standstill([worker.pulse]) is None, "it goes on")
        worker.stop()
        assert worker.pulse.seconds() == 0


def test_healthz_names_the_loop_that_stands_still(minutes: list[float]) -> None:
    port, turns = free_port(), Pulse("turns")
    settings = Settings(host="127.0.0.1", health_port=port)
    turns.beat()
    with health_served(settings, [turns]):
        assert _get(port, "/healthz") == (200, "OK\n")
        minutes.append(2)
        assert _get(port, "/healthz") == (503, "turns: no round for 120 s\n")
        assert _get(port, "/")[0] == 404
        turns.beat()
        assert _get(port, "/healthz") == (200, "OK\n")
        with pytest.raises(SettingsError, match="HEALTH_PORT"), health_served(settings, []):
            pass
    with health_served(settings, []):  # the port is free again
        pass


def test_the_worker_and_the_clock_show_their_own_metrics_to_whoever_has_the_token() -> None:
    port = free_port()
    with health_served(Settings(host="127.0.0.1", health_port=port), []):
        assert _get(port, "/metrics")[0] == 404  # without a token in the settings nobody is shown any
    with health_served(Settings(host="127.0.0.1", health_port=port, metrics_token="geheim"), []):
        for given in ({}, {"Authorization": "Bearer falsch"}, {"Authorization": "geheim"}):
            assert _get(port, "/metrics", **given)[0] == 401
        status, said = _get(port, "/metrics", Authorization="Bearer geheim")
        assert status == 200
        assert "castbot_turn_seconds_bucket" in said
        assert "process_resident_memory_bytes" in said


def test_without_a_port_a_process_listens_nowhere() -> None:
    with health_served(Settings(), [Pulse("turns")]):
        pass


def test_a_process_of_run_that_stands_still_no_longer_tells_that_it_runs() -> None:
    """gunicorn ends and replaces a process that has not told so for its timeout."""
    told: list[str] = []
    serving = SimpleNamespace(notify=lambda: told.append("runs"))
    serving.app = SimpleNamespace(stands_still=lambda: "turns: no round for 90 s", name=lambda: "worker")
    EventLoopWorker.tell(serving)  # type: ignore[arg-type]
    assert told == []
    serving.app.stands_still = lambda: None
    EventLoopWorker.tell(serving)  # type: ignore[arg-type]
    assert told == ["runs"]


def _get(port: int, path: str, **headers: str) -> tuple[int, str]:
    address = f"http://127.0.0.1:{port}{path}"
    answer = urllib3.request("GET", address, headers=headers, timeout=HANG, retries=False)
    return answer.status, answer.data.decode()

"""The ticker: each job at its interval whatever is done to the wall clock, and none delays or ends another."""

from datetime import timedelta
from threading import Event
from unittest.mock import Mock

import pytest

from bot import clock, pulse
from bot.pulse import standstill
from bot.resources import Bot
from bot.settings import Settings
from scheduler.ticker import Ticker
from tests.databases import on_sqlite
from tests.patience import HANG, until

pytestmark = on_sqlite


@pytest.fixture
def ticker(database_url: str) -> Ticker:
    bot = Bot(Settings(line_channel_secret="s", line_channel_access_token="t", database_url=database_url))
    made = Ticker(bot)
    bot.close()
    for job in made._scheduler.get_jobs():  # the jobs of these tests are their own
        job.remove()
    return made


def test_a_job_runs_at_once_and_again_whatever_others_do(ticker: Ticker) -> None:
    runs: list[str] = []
    release = Event()

    def long() -> None:
        release.wait(HANG)
        runs.append("long")

    def failing() -> None:
        runs.append("failing")
        raise ValueError

    ticker._add(long, HANG)
    ticker._add(failing, 0.01)
    ticker.start()
    until(lambda: runs.count("failing") > 2, "it runs again after it failed")
    assert "long" not in runs
    release.set()
    ticker.stop()
    assert runs.count("long") == 1


def test_nothing_runs_after_the_stop(ticker: Ticker) -> None:
    runs: list[int] = []

    def short() -> None:
        runs.append(1)

    ticker._add(short, 0.01)
    ticker.start()
    until(lambda: len(runs) > 1, "it runs")
    ticker.stop()
    ran = len(runs)
    assert not ticker._watch.is_alive()
    assert not ticker._scheduler.running
    assert len(runs) == ran


def test_a_clock_that_is_set_back_delays_no_job(ticker: Ticker, monkeypatch: pytest.MonkeyPatch) -> None:
    """What APScheduler sees after a step back by an hour: the next run of its job is an hour ahead."""
    runs: list[int] = []

    def job() -> None:
        runs.append(1)

    ticker._add(job, HANG)
    ticker.start()
    until(lambda: len(runs) == 1, "it runs at once")
    (planned,) = ticker._scheduler.get_jobs()
    planned.modify(next_run_time=planned.next_run_time + timedelta(hours=1))
    monkeypatch.setattr("scheduler.ticker.wall", lambda: clock.wall() - 1_000_000)
    until(lambda: len(runs) > 1, "it runs again when the step is seen")
    ticker.stop()


def test_a_clock_whose_reminders_hang_stands_still_and_one_whose_reminders_fail_does_not(
    ticker: Ticker, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = Event()

    def reminders() -> None:
        release.wait(HANG)
        raise ValueError

    monkeypatch.setattr(pulse, "STANDS_STILL_AFTER", 0.3)
    ticker._add(ticker._beats(reminders), 0.01)
    ticker.start()
    until(lambda: standstill([ticker.pulse]), "it stands still")
    release.set()
    until(lambda: standstill([ticker.pulse]) is None, "it goes on")
    ticker.stop()


def test_reminders_that_take_long_beat_meanwhile(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reminders = Mock()
    monkeypatch.setattr("scheduler.ticker.ReminderClock", reminders)
    bot = Bot(Settings(line_channel_secret="s", line_channel_access_token="t", database_url=database_url))
    ticker = Ticker(bot)
    bot.close()
    assert reminders.call_args.kwargs == {"beat": ticker.pulse.beat}

"""The ticker: each job at its interval of the monotonic clock, and none delays or ends another."""

from threading import Event

import pytest

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
    made._threads.clear()  # the jobs of these tests are their own
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
    ticker._add(lambda: runs.append(1), 0.01)
    ticker.start()
    until(lambda: len(runs) > 1, "it runs")
    ticker.stop()
    assert not any(thread.is_alive() for thread in ticker._threads)

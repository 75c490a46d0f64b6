"""A platform with a bot that only listens, and the API as that bot calls it."""

from collections.abc import Iterator

import pytest

from simulator.driver import Simulator
from tests.simulator.bots import Api, RecordingBot


@pytest.fixture
def bot() -> Iterator[RecordingBot]:
    with RecordingBot() as listening:
        yield listening


@pytest.fixture
def line(bot: RecordingBot) -> Iterator[Simulator]:
    with Simulator.start(bot.url, seed=1) as started:
        yield started


@pytest.fixture
def api(line: Simulator) -> Api:
    return Api(line.url)

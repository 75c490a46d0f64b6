"""What the promises stand on: a platform in this process, the bot's processes beside it, one database under them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import Clock
from simulator.driver import Simulator
from tests.conftest import WEDNESDAY
from tests.promises.processes import Processes, processes
from tests.running_bot import SECRET, TOKEN, has_menus, sends_again


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Simulator]:
    """The platform, on Wednesday 12 July 2566, 09:00; its webhook goes nowhere until a test says where."""
    with Simulator.start(
        webhook="http://127.0.0.1:9/callback",
        secret=SECRET,
        token=TOKEN,
        start=WEDNESDAY,
        clock_file=tmp_path / "clock.json",
        seed=7,
    ) as platform:
        sends_again(platform)
        has_menus(platform)
        yield platform


@pytest.fixture
def clock(line: Simulator, tmp_path: Path) -> Clock:
    return Clock(file=tmp_path / "clock.json")


@pytest.fixture
def bots(database_url: str, line: Simulator, tmp_path: Path) -> Iterator[Processes]:
    with processes(database_url, line.url, tmp_path) as started:
        yield started

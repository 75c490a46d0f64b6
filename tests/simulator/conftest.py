"""A platform with a bot that only listens, and the API as that bot calls it."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from simulator.driver import Simulator
from tests.simulator.bots import Api, RecordingBot
from tests.simulator.browsing import CHROMIUM, Browsing


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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. A machine without it skips these tests; CI must have it."""
    if CHROMIUM is None and not os.environ.get("CI"):
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        camera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *camera])
        yield launched
        launched.close()


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browsing]:
    """Its pages are closed after each test; one that broke fails the test."""
    browsing = Browsing(chromium)
    yield browsing
    browsing.close()
    assert browsing.broken == []

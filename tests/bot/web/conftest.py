"""The browser of the simulator's tests, for pages of the bot's own."""

from tests.simulator.conftest import browser, chromium

__all__ = ["browser", "chromium"]

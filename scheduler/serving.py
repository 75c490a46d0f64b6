"""The clock process, until it is told to stop."""

import signal
import sys
from threading import Event

from bot.app import rest_collector
from bot.log import configure_logging
from bot.resources import Bot
from bot.settings import SettingsError, read_settings
from scheduler.clock import Ticker


def serve() -> int:
    """Tick until SIGTERM. 2: a setting is missing or wrong."""
    try:
        settings = read_settings()
        settings.channel()
        configure_logging(settings.log_format)
        bot = Bot(settings)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    stopping = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    ticker = Ticker(bot)
    ticker.start()
    rest_collector()
    stopping.wait()
    ticker.stop()
    bot.close()
    return 0

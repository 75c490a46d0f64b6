"""Runs the clock process until it is stopped."""

import sys

from bot.database_check import check_database
from bot.faults import check_folders
from bot.health_server import health_served
from bot.log import configure_logging
from bot.process import rest_collector, wait_for_stop
from bot.resources import Bot
from bot.settings import SettingsError, read_settings
from scheduler.ticker import Ticker


def serve() -> int:
    """Tick until SIGTERM. Return 2 if a setting is missing or wrong."""
    try:
        settings = read_settings()
        settings.channel()
        check_folders(settings)
        configure_logging(settings.log_format)
        bot = Bot(settings)
        try:
            check_database(bot.database)
        except SettingsError:
            bot.close()
            raise
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    ticker = Ticker(bot)
    ticker.start()
    rest_collector()
    try:
        wait_for_stop(health_served(settings, [ticker.pulse]))
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    finally:
        ticker.stop()
        bot.close()
    return 0

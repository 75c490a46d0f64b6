"""`python -m bot worker`: runs the worker process alone, until SIGTERM."""

from argparse import Namespace

from bot.app import WorkerProcess
from bot.database_check import check_database
from bot.faults import check_folders
from bot.health_server import health_served
from bot.log import configure_logging
from bot.process import rest_collector, wait_for_stop
from bot.processes.server import serving_settings
from bot.resources import Bot


def worker(_: Namespace) -> int:
    settings = serving_settings()
    check_folders(settings)
    configure_logging(settings.log_format)
    bot = Bot(settings)
    try:
        check_database(bot.database)
        _work(bot)
    finally:
        bot.close()
    return 0


def _work(bot: Bot) -> None:
    process = WorkerProcess(bot)
    process.open()
    rest_collector()
    try:
        wait_for_stop(health_served(bot.settings, process.pulses))
    finally:
        process.close()

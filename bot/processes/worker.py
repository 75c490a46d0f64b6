"""`python -m bot worker`: runs the worker process alone, until SIGTERM."""

from argparse import Namespace

from bot.app import WorkerProcess
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
    process = WorkerProcess(bot)
    process.open()
    rest_collector()
    try:
        wait_for_stop(health_served(settings, process.pulses))
    finally:
        process.close()
        bot.close()
    return 0

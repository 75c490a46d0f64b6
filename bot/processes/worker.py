"""`python -m bot worker`: the worker process alone, until SIGTERM."""

import signal
from argparse import Namespace
from threading import Event

from bot.app import Office, rest_collector
from bot.log import configure_logging
from bot.processes.server import serving_settings
from bot.resources import Bot


def worker(_: Namespace) -> int:
    settings = serving_settings()
    configure_logging(settings.log_format)
    bot = Bot(settings)
    stopping = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    office = Office(bot)
    office.open()
    rest_collector()
    stopping.wait()
    office.close()
    bot.close()
    return 0

"""`python -m bot run`: web, worker and clock together, on a schema brought up to date, until SIGTERM."""

import gc
import os
from argparse import Namespace
from shutil import rmtree
from tempfile import mkdtemp

from bot.processes.server import serving_settings
from bot.settings import METRICS_FOLDER


def run(_: Namespace) -> int:
    settings = serving_settings()
    os.environ[METRICS_FOLDER] = mkdtemp(prefix="castbot-metrics-")  # in it the web process finds what the other counts
    gc.disable()
    from bot.processes.supervisor import Supervisor  # only now: counters look for the folder when they are imported

    supervisor = Supervisor(settings)
    try:
        supervisor.prepare()
    except BaseException:
        rmtree(os.environ[METRICS_FOLDER], ignore_errors=True)
        raise
    gc.collect()
    gc.freeze()  # what is there now is not looked at again, and so stays where both processes can share it
    gc.enable()
    supervisor.run()
    return 0

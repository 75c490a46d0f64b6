"""`python -m bot run`: updates the database schema, then runs web, worker and clock until SIGTERM."""

import gc
import os
from argparse import Namespace
from shutil import rmtree
from tempfile import mkdtemp

from bot.faults import check_around
from bot.processes.server import serving_settings
from bot.settings import METRICS_FOLDER


def run(_: Namespace) -> int:
    settings = serving_settings()
    check_around(settings)
    os.environ[METRICS_FOLDER] = mkdtemp(prefix="castbot-metrics-")  # both processes count in this folder
    gc.disable()
    from bot.processes.supervisor import Supervisor  # imported only now, because counters look for the folder at import

    supervisor = Supervisor(settings)
    try:
        supervisor.prepare()
    except BaseException:
        rmtree(os.environ[METRICS_FOLDER], ignore_errors=True)
        raise
    gc.collect()
    gc.freeze()  # the collector leaves these objects alone, so that both processes share their memory
    gc.enable()
    supervisor.run()
    return 0

"""Supervises the two processes of `run`: a process that dies is started again.

The web process answers webhook calls and serves pages; the worker process handles events, sends and runs the clock.
Each has a Python interpreter of its own, so that no webhook call waits for a turn. Both are forked from gunicorn's
first process, which has imported all they need, so that they share this memory.
"""

import os
from collections import Counter
from contextlib import closing
from enum import StrEnum
from importlib import import_module
from shutil import rmtree
from typing import TYPE_CHECKING

from prometheus_client.multiprocess import mark_process_dead
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import configure_mappers

from bot import database_check
from bot.app import WorkerProcess, close_app, create_app
from bot.faults import in_words
from bot.inbound.incoming import warm_up
from bot.log import configure_logging
from bot.processes.child import in_child
from bot.processes.server import Served, Server
from bot.pulse import Pulse, standstill
from bot.resources import Bot, ReadFiles
from bot.settings import METRICS_FOLDER, ROOT, Settings, SettingsError
from bot.wakeup_pipe import WakeUpPipe
from locales.texts import Texts
from programmes import Programme
from scheduler.ticker import Ticker
from services.forms.publishing import publish_programme

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter
    from gunicorn.workers.base import Worker


class ProcessKind(StrEnum):
    """A process of `run`."""

    WEB = "web"  # answers webhook calls, serves pages
    WORKER = "worker"  # handles events, sends, runs the clock


class Supervisor(Server):
    """gunicorn with one process of each kind. The worker process is a gunicorn worker that listens on no port."""

    def __init__(self, settings: Settings) -> None:
        hooks = {"pre_fork": self._choose, "post_fork": self._begin, "child_exit": _gone, "on_exit": _forget_metrics}
        super().__init__(settings, workers=len(ProcessKind), hooks=hooks)
        self._pipe = WakeUpPipe()  # made before the fork, so that both ends are shared
        self._kind = ProcessKind.WEB
        self._read: ReadFiles | None = None  # set before the fork
        self._pulses: list[Pulse] = []
        self._kind_of: dict[int, ProcessKind] = {}  # by the number that gunicorn calls the age of a worker

    def prepare(self) -> None:
        """Update the database, and load what both kinds need. Raises SettingsError.

        It leaves nothing open, because threads, connections and locks do not survive a fork. A child reads the
        programme and updates the database: the holidays of all countries, the migrations and the compiler of forms,
        45 MB, are needed for nothing else.
        """
        texts = Texts.load(ROOT / "locales")
        programme = in_child(self._update_database)
        self._read = ReadFiles(texts, programme)
        import_module("xlsforms.interview")  # what both need as soon as somebody opens a form
        configure_mappers()
        warm_up(programme)

    def _update_database(self) -> Programme:
        """Bring the database to this version's schema, publish the programme's forms, and return the programme with its
        days off. Raises SettingsError."""
        settings = self.settings
        configure_logging(settings.log_format)
        with closing(Bot(settings, wakes=self._pipe)) as bot:  # it only sends wake-ups here
            try:
                database_check.migrate(bot.database)
            except DBAPIError as error:
                why = in_words(error) or f"DATABASE_URL: the database does not answer ({type(error.orig).__name__})"
                raise SettingsError(why) from error
            publish_programme(bot.database, bot.programme, settings.programme, bot.clock.now())
            return bot.programme.with_holidays(())

    def open(self) -> Served:
        """Open what this kind of process serves. Raises SettingsError."""
        if self._kind is ProcessKind.WEB:
            bot = Bot(self.settings, wakes=self._pipe, read=self._read)
            app = create_app(bot)
            self.closing += [bot.close, lambda: close_app(app)]
            return app
        bot = Bot(self.settings, woken_by=self._pipe, read=self._read)
        worker, ticker = WorkerProcess(bot), Ticker(bot)
        worker.open()
        ticker.start()
        self.closing += [bot.close, worker.close, ticker.stop]
        self._pulses = [*worker.pulses, ticker.pulse]
        return nobody_calls

    def stands_still(self) -> str | None:
        return standstill(self._pulses)

    def name(self) -> str:
        return self._kind.value

    def _choose(self, arbiter: "Arbiter", worker: "Worker") -> None:
        """Choose in the first process the kind of the next one: the kind with the fewest processes, web first."""
        living = Counter(self._kind_of[each.age] for each in arbiter.WORKERS.values())
        self._kind = min(ProcessKind, key=lambda kind: living[kind])
        self._kind_of[worker.age] = self._kind

    def _begin(self, _arbiter: "Arbiter", worker: "Worker") -> None:
        """Prepare the forked process before it loads."""
        if self._kind is ProcessKind.WORKER:
            worker.sockets = []


def nobody_calls(*_: object) -> list[bytes]:
    raise AssertionError("a worker process listens nowhere")


def _gone(_arbiter: "Arbiter", worker: "Worker") -> None:
    """Remove the gauges of a dead process; its counters stay."""
    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def _forget_metrics(_arbiter: "Arbiter") -> None:
    rmtree(os.environ[METRICS_FOLDER], ignore_errors=True)

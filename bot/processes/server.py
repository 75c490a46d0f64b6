"""Serving: gunicorn around the bot, as web processes alone, or as the two parts of `run`.

Gunicorn's first process only watches over those that serve, and restarts one should it die. For web processes it
imports nothing of the bot; for `run` it imports all that both parts need before it forks them, so that they hold it in
memory together.
"""

import gc
import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Mapping
from enum import StrEnum
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, Final

from gunicorn.app.base import BaseApplication

from bot.settings import METRICS_FOLDER, Settings, SettingsError, read_settings

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter
    from gunicorn.workers.base import Worker

    from bot.processes.run import House

APP_LOAD_ERROR: Final = 4  # gunicorn's own code: tells the first process not to try again
THREADS: Final = 16
SHUTDOWN_SECONDS: Final = 25
# Of Python's 5 ms a call at the door waits several, one for each thread at work: on a full core, half of its answer.
SWITCH_SECONDS: Final = 0.001
Served = Callable[..., Any]  # what gunicorn calls for each request
Closing = list[Callable[[], None]]  # what is to be called at the end, the last first


class Part(StrEnum):
    """A part of `run`."""

    DOOR = "door"  # takes calls, serves pages
    OFFICE = "office"  # handles events, sends, keeps time


class Server(BaseApplication):  # type: ignore[misc]
    """One gunicorn with one kind of process, the web's."""

    def __init__(
        self, settings: Settings, *, workers: int = 1, threads: int = THREADS, hooks: Mapping[str, Any] | None = None
    ) -> None:
        self._settings = settings
        self._closing: Closing = []
        self._options: dict[str, Any] = {
            "bind": f"0.0.0.0:{settings.port}",
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "graceful_timeout": SHUTDOWN_SECONDS,
            "timeout": 60,
            "keepalive": 5,
            "accesslog": None,
            "loglevel": "warning",
            "worker_exit": self._close,
            "proc_name": "castbot",
        } | dict(hooks or {})
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Served:
        """Called in a serving process, after the fork: threads and connections begin here."""
        gc.disable()  # until `rest_collector`: what a boot makes stays
        from bot.app import rest_collector
        from bot.log import configure_logging, log_line

        configure_logging(self._settings.log_format)
        try:
            served = self._open()
        except SettingsError as error:
            sys.stderr.write(f"{error}\n")
            sys.exit(APP_LOAD_ERROR)
        rest_collector()
        sys.setswitchinterval(SWITCH_SECONDS)
        log_line("serving", port=self._settings.port, part=self._name(), pid=os.getpid())
        return served

    def _open(self) -> Served:
        from bot.app import close_app, create_app
        from bot.resources import Bot

        bot = Bot(self._settings)
        app = create_app(bot)
        self._closing += [bot.close, lambda: close_app(app)]
        return app

    def _name(self) -> str:
        return "web"

    def _close(self, _arbiter: object, _worker: object) -> None:
        """Requests are answered by now; finish what was accepted, or leave it stored."""
        from bot.log import log_line

        while self._closing:
            self._closing.pop()()
        log_line("stopped", part=self._name())


class Parts(Server):
    """One gunicorn with a process for each part of `run`. An office is a worker of gunicorn's that listens nowhere."""

    def __init__(self, settings: Settings, house: "House") -> None:
        hooks = {"pre_fork": self._choose, "post_fork": self._begin, "child_exit": _gone, "on_exit": _forget_metrics}
        super().__init__(settings, workers=len(Part), hooks=hooks)
        self._house = house
        self._part = Part.DOOR
        self._part_of: dict[int, Part] = {}  # by the age gunicorn gives its workers

    def _choose(self, arbiter: "Arbiter", worker: "Worker") -> None:
        """In the first process: the next one becomes what there are fewest of, and a door before an office."""
        living = Counter(self._part_of[each.age] for each in arbiter.WORKERS.values())
        self._part = min(Part, key=lambda part: living[part])
        self._part_of[worker.age] = self._part

    def _begin(self, _arbiter: "Arbiter", worker: "Worker") -> None:
        """In the forked process, before it loads."""
        if self._part is Part.OFFICE:
            worker.sockets = []

    def _open(self) -> Served:
        return self._house.open(self._part, self._closing)

    def _name(self) -> str:
        return self._part.value


def _gone(_arbiter: "Arbiter", worker: "Worker") -> None:
    """What a part has counted stays counted; what it had at the moment does not."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def _forget_metrics(_arbiter: "Arbiter") -> None:
    rmtree(os.environ[METRICS_FOLDER], ignore_errors=True)


def run(_: Namespace) -> int:
    """Serve with everything, on a schema brought up to date, until SIGTERM."""
    settings = serving_settings()
    os.environ[METRICS_FOLDER] = mkdtemp(prefix="castbot-metrics-")  # in it the door finds what the office counts
    gc.disable()
    from bot.processes.run import House

    house = House(settings)
    try:
        house.prepare()
    except BaseException:
        rmtree(os.environ[METRICS_FOLDER], ignore_errors=True)
        raise
    gc.collect()
    gc.freeze()  # what is there now is not looked at again, and so stays where both parts can share it
    gc.enable()
    Parts(settings, house).run()
    return 0


def web(arguments: Namespace) -> int:
    """Serve the webhook alone; a worker and a clock run elsewhere."""
    Server(serving_settings(), workers=arguments.workers, threads=arguments.threads).run()
    return 0


def serving_settings() -> Settings:
    """Settings of a process that talks with LINE; SettingsError names all that is missing or wrong."""
    settings = read_settings()
    settings.channel()
    settings.clock()
    if not settings.programme.exists():
        raise SettingsError(f"PROGRAMME: there is nothing at {settings.programme}")
    return settings

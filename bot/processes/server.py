"""Serves with gunicorn, whose first process only supervises the serving ones and restarts one that dies."""

import gc
import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from gunicorn.app.base import BaseApplication

from bot.process import rest_collector
from bot.settings import Settings, SettingsError, read_settings

if TYPE_CHECKING:
    pass

APP_LOAD_ERROR: Final = 4  # gunicorn's exit code that tells the first process not to try again
THREADS: Final = 16
SHUTDOWN_SECONDS: Final = 25
# Python lets a thread run for 5 ms; with several busy threads a webhook call waited half of its time for its turn
# (measured at 200 events a second, 21 November 2026; docs/decisions/0018).
SWITCH_SECONDS: Final = 0.001
Served = Callable[..., Any]  # gunicorn calls this for each request
Closing = list[Callable[[], None]]  # called at the end, the last first


class Server(BaseApplication):  # type: ignore[misc]
    """One gunicorn with web processes."""

    def __init__(
        self, settings: Settings, *, workers: int = 1, threads: int = THREADS, hooks: Mapping[str, Any] | None = None
    ) -> None:
        from bot.processes.event_loop import EventLoopWorker  # imported only now, because it counts; see `run`

        self.settings = settings
        self.closing: Closing = []
        self._options: dict[str, Any] = {
            "bind": settings.listens_on,
            "workers": workers,
            "threads": threads,
            "worker_class": EventLoopWorker,
            "graceful_timeout": SHUTDOWN_SECONDS,
            "timeout": 60,
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
        """Start threads and connections. gunicorn calls this in each serving process, after the fork."""
        gc.disable()  # until `rest_collector`, because objects made at the start stay
        from bot.log import configure_logging, log_line

        configure_logging(self.settings.log_format)
        try:
            served = self.open()
        except SettingsError as error:
            sys.stderr.write(f"{error}\n")
            sys.exit(APP_LOAD_ERROR)
        rest_collector()
        sys.setswitchinterval(SWITCH_SECONDS)
        log_line("serving", port=self.settings.port, process=self.name(), pid=os.getpid())
        return served

    def open(self) -> Served:
        """Open what this process serves, and add to `closing` how to close it."""
        raise NotImplementedError

    def stands_still(self) -> str | None:
        """Return why this process is to be ended and replaced although it runs; None if it is well."""
        return None

    def name(self) -> str:
        """The name of this process in the log."""
        raise NotImplementedError

    def _close(self, _arbiter: object, _worker: object) -> None:
        """Finish accepted work, or leave it stored. All requests are answered by now."""
        from bot.log import log_line

        while self.closing:
            self.closing.pop()()
        log_line("stopped", process=self.name())


def serving_settings() -> Settings:
    """Return the settings of a process that calls LINE. SettingsError names everything missing or wrong."""
    settings = read_settings()
    settings.channel()
    settings.clock()
    if not settings.programme.exists():
        raise SettingsError(f"PROGRAMME: there is nothing at {settings.programme}")
    return settings

"""Serving with gunicorn: its first process only watches over those that serve, and restarts one should it die."""

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

APP_LOAD_ERROR: Final = 4  # gunicorn's own code: tells the first process not to try again
THREADS: Final = 16
SHUTDOWN_SECONDS: Final = 25
# Of Python's 5 ms a call at the door waits several, one for each thread at work: on a full core, half of its answer.
SWITCH_SECONDS: Final = 0.001
Served = Callable[..., Any]  # what gunicorn calls for each request
Closing = list[Callable[[], None]]  # what is to be called at the end, the last first


class Server(BaseApplication):  # type: ignore[misc]
    """One gunicorn with one kind of process, the web's."""

    def __init__(
        self, settings: Settings, *, workers: int = 1, threads: int = THREADS, hooks: Mapping[str, Any] | None = None
    ) -> None:
        self.settings = settings
        self.closing: Closing = []
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
        """Open what this process serves, and note in `closing` how it is closed."""
        raise NotImplementedError

    def name(self) -> str:
        """What the log calls this process."""
        raise NotImplementedError

    def _close(self, _arbiter: object, _worker: object) -> None:
        """Requests are answered by now; finish what was accepted, or leave it stored."""
        from bot.log import log_line

        while self.closing:
            self.closing.pop()()
        log_line("stopped", process=self.name())


def serving_settings() -> Settings:
    """Settings of a process that talks with LINE; SettingsError names all that is missing or wrong."""
    settings = read_settings()
    settings.channel()
    settings.clock()
    if not settings.programme.exists():
        raise SettingsError(f"PROGRAMME: there is nothing at {settings.programme}")
    return settings

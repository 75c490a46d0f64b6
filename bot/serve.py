"""Serving: gunicorn around the bot, as a web process alone or with everything in it.

Gunicorn's first process only watches over the one that serves, and restarts it should it die. It imports nothing of
the bot, so that it costs little memory: what serves is imported after the fork, in `load`.
"""

import gc
import sys
from argparse import Namespace
from typing import TYPE_CHECKING, Any, Final

from gunicorn.app.base import BaseApplication

from bot.settings import Settings, SettingsError, read_settings

if TYPE_CHECKING:
    from flask import Flask

    from bot.app import Bot, Office
    from scheduler.clock import Ticker

APP_LOAD_ERROR: Final = 4  # gunicorn's own code: tells the first process not to try again
THREADS: Final = 16
SHUTDOWN_SECONDS: Final = 25
# Of Python's 5 ms a call at the door waits several, one for each thread at work: on a full core, half of its answer.
SWITCH_SECONDS: Final = 0.001


class Server(BaseApplication):  # type: ignore[misc]
    """One gunicorn. With `everything`, its single worker process also handles events, sends and keeps time."""

    def __init__(self, settings: Settings, *, everything: bool, workers: int = 1, threads: int = THREADS) -> None:
        self._settings = settings
        self._everything = everything
        self._options: dict[str, Any] = {
            "bind": f"0.0.0.0:{settings.port}",
            "workers": 1 if everything else workers,
            "threads": threads,
            "worker_class": "gthread",
            "graceful_timeout": SHUTDOWN_SECONDS,
            "timeout": 60,
            "keepalive": 5,
            "accesslog": None,
            "loglevel": "warning",
            "worker_exit": self._close,
            "proc_name": "castbot",
        }
        self._bot: Bot | None = None
        self._app: Flask | None = None
        self._office: Office | None = None
        self._ticker: Ticker | None = None
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> "Flask":
        """Called in the serving process, after the fork: imports, threads and connections begin here."""
        gc.disable()  # until `rest_collector`: what a boot makes stays
        from bot.app import Bot, create_app, rest_collector
        from bot.log import configure_logging, log_line

        configure_logging(self._settings.log_format)
        try:
            self._bot = bot = Bot(self._settings)
        except SettingsError as error:
            sys.stderr.write(f"{error}\n")
            sys.exit(APP_LOAD_ERROR)
        if self._everything:
            self._open_everything(bot)
        self._app = create_app(bot)
        rest_collector()
        sys.setswitchinterval(SWITCH_SECONDS)
        log_line("serving", port=self._settings.port, everything=self._everything)
        return self._app

    def _open_everything(self, bot: "Bot") -> None:
        from bot.app import Office
        from models import schema
        from scheduler.clock import Ticker

        schema.migrate(bot.database)
        self._office, self._ticker = Office(bot), Ticker(bot)
        self._office.open()
        self._ticker.start()

    def _close(self, _arbiter: object, _worker: object) -> None:
        """Requests are answered by now; finish what was accepted, or leave it stored."""
        from bot.app import close_app
        from bot.log import log_line

        if self._ticker:
            self._ticker.stop()
        if self._app:
            close_app(self._app)
        if self._office:
            self._office.close()
        if self._bot:
            self._bot.close()
        log_line("stopped")


def run(_: Namespace) -> int:
    """Serve with everything in one process, on a schema brought up to date, until SIGTERM."""
    Server(serving_settings(), everything=True).run()
    return 0


def web(arguments: Namespace) -> int:
    """Serve the webhook alone; a worker and a clock run elsewhere."""
    Server(serving_settings(), everything=False, workers=arguments.workers, threads=arguments.threads).run()
    return 0


def serving_settings() -> Settings:
    """Settings of a process that talks with LINE; SettingsError names all that is missing or wrong."""
    settings = read_settings()
    settings.channel()
    settings.clock()
    if not settings.programme.exists():
        raise SettingsError(f"PROGRAMME: there is nothing at {settings.programme}")
    return settings

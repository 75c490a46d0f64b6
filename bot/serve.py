"""Serving: gunicorn around the bot, as a web process alone or with everything in it."""

from typing import Any, Final

import structlog
from flask import Flask
from gunicorn.app.base import BaseApplication

from bot.app import Bot, Office, close_app, create_app
from bot.log import configure_logging
from bot.settings import Settings
from scheduler.clock import Ticker

log = structlog.get_logger()
THREADS: Final = 16
SHUTDOWN_SECONDS: Final = 25


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

    def load(self) -> Flask:
        """Called in the worker process, after the fork: threads and connections begin here."""
        configure_logging(self._settings.log_format)
        self._bot = bot = Bot(self._settings)
        self._app = create_app(bot)
        if self._everything:
            self._office = Office(bot)
            self._office.open()
            self._ticker = Ticker(bot)
            self._ticker.start()
        log.info("serving", port=self._settings.port, everything=self._everything)
        return self._app

    def _close(self, _arbiter: object, _worker: object) -> None:
        """Requests are answered by now; finish what was accepted, or leave it stored."""
        if self._ticker:
            self._ticker.stop()
        if self._app:
            close_app(self._app)
        if self._office:
            self._office.close()
        if self._bot:
            self._bot.close()
        log.info("stopped")

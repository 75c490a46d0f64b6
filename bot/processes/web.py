"""`python -m bot web`: runs the web process alone; worker and clock are started separately.

The first process imports nothing of the bot: it only supervises.
"""

from argparse import Namespace

from bot.faults import check_around
from bot.processes.server import Served, Server, serving_settings


class WebServer(Server):
    """Gunicorn with web processes."""

    def open(self) -> Served:
        from bot.app import close_app, create_app
        from bot.resources import Bot

        bot = Bot(self.settings)
        app = create_app(bot)
        self.closing += [bot.close, lambda: close_app(app)]
        return app

    def name(self) -> str:
        return "web"


def web(arguments: Namespace) -> int:
    """Serve the webhook and the pages; worker and clock are started separately."""
    settings = serving_settings()
    check_around(settings)
    WebServer(settings, workers=arguments.workers, threads=arguments.threads).run()
    return 0

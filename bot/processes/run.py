"""The two parts of `run`: the door, where calls and pages are answered, and the office, where the work is done.

Each has an interpreter of its own, so that nobody at the door waits for a turn.
"""

from sqlalchemy.exc import OperationalError

from bot.app import Office, close_app, create_app
from bot.inbound.turn_factory import warm_up
from bot.processes.server import Closing, Part, Served
from bot.resources import Bot
from bot.settings import Settings, SettingsError
from bot.wakeup_pipe import Bell
from models import schema
from scheduler.clock import Ticker


class House:
    """What the parts have in common. It opens nothing, for no thread, connection or lock lives through a fork."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._bell = Bell()

    def prepare(self) -> None:
        """Bring the schema up to date, and load what both need, so that it is in memory once. Raises SettingsError."""
        bot = Bot(self._settings, rings=self._bell)  # which listens to nothing
        try:
            schema.migrate(bot.database)
        except OperationalError as error:
            raise SettingsError(f"DATABASE_URL: the database does not answer ({type(error.orig).__name__})") from error
        finally:
            bot.close()
        warm_up()

    def open(self, part: Part, closing: Closing) -> Served:
        """Open a part in its own process. Raises SettingsError."""
        if part is Part.DOOR:
            bot = Bot(self._settings, rings=self._bell)
            app = create_app(bot)
            closing += [bot.close, lambda: close_app(app)]
            return app
        bot = Bot(self._settings, hears=self._bell)
        office, ticker = Office(bot), Ticker(bot)
        office.open()
        ticker.start()
        closing += [bot.close, office.close, ticker.stop]
        return nobody_knocks


def nobody_knocks(*_: object) -> list[bytes]:
    raise AssertionError("an office listens nowhere")

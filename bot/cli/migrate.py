"""`python -m bot migrate`: updates the database to this version's schema, and publishes the programme's forms."""

import os
import tempfile
from argparse import Namespace
from contextlib import closing
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot import database_check
from bot.cli.terminal import LANGUAGE, complain, say
from bot.resources import Bot
from bot.settings import ROOT, Settings, read_settings
from locales.texts import Text, Texts
from models.storage.database import Database
from services.backup.problems import BackupError
from services.backup.rehearsing import rehearse
from services.forms.publishing import publish_programme


def migrate(arguments: Namespace) -> int:
    settings = read_settings()
    if arguments.check:
        return _check(settings, Texts.load(ROOT / "locales").in_language(LANGUAGE))
    bot = Bot(settings)
    try:
        database_check.migrate(bot.database)
        publish_programme(bot.database, bot.programme, bot.settings.programme, bot.clock.now())
    finally:
        bot.close()
    return 0


def _check(settings: Settings, text: Text) -> int:
    """Say what would run, and how long it takes on a copy. Return 1 if there is something to run or it cannot."""
    with closing(Database(settings.database_url, pool_size=2)) as database:
        path = Path(database.url.database or "").absolute()
        folder = path.parent if database.is_sqlite else Path(tempfile.gettempdir())
        try:
            found = rehearse(database, folder / f".{path.name}.{os.getpid()}.part.db")
        except BackupError as error:
            complain(text(error.reason, **error.values))
            return 1
        except DBAPIError as error:
            complain(text("migrate-failed", why=type(error.orig).__name__))
            return 1
    if not found.steps:
        say(text("migrate-current"))
        return 0
    say(*(text("migrate-step", revision=step.revision, says=step.says) for step in found.steps))
    say(text("migrate-would", count=len(found.steps), rows=found.rows, seconds=f"{found.seconds:.1f}"))
    return 1

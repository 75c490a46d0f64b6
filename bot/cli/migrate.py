"""`python -m bot migrate`: updates the database to this version's schema, and publishes the programme's forms."""

from argparse import Namespace

from bot.resources import Bot
from bot.settings import read_settings
from models import schema
from services.forms.publishing import publish_programme


def migrate(_: Namespace) -> int:
    bot = Bot(read_settings())
    schema.migrate(bot.database)
    publish_programme(bot.database, bot.programme, bot.settings.programme, bot.clock.now())
    bot.close()
    return 0

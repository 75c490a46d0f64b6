"""`python -m bot erase`: erases a person and everything they sent."""

from argparse import Namespace

from bot.cli.terminal import LANGUAGE, one_person, say
from bot.resources import Bot
from bot.settings import read_settings
from models.privacy import erasure
from scheduler.housekeeping import Housekeeping


def erase(arguments: Namespace) -> int:
    bot = Bot(read_settings())
    text = bot.texts.in_language(LANGUAGE)
    try:
        with bot.database.write() as session:
            person = one_person(session, arguments.person, text)
            if person is None:
                return 1
            name = person.name
            erasure.erase(session, person, bot.clock.now(), actor="command")
        while Housekeeping(bot).remove_leftovers():  # at once, because the operator expects it
            pass
    finally:
        bot.close()
    say(text("person-erased", name=name))
    return 0

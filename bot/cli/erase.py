"""`python -m bot erase`: erases a person and everything they sent, and makes the database's files forget it."""

from argparse import Namespace

from sqlalchemy.orm import Session

from bot.cli.terminal import LANGUAGE, complain, one_person, say
from bot.outbound.erased_notice import tell_mentor
from bot.resources import Bot
from bot.settings import read_settings
from locales.texts import Text
from models.privacy import erasure
from models.storage.purging import purge
from programmes.bangkok import bangkok_day
from scheduler.housekeeping import Housekeeping
from services.backup import erasures


def erase(arguments: Namespace) -> int:
    bot = Bot(read_settings())
    text = bot.texts.in_language(LANGUAGE)
    try:
        if arguments.person is None and not arguments.purge:
            complain(text("erase-whom"))
            return 2
        if arguments.person is not None and not bot.database.has_secret:
            complain(text("erase-needs-secret"))
            return 2
        if arguments.person is not None and not _erase_person(bot, arguments.person, text):
            return 1
        return _purge(bot, text) if arguments.purge else 0
    finally:
        bot.close()


def _erase_person(bot: Bot, said: str, text: Text) -> bool:
    """Erase a person, their files and LINE ids at once, because the operator expects it. Return False if there is no
    such person."""
    name = bot.database.write_again(lambda session: _erase_in(session, bot, said, text))
    if name is None:
        return False
    while Housekeeping(bot).remove_leftovers():  # without those that somebody else has sent too
        pass
    _remove_chats(bot)
    with bot.database.read() as session:
        erasures.note(bot.settings.backups, erasures.erased_people(session))  # the clock does it for those in the chat
    say(text("person-erased", name=name))
    return True


def _erase_in(session: Session, bot: Bot, said: str, text: Text) -> str | None:
    """Erase a person, about whom their mentor is told. Return the name they had, or None if there is no such person."""
    person = one_person(session, said, text)
    if person is None:
        return None
    name, day = person.name, bangkok_day(bot.clock.now())
    tell_mentor(session, bot.programme, bot.texts, person.id, day, bot.clock.real())
    erasure.erase(session, person, bot.clock.now(), actor="command")
    return name


def _purge(bot: Bot, text: Text) -> int:
    """Make the database's files forget what was erased. Return 1 if the database did not let us do all of it."""
    _remove_chats(bot)
    missing = [step for step in purge(bot.database) if not step.done]
    for step in missing:
        complain(text(f"purge-not-done-{step.name}"))
    if not missing:
        say(text("purge-done"))
    return 1 if missing else 0


def _remove_chats(bot: Bot) -> None:
    while bot.database.write_again(lambda session: erasure.remove_chats(session, also_with_menu=True)):
        pass

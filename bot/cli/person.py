"""`python -m bot person`: what is stored about one person, for that person."""

from argparse import Namespace
from pathlib import Path

from bot.cli.terminal import LANGUAGE, complain, one_person, say
from bot.resources import Bot
from bot.settings import read_settings
from models.people import audit
from programmes.bangkok import bangkok_day
from services.personal_data.file import PersonalFile


def export(arguments: Namespace) -> int:
    """Write a person's data to a ZIP that only its owner may read. Return 1 if there is no such person."""
    bot, out = Bot(read_settings()), Path(arguments.out)
    text = bot.texts.in_language(LANGUAGE)
    try:
        if out.suffix.lower() != ".zip":
            complain(text("person-export-suffix", file=str(out)))
            return 2
        now = bot.clock.now()
        with bot.database.read() as session:
            person = one_person(session, arguments.person, text)
            if person is None:
                return 1
            person_id, name, spoken = person.id, person.name, bot.texts.in_language(person.language)
            programme = bot.calendar.current(session)
            out.touch(mode=0o600)
            with out.open("wb") as file:
                made = PersonalFile(session, programme, bot.media, spoken, bangkok_day(now))
                rows = made.write(person_id, file)
        with bot.database.write() as session:
            audit.record(session, now, "command", "export", person_id, kind="personal", rows=rows)
    finally:
        bot.close()
    say(text("person-exported", name=name, file=str(out), rows=rows))
    return 0

"""`python -m bot person`: what is stored about one person, and who looked at it."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOENT
from os import strerror
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from bot.cli.terminal import LANGUAGE, complain, one_person, say
from bot.resources import Bot
from bot.settings import read_settings
from models.people import audit, people
from models.privacy import viewings
from programmes.bangkok import bangkok_day
from services.personal_data.file import PersonalFile
from thai.dates import short_day


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
            with _whole_or_nothing(out) as file:
                made = PersonalFile(session, programme, bot.media, spoken, bangkok_day(now))
                rows = made.write(person_id, file)
        with bot.database.write() as session:
            audit.record(session, now, "command", "export", person_id, kind="personal", rows=rows)
    finally:
        bot.close()
    say(text("person-exported", name=name, file=str(out), rows=rows))
    return 0


@contextmanager
def _whole_or_nothing(out: Path) -> Iterator[IO[bytes]]:
    """A file that only its owner may read, which stands at `out` when all of it is written; else nothing is left."""
    if not out.parent.is_dir():
        raise FileNotFoundError(ENOENT, strerror(ENOENT), str(out))
    with NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as file:
        try:
            yield file
            file.flush()
            Path(file.name).replace(out)
        except BaseException:
            Path(file.name).unlink()
            raise


def access_log(arguments: Namespace) -> int:
    """Print who looked at a person, a line a day, reader and way, the newest first."""
    bot = Bot(read_settings())
    text = bot.texts.in_language(LANGUAGE)
    try:
        with bot.database.read() as session:
            person = one_person(session, arguments.person, text)
            if person is None:
                return 1
            found = viewings.of_person(session, person.id)
            known = people.by_ids(session, sorted({one.by_person_id for one in found}))
            for one in found:
                who = f"{known[one.by_person_id].name} (#{one.by_person_id})"
                way = text(f"viewing-{one.way}")
                line = text("viewing-line", who=who, way=way, times=one.times)
                say(f"{short_day(one.day, LANGUAGE)} · {line}")
            acts = audit.of_person(session, person.id, actor="command")
            for act in acts:
                say(f"{short_day(bangkok_day(act.at), LANGUAGE)} · {text('viewing-command', action=act.action)}")
            if not found and not acts:
                say(text("viewing-nobody", name=person.name, days=viewings.KEPT_FOR.days))
    finally:
        bot.close()
    return 0

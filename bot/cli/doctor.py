"""`python -m bot doctor`: everything that a person would forget, each with what to do; monitoring reads how it ends."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from typing import Final

import orjson

from bot.cli.terminal import LANGUAGE, say
from bot.doctor.database import look_at_database
from bot.doctor.findings import Finding, Health
from bot.doctor.line import look_at_line
from bot.doctor.machine import look_at_machine
from bot.settings import ROOT, Settings, SettingsError, read_settings
from locales.texts import Texts
from models.storage.database import Database
from programmes import ProgrammeError, load

EXIT: Final = {Health.WELL: 0, Health.HINT: 0, Health.WARNING: 1, Health.WRONG: 2}
MARKS: Final = {Health.WELL: "✓", Health.HINT: "·", Health.WARNING: "!", Health.WRONG: "✗"}


def doctor(arguments: Namespace) -> int:
    """Return 0 if all is well, 1 if there are warnings, 2 if something does not work."""
    settings, texts = read_settings(), Texts.load(ROOT / "locales")
    text = texts.in_language(LANGUAGE)
    worst = 0
    for finding in examine(settings, texts, set_webhook=arguments.set_webhook):
        worst = max(worst, EXIT[finding.health])
        said = text(finding.key, **finding.values)
        if arguments.json:
            row = {"about": finding.about, "health": finding.health, "key": finding.key, "says": said}
            say(orjson.dumps(row | {"values": finding.values}).decode())
        else:
            say(f"{MARKS[finding.health]} {said}")
    return worst


def examine(settings: Settings, texts: Texts, *, set_webhook: bool = False) -> Iterator[Finding]:
    """Yield all findings. Raises SettingsError if the settings do not let anybody begin."""
    clock = settings.clock()
    try:
        programme = load(settings.programme)
    except ProgrammeError as error:
        raise SettingsError(f"PROGRAMME: {error}") from error
    with closing(Database(settings.database_url, secret=settings.secret, pool_size=2)) as database:
        found = list(look_at_database(settings, database, clock))
        yield from found
        yield from look_at_machine(settings, programme, database, clock)
        yield from look_at_line(settings, texts, database, set_webhook=set_webhook)

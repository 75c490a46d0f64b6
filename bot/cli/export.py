"""`python -m bot export`: writes the same files as the chat's export, of the whole programme, for the operator."""

import sys
from argparse import Namespace
from pathlib import Path

from bot.resources import Bot
from bot.settings import read_settings
from models.coordination import scopes
from models.coordination.downloads import ExportRequest
from models.forms import forms
from models.people import audit
from programmes.bangkok import bangkok_day
from services.exports.files import WRITERS
from services.exports.making import ExportMaker, photo_address

LANGUAGE = "th"


def run(arguments: Namespace) -> int:
    """Write the file. Print the reason and return 1 if its suffix or the form is unknown."""
    bot = Bot(read_settings())
    text = bot.texts.in_language(LANGUAGE)
    out = Path(arguments.out)
    suffix = out.suffix.removeprefix(".").lower()
    try:
        if suffix not in WRITERS:
            sys.stderr.write(text("export-suffix-unknown", suffix=out.suffix) + "\n")
            return 1
        with bot.database.read() as session:
            known = [version.key for version in forms.newest_of_each(session)]
        if arguments.what == "submissions" and arguments.form not in known:
            said = text("export-form-unknown", form=arguments.form or "", known=", ".join(sorted(known)) or "–")
            sys.stderr.write(said + "\n")
            return 1
        rows = _write(bot, ExportRequest(arguments.what, suffix, arguments.form), out)
    finally:
        bot.close()
    sys.stdout.write(text("export-done", count=rows, file=str(out)) + "\n")
    return 0


def _write(bot: Bot, wanted: ExportRequest, out: Path) -> int:
    text, now = bot.texts.in_language(LANGUAGE), bot.clock.now()
    with bot.database.read() as session, out.open("wb") as file:
        programme = bot.calendar.current(session)
        access = scopes.of_scopes([scopes.ALL], programme)
        photos = photo_address(bot.settings.public_url)
        rows = ExportMaker(session, programme, access, text, bangkok_day(now), photos).make(wanted, file)
    with bot.database.write() as session:
        audit.record(session, now, "command", "export", None, kind=wanted.kind, suffix=wanted.suffix, rows=rows)
    return rows

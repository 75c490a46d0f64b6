"""`python -m bot raters …`: imports lists of raters, issues their links, prints them as QR codes, exports them."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from bot.cli.terminal import LANGUAGE, complain, say
from bot.resources import Bot
from bot.settings import read_settings
from locales.texts import Text
from models.coordination import scopes
from models.people import audit
from models.people.people import Role
from programmes.evaluations import EvaluationRound
from services.evaluations import nominations
from services.evaluations.importing import RaterFileErrors, import_raters
from services.evaluations.inviting import cards, to_invite
from services.evaluations.nominations import RaterOf
from services.exports import files
from services.exports.blank_files import raters_blank
from services.exports.raters import raters_table

EXPORTED_AS = ("xlsx", "csv")


def import_file(arguments: Namespace) -> int:
    """Import a list, or only show what would change. Print every problem and return 1 if there is any."""
    bot = Bot(read_settings())
    text = bot.texts.in_language(LANGUAGE)
    try:
        turn = _round(bot, arguments.round, text)
        if turn is None:
            return 1
        with bot.database.write() as session:
            done = import_raters(session, bot.programme, turn, Path(arguments.file), bot.clock.now())
            if arguments.dry_run:
                session.rollback()
            else:
                audit.record(session, bot.clock.now(), "command", "raters-import", None, added=done.added)
    except RaterFileErrors as errors:
        complain(text("raters-file-nothing", count=len(errors.problems)))
        complain(*(text("raters-file-line", line=one.line, column=one.column, why=text(one.key, said=one.said))
                   for one in errors.problems))  # fmt: skip
        return 1
    finally:
        bot.close()
    key = "raters-would-import" if arguments.dry_run else "raters-imported"
    say(text(key, added=done.added, same=done.same, people=len(done.names)))
    return 0


def template(arguments: Namespace) -> int:
    """Write an empty list of raters, to be filled in. Return 1 if it is to be no .xlsx, or there is no such round."""
    bot, out = Bot(read_settings()), Path(arguments.out)
    text = bot.texts.in_language(LANGUAGE)
    try:
        turn = _round(bot, arguments.round, text)
        if turn is None:
            return 1
        if out.suffix.lower() != ".xlsx":
            complain(text("export-suffix-unknown", suffix=out.suffix))
            return 1
        access = scopes.of_scopes([scopes.ALL], bot.programme)
        with bot.database.read() as session, out.open("wb") as file:
            raters_blank(session, bot.programme, access, turn, text, file)
    finally:
        bot.close()
    say(text("blank-written", file=str(out)))
    return 0


def links(arguments: Namespace) -> int:
    """Issue links and print them, one a line: `{"name", "kind", "about", "phone", "link"}`."""
    bot = Bot(read_settings())
    text = bot.texts.in_language(LANGUAGE)
    try:
        for rows, address in _issued(bot, arguments, text):
            first = rows[0]
            said = {
                "name": first.person.name,
                "kind": first.rating.kind,
                "about": [row.about.name for row in rows],
                "phone": first.rater.phone,
                "link": address,
            }
            say(json.dumps(said, ensure_ascii=False))
        sys.stdout.flush()
    except _Refused:
        return 1
    finally:
        bot.close()
    return 0


def sheet(arguments: Namespace) -> int:
    """Issue links and write them as cards with QR codes to a PDF."""
    bot = Bot(read_settings())
    text = bot.texts.in_language(LANGUAGE)
    try:
        turn = _round(bot, arguments.round, text)
        if turn is None:
            return 1
        if bot.settings.public_url is None:
            complain(text("rater-no-address"))
            return 1
        with bot.database.write() as session:
            raters = _meant(session, bot, turn, arguments)
            if not raters:
                complain(text("raters-no-links"))
                return 1
            made = cards(
                session, bot.programme, turn, raters, text, bot.settings.public_url, bot.clock.now(), by=None,
                a_page=arguments.cards,
            )  # fmt: skip
        Path(arguments.out).write_bytes(made)
    finally:
        bot.close()
    say(text("raters-sheet-written", count=len(raters), file=arguments.out))
    return 0


def export(arguments: Namespace) -> int:
    """Write the raters of all rounds to a file."""
    bot = Bot(read_settings())
    text = bot.texts.in_language(LANGUAGE)
    out = Path(arguments.out)
    suffix = out.suffix.removeprefix(".").lower()
    try:
        if suffix not in EXPORTED_AS:
            complain(text("export-suffix-unknown", suffix=out.suffix))
            return 1
        access = scopes.of_scopes([scopes.ALL], bot.programme)
        with bot.database.read() as session, out.open("wb") as file:
            count = files.write(raters_table(session, bot.programme, access, text), suffix, file)
        with bot.database.write() as session:
            audit.record(session, bot.clock.now(), "command", "export", None, kind="raters", suffix=suffix, rows=count)
    finally:
        bot.close()
    say(text("export-done", count=count, file=str(out)))
    return 0


class _Refused(ValueError):
    """Links cannot be issued; the reason has been printed."""


def _issued(bot: Bot, arguments: Namespace, text: Text) -> Iterator[tuple[list[RaterOf], str]]:
    """Issue the links that are asked for: of accepted raters who have none, or of all, or of one. Yield each rater's
    rows with the link's address."""
    turn = _round(bot, arguments.round, text)
    if turn is None:
        raise _Refused
    if bot.settings.public_url is None:
        complain(text("rater-no-address"))
        raise _Refused
    with bot.database.write() as session:
        for rows in _meant(session, bot, turn, arguments):
            token = nominations.issue_link(session, rows[0].rater, bot.clock.now(), by=None)
            yield rows, f"{bot.settings.public_url}/r/{token}"


def _meant(session: Session, bot: Bot, turn: EvaluationRound, arguments: Namespace) -> list[list[RaterOf]]:
    """Return the rows of each rater for whom a link is asked for."""
    access = scopes.of_scopes([scopes.ALL], bot.programme)
    ids = [person_id for person_id, _ in scopes.names(session, access, (Role.PARTICIPANT,))]
    return to_invite(session, turn.key, ids, everybody=arguments.all, named=arguments.rater)


def _round(bot: Bot, key: str | None, text: Text) -> EvaluationRound | None:
    """Return the round that is named, else the one for which raters are nominated."""
    rounds = bot.programme.evaluation.rounds
    found = next((turn for turn in rounds if turn.key == key), None)
    if key is None:
        found = next((turn for turn in rounds if any(kind.nominated_by for kind in turn.raters)), None)
    if found is None:
        complain(text("evaluation-no-round", round=key or "", known=", ".join(turn.key for turn in rounds)))
    return found

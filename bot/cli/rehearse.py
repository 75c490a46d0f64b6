"""`python -m bot rehearse`: shows what a schedule would send to whom, when, and at what cost, without sending."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import make_url, select
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import ROOT, Settings, SettingsError, read_settings
from locales.texts import Text, TextError, Texts
from models import schema
from models.people import leave
from models.people.people import Person
from models.storage.database import Database
from programmes import Holiday, Label, Programme, ProgrammeError, load
from scheduler.rehearsal.page import RehearsalPage, write_page
from scheduler.rehearsal.simulation import RehearsedMessage, rehearse
from scheduler.rehearsal.table import RehearsalFacts, table
from scheduler.rehearsal.tally import tally
from services.roster.cell_values import BadValue, read_day
from services.roster.rows import RosterErrors
from thai.dates import long_day

LANGUAGE: Final = "th"
BEFORE_THE_START: Final = timedelta(days=30)
EXAMPLE: Final = "roster.example.csv"


class CannotRehearse(Exception):
    """The rehearsal is not possible. The message says what to do."""


def command(arguments: Namespace) -> int:
    """Return 0 if it was rehearsed, 1 if there is nobody or the file cannot be written, 2 for a wrong argument."""
    settings = read_settings()
    try:
        programme, texts = load(settings.programme), Texts.load(ROOT / "locales")
    except (ProgrammeError, TextError) as error:
        raise SettingsError(f"PROGRAMME: {error}") from error
    text = texts.in_language(LANGUAGE)
    try:
        first, last = span(arguments.first, arguments.last, programme, text)
        reporting = share(arguments.reporting, text)
    except CannotRehearse as refused:
        return _complain(str(refused), 2)
    database = None
    try:
        database = _opened(settings, text)
        told = RehearsalFacts(first, last, reporting, example=database is None)
        if programme.unknown_from and (arguments.json or arguments.html):  # the table says it itself
            _complain(text("rehearsal-days-unknown", day=long_day(programme.unknown_from, LANGUAGE)), 0)
        programme = _with_late_holidays(programme, database)
        lines = _watched(
            rehearse(
                programme,
                texts,
                database,
                first,
                last,
                reporting=reporting,
                roster=_roster(settings, text, told),
                with_texts=bool(arguments.json or arguments.html),
            ),
            text,
        )
        return _put_out(arguments, lines, RehearsalPage(told, programme, texts))
    except CannotRehearse as refused:
        return _complain(str(refused), 1)
    except RosterErrors as errors:  # of the example roster
        return _complain("\n".join(errors.say(text)), 1)
    except BrokenPipeError:  # the reader of the pipe has closed it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    finally:
        if database is not None:
            database.close()


def span(first: str | None, last: str | None, programme: Programme, text: Text) -> tuple[date, date]:
    """Return the days to rehearse. Raises Refused for an invalid day, or days without any message."""
    earliest = programme.phases[0].start - BEFORE_THE_START
    begin = _day("--from", first, earliest, programme, text)
    end = _day("--to", last, programme.end, programme, text)
    days = {"first": long_day(begin, LANGUAGE), "last": long_day(end, LANGUAGE)}
    if begin > end:
        raise CannotRehearse(text("rehearsal-days-reversed", **days))
    if end < earliest or begin > programme.end:
        offered = {"first": long_day(earliest, LANGUAGE), "last": long_day(programme.end, LANGUAGE)}
        raise CannotRehearse(text("rehearsal-days-outside", **offered))
    return max(begin, earliest), min(end, programme.end)


def _day(option: str, given: str | None, otherwise: date, programme: Programme, text: Text) -> date:
    if given is None:
        return otherwise
    try:
        found = read_day(given, programme.start)
    except BadValue as wrong:
        reason = text(wrong.key, **wrong.args_of_text)
        raise CannotRehearse(text("rehearsal-day-wrong", option=option, value=given, reason=reason)) from None
    return found or otherwise


def share(given: str, text: Text) -> float:
    """Return the share of people who report in time, from `0.6` or `60%`."""
    number, percent = given.strip().removesuffix("%"), given.strip().endswith("%")
    try:
        found = float(number) / (100 if percent else 1)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:  # NaN is refused too
        raise CannotRehearse(text("rehearsal-share-wrong", value=given))
    return found


def _opened(settings: Settings, text: Text) -> Database | None:
    """Return the database, or None if it does not exist yet or has no people."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        return None
    database = Database(settings.database_url)
    try:
        with database.engine.connect() as connection:
            if not schema.is_current(connection):
                raise CannotRehearse(text("rehearsal-database-old"))
            if connection.execute(select(Person.id).limit(1)).first() is not None:
                return database
    except SQLAlchemyError as error:
        database.close()
        raise CannotRehearse(text("rehearsal-database-away", detail=type(error).__name__)) from None
    except CannotRehearse:
        database.close()
        raise
    database.close()
    return None


def _with_late_holidays(programme: Programme, database: Database | None) -> Programme:
    """Return the programme with the holidays that coordinators have added."""
    if database is None:
        return programme
    with database.read() as session:
        added = leave.extra_holidays(session)
    return programme.with_holidays([Holiday(day=one.day, name=Label(th=one.name, en=one.name)) for one in added])


def _roster(settings: Settings, text: Text, told: RehearsalFacts) -> Path:
    """Return the path of the example roster, for a database without people."""
    roster = settings.programme / EXAMPLE if settings.programme.is_dir() else settings.programme.parent / EXAMPLE
    if told.example and not roster.exists():
        raise CannotRehearse(text("rehearsal-nobody"))
    return roster


def _watched(lines: Iterator[RehearsedMessage], text: Text) -> Iterator[RehearsedMessage]:
    """Yield the same messages and show the progress on a terminal."""
    if not sys.stderr.isatty():
        yield from lines
        return
    day, count = None, 0
    for count, line in enumerate(lines, 1):
        if line.at.date() != day:
            day = line.at.date()
            sys.stderr.write("\r\x1b[K" + text("rehearsal-progress", day=long_day(day, LANGUAGE), count=count))
            sys.stderr.flush()
        yield line
    sys.stderr.write("\r\x1b[K")


def _put_out(arguments: Namespace, lines: Iterator[RehearsedMessage], page: RehearsalPage) -> int:
    text = page.texts.in_language(LANGUAGE)
    if arguments.json:
        for line in lines:
            sys.stdout.write(json.dumps(line.to_json(), ensure_ascii=False) + "\n")
        sys.stdout.flush()
        return 0
    if arguments.html is None:
        sys.stdout.write(table(tally(lines), page.told, page.programme, text))
        sys.stdout.flush()
        return 0
    file = Path(arguments.html)
    try:
        write_page(page, lines, file)
    except OSError as error:
        raise CannotRehearse(text("rehearsal-file-unwritable", file=str(file), detail=type(error).__name__)) from None
    sys.stdout.write(text("rehearsal-page-written", file=str(file)) + "\n")
    return 0


def _complain(sentence: str, code: int) -> int:
    sys.stderr.write(f"{sentence}\n")
    return code

"""`python -m bot report`: makes a paper that an office files, checks a template, hands out a template to change."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bot.cli.terminal import LANGUAGE, complain, one_person, say
from bot.resources import Bot
from bot.settings import read_settings
from bot.web.paper_files import address_of_invite
from locales.texts import Text
from models.coordination import scopes
from models.coordination.scopes import AccessScope
from models.people import audit, people
from programmes import Programme
from programmes.bangkok import bangkok_day
from services.papers.checking import check
from services.papers.in_words import not_shown_said, problems_said
from services.papers.printing import ConverterMissing
from services.papers.template_files import template_of
from services.reports.asked import NothingToReport, PaperAsked, PaperSource, Undo, days_of
from services.reports.kinds import KINDS, PaperKind
from services.reports.making import SUFFIXES, FinishedPaper, WrongTemplate, make, right_template
from thai import gazetteer
from thai.context import Context
from thai.enquiries import day_said

KB = 1024


class _Refused(Exception):
    """What was asked for is not possible; the sentence says what to do."""


def run(arguments: Namespace) -> int:
    """Make a paper, check a template (`check FILE`), or write one to be changed (`template KIND --out FILE`). Print one
    line with the reason and return 1 if that is not possible."""
    bot = Bot(read_settings(), language=LANGUAGE)
    text = bot.texts.in_language(LANGUAGE)
    try:
        match arguments.words:
            case ["check", file]:
                return _check(Path(file), arguments.kind, text)
            case ["template", kind]:
                return _template(bot, _kind(kind, text), Path(_out(arguments, text)), text)
            case [kind]:
                return _make(bot, _kind(kind, text), arguments, text)
            case _:
                raise _Refused(text("paper-usage"))
    except _Refused as refused:
        complain(*(str(refused),) if str(refused) else ())
    except NothingToReport as nothing:
        complain(nothing.said(text))
    except WrongTemplate as wrong:
        complain(*problems_said(wrong.file.name, wrong.problems, text))
    except ConverterMissing as missing:
        complain(text("paper-no-office", command=str(missing)))
    finally:
        bot.close()
    return 1


def _make(bot: Bot, kind: PaperKind, arguments: Namespace, text: Text) -> int:
    out = Path(_out(arguments, text))
    suffix = out.suffix.removeprefix(".").lower()
    if suffix not in SUFFIXES:
        raise _Refused(text("paper-suffix-unknown", suffix=out.suffix or out.name))
    now = bot.clock.now()
    first, last = _day(arguments.first, now, text), _day(arguments.last, now, text)
    if first and last and first > last:
        raise _Refused(text("paper-days-backwards", first=str(first), last=str(last)))
    with bot.database.read() as session:
        programme = bot.calendar.current(session)
        asked = PaperAsked(
            kind.key,
            first,
            last,
            _person(session, kind, arguments, text),
            _round(programme, kind, arguments, text),
            arguments.a_page,
            arguments.everybody,
        )
        if kind.of_days:
            days_of(programme, asked, bangkok_day(now))
        access = _access(arguments.scope, programme, text)
    settings = bot.settings

    def source(session: Session) -> PaperSource:
        return PaperSource(
            session,
            programme,
            settings.programme,
            access,
            text,
            now,
            bot.media,
            public_url=settings.public_url,
            told=_progress(kind, text),
            invite=address_of_invite(settings.line_bot_basic_id, text),
        )

    fields, undo = None, []
    if kind.issues:
        right_template(kind, settings.programme)
        with bot.database.write() as session:
            issuing = source(session)
            fields, undo = kind.gather(issuing, asked, 0), issuing.undo
    try:
        with bot.database.read() as session:
            making = source(session)
            making.told(0, 1)
            made = make(making, asked, suffix, settings.paper_office, fields)
            making.told(1, 1)
        try:
            out.write_bytes(made.file)
        except OSError:
            raise _Refused(text("paper-cannot-write", file=str(out))) from None
    except BaseException:
        _take_back(bot, undo)
        raise
    with bot.database.write() as session:
        audit.record(session, now, "command", "paper", asked.person_id, kind=kind.key, suffix=suffix)
    _say_what(made, kind, out, text)
    return 0


def _take_back(bot: Bot, undo: list[Undo]) -> None:
    """Take back what was issued for a paper that could not be made or written."""
    if undo:
        with bot.database.write() as session:
            for step in undo:
                step(session, bot.clock.now())


def _say_what(made: FinishedPaper, kind: PaperKind, out: Path, text: Text) -> None:
    say(text("paper-done", file=str(out), size=max(1, len(made.file) // KB)))
    if made.not_shown:
        complain(not_shown_said(made.not_shown, text))
    if not made.fits:
        complain(text("paper-too-long", kind=kind.key))


def _check(file: Path, named: str | None, text: Text) -> int:
    kind = _kind(named or file.stem, text)
    if not file.is_file():
        raise _Refused(text("paper-no-file", file=str(file)))
    problems = check(file, kind.example)
    if not problems:
        say(text("paper-template-fine", file=file.name))
        return 0
    complain(*problems_said(file.name, problems, text))
    return 1


def _template(bot: Bot, kind: PaperKind, out: Path, text: Text) -> int:
    try:
        out.write_bytes(template_of(kind.key, bot.settings.programme).read_bytes())
    except OSError:
        raise _Refused(text("paper-cannot-write", file=str(out))) from None
    say(text("paper-done", file=str(out), size=max(1, out.stat().st_size // KB)))
    return 0


def _kind(said: str, text: Text) -> PaperKind:
    kind = KINDS.get(said)
    if kind is None:
        raise _Refused(text("paper-kind-unknown", kind=said, known=", ".join(KINDS)))
    return kind


def _out(arguments: Namespace, text: Text) -> str:
    if not arguments.out:
        raise _Refused(text("paper-needs-out"))
    return str(arguments.out)


def _day(said: str | None, now: datetime, text: Text) -> date | None:
    """Return a day of an option, which may be written as people write days: 2566-07-01, ๑ ก.ค. ๒๕๖๖."""
    day = day_said(said, Context(now)) if said else None
    if said and day is None:
        raise _Refused(text("paper-day-unknown", said=said))
    return day


def _person(session: Session, kind: PaperKind, arguments: Namespace, text: Text) -> int | None:
    if not arguments.person:
        if kind.of_person:
            raise _Refused(text("paper-needs-person", kind=kind.key))
        return None
    person = one_person(session, arguments.person, text)
    if person is None:
        raise _Refused  # it has been said whom it may mean
    if not kind.issues and not people.has_role(session, person.id, kind.own):
        raise _Refused(text(f"paper-not-of-{kind.own}", name=person.name))
    return person.id


def _round(programme: Programme, kind: PaperKind, arguments: Namespace, text: Text) -> str | None:
    known = [one.key for one in programme.evaluation.rounds]
    if not arguments.round:
        if kind.of_round:
            raise _Refused(text("paper-needs-round", kind=kind.key, known=", ".join(known)))
        return None
    if arguments.round not in known:
        raise _Refused(text("paper-round-unknown", said=arguments.round, known=", ".join(known)))
    return str(arguments.round)


def _access(said: str | None, programme: Programme, text: Text) -> AccessScope:
    access = scopes.of_scopes([said or scopes.ALL], programme)
    agency = (said or "").removeprefix("agency:") if (said or "").startswith("agency:") else None
    province = (said or "").removeprefix("province:") if (said or "").startswith("province:") else None
    if province is not None and gazetteer.province(province) is None:
        raise _Refused(text("paper-scope-unknown", said=said or ""))
    if not access.grants or (agency and agency not in {one.name.th for one in programme.agencies}):
        raise _Refused(text("paper-scope-unknown", said=said or ""))
    return access


def _progress(kind: PaperKind, text: Text) -> Callable[[int, int], None]:
    """Return what shows in a terminal how far a paper is."""
    shown = sys.stderr.isatty()
    name = text(f"paper-{kind.key}")

    def told(done: int, of: int) -> None:
        if not shown:
            return
        step = text("paper-step", done=done, all=of) if of > 1 else ""
        sys.stderr.write(f"\r\033[K{text('paper-making', kind=name)} {step}" if done < of else "\r\033[K")
        sys.stderr.flush()

    return told

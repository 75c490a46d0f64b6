"""`python -m bot roster`: imports a roster, lists and undoes imports, issues invite codes."""

import json
import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.cli.terminal import LANGUAGE, complain, one_person, say
from bot.line.client import LineTrouble
from bot.line.links import invite_link
from bot.outbound.former_account import tell_former_account
from bot.resources import Bot, line_client
from bot.settings import Settings, read_settings
from locales.texts import Text
from models.messaging import chats
from models.people import audit, imports, invites, people
from models.people.imports import RosterImport
from models.people.people import Membership, Person, PersonState, are_recognised
from programmes import Programme
from programmes.bangkok import BANGKOK, bangkok_day
from services import accounts
from services.exports.blank_files import roster_blank
from services.roster import RosterErrors, read_roster
from services.roster.applying import apply_plan, known_people
from services.roster.matching import Answers
from services.roster.planning import RosterPlan, plan
from services.roster.telling import change_lines, undone_lines
from services.roster.undoing import CannotUndo, undo
from thai.dates import short_day

LISTED: Final = 50  # imports
_LONGEST_ID = 19  # digits of a number that a database can hold


def import_roster(arguments: Namespace) -> int:
    """Import a roster, or only show what would change. Print every problem and return 1 if there is any."""
    bot = Bot(read_settings())
    text = bot.texts.in_language(LANGUAGE)
    try:
        answers = _answers(arguments, text)
        if answers is None:
            return 2
        with bot.database.write() as session:
            if not are_recognised(session):
                complain(text("import-needs-secret"))
                return 2
            roster = read_roster(Path(arguments.file), bot.programme, known=known_people(session))
            wanted = plan(session, roster.rows, bot.programme, answers)
            made = None
            if not arguments.dry_run:
                made = apply_plan(session, wanted, bot.programme, bot.clock.now(), actor=imports.COMMAND)
            lines = _told(wanted, bot.programme, text, made=made, only_shown=arguments.dry_run)
    except RosterErrors as errors:
        complain(text("import-nothing", count=len(errors.problems)), *errors.say(text))
        return 1
    finally:
        bot.close()
    say(*lines, *(notice.say(text) for notice in roster.notices))
    return 0


def template(arguments: Namespace) -> int:
    """Write an empty roster of the programme, to be filled in. Return 1 if it is to be no .xlsx."""
    bot, out = Bot(read_settings()), Path(arguments.out)
    text = bot.texts.in_language(LANGUAGE)
    try:
        if out.suffix.lower() != ".xlsx":
            complain(text("export-suffix-unknown", suffix=out.suffix))
            return 1
        with out.open("wb") as file:
            roster_blank(bot.programme, text, file)
    finally:
        bot.close()
    say(text("blank-written", file=str(out)))
    return 0


def list_imports(_: Namespace) -> int:
    """List the last imports, the newest first: number, when, by whom, what they changed, whether they were undone."""
    bot = Bot(read_settings())
    text = bot.texts.in_language(LANGUAGE)
    try:
        with bot.database.read() as session:
            lines = [_listed(session, made, text) for made in imports.latest(session, LISTED)]
    finally:
        bot.close()
    say(*(lines or [text("imports-none")]))
    return 0


def undo_import(arguments: Namespace) -> int:
    """Undo an import, by default the last one that is not undone. Return 1 if it cannot be undone."""
    bot = Bot(read_settings())
    text = bot.texts.in_language(LANGUAGE)
    number = arguments.number
    try:
        with bot.database.write() as session:
            made = imports.last_done(session) if number is None else imports.by_id(session, number)
            if made is None:
                complain(text("import-undo-none") if number is None else text("import-undo-unknown", number=number))
                return 1
            undone = undo(session, made, bot.programme, bot.clock.now(), actor=imports.COMMAND)
            number = made.id
    except CannotUndo as refused:
        complain(text(refused.key, **refused.args_of_text))
        return 1
    finally:
        bot.close()
    say(*undone_lines(undone, number, text))
    return 0


def _listed(session: Session, made: RosterImport, text: Text) -> str:
    person_id = made.actor.removeprefix("person:")
    person = people.by_id(session, int(person_id)) if person_id.isdigit() else None
    by = person.name if person else text("imports-by-command")
    at = _moment(made.done_at) if made.done_at else ""
    undone = _moment(made.undone_at) if made.undone_at else ""
    counted = {"added": made.added, "changed": made.changed}
    return text(
        "imports-line", number=made.id, at=at, by=by, undone=undone, is_undone="yes" if undone else "no", **counted
    )


def _moment(at: datetime) -> str:
    return f"{short_day(bangkok_day(at), LANGUAGE)} {at.astimezone(BANGKOK):%H:%M}"


def _answers(arguments: Namespace, text: Text) -> Answers | None:
    """Return who of the file is who, or None after a complaint."""
    same: dict[str, int] = {}
    for said in arguments.same:
        name, _, person_id = said.rpartition("=")
        if not (name and person_id.isascii() and person_id.isdigit() and len(person_id) < _LONGEST_ID):
            complain(text("import-same-how", said=said))
            return None
        same[name] = int(person_id)
    return Answers(same, frozenset(arguments.new))


def _told(
    wanted: RosterPlan, programme: Programme, text: Text, *, made: RosterImport | None, only_shown: bool
) -> list[str]:
    counted = {"added": len(wanted.added), "changed": len(wanted.changed), "same": wanted.same}
    lines = [text("import-would", **counted) if only_shown else text("import-done", **counted)]
    lines += change_lines(wanted, programme, text, LANGUAGE)
    if wanted.not_in_file:
        lines.append(text("import-not-in-file", names=", ".join(wanted.not_in_file)))
    if wanted.erased:
        lines.append(text("import-erased-left", count=wanted.erased))
    if made is not None:
        lines.append(text("import-number", number=made.id))
    return lines


def issue_codes(arguments: Namespace) -> int:
    """Issue codes and print them, one a line: `{"name", "role", "code", "link"}`."""
    bot = Bot(read_settings())
    text = bot.texts.in_language(LANGUAGE)
    basic_id = _basic_id(bot.settings)
    try:
        with bot.database.write() as session:
            now = bot.clock.now()
            if arguments.reissue:
                person = one_person(session, arguments.reissue, text)
                if person is None:
                    return 1
                former = chats.to_tell(session, person.id)
                accounts.revoke(session, person, now, actor="command")
                if former is not None:
                    contact = bot.calendar.current(session).contact.name(LANGUAGE)
                    tell_former_account(session, bot.texts, former, contact, bot.clock.real())
                receivers = [person]
            else:
                receivers = _without_code(session, bot)
            for person in receivers:
                code = invites.issue(session, person.id, now)
                audit.record(session, now, "command", "issue_code", person.id)
                link = invite_link(basic_id, text("invite-words", code=code)) if basic_id else None
                issued = {"name": person.name, "role": _role(session, person), "code": code, "link": link}
                say(json.dumps(issued, ensure_ascii=False))
            sys.stdout.flush()  # before the commit, because a code that could not be printed must not count as issued
    except BrokenPipeError:
        complain(text("codes-not-printed"))
        return 1
    finally:
        bot.close()
    return 0


def _basic_id(settings: Settings) -> str | None:
    """Return the bot's @id from the settings, or ask LINE if there is an access token."""
    if settings.line_bot_basic_id or (settings.line_channel_access_token or settings.line_channel_key) is None:
        return settings.line_bot_basic_id
    client = line_client(settings)
    try:
        return client.basic_id()
    except LineTrouble:
        return None
    finally:
        client.close()


def _without_code(session: Session, bot: Bot) -> list[Person]:
    """Return the people who have not joined and have no valid code, except those whose part is over."""
    have = invites.people_with_valid_codes(session, bot.clock.now())
    waiting = session.scalars(select(Person).where(Person.state == PersonState.INVITED).order_by(Person.id)).all()
    day = bangkok_day(bot.clock.now())
    standings = people.roles_on_day(session, [person.id for person in waiting], day, None)
    return [person for person in waiting if person.id not in have and standings[person.id].role is not None]


def _role(session: Session, person: Person) -> str | None:
    held = session.scalars(select(Membership.role).where(Membership.person_id == person.id).order_by(Membership.id))
    return held.first()

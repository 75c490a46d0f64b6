"""`python -m bot roster`: imports a roster, issues invite codes."""

import json
import sys
from argparse import Namespace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.cli.terminal import LANGUAGE, complain, one_person, say
from bot.line.client import LineClient, LineTrouble
from bot.line.links import invite_link
from bot.outbound.former_account import tell_former_account
from bot.resources import Bot
from bot.settings import Settings, read_settings
from locales.texts import Text
from models.messaging import chats
from models.people import audit, invites, people
from models.people.people import Membership, Person, PersonState, are_recognised
from programmes.bangkok import bangkok_day
from services import accounts
from services.roster import RosterErrors, read_roster
from services.roster.applying import RosterChanges, apply_roster, known_people
from services.roster.matching import Answers

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
            changes = apply_roster(session, roster.rows, bot.programme, bot.clock.now(), answers)
            if arguments.dry_run:
                session.rollback()
    except RosterErrors as errors:
        complain(text("import-nothing", count=len(errors.problems)), *errors.say(text))
        return 1
    finally:
        bot.close()
    say(*_told(changes, text, only_shown=arguments.dry_run), *(notice.say(text) for notice in roster.notices))
    return 0


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


def _told(changes: RosterChanges, text: Text, *, only_shown: bool) -> list[str]:
    counted = {"added": len(changes.added), "changed": len(changes.changed), "same": changes.same}
    lines = [text("import-would", **counted) if only_shown else text("import-done", **counted)]
    lines += [text("import-added", name=name) for name in changes.added]
    for name, what in changes.changed:
        lines.append(text("import-changed", name=name, what=", ".join(text(f"import-change-{part}") for part in what)))
    if changes.not_in_file:
        lines.append(text("import-not-in-file", names=", ".join(changes.not_in_file)))
    if changes.erased:
        lines.append(text("import-erased-left", count=changes.erased))
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
    if settings.line_bot_basic_id or settings.line_channel_access_token is None:
        return settings.line_bot_basic_id
    client = LineClient(settings.api_url, settings.content_url, settings.line_channel_access_token.get_secret_value())
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

"""`python -m bot incident`: after a breach, whose records could have been seen by an account, and whose were."""

import re
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.cli.terminal import LANGUAGE, complain, one_person, say
from bot.resources import Bot
from bot.settings import read_settings
from locales.texts import Text
from models.people import people
from programmes.bangkok import BANGKOK
from services.personal_data.incident import IncidentSheet, SeenPerson, accounts_that_looked, sheet_of
from thai.dates import short_day

_AGO = re.compile(r"([1-9][0-9]{0,3})([hd])", re.ASCII)


def incident(arguments: Namespace) -> int:
    """Print the sheet of an account, or a line for each account that looked at anybody. Return 2 if WHEN is none, 1 if
    there is no such person."""
    bot = Bot(read_settings())
    text, now = bot.texts.in_language(LANGUAGE), bot.clock.now()
    try:
        since = _instant(arguments.since, now)
        if since is None:
            complain(text("incident-when", said=arguments.since))
            return 2
        with bot.database.read() as session:
            if arguments.account is None:
                _print_accounts(session, since, text)
                return 0
            person = one_person(session, arguments.account, text)
            if person is None:
                return 1
            sheet = sheet_of(session, bot.calendar.current(session), person.id, since, now)
            _print_sheet(session, sheet, f"{person.name} (#{person.id})", since, text)
    finally:
        bot.close()
    return 0


def _instant(said: str, now: datetime) -> datetime | None:
    """Return the instant that WHEN means, not after now: a day, a time of Bangkok, or how long ago."""
    ago = _AGO.fullmatch(said)
    if ago:
        return now - timedelta(**{"h": {"hours": int(ago[1])}, "d": {"days": int(ago[1])}}[ago[2]])
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    found = found if found.tzinfo else found.replace(tzinfo=BANGKOK)
    return found if found <= now else None


def _print_accounts(session: Session, since: datetime, text: Text) -> None:
    looked = accounts_that_looked(session, since)
    known = people.by_ids(session, sorted(looked))
    for account, seen in sorted(looked.items()):
        say(
            text(
                "incident-account", who=f"{known[account].name} (#{account})", people=len(seen), ways=_ways(seen, text)
            )
        )
    say(text("incident-accounts", accounts=len(looked), since=_at(since, text)))


def _print_sheet(session: Session, sheet: IncidentSheet, who: str, since: datetime, text: Text) -> None:
    known = people.by_ids(session, sorted(sheet.could | {one.person_id for one in sheet.seen}))
    say(text("incident-title", who=who, since=_at(since, text)), "")
    say(text("incident-sessions", count=len(sheet.sessions)))
    for one in sheet.sessions:
        say(f"  {one.device} · {_at(one.created_at, text)}")
    say(text("incident-downloads", count=len(sheet.downloads)))
    for act in sheet.downloads:
        kind = text(f"export-{act.ids['kind']}")
        say(f"  {_at(act.at, text)} · {kind}")
    say(text("incident-feeds", count=len(sheet.feeds)))
    for feed in sheet.feeds:
        say(f"  {feed.name} · {_at(feed.last_used_at, text) if feed.last_used_at else '–'}")
    say("", text("incident-seen", count=len(sheet.seen)))
    for seen in sheet.seen:
        say(f"  {known[seen.person_id].name} (#{seen.person_id}) · {_ways([seen], text)} · {_at(seen.last_at, text)}")
    unseen = sorted(sheet.could - {one.person_id for one in sheet.seen})
    say("", text("incident-could", count=len(unseen)))
    for person_id in unseen:
        say(f"  {known[person_id].name} (#{person_id})")
    say("", text("incident-todo"))


def _ways(seen: Sequence[SeenPerson], text: Text) -> str:
    counts: dict[str, int] = {}
    for one in seen:
        for way, times in one.times.items():
            counts[way] = counts.get(way, 0) + times
    return ", ".join(f"{text(f'viewing-{way}')} {times}" for way, times in counts.items())


def _at(instant: datetime, text: Text) -> str:
    here = instant.astimezone(BANGKOK)
    return f"{short_day(here.date(), LANGUAGE)} {text('download-time', time=here.strftime('%H:%M'))}"

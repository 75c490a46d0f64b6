"""Fills the demo's database: registers the invented people, and lets the real handlers handle their messages."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.inbound.incoming import IncomingEvent
from bot.inbound.router import Router
from bot.inbound.turn import Links
from bot.inbound.turn_factory import TurnFactory
from bot.line.event import read_event
from bot.resources import Bot
from demo.calls import answers_of, calls_to_try
from demo.cohort import TypedMessage, history
from demo.forums import forums_of, forums_to_try
from demo.selections import give_marks, selections_to_try
from demo.trainings import trainings_of, trainings_to_try
from demo.worth_trying import returned_entry, worth_trying
from handlers import ROUTES
from locales.texts import Text
from models import schema
from models.messaging import chats
from models.messaging.inbox import WaitingEvent
from models.people import invites
from models.people.people import Person, PersonState
from programmes import Programme
from services.roster import RosterRow, read_roster
from services.roster.applying import apply_roster
from services.roster.planning import key_of

ROSTER: Final = "roster.example.csv"  # in the folder of the programme
SEED: Final = 2566
TURNS_A_COMMIT: Final = 60


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A person on the simulator's page; `note` is the invite code of somebody who has not joined, `tip` what there is
    to try with them."""

    user_id: str
    name: str
    role: str
    note: str | None
    friend: bool
    tip: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "userId": self.user_id,
            "displayName": self.name,
            "role": self.role,
            "note": self.note,
            "friend": self.friend,
            "tip": self.tip,
        }


def seed(bot: Bot, began: datetime) -> list[DemoPerson]:
    """Fill an empty database. Everybody who is in the programme by `began` has joined; others have a code."""
    schema.migrate(bot.database)
    folder = bot.settings.programme if bot.settings.programme.is_dir() else bot.settings.programme.parent
    rows = read_roster(folder / ROSTER, bot.programme).rows
    with bot.database.write() as session:
        apply_roster(session, rows, bot.programme, began - timedelta(days=40))
    newcomer = [row for row in rows if row.role == "participant"][-1]  # is left to join by whoever tries the demo
    phones = _join(bot, rows, began, key_of(newcomer))
    before = _before(bot, rows, began)
    week = [message for message in before if key_of(message.row) != key_of(newcomer)]
    stage = bot.programme.stage_on(began.date())
    _relive(bot, [*week, *(returned_entry(rows, week, stage.key) if stage else ())])
    with bot.database.write() as session:
        give_marks(session, bot.programme, began, SEED)
    with bot.database.read() as session:
        text = bot.texts.in_language("th")
        tips = _tips(session, bot.programme, text, began.date())
    by_user = {user_id(key): said for key, said in tips.items()}
    return [replace(phone, tip=by_user.get(phone.user_id)) for phone in phones]


def _before(bot: Bot, rows: Sequence[RosterRow], began: datetime) -> list[TypedMessage]:
    """Return what was typed before the demo begins, of the kinds that the programme is for."""
    programme = bot.programme
    if programme.expects_days:
        return history(rows, programme, SEED)
    told = [answers_of(rows, programme, began, SEED), forums_of(rows, programme, began, SEED)]
    if programme.development is not None:
        told.append(trainings_of(rows, programme, began, SEED))
    return sorted((message for several in told for message in several), key=lambda message: message.at)


def _tips(session: Session, programme: Programme, text: Text, today: date) -> dict[str, str]:
    """Return what there is to try with a few people, by their key in the roster."""
    if programme.expects_days:
        return worth_trying(session, programme, text, today)
    tips = forums_to_try(session, programme, text, today)
    if programme.development is not None:
        tips |= trainings_to_try(session, programme, text, today)
    if programme.calls:
        tips |= calls_to_try(session, programme, text, today)
    return tips | selections_to_try(session, programme, text, today)


def user_id(key: str) -> str:
    """Return a LINE user id that is the same in every demo."""
    return "U" + hashlib.md5(key.encode(), usedforsecurity=False).hexdigest()


def _join(bot: Bot, rows: Sequence[RosterRow], began: datetime, newcomer: str) -> list[DemoPerson]:
    first_rows = {key_of(row): row for row in reversed(rows)}
    version = bot.programme.retention.notice_version
    day = began.date()
    phones = []
    with bot.database.write() as session:
        people = {person.key: person for person in session.scalars(select(Person))}
        chats.ensure(session, [user_id(key) for key in first_rows], began)
        by_line_id = chats.by_line_ids(session, [user_id(key) for key in first_rows])
        for key, row in sorted(first_rows.items(), key=lambda item: item[1].line):
            person, chat = people[key], by_line_id[user_id(key)]
            here = key != newcomer and any(
                other.from_day is None or other.from_day <= day for other in rows if key_of(other) == key
            )
            note = _area(row)
            if here:
                chat.person_id, chat.menu_stale = person.id, True
                chat.consent_version = person.consent_version = version
                chat.consent_at = person.consent_at = began - timedelta(days=35)
                person.state = PersonState.ACTIVE
            else:
                note = invites.issue(session, person.id, began)
            phones.append(DemoPerson(user_id(key), row.name, row.role, note, friend=here))
    phones.append(
        DemoPerson(user_id("stranger"), bot.texts.in_language("th")("demo-stranger"), "stranger", None, friend=False)
    )
    return phones


def _area(row: RosterRow) -> str | None:
    return row.position or (str(row.scope) if row.scope else None)


def _relive(bot: Bot, week: Iterable[TypedMessage]) -> None:
    """Let the handlers handle each message at its time. Their answers are not sent, because that time is past."""
    turns = TurnFactory(bot.programme, bot.texts, Links(None, None), Router(ROUTES))
    typed = list(week)
    for start in range(0, len(typed), TURNS_A_COMMIT):
        with bot.database.write() as session:
            for number, message in enumerate(typed[start : start + TURNS_A_COMMIT], start):
                key = user_id(key_of(message.row))
                event = read_event(_as_event(message, key, number))
                row = WaitingEvent(number + 1, key, event.message_id, event.at, raw=None, received_at=message.at)
                came = IncomingEvent(row, event)
                batch = turns.begin(session, [came], message.at)
                turns.answer(turns.turn(batch, came, message.at, message.at))
                session.flush()


def _as_event(message: TypedMessage, key: str, number: int) -> dict[str, Any]:
    return {
        "type": "message",
        "webhookEventId": f"demo-{number}",
        "timestamp": int(message.at.timestamp() * 1000),
        "source": {"type": "user", "userId": key},
        "message": {"type": "text", "id": f"demo-{number}", "text": message.text},
    }

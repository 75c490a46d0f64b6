"""`python -m bench.reminders`: plans and queues an instant that concerns everybody, beside the simple way (a query and
a write for each person); and a tick with nothing due and a million past occurrences. On both databases."""

import argparse
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Final, cast

from sqlalchemy import Table, insert, select, text, update

from bench import people, systems
from bench.processes import ROOT
from bot.outbound.outbox import new_delivery
from bot.outbound.reply import say
from locales.texts import Texts
from models import schema
from models.activities import reporting
from models.messaging import chat_queues
from models.messaging.chat_queues import Direction
from models.messaging.chats import Chat
from models.messaging.deliveries import Delivery, DeliveryState
from models.people import leave
from models.people.people import Membership, Role
from models.reminders.reminders import OccurrenceState, ReminderOccurrence
from models.storage.database import Database
from programmes import Programme, load
from programmes.bangkok import BANGKOK
from scheduler.reminders import OutboxSink, ReminderClock
from services.current_programme import CurrentProgramme

Measured = tuple[str, float, str]
PEOPLE: Final = 15_000
GROWTH: Final = 10
PAST: Final = 1_000_000
TICKS: Final = 50
AT_ONCE: Final = 50_000
JOINED: Final = datetime(2023, 7, 3, 9, tzinfo=BANGKOK)
BEFORE, DUE = datetime(2023, 9, 6, 16, tzinfo=BANGKOK), datetime(2023, 9, 6, 17, 30, tzinfo=BANGKOK)


class FixedClock:
    """A clock that stands still at a given time."""

    def __init__(self, now: datetime) -> None:
        self.at = now

    def now(self) -> datetime:
        return self.at

    def real(self) -> datetime:
        return self.at

    def age(self, instant: datetime) -> timedelta:
        return self.at - instant


class ReminderPeople:
    """People who have joined and report nothing, and the job of their reminders."""

    def __init__(self, url: str, programme: Programme, texts: Texts, count: int) -> None:
        self.database = Database(url)
        schema.migrate(self.database)
        people.register(self.database, programme, count, JOINED)
        self.clock = FixedClock(BEFORE)
        outbox = OutboxSink(self.clock)
        self.reminders = ReminderClock(self.database, self.clock, CurrentProgramme(programme), texts, outbox)
        self.reminders.tick()
        _settle_down(self.database)

    def plan(self) -> float:
        """Plan a reminder for everybody at once. Return the seconds until all are queued."""
        self.clock.at = DUE
        began = perf_counter()
        outgoing = self.reminders.tick()
        taken = perf_counter() - began
        with self.database.read() as session:
            planned = session.execute(select(ReminderOccurrence.id)).all()
        assert outgoing == len(planned) > 0
        return taken

    def all_sent(self) -> None:
        """Mark everything as sent, and let the job learn it."""
        with self.database.write() as session:
            session.execute(update(Delivery).values(state=DeliveryState.SENT.value))
        self.reminders.tick()

    def remember(self, count: int, persons: int) -> None:
        """Store past occurrences."""
        for start in range(0, count, AT_ONCE):
            rows = [_past(number, persons) for number in range(start, min(start + AT_ONCE, count))]
            with self.database.write() as session:
                session.execute(insert(cast(Table, ReminderOccurrence.__table__)), rows)
        _settle_down(self.database)

    def idle_tick(self) -> float:
        """Return the median milliseconds of a tick that finds nothing due."""
        taken = []
        for _ in range(TICKS):
            began = perf_counter()
            assert self.reminders.tick() == 0
            taken.append(perf_counter() - began)
        return 1000 * sorted(taken)[TICKS // 2]

    def close(self) -> None:
        self.database.close()


def run(count: int = PEOPLE, past: int = PAST) -> list[Measured]:
    """Return rows of (what, value, unit)."""
    programme, texts = load(ROOT / "programmes" / "cast-2566"), Texts.load(ROOT / "locales")
    rows: list[Measured] = []
    with systems.scratch() as folder, systems.postgres_server() as address:
        makers: dict[str, Callable[[], str]] = {
            "SQLite": lambda: systems.sqlite_url(Path(folder)),
            "PostgreSQL": lambda: systems.postgres_url(address),
        }
        for name, make in makers.items():
            small, large = (ReminderPeople(make(), programme, texts, size) for size in (count // GROWTH, count))
            plain = one_by_one(small.database, DUE.date()) * GROWTH
            few, many = small.plan(), large.plan()
            said = f"reminders, {name}"
            rows += [
                (f"{said}: due to {count:,} people, planned and queued (aim < 5)", many, "s"),
                (f"{said}: the plain way, a question and a row a person ÷ this", plain / many, "×"),
                (f"{said}: with {GROWTH} × the people ÷ without", many / few, "×"),
            ]
            small.all_sent()
            fresh = small.idle_tick()
            small.remember(past, count // GROWTH)
            idle = small.idle_tick()
            rows += [
                (f"{said}: a tick with nothing due, {past:,} past occurrences (aim < 10)", idle, "ms"),
                (f"{said}: such a tick ÷ one without a past", idle / fresh, "×"),
            ]
            small.close()
            large.close()
    return rows


def one_by_one(database: Database, day: date) -> float:
    """Return the seconds of the simple way: for each person, query what is missing and store a message."""
    now, message = DUE, say("วันนี้ยังไม่มีบันทึก")
    with database.read() as session:
        ids = session.scalars(select(Membership.person_id).where(Membership.role == Role.PARTICIPANT.value)).all()
    began = perf_counter()
    with database.write() as session:
        for person_id in ids:
            if leave.days_off(session, [person_id], day, day) or reporting.reported(session, [person_id], day):
                continue
            key = session.scalars(select(Chat.line_user_id).where(Chat.person_id == person_id)).one()
            session.add(new_delivery(key, message, now))
            chat_queues.enqueue(session, Direction.OUT, [key], now)
        session.flush()
        taken = perf_counter() - began
        session.rollback()
    return taken


def _past(number: int, persons: int) -> dict[str, object]:
    back, person = divmod(number, persons)
    due = JOINED - timedelta(minutes=back)
    return {
        "rule": "daily_missing", "person_id": person + 1, "occurrence": f"day:{due:%Y-%m-%d}@{due:%Y-%m-%dT%H:%M}",
        "subject": f"day:{due:%Y-%m-%d}", "version": 1, "due_at": due, "until": due + timedelta(hours=3),
        "state": OccurrenceState.SENT.value, "pushed_on": due.date(), "delivery_id": number + 1_000_000,
    }  # fmt: skip


def _settle_down(database: Database) -> None:
    """Let the database collect its statistics."""
    if database.is_sqlite:
        with database.write() as session:
            session.execute(text("ANALYZE"))
    else:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.reminders", description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--past", type=int, default=PAST)
    given = parser.parse_args()
    for what, value, unit in run(given.people, given.past):
        sys.stdout.write(f"{what}: {value:.3g} {unit}\n")

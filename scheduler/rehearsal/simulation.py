"""Simulates the programme's days on a copy of the roster and records what would be sent.

It uses the same clock jobs, conditions and texts as the bot in operation, but sends nothing.

It assumes that everybody has joined, that a given share of participants reports each day at 16:00, and that their
mentors answer at 10:00 on the next working day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final, cast

from sqlalchemy import Table, event, insert, select, update
from sqlalchemy.orm import Session

from bot.outbound.composing import Composer
from bot.settings import ROOT
from locales.texts import Texts
from models import schema
from models.activities import reporting
from models.activities.activities import Activity, ActivityState
from models.messaging.chats import Chat
from models.people import leave
from models.people.leave import ExtraHoliday, Leave, Mute
from models.people.people import Membership, Person, PersonState, Placement, Role, is_on_roster
from models.reminders import reminders
from models.reminders.reminders import OccurrenceState, ReminderOccurrence, ReminderRule
from models.storage.database import Database
from programmes import Programme
from programmes.bangkok import BANGKOK
from programmes.reminders import ReminderAudience
from scheduler.reminders import ReminderClock
from services.current_programme import CurrentProgramme
from services.reminders.facts import ReminderItem
from services.reminders.planning import ReminderNotification, in_order, rules_of
from services.reminders.recipients import Recipient, Recipients, recipients_after
from services.reminders.refreshing import refresh
from services.roster import read_roster
from services.roster.applying import apply_roster

EXAMPLE: Final = ROOT / "programmes" / "cast-2566" / "roster.example.csv"
COPIED: Final = (Person, Membership, Placement, Leave, Mute, ExtraHoliday)
REPORTS_AT: Final = time(16, 0)
MENTORS_ANSWER_AT: Final = time(10, 0)
ALL: Final = 1_000_000  # people in one transaction: nobody else waits for the scratch database
DAYS_BEFORE: Final = timedelta(days=14)
ROLES: Final[dict[ReminderAudience, Role]] = {  # of raters there are none: they are on no roster
    "participant": Role.PARTICIPANT,
    "mentor": Role.MENTOR,
    "deputy": Role.MENTOR,
    "coordinator": Role.COORDINATOR,
    "owner": Role.COORDINATOR,
    "former_mentor": Role.MENTOR,
    "juror": Role.COORDINATOR,
    "body": Role.COORDINATOR,
}


_QUEUED_ARE_SENT: Final = (  # at once: what is queued is looked at again and again
    update(ReminderOccurrence)
    .where(ReminderOccurrence.state == OccurrenceState.QUEUED)
    .values(state=OccurrenceState.SENT)
    .execution_options(synchronize_session=False)
)


@dataclass(frozen=True, slots=True)
class RehearsedMessage:
    """One message: when (Bangkok), by which rules (the most urgent first, joined by +), to whom, as a push or with a
    reply, and its text."""

    at: datetime
    rule: str
    role: str
    person: str
    way: str
    text: str

    def to_json(self) -> dict[str, str]:
        return {
            "at": self.at.isoformat(),
            "rule": self.rule,
            "role": self.role,
            "person": self.person,
            "way": self.way,
            "text": self.text,
        }


def rehearse(
    programme: Programme,
    texts: Texts,
    source: Database | None,
    first: date,
    last: date,
    *,
    reporting: float = 0.0,
    roster: Path = EXAMPLE,
    with_texts: bool = True,
) -> Iterator[RehearsedMessage]:
    """Yield every message of the days from `first` to `last`, in order of time. The people are copied from `source`;
    without one, or if it has no people, they are those of the `roster`. Texts take half of the time and can be left
    out."""
    with TemporaryDirectory(prefix="rehearsal-") as folder:
        stage = Database(f"sqlite:///{Path(folder) / 'rehearsal.db'}")
        event.listen(stage.engine, "connect", _skip_disk_sync)
        try:
            schema.make(stage)
            _load_people(stage, source, roster, programme, datetime.combine(first, time(), BANGKOK))
            yield from RehearsalRun(stage, programme, texts, reporting, with_texts).run(first, last)
        finally:
            stage.close()


def _skip_disk_sync(connection: Any, _record: object) -> None:
    """Do not wait for the disk at commits. If the rehearsal dies, it can simply be run again."""
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA journal_mode=MEMORY")


class RehearsalClock:
    """The clock of the rehearsal, in which nothing is ever late."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def move(self, to: datetime) -> None:
        self._now = to

    def now(self) -> datetime:
        return self._now

    def real(self) -> datetime:
        return self._now

    def age(self, _: datetime) -> timedelta:
        return timedelta(0)


class RecordingSink:
    """Records messages instead of queueing them. A message that goes with a reply is recorded at that reply."""

    def __init__(self, with_texts: bool) -> None:
        self._with_texts = with_texts
        self.notifications: list[tuple[ReminderNotification, str]] = []

    def put(self, _: Session, notifications: Sequence[ReminderNotification]) -> Sequence[int | None]:
        for notification in notifications:
            if not notification.piggyback:
                self.notifications.append((notification, notification.composed.text if self._with_texts else ""))
        return [None] * len(notifications)


class RehearsedReminders(ReminderClock):
    """The job of reminders on the scratch database, where nothing is ever delivered and nobody joins or leaves."""

    @cached_property
    def people(self) -> list[Recipient]:
        with self.database.read() as session:
            return recipients_after(session, 0, ALL)

    def next_people(self, session: Session, due: Sequence[ReminderRule], instant: datetime) -> list[Recipient]:
        return self.people if due else super().next_people(session, due, instant)

    def tidy(self) -> None:
        with self.database.write() as session:
            reminders.pass_over(session, self.clock.now())
            session.execute(_QUEUED_ARE_SENT)


class RehearsalRun:
    """The simulation of the days."""

    def __init__(self, stage: Database, programme: Programme, texts: Texts, share: float, with_texts: bool) -> None:
        self._stage, self._texts, self._reporting, self._with_texts = stage, texts, share, with_texts
        self._calendar, self._sink = CurrentProgramme(programme), RecordingSink(with_texts)
        self._people: list[Recipient] = []
        with stage.read() as session:
            self._programme = self._calendar.current(session)

    def run(self, first: date, last: date) -> Iterator[RehearsedMessage]:
        begin = datetime.combine(first, time(), BANGKOK)
        end = datetime.combine(last + timedelta(days=1), time(), BANGKOK)
        clock = RehearsalClock(begin)
        ticking = RehearsedReminders(self._stage, clock, self._calendar, self._texts, self._sink, people_at_once=ALL)
        self._people = ticking.people
        self._live_before(first)
        ticking.tick()
        days = self._programme.expected_days(first, last)
        hours = (MENTORS_ANSWER_AT, REPORTS_AT) if self._reporting else ()
        written = [datetime.combine(day, hour, BANGKOK) for day in days for hour in hours]
        while True:
            instant = ticking.next_instant()
            upcoming = min((at for at in (instant, *written[:1]) if at is not None), default=end)
            if upcoming >= end:
                return
            clock.move(upcoming)
            if written and written[0] == upcoming:
                at = written.pop(0)
                yield from self._report(at) if at.time() == REPORTS_AT else self._answer(at)
            ticking.tick()
            yield from self._take_notes(upcoming)

    def _take_notes(self, at: datetime) -> Iterator[RehearsedMessage]:
        notifications, self._sink.notifications = self._sink.notifications, []
        for notification, text in notifications:
            yield _line(
                at,
                notification.reminder_items,
                "+".join(rules_of(notification)),
                notification.recipient.name,
                "push",
                text,
            )

    def _live_before(self, first: date) -> None:
        """Fill the days before the first as if people had reported, so that nobody is behind at the start."""
        if self._reporting:
            with self._stage.write() as session:
                for day in self._programme.expected_days(first - DAYS_BEFORE, first - timedelta(days=1)):
                    self._write_entries(session, datetime.combine(day, REPORTS_AT, BANGKOK))

    def _report(self, at: datetime) -> Iterator[RehearsedMessage]:
        """Let the chosen share of participants write an entry; what waited for that is sent with the reply."""
        with self._stage.write() as session:
            writing = self._write_entries(session, at)
            if writing:
                yield from self._ride(session, writing, at)

    def _answer(self, at: datetime) -> Iterator[RehearsedMessage]:
        """Let mentors answer what was recorded on the working day before; what waited for that is sent with the reply.
        On the first day of a stage its mentors have nothing to answer."""
        before = self._programme.expected_days(at.date() - DAYS_BEFORE, at.date() - timedelta(days=1))
        stage = self._programme.stage_on(at.date())
        if not before or stage is None or self._programme.stage_on(before[-1]) is not stage:
            return
        with self._stage.write() as session:
            recipients = Recipients(session, self._programme, self._people)
            mine = recipients.looked_after(stage, at.date())
            authors = reporting.reported(session, {one.person_id for some in mine.values() for one in some}, before[-1])
            answering = {mentor for mentor, some in mine.items() if any(one.person_id in authors for one in some)}
            yield from self._ride(session, [one for one in self._people if one.person_id in answering], at)

    def _write_entries(self, session: Session, at: datetime) -> list[Recipient]:
        here = [one for one in self._people if one.holds("participant", at.date())]
        away = leave.days_off(session, [one.person_id for one in here], at.date(), at.date())
        writing = self._who_reports([one for one in here if one.person_id not in away], at.date())
        if writing:
            session.execute(insert(cast(Table, Activity.__table__)), [_activity_row(one, at) for one in writing])
        return writing

    def _who_reports(self, here: Sequence[Recipient], day: date) -> list[Recipient]:
        """Return the participants who report on a day: other people each day, the same in every rehearsal."""
        chosen = Random(day.toordinal()).sample(range(len(here)), round(self._reporting * len(here)))
        return [here[place] for place in sorted(chosen)]

    def _ride(self, session: Session, writing: Sequence[Recipient], at: datetime) -> Iterator[RehearsedMessage]:
        waiting = reminders.waiting_of(session, [one.person_id for one in writing])
        recipients = Recipients(session, self._programme, [one for one in writing if one.person_id in waiting])
        revived = refresh(recipients, [one for mine in waiting.values() for one in mine], self._texts, at)
        for state, ids in revived.over.items():
            reminders.end(session, ids, state)
        reminders.end(session, [one.id for one, _ in revived.alive], OccurrenceState.SENT)
        reminder_items: dict[int, list[ReminderItem]] = {}
        for one, reminder_item in revived.alive:
            reminder_items.setdefault(one.person_id, []).append(reminder_item)
        composer = Composer(session, self._programme, self._texts, at.date(), None)
        for writer in recipients.people:
            if writer.person_id in reminder_items:
                mine = in_order(reminder_items[writer.person_id])
                rules = "+".join(dict.fromkeys(reminder_item.reminder.rule for reminder_item in mine))
                text = composer.compose(writer.person_id, writer.language, mine).text if self._with_texts else ""
                yield _line(at, mine, rules, writer.name, "rides", text)


def _line(
    at: datetime, reminder_items: Sequence[ReminderItem], rules: str, person: str, way: str, text: str
) -> RehearsedMessage:
    return RehearsedMessage(at.astimezone(BANGKOK), rules, ROLES[reminder_items[0].audience].value, person, way, text)


def _activity_row(one: Recipient, at: datetime) -> dict[str, object]:
    return {
        "person_id": one.person_id,
        "chat_key": one.chat_key,
        "day": at.date(),
        "state": ActivityState.APPROVED,
        "photos": 0,
        "revision": 1,
        "opened_at": at,
        "latest_at": at,
        "created_at": at,
        "updated_at": at,
    }


def _load_people(stage: Database, source: Database | None, roster: Path, programme: Programme, now: datetime) -> None:
    """Load the people into the scratch database, each with a chat."""
    with stage.write() as session:
        if not (source and _copy(source, session)):
            apply_roster(session, read_roster(roster, programme).rows, programme, now)
        session.flush()
        gone = (PersonState.WITHDRAWN, PersonState.ERASED)
        here = list(
            session.scalars(select(Person.id).where(Person.state.not_in(gone), is_on_roster()).order_by(Person.id))
        )
        session.execute(update(Person).where(Person.state.not_in(gone)).values(state=PersonState.ACTIVE))
        chats = [{"line_user_id": f"U{one:032x}", "person_id": one, "created_at": now} for one in here]
        if chats:
            session.execute(insert(cast(Table, Chat.__table__)), chats)


def _copy(source: Database, session: Session) -> bool:
    """Copy the people with their roles and leave. Return False if there is nobody."""
    with source.read() as original:
        for table in (cast(Table, model.__table__) for model in COPIED):
            rows = [dict(row._mapping) for row in original.execute(select(table))]
            if table.name == Person.__tablename__ and not rows:
                return False
            if rows:
                session.execute(insert(table), rows)
    return True

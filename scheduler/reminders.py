"""The job of reminders: finds the instants that are due, one after the other, and plans each for everybody.

Any number of these may run, and any may die. Each transaction plans some people and stores how far the instant has
come; whichever process continues begins after these people.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final, Protocol

import structlog
from sqlalchemy.orm import Session

from bot import metrics
from bot.outbound import multicasts
from bot.outbound.composing import Composer
from bot.outbound.multicasts import OutboxMessage
from bot.outbound.piggyback import ABOUT
from locales.texts import Texts
from models.messaging import deliveries, push_usage
from models.messaging.deliveries import About, DeliveryState, Urgency
from models.reminders import reminders
from models.reminders.reminders import OccurrenceState, ReminderRule
from models.reviews import terms
from models.reviews.reviews import WaitingActivity
from models.storage import backups
from models.storage.database import Database
from programmes import Programme
from programmes.bangkok import BANGKOK, bangkok_day
from programmes.moments import moments_of
from programmes.when import Moment
from scheduler import rules
from scheduler.rules import RuleChange
from services.current_programme import CurrentProgramme
from services.reminders.conditions import Due
from services.reminders.planning import Planner, ReminderNotification, ReminderSink
from services.reminders.recipients import (
    Recipient,
    Recipients,
    SilentByDays,
    ToldOfChange,
    recipients_after,
    recipients_among,
)
from services.reminders.refreshing import programme_dues
from services.summaries.summary import Pushes

log = structlog.get_logger()
ON_TIME: Final = timedelta(0)
A_MOMENT: Final = timedelta(microseconds=1)
PEOPLE_AT_ONCE: Final = 250  # people in one transaction; on SQLite other writers wait for it
SAID_OF_A_CHANGE: Final = 5  # moments named in the log
EVERYBODY: Final = About(ABOUT, 0)  # the same for all, so that equal messages can become one multicast


class ProgrammeTime(Protocol):
    """The time that this job reads: bot.clock.Clock in operation, another clock in a rehearsal."""

    def now(self) -> datetime: ...

    def real(self) -> datetime: ...

    def age(self, instant: datetime) -> timedelta: ...


class OutboxSink:
    """Turns notifications into deliveries."""

    def __init__(self, clock: ProgrammeTime) -> None:
        self._clock = clock

    def put(self, session: Session, notifications: Sequence[ReminderNotification]) -> Sequence[int | None]:
        return multicasts.queue_messages(
            session, [outbox_message_of(notification) for notification in notifications], self._clock.real()
        )


def outbox_message_of(notification: ReminderNotification) -> OutboxMessage:
    """Return a notification as an outbox message, with the urgency of its most urgent item."""
    urgency = min(
        (reminder_item.reminder.urgency for reminder_item in notification.reminder_items),
        key=["must", "drop", "may_wait"].index,
    )
    return OutboxMessage(
        notification.recipient.chat_key,
        notification.composed.messages,
        EVERYBODY,
        Urgency(urgency),
        piggyback=notification.piggyback,
        expires_at=notification.until,
    )


class ReminderClock:
    """Plans the reminders that are due at each tick."""

    def __init__(
        self,
        database: Database,
        clock: ProgrammeTime,
        calendar: CurrentProgramme,
        texts: Texts,
        sink: ReminderSink,
        people_at_once: int | None = None,
        beat: Callable[[], None] | None = None,
    ) -> None:
        """`beat` is called after each transaction: after an outage there may be many, and one tick takes long."""
        self.database, self.clock, self._calendar, self._texts = database, clock, calendar, texts
        self._sink, self._people_at_once = sink, people_at_once or PEOPLE_AT_ONCE
        self._beat = beat or _not_needed
        self._agreed: Programme | None = None
        self._noted_on: date | None = None
        self._moments: dict[str, list[Moment]] = {}

    def tick(self) -> int:
        """Plan all that is due, instant by instant. Return the number of messages made."""
        with self.database.read() as session:
            programme = self._calendar.current(session)
        self._agree(programme)
        self._note_mentors(programme)
        written = 0
        while True:
            with self.database.read() as session:
                instant = reminders.next_instant(session)
            if instant is None or instant > self.clock.now():
                break
            written += self._carry_out(programme, instant)
        self.tidy()
        return written

    def next_instant(self) -> datetime | None:
        """Return the time of the next instant, or None."""
        with self.database.read() as session:
            return reminders.next_instant(session)

    def _agree(self, programme: Programme) -> None:
        if programme is self._agreed:
            return
        with self.database.write() as session:
            changes = rules.agree(session, programme, self.clock.now())
        for change in changes:
            if change.version > 1:
                log.info("reminders.rule_changed", rule=change.rule, version=change.version, **_said(change))
        self._agreed = programme
        self._moments = {one.rule: moments_of(programme, one) for one in programme.reminders}

    def _note_mentors(self, programme: Programme) -> None:
        """Note once a day who is whose mentor."""
        now = self.clock.now()
        if bangkok_day(now) != self._noted_on:
            with self.database.write() as session:
                terms.note(session, programme, now)
            self._noted_on = bangkok_day(now)

    def _carry_out(self, programme: Programme, instant: datetime) -> int:
        """Plan one instant for everybody: the rules that are due, and what was postponed until then."""
        written, more = 0, True
        waiting: dict[date, dict[int, list[WaitingActivity]]] = {}
        silent: SilentByDays = {}
        changes: ToldOfChange = {}
        while more:
            with self.database.write() as session:
                due = reminders.due_rules(session, instant)
                moments = [(rule.key, one) for rule in due for one in self._moments_at(rule.key, instant)]
                dues = programme_dues(programme, moments)
                if backups.is_lost(session, instant):  # before a restore: perhaps it was sent, so it is late
                    dues = [replace(due, over=instant - A_MOMENT) for due in dues]
                gathered = self.next_people(session, due, instant)
                outgoing = self._plan(session, programme, due, dues, gathered, instant, waiting, silent, changes)
                more = self._note_progress(session, due, gathered, instant)
            written += outgoing
            self._beat()
        return written

    def _moments_at(self, rule: str, instant: datetime) -> list[Moment]:
        """Return a rule's moments at an instant; there may be several (two phases on one day)."""
        return [moment for moment in self._moments.get(rule, ()) if moment.at == instant]

    def _moment_after(self, rule: str, instant: datetime) -> datetime | None:
        """Return when a rule is due next, or None if never again."""
        return next((moment.at for moment in self._moments.get(rule, ()) if moment.at > instant), None)

    def next_people(self, session: Session, due: Sequence[ReminderRule], instant: datetime) -> list[Recipient]:
        if due:
            return recipients_after(session, min(rule.done_to for rule in due), self._people_at_once)
        late = reminders.to_be_pushed(session, instant)[: self._people_at_once]
        found = recipients_among(session, late)
        gone = set(late) - {one.person_id for one in found}
        reminders.end_of_people(session, gone, OccurrenceState.PASSED)
        return found

    def _plan(
        self,
        session: Session,
        programme: Programme,
        due: Sequence[ReminderRule],
        dues: Sequence[Due],
        gathered: Sequence[Recipient],
        instant: datetime,
        waiting: dict[date, dict[int, list[WaitingActivity]]],
        silent: SilentByDays,
        changes: ToldOfChange,
    ) -> int:
        if not gathered:
            return 0
        at = instant.astimezone(BANGKOK)
        now = at + max(self.clock.age(instant), ON_TIME)
        composer = Composer(session, programme, self._texts, at.date(), _pushes(session))
        planner = Planner(programme, self._texts, self._sink)
        recipients = Recipients(session, programme, gathered, waiting, silent, changes)
        planned = planner.plan(session, recipients, dues, composer, {rule.key: rule.version for rule in due}, now)
        for (rule, state), count in planned.ended.items():
            metrics.REMINDERS.labels(rule, state).inc(count)
        return planned.outgoing

    def _note_progress(
        self,
        session: Session,
        due: Sequence[ReminderRule],
        gathered: Sequence[Recipient],
        instant: datetime,
    ) -> bool:
        """Store how far the instant has come. Return whether there are more people to plan."""
        if not due:
            return bool(reminders.to_be_pushed(session, instant))
        if len(gathered) == self._people_at_once:
            for rule in due:
                rule.done_to = gathered[-1].person_id
            return True
        for rule in due:
            rule.done_to, rule.next_at = 0, self._moment_after(rule.key, instant)
        return False

    def tidy(self) -> None:
        """Read from the outbox what became of the messages, and give up those whose window is over."""
        now, real_now = self.clock.now(), self.clock.real()
        with self.database.read() as session:
            if not reminders.has_open(session):
                return
        with self.database.write() as session:
            deliveries.expire(session, now, real_now)
            _scatter_parked(session, real_now)
            for (rule, state), count in reminders.settle(session).items():
                metrics.REMINDERS.labels(rule, state).inc(count)
            reminders.pass_over(session, now)


def _not_needed() -> None:
    """No process watches this clock."""


def _said(change: RuleChange) -> dict[str, object]:
    """Return for the log how many moments were removed and added, and the first of them."""
    gone, new = change.gone, change.new
    return {
        "gone": len(gone),
        "first_gone": gone[:SAID_OF_A_CHANGE],
        "new": len(new),
        "first_new": new[:SAID_OF_A_CHANGE],
    }


def _scatter_parked(session: Session, real_now: datetime) -> None:
    """Split a parked message to many, for which no quota is left: each person gets it with their next reply, free."""
    for shared in deliveries.parked_together(session, ABOUT):
        outgoing = [
            OutboxMessage(
                key,
                shared.messages or [],
                EVERYBODY,
                Urgency(shared.urgency),
                piggyback=True,
                expires_at=shared.expires_at,
            )
            for key in shared.recipients or ()
        ]
        ids = multicasts.queue_messages(session, outgoing, real_now, together=False)
        reminders.scatter(session, shared.id, {one.chat_key: own for one, own in zip(outgoing, ids, strict=True)})
        shared.state, shared.messages, shared.settled_at = DeliveryState.SKIPPED, None, real_now


def _pushes(session: Session) -> Pushes | None:
    known = push_usage.known(session)
    return Pushes(known.used, known.allowed, known.forecast) if known else None

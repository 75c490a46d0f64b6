"""Plans an instant for some people: who is told what now, what waits, and what is stored.

Everything happens in the caller's transaction: occurrences and their messages are stored together.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from typing import Any, Final, Protocol

from sqlalchemy.orm import Session

from locales.texts import Texts
from models.messaging import chat_queues, conversations, deliveries
from models.messaging.chat_queues import Direction
from models.people import leave
from models.reminders import reminders
from models.reminders.reminders import OccurrenceState
from programmes import Programme
from services.reminders.conditions import Due, each_silence, regular
from services.reminders.deciding import FORM_PAUSE, PushDecision, PushEligibility, ReminderCandidate, day_of, decide
from services.reminders.facts import ReminderItem
from services.reminders.recipients import Recipient, Recipients
from services.reminders.refreshing import items_of, refresh


@dataclass(frozen=True, slots=True)
class ComposedReminder:
    """Mapping[str, Any]s for one person, and how they read as plain words."""

    messages: tuple[dict[str, Any], ...]
    text: str


class ReminderComposer(Protocol):
    """Makes the messages of one person. The edge implements it, because it knows how messages look."""

    def compose(self, person_id: int, language: str, reminder_items: Sequence[ReminderItem]) -> ComposedReminder: ...


@dataclass(frozen=True, slots=True)
class Planned:
    """The result of planning: the number of messages, and what ended without one, by rule and state."""

    outgoing: int = 0
    ended: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass(frozen=True)
class ReminderNotification:
    """What one person is told in one message: pushed now, or (`piggyback`) with the reply to their next message. After
    `until` it is not sent any more. `compose` makes the message; it must be called in the planner's transaction."""

    recipient: Recipient
    reminder_items: tuple[ReminderItem, ...]
    compose: Callable[[], ComposedReminder]
    piggyback: bool
    until: datetime

    @cached_property
    def composed(self) -> ComposedReminder:
        return self.compose()


class ReminderSink(Protocol):
    """Where notifications go: to the outbox, or in a rehearsal to a list."""

    def put(self, session: Session, notifications: Sequence[ReminderNotification]) -> Sequence[int | None]:
        """Store notifications. Return the delivery of each, or None if there are no deliveries."""


class AlreadyPlanned(Exception):
    """Another clock process has planned the same. Nothing of this transaction may be stored."""


OPEN_STATES: Final = (OccurrenceState.QUEUED, OccurrenceState.WAITING)


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans instants with the programme (including late holidays), the texts, and the place where messages go."""

    programme: Programme
    texts: Texts
    sink: ReminderSink

    def plan(
        self,
        session: Session,
        recipients: Recipients,
        dues: Sequence[Due],
        composer: ReminderComposer,
        versions: Mapping[str, int],
        now: datetime,
    ) -> Planned:
        """Plan what is due and what is to be pushed after waiting, at `now` (programme time), for these people.

        Raises AlreadyPlanned if another clock process was faster.
        """
        items = self._fresh(recipients, [each for due in dues for each in each_silence(recipients, due)], now)
        self._add_waiting(session, recipients, items, now)
        self._leave_out(session, items)
        if not items:
            return Planned()
        people = {one.person_id: one for one in recipients.people if one.person_id in items}
        standing = self._standing(session, list(people.values()), now)
        decisions = {
            person_id: decide(mine, standing[person_id], now, self.programme.quiet_hours)
            for person_id, mine in items.items()
        }
        notifications = []
        for person_id in sorted(items):
            for state in OPEN_STATES:
                chosen = [
                    i.reminder_item
                    for i, decision in zip(items[person_id], decisions[person_id], strict=True)
                    if decision.state is state
                ]
                if chosen:
                    piggyback = state is OccurrenceState.WAITING
                    notifications.append(self._notification(people[person_id], chosen, composer, piggyback=piggyback))
        placed = zip(notifications, self.sink.put(session, notifications), strict=True)
        delivery_of = {
            (notification.recipient.person_id, notification.piggyback): delivery for notification, delivery in placed
        }
        return Planned(len(notifications), self._store(session, items, decisions, delivery_of, versions, now))

    def _fresh(self, recipients: Recipients, dues: Sequence[Due], now: datetime) -> dict[int, list[ReminderCandidate]]:
        """Return what is due now, by person. People on leave get no daily and weekly reminders."""
        items: dict[int, list[ReminderCandidate]] = {}
        occurrences = {due.moment.key for due in dues}
        silences = {due.moment.key for due in dues if due.reminder.condition == "silent"}
        if silences:  # a silence is told once, but tried again until it is
            reminders.forget_untold(recipients.session, recipients.ids, silences)
        known = reminders.known(recipients.session, recipients.ids, occurrences) if dues else set()
        for due in dues:
            reminder_items = items_of(recipients, due, self.texts)
            stops = bool(reminder_items) and due.reminder.stops_on_leave
            away = recipients.away(due.moment.day) if stops else frozenset[int]()
            rides_until = due.rides_until(self.programme)
            worth_a_push = due.reminder.urgency != "may_wait" and rides_until <= now
            spared = regular(recipients, due, reminder_items) if due.reminder.spares else frozenset()
            for person_id, reminder_item in reminder_items.items():
                if person_id not in away and (due.reminder.rule, person_id, due.moment.key) not in known:
                    pushed = worth_a_push and person_id not in spared
                    candidate = ReminderCandidate(reminder_item, pushed, push_at=rides_until)
                    items.setdefault(person_id, []).append(candidate)
        return items

    def _add_waiting(
        self, session: Session, recipients: Recipients, items: dict[int, list[ReminderCandidate]], now: datetime
    ) -> None:
        """Add what waits for the same people, so that it is decided together with what is due."""
        concerned = reminders.to_decide_on(session, recipients.ids, list(items), now)
        if not concerned:
            return
        chat_queues.lock_rows(
            session, Direction.OUT, [one.chat_key for one in recipients.people if one.person_id in concerned]
        )
        held = reminders.waiting_of(session, sorted(concerned), hold=True)
        all_of_it = [one for mine in held.values() for one in mine]
        in_deliveries = {one.delivery_id for one in all_of_it if one.delivery_id is not None}
        withdrawn = deliveries.withdraw(session, in_deliveries)
        free = [one for one in all_of_it if one.delivery_id is None or one.delivery_id in withdrawn]
        under_way = [one.id for one in all_of_it if one.delivery_id is not None and one.delivery_id not in withdrawn]
        reminders.change(session, under_way, push_at=None)  # it is being sent with a reply just now
        revived = refresh(recipients, free, self.texts, now)
        for state, ids in revived.over.items():
            reminders.end(session, ids, state)
        for one, reminder_item in revived.alive:
            due_for_push = one.push_at is not None and one.push_at <= now
            items.setdefault(one.person_id, []).append(
                ReminderCandidate(reminder_item, due_for_push, one.id, one.push_at)
            )

    @staticmethod
    def _leave_out(session: Session, items: Mapping[int, list[ReminderCandidate]]) -> None:
        """Leave out what another item stands for."""
        for mine in items.values():
            replaced = {rule for one in mine for rule in one.reminder_item.reminder.instead_of}
            if replaced:
                out = [one for one in mine if one.reminder_item.reminder.rule in replaced]
                mine[:] = [one for one in mine if one not in out]
                waited = [one.occurrence for one in out if one.occurrence is not None]
                reminders.end(session, waited, OccurrenceState.NOT_NEEDED)

    def _standing(self, session: Session, people: Sequence[Recipient], now: datetime) -> dict[int, PushEligibility]:
        ids, day = [one.person_id for one in people], day_of(now)
        muted, pushed = leave.muted(session, ids, day), reminders.pushed_on(session, ids, day)
        busy = conversations.in_a_form(session, [one.chat_key for one in people], now - FORM_PAUSE)
        return {
            one.person_id: PushEligibility(one.person_id in muted, one.chat_key in busy, one.person_id in pushed)
            for one in people
        }

    @staticmethod
    def _notification(
        recipient: Recipient, reminder_items: Sequence[ReminderItem], composer: ReminderComposer, *, piggyback: bool
    ) -> ReminderNotification:
        compose = partial(composer.compose, recipient.person_id, recipient.language, reminder_items)
        until = max(reminder_item.due.until for reminder_item in reminder_items)
        return ReminderNotification(recipient, tuple(in_order(reminder_items)), compose, piggyback, until)

    def _store(
        self,
        session: Session,
        items: Mapping[int, Sequence[ReminderCandidate]],
        decisions: Mapping[int, Sequence[PushDecision]],
        delivery_of: Mapping[tuple[int, bool], int | None],
        versions: Mapping[str, int],
        now: datetime,
    ) -> Counter[tuple[str, str]]:
        rows = []
        changed: dict[tuple[tuple[str, Any], ...], list[int]] = {}  # many waiting occurrences change in the same way
        for person_id, mine in items.items():
            for item, decision in zip(mine, decisions[person_id], strict=True):
                became = self._became(person_id, decision, delivery_of, now)
                if item.occurrence is None:
                    rows.append(_row(person_id, item.reminder_item, versions) | became)
                else:
                    changed.setdefault(tuple(became.items()), []).append(item.occurrence)
        for values, ids in changed.items():
            reminders.change(session, ids, **dict(values))
        if reminders.put_down(session, rows) < len(rows):
            raise AlreadyPlanned
        # an open occurrence is counted when its result is known
        return Counter((row["rule"], row["state"]) for row in rows if row["state"] not in OPEN_STATES)

    @staticmethod
    def _became(
        person_id: int, decision: PushDecision, delivery_of: Mapping[tuple[int, bool], int | None], now: datetime
    ) -> dict[str, Any]:
        piggyback = decision.state is OccurrenceState.WAITING
        return {
            "state": decision.state.value,
            "push_at": decision.push_at,
            "pushed_on": day_of(now) if decision.state is OccurrenceState.QUEUED else None,
            "delivery_id": delivery_of.get((person_id, piggyback)) if decision.state in OPEN_STATES else None,
        }


def _row(person_id: int, reminder_item: ReminderItem, versions: Mapping[str, int]) -> dict[str, Any]:
    moment, rule = reminder_item.due.moment, reminder_item.reminder.rule
    return {
        "rule": rule,
        "person_id": person_id,
        "occurrence": moment.key,
        "subject": moment.subject,
        "version": versions.get(rule, 1),
        "due_at": moment.at,
        "until": reminder_item.due.until,
    }


def rules_of(notification: ReminderNotification) -> Iterable[str]:
    """Return the rules of a notification, the most urgent first."""
    return dict.fromkeys(reminder_item.reminder.rule for reminder_item in notification.reminder_items)


def in_order(reminder_items: Sequence[ReminderItem]) -> list[ReminderItem]:
    return sorted(reminder_items, key=lambda reminder_item: reminder_item.due.order)

"""A clock of reminders over a town: time goes where the test says, and what is due for sending is taken as sent."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import null, select, update
from sqlalchemy.orm import Session

from bot.outbound import piggyback
from models.messaging import deliveries
from models.messaging.conversations import Conversation
from models.messaging.deliveries import Delivery, DeliveryState
from models.reminders import reminders
from models.reminders.reminders import OccurrenceState, ReminderOccurrence
from programmes import Programme
from programmes.bangkok import bangkok_day
from programmes.reminders import Reminder
from scheduler.reminders import OutboxSink, ReminderClock
from services.current_programme import CurrentProgramme
from services.reminders.planning import ReminderNotification, ReminderSink
from tests.services.reminders.reminder_people import PeopleByName, at, chat_key

Told = tuple[str, str, str]  # rule, person, occurrence


class HandClock:
    """Programme time moved by hand; real time follows it, so that what is looked at late is late."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def move(self, to: datetime) -> None:
        assert to >= self._now
        self._now = to

    def now(self) -> datetime:
        return self._now.astimezone(UTC)

    def real(self) -> datetime:
        return self.now()

    def age(self, instant: datetime) -> timedelta:
        return self._now - instant


class RecordingOutbox:
    """The real outbox; what each of its deliveries says is remembered."""

    def __init__(self, clock: HandClock) -> None:
        self._outbox = OutboxSink(clock)
        self.notifications: dict[int, list[ReminderNotification]] = {}

    def put(self, session: Session, notifications: Sequence[ReminderNotification]) -> Sequence[int | None]:
        ids = self._outbox.put(session, notifications)
        for notification, delivery_id in zip(notifications, ids, strict=True):
            if delivery_id is not None:
                self.notifications.setdefault(delivery_id, []).append(notification)
        return ids


@dataclass(frozen=True, slots=True)
class Push:
    """One push to one person: on which day, and what it told."""

    name: str
    at: datetime
    rules: tuple[str, ...]

    @property
    def day(self) -> date:
        return bangkok_day(self.at)


class Ticking:
    """One town's clock."""

    def __init__(self, town: PeopleByName, *, sink: ReminderSink | None = None, clock: HandClock | None = None) -> None:
        self.town = town
        self.clock = clock or HandClock(at("2023-05-06 00:00"))
        self.recording = RecordingOutbox(self.clock)
        self._sink = sink or self.recording
        self.follows(town.programme)
        self.pushes: list[Push] = []
        self.told: Counter[Told] = Counter()
        self._names = {person_id: name for name, person_id in town.ids.items()}

    def follows(self, programme: Programme) -> None:
        """A clock process that has read this programme file."""
        self.programme, self.calendar = programme, CurrentProgramme(programme)
        self.reminders = ReminderClock(self.town.database, self.clock, self.calendar, self.town.texts, self._sink)

    def goes_to(self, words: str) -> None:
        """Time jumps there while no clock runs; then it ticks once."""
        self.clock.move(at(words))
        self.reminders.tick()

    def lives_to(self, words: str) -> None:
        """Time passes, the clock ticks at each instant, and senders send."""
        end = at(words)
        while (instant := self.reminders.next_instant()) is not None and instant <= end:
            self.clock.move(max(instant, self.clock.now()))
            self.reminders.tick()
            self.sends()
        self.clock.move(end)
        self.reminders.tick()
        self.sends()

    def sends(self) -> list[Push]:
        """Everything due is pushed and taken by LINE."""
        sent = []
        now, real = self.clock.now(), self.clock.real()
        with self.town.database.write() as session:
            due = select(Delivery).where(Delivery.state == DeliveryState.DUE.value, Delivery.rides.is_(False))
            for delivery in session.scalars(due.order_by(Delivery.id)).all():
                if delivery.expires_at is not None and delivery.expires_at < now:
                    continue
                for notification in self.recording.notifications.get(delivery.id, ()):
                    name = self._names[notification.recipient.person_id]
                    sent.append(
                        Push(
                            name,
                            now,
                            tuple(reminder_item.reminder.rule for reminder_item in notification.reminder_items),
                        )
                    )
                    self.told.update(
                        (reminder_item.reminder.rule, name, reminder_item.due.moment.key)
                        for reminder_item in notification.reminder_items
                    )
                _sent(session, [delivery], real)
        self.pushes += sent
        self.reminders.tick()  # learns what became of it
        return sent

    def writes(self, name: str) -> list[str]:
        """Somebody writes: what rides goes along with the answer. Return its rules."""
        now, person_id, key = self.clock.now(), self.town.ids[name], chat_key(self.town.ids[name])
        with self.town.database.write() as session:
            talk = session.get(Conversation, key)
            waiting = deliveries.open_of_chat(session, key)
            found = piggyback.piggybacked(waiting)
            if not found or (talk is not None and talk.is_form):
                return []
            programme = self.calendar.current(session)
            piggyback.refresh_piggybacked(session, programme, self.town.texts, person_id, found, now)
            session.flush()
            going = [one for one in found if one.state != DeliveryState.SKIPPED]
            told = _occurrences(session, [one.id for one in going])
            _sent(session, going, self.clock.real())
        self.told.update((rule, name, occurrence) for rule, occurrence in told)
        self.reminders.tick()
        return [rule for rule, _ in told]

    def in_form(self, name: str, *, busy: bool = True) -> None:
        """Somebody answers a question of a form, or is done with it."""
        with self.town.database.write() as session:
            key = chat_key(self.town.ids[name])
            talk = session.get(Conversation, key)
            if talk is None:
                talk = Conversation(chat_key=key, data={}, version=0, updated_at=self.clock.now())
                session.add(talk)
            if busy:
                talk.ask("form-question", self.clock.now())
            else:
                talk.close(self.clock.now())

    # ── what stands in the database ──

    def states(self, rule: str, name: str | None = None) -> list[str]:
        """What became of a rule's occurrences, in order of time."""
        with self.town.database.read() as session:
            mine = select(ReminderOccurrence.state).where(ReminderOccurrence.rule == rule)
            if name is not None:
                mine = mine.where(ReminderOccurrence.person_id == self.town.ids[name])
            return list(session.scalars(mine.order_by(ReminderOccurrence.due_at, ReminderOccurrence.person_id)))

    def push_at(self, rule: str, name: str) -> datetime | None:
        with self.town.database.read() as session:
            mine = select(ReminderOccurrence.push_at).where(
                ReminderOccurrence.rule == rule,
                ReminderOccurrence.person_id == self.town.ids[name],
                ReminderOccurrence.state == OccurrenceState.WAITING.value,
            )
            return session.scalar(mine)

    def rule(self, key: str) -> tuple[int, datetime | None]:
        """A stored rule's version and when it is due next."""
        with self.town.database.read() as session:
            row = reminders.rules(session)[key]
            return row.version, row.next_at

    def under_way(self, *, rides: bool = False) -> None:
        """A sender has sealed what is due (or what rides), and LINE has not answered yet."""
        with self.town.database.write() as session:
            due = (Delivery.state == DeliveryState.DUE.value) & Delivery.rides.is_(rides)
            session.execute(update(Delivery).where(due).values(state=DeliveryState.SEALED.value))

    def refused(self) -> None:
        """LINE refuses all that is due."""
        with self.town.database.write() as session:
            due = (Delivery.state == DeliveryState.DUE.value) & Delivery.rides.is_(False)
            session.execute(update(Delivery).where(due).values(state=DeliveryState.DEAD.value, body=null()))


def _occurrences(session: Session, delivery_ids: Sequence[int]) -> list[tuple[str, str]]:
    mine = select(ReminderOccurrence.rule, ReminderOccurrence.occurrence).where(
        ReminderOccurrence.delivery_id.in_(delivery_ids),
        ReminderOccurrence.state.in_([OccurrenceState.WAITING.value, OccurrenceState.QUEUED.value]),
    )
    return [(row.rule, row.occurrence) for row in session.execute(mine.order_by(ReminderOccurrence.id))]


def _sent(session: Session, calls: Sequence[Delivery], at: datetime) -> None:
    """LINE has taken these: sealed and settled, as a sender does it."""
    for call in calls:
        call.state = DeliveryState.SEALED.value
    session.flush()
    deliveries.settle(session, [(call.id, call.chat_key) for call in calls], DeliveryState.SENT, at)


def told(pushes: Sequence[Push]) -> dict[str, tuple[str, ...]]:
    """What each was told, by name; nobody was pushed to twice."""
    found = {push.name: push.rules for push in pushes}
    assert len(found) == len(pushes)
    return found


def changed(programme: Programme, rule: str, **values: object) -> Programme:
    """The programme with one rule's values changed."""
    rules = [
        Reminder.model_validate(one.model_dump() | values) if one.rule == rule else one for one in programme.reminders
    ]
    return programme.model_copy(update={"reminders": tuple(rules)})


def without_silence(programme: Programme) -> Programme:
    """The programme without the rules about silence, which test_silence.py is about: here people begin silent."""
    rules = tuple(one for one in programme.reminders if one.condition != "silent")
    return programme.model_copy(update={"reminders": rules})

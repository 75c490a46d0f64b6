"""Shares made up for tests: a rule due at an instant, told to somebody."""

from datetime import datetime

from programmes.bangkok import BANGKOK
from programmes.reminders import Reminder, ReminderUrgency
from programmes.when import Moment
from services.reminders.conditions import Due
from services.reminders.deciding import ReminderCandidate
from services.reminders.facts import ReminderItem


def instant(words: str) -> datetime:
    """`2023-07-12 17:30` in Bangkok."""
    return datetime.fromisoformat(words).replace(tzinfo=BANGKOK)


def rule(urgency: ReminderUrgency, window: str = "2 days", name: str = "made_up") -> Reminder:
    said = {"at": "each working day 09:00", "to": "participant", "text": "daily-missing"}
    return Reminder.model_validate(said | {"rule": name, "urgency": urgency, "window": window})


def reminder_item(urgency: ReminderUrgency, due: str, window: str = "2 days", place: int = 0) -> ReminderItem:
    at = instant(due)
    return ReminderItem(Due(rule(urgency, window), Moment(at, f"day:{at.date()}"), place), "participant", ())


def fresh(urgency: ReminderUrgency, due: str, window: str = "2 days") -> ReminderCandidate:
    """Something that is due now."""
    return ReminderCandidate(reminder_item(urgency, due, window), causes_push=urgency != "may_wait")


def kept(urgency: ReminderUrgency, due: str, window: str = "2 days", *, push_now: bool = False) -> ReminderCandidate:
    """Something that has waited since it was due."""
    return ReminderCandidate(reminder_item(urgency, due, window), causes_push=push_now, occurrence=1)

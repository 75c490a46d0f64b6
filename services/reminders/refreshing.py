"""Checks waiting reminders again before they are sent: whether they still hold, and what they say now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from locales.texts import Texts
from models.reminders.reminders import OccurrenceState, WaitingOccurrence
from programmes import Programme
from programmes.bangkok import BANGKOK, bangkok_day
from programmes.moments import end_of
from programmes.reminders import Reminder
from programmes.when import Moment
from services.reminders.conditions import Due, still_to_do
from services.reminders.facts import FactFinder, ReminderItem
from services.reminders.recipients import Recipients


@dataclass(slots=True)
class Refreshed:
    """The items that still hold, each with its row; and the rows that do not, by their new state."""

    alive: list[tuple[WaitingOccurrence, ReminderItem]] = field(default_factory=list)
    over: dict[OccurrenceState, list[int]] = field(default_factory=dict)

    def end(self, waiting: Iterable[WaitingOccurrence], state: OccurrenceState) -> None:
        self.over.setdefault(state, []).extend(one.id for one in waiting)


def refresh(recipients: Recipients, waiting: Sequence[WaitingOccurrence], texts: Texts, now: datetime) -> Refreshed:
    """Check the conditions of everything that waits. An item of a rule that no longer exists is void."""
    revived = Refreshed()
    rules = {reminder.rule: (place, reminder) for place, reminder in enumerate(recipients.programme.reminders)}
    groups: dict[tuple[str, str, datetime], list[WaitingOccurrence]] = {}
    for one in waiting:
        groups.setdefault((one.rule, one.subject, one.due_at), []).append(one)
    for (rule, subject, due_at), group in groups.items():
        if rule not in rules:
            revived.end(group, OccurrenceState.VOID)
            continue
        place, reminder = rules[rule]
        due = due_of(recipients.programme, reminder, Moment(due_at.astimezone(BANGKOK), subject), place)
        if now > due.until:
            revived.end(group, OccurrenceState.PASSED)
            continue
        reminder_items = items_of(recipients, due, texts, bangkok_day(now), only={one.person_id for one in group})
        revived.alive += [(one, reminder_items[one.person_id]) for one in group if one.person_id in reminder_items]
        revived.end((one for one in group if one.person_id not in reminder_items), OccurrenceState.NOT_NEEDED)
    return revived


def items_of(
    recipients: Recipients, due: Due, texts: Texts, today: date | None = None, only: set[int] | None = None
) -> dict[int, ReminderItem]:
    """Return whom of these people a rule concerns at a due instant, and what each is told. A person in two of its
    audiences is told once, as a member of the first."""
    found: dict[int, ReminderItem] = {}
    for audience in due.reminder.to:
        people = [
            one
            for one in recipients.of(audience, due.moment)
            if one.person_id not in found and (only is None or one.person_id in only)
        ]
        if people:
            to_do = still_to_do(recipients, due, people)
            if not to_do:
                continue
            found |= FactFinder(recipients, due, audience, texts, today or due.moment.day).reminder_items(people, to_do)
    return found


def due_of(programme: Programme, reminder: Reminder, moment: Moment, place: int) -> Due:
    """Return a rule at one of its moments. A text says nothing after the end of what it speaks of, unless its moment is
    after that; a summary does."""
    end = end_of(programme, moment.subject) if reminder.text else None
    return Due(reminder, moment, place, end if end is not None and moment.at < end else None)


def programme_dues(programme: Programme, moments: Iterable[tuple[str, Moment]]) -> list[Due]:
    """Return rules at their moments, in the order of the file."""
    places = {reminder.rule: (place, reminder) for place, reminder in enumerate(programme.reminders)}
    dues = [due_of(programme, places[rule][1], moment, places[rule][0]) for rule, moment in moments if rule in places]
    return sorted(dues, key=lambda due: due.order)

"""Decides what happens to all items of one person at one instant: push, wait, or drop. It does no input or output."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from models.reminders.reminders import OccurrenceState
from programmes.bangkok import BANGKOK
from programmes.sections import QuietHours
from services.reminders.facts import ReminderItem

FORM_PAUSE: Final = timedelta(minutes=30)  # if there is no answer for so long, the form is no longer being filled in


@dataclass(frozen=True, slots=True)
class PushEligibility:
    """Whether a person can be pushed to: muted today, filling in a form, or has had today's push."""

    muted: bool = False
    in_form: bool = False
    pushed: bool = False


@dataclass(frozen=True, slots=True)
class ReminderCandidate:
    """Something that is due now, or, with its row `occurrence`, something that has waited. `causes_push` is true if it
    may be pushed by itself now; `push_at` is when it is pushed if no reply takes it along before."""

    reminder_item: ReminderItem
    causes_push: bool
    occurrence: int | None = None
    push_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PushDecision:
    """The decision about an item. A waiting item is pushed by itself at `push_at`."""

    state: OccurrenceState
    push_at: datetime | None = None


def decide(
    items: Sequence[ReminderCandidate], standing: PushEligibility, now: datetime, quiet: QuietHours
) -> list[PushDecision]:
    """Decide about each item at `now` (programme time). One push a day has all items that wait.

    An item that first waits for a reply causes no push until its time comes. While nothing can be pushed, items that
    must arrive are postponed to the next morning; others wait for the person's next message. An item whose window is
    over is late.
    """
    may_push = not (standing.muted or standing.in_form or standing.pushed or quiet.hold(now.astimezone(BANGKOK).time()))
    pushes = may_push and any(item.causes_push and now <= item.reminder_item.due.until for item in items)
    return [_decision(item, standing, now, quiet, pushes=pushes) for item in items]


def _decision(
    item: ReminderCandidate, standing: PushEligibility, now: datetime, quiet: QuietHours, *, pushes: bool
) -> PushDecision:
    until, urgency = item.reminder_item.due.until, item.reminder_item.reminder.urgency
    if now > until:
        return PushDecision(OccurrenceState.SKIPPED_LATE if item.occurrence is None else OccurrenceState.PASSED)
    if pushes:
        return PushDecision(OccurrenceState.QUEUED)
    push_at = None
    if item.push_at is not None and now < item.push_at:
        push_at = item.push_at
    elif standing.in_form:
        push_at = now + FORM_PAUSE if urgency != "may_wait" else None
    elif urgency == "must":
        push_at = next_morning(now, quiet)
    if push_at is not None and push_at > until:
        push_at = None
    if standing.muted and push_at is None:
        return PushDecision(OccurrenceState.MUTED)
    return PushDecision(OccurrenceState.WAITING, push_at)


def next_morning(now: datetime, quiet: QuietHours) -> datetime:
    """Return the next end of the quiet hours, today or tomorrow, when pushing begins again."""
    here = now.astimezone(BANGKOK)
    today = datetime.combine(here.date(), quiet.end, BANGKOK)
    return today if here < today else datetime.combine(here.date() + timedelta(days=1), quiet.end, BANGKOK)


def day_of(now: datetime) -> date:
    """Return the day for which a push now counts."""
    return now.astimezone(BANGKOK).date()

"""Push, wait, or not at all: what becomes of all that is due to one person at one instant. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from models.reminders.reminders import OccurrenceState
from programmes.bangkok import BANGKOK
from programmes.sections import QuietHours
from services.reminders.facts import Share

FORM_PAUSE: Final = timedelta(minutes=30)  # without an answer, a form is not being filled in any more


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands with being written to: muted today, in the middle of a form, today's push had."""

    muted: bool = False
    in_form: bool = False
    pushed: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A share that is due now, or (with `occurrence`, its row) one that waits since earlier. `causes_push`: it is
    worth a push of its own now."""

    share: Share
    causes_push: bool
    occurrence: int | None = None


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of an item. `push_at`: a waiting one is pushed by itself then."""

    state: OccurrenceState
    push_at: datetime | None = None


def decide(items: Sequence[Item], standing: Standing, now: datetime, quiet: QuietHours) -> list[Fate]:
    """The fate of each item at `now` (programme time): one push a day takes along all that waits.

    While nothing can be pushed, what must arrive is put off to the next morning; the rest waits for the person's own
    next message. Whose window has closed is late.
    """
    may_push = not (standing.muted or standing.in_form or standing.pushed or quiet.hold(now.astimezone(BANGKOK).time()))
    pushes = may_push and any(item.causes_push and now <= item.share.due.until for item in items)
    return [_fate(item, standing, now, quiet, pushes=pushes) for item in items]


def _fate(item: Item, standing: Standing, now: datetime, quiet: QuietHours, *, pushes: bool) -> Fate:
    until, urgency = item.share.due.until, item.share.reminder.urgency
    if now > until:
        return Fate(OccurrenceState.SKIPPED_LATE if item.occurrence is None else OccurrenceState.PASSED)
    if pushes:
        return Fate(OccurrenceState.QUEUED)
    push_at = None
    if standing.in_form:
        push_at = now + FORM_PAUSE if urgency != "may_wait" else None
    elif urgency == "must":
        push_at = next_morning(now, quiet)
    if push_at is not None and push_at > until:
        push_at = None
    if standing.muted and push_at is None:
        return Fate(OccurrenceState.MUTED)
    return Fate(OccurrenceState.WAITING, push_at)


def next_morning(now: datetime, quiet: QuietHours) -> datetime:
    """When pushing begins again: the end of the quiet hours, today's if it is still to come, else tomorrow's."""
    here = now.astimezone(BANGKOK)
    today = datetime.combine(here.date(), quiet.end, BANGKOK)
    return today if here < today else datetime.combine(here.date() + timedelta(days=1), quiet.end, BANGKOK)


def day_of(now: datetime) -> date:
    """The day whose one push something sent now is."""
    return now.astimezone(BANGKOK).date()

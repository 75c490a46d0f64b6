"""Push, wait, or not at all: the table of what becomes of what is due."""

from datetime import time

import pytest

from models.reminders.reminders import OccurrenceState
from programmes.sections import QuietHours
from services.reminders.deciding import PushDecision, PushEligibility, ReminderCandidate, decide
from tests.services.reminders.reminder_items import fresh, instant, kept

QUIET = QuietHours(start=time(20, 30), end=time(7, 30))
FREE, MUTED, IN_FORM, PUSHED = (
    PushEligibility(),
    PushEligibility(muted=True),
    PushEligibility(in_form=True),
    PushEligibility(pushed=True),
)
QUEUED, WAITING = OccurrenceState.QUEUED, OccurrenceState.WAITING
MUST, DROP, MAY_WAIT = (fresh(urgency, "2023-07-12 17:30") for urgency in ("must", "drop", "may_wait"))
AT, NEXT_MORNING, AFTER_THE_FORM = "2023-07-12 17:30", "2023-07-13 07:30", "2023-07-12 18:00"


def decision(item: ReminderCandidate, standing: PushEligibility, now: str) -> PushDecision:
    (found,) = decide([item], standing, instant(now), QUIET)
    return found


def became(state: OccurrenceState, push_at: str | None = None) -> PushDecision:
    return PushDecision(state, instant(push_at) if push_at else None)


@pytest.mark.parametrize(
    ("item", "standing", "now", "wanted"),
    [
        (MUST, FREE, AT, became(QUEUED)),
        (DROP, FREE, AT, became(QUEUED)),
        (MAY_WAIT, FREE, AT, became(WAITING)),  # never the cause of a push
        # one push a day: what must arrive is put off, the rest waits for the person's next message
        (MUST, PUSHED, AT, became(WAITING, NEXT_MORNING)),
        (DROP, PUSHED, AT, became(WAITING)),
        (MAY_WAIT, PUSHED, AT, became(WAITING)),
        # quiet: the same
        (MUST, FREE, "2023-07-12 20:30", became(WAITING, NEXT_MORNING)),
        (DROP, FREE, "2023-07-12 21:00", became(WAITING)),
        (MUST, FREE, "2023-07-13 00:10", became(WAITING, NEXT_MORNING)),
        (MUST, FREE, "2023-07-13 07:30", became(QUEUED)),
        (MUST, FREE, "2023-07-12 20:29", became(QUEUED)),
        # muted: what must arrive comes the morning after, the rest never
        (MUST, MUTED, AT, became(WAITING, NEXT_MORNING)),
        (DROP, MUTED, AT, became(OccurrenceState.MUTED)),
        (MAY_WAIT, MUTED, AT, became(OccurrenceState.MUTED)),
        # in a form: asked again after half an hour; what may wait waits
        (MUST, IN_FORM, AT, became(WAITING, AFTER_THE_FORM)),
        (DROP, IN_FORM, AT, became(WAITING, AFTER_THE_FORM)),
        (MAY_WAIT, IN_FORM, AT, became(WAITING)),
        # late
        (MUST, FREE, "2023-07-14 17:30", became(QUEUED)),  # the window's last instant
        (MUST, FREE, "2023-07-14 17:31", became(OccurrenceState.SKIPPED_LATE)),
        (MUST, PUSHED, "2023-07-14 17:31", became(OccurrenceState.SKIPPED_LATE)),
    ],
)
def test_what_is_due_to_one_person(
    item: ReminderCandidate, standing: PushEligibility, now: str, wanted: PushDecision
) -> None:
    assert decision(item, standing, now) == wanted


@pytest.mark.parametrize(
    ("item", "standing", "now", "wanted"),
    [
        (kept("must", AT, push_now=True), FREE, NEXT_MORNING, became(QUEUED)),
        (kept("must", AT, push_now=True), PUSHED, NEXT_MORNING, became(WAITING, "2023-07-14 07:30")),
        (kept("drop", AT), FREE, NEXT_MORNING, became(WAITING)),  # a lost chance is no cause for a push later
        (kept("drop", AT, push_now=True), FREE, AFTER_THE_FORM, became(QUEUED)),  # the form has ended
        (kept("drop", AT, push_now=True), IN_FORM, AFTER_THE_FORM, became(WAITING, "2023-07-12 18:30")),
        (kept("must", AT), FREE, "2023-07-15 09:00", became(OccurrenceState.PASSED)),
    ],
)
def test_what_has_waited(item: ReminderCandidate, standing: PushEligibility, now: str, wanted: PushDecision) -> None:
    assert decision(item, standing, now) == wanted


def test_nothing_is_put_off_beyond_its_window() -> None:
    short = fresh("must", AT, "until 20:30")
    assert decision(short, PUSHED, AT) == became(WAITING)  # only their own message can still take it along
    assert decision(short, MUTED, AT) == became(OccurrenceState.MUTED)
    assert decision(fresh("drop", AT, "10 minutes"), IN_FORM, AT) == became(WAITING)


def test_one_push_takes_along_all_that_waits() -> None:
    waiting = kept("may_wait", "2023-07-12 08:30", "until 20:30")
    assert decide([waiting, DROP], FREE, instant(AT), QUIET) == [became(QUEUED), became(QUEUED)]
    assert decide([waiting, MAY_WAIT], FREE, instant(AT), QUIET) == [became(WAITING), became(WAITING)]


def test_what_is_over_does_not_go_along() -> None:
    over = kept("may_wait", "2023-07-11 08:30", "until 20:30")
    assert decide([over, DROP], FREE, instant(AT), QUIET) == [became(OccurrenceState.PASSED), became(QUEUED)]
    late = fresh("drop", AT, "1 hour")
    assert decide([late], FREE, instant("2023-07-12 19:00"), QUIET) == [became(OccurrenceState.SKIPPED_LATE)]


def test_quiet_hours_within_one_day_put_off_to_the_same_day() -> None:
    siesta = QuietHours(start=time(12), end=time(14))
    (found,) = decide([fresh("must", "2023-07-12 12:00")], FREE, instant("2023-07-12 12:30"), siesta)
    assert found == became(WAITING, "2023-07-12 14:00")

"""The forecast of a month's pushes: what the last days took, and the dated rules to come."""

from datetime import date

from models.reminders import reminders
from services.reminders.forecast import forecast
from tests.running_bot import MALEE, PRAYUN, SOMCHAI
from tests.services.reminders.reminder_people import PeopleByName, at


def _forecast(town: PeopleByName, today: str) -> int:
    with town.database.read() as session:
        return forecast(session, town.programme, 100, date.fromisoformat(today))


def _told(town: PeopleByName, name: str, *, pushed: bool) -> None:
    """Somebody was told on 3 July that the phase starts: by a push, or with a reply."""
    row = {
        "rule": "phase_start", "person_id": town.ids[name], "occurrence": "phase:2@2023-07-03T09:00",
        "subject": "phase:2", "version": 1, "due_at": at("2023-07-03 09:00"), "until": at("2023-07-05 09:00"),
        "state": "sent", "push_at": None, "pushed_on": date(2023, 7, 3) if pushed else None, "delivery_id": None,
    }  # fmt: skip
    with town.database.write() as session:
        reminders.put_down(session, [row])


def test_of_what_waits_for_a_reply_only_the_share_is_expected_that_was_pushed_lately(town: PeopleByName) -> None:
    """On 14 and 17 July a stage changes and a form opens: both wait for replies, and nothing else is dated."""
    nobody_told = _forecast(town, "2023-07-13")
    _told(town, SOMCHAI, pushed=True)
    everybody_by_push = _forecast(town, "2023-07-13")
    _told(town, MALEE, pushed=False)
    _told(town, PRAYUN, pushed=False)
    a_third = _forecast(town, "2023-07-13")
    daily = everybody_by_push - nobody_told  # the push of 3 July, which every day may take
    dated = nobody_told - 100
    assert dated >= 6
    assert a_third == 100 + daily + round(dated / 3)

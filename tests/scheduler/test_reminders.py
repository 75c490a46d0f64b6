"""The clock of reminders: each person's share of each instant is planned once, whatever dies, moves or comes late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.messaging.deliveries import Delivery
from models.reminders.reminders import ReminderOccurrence
from models.storage.database import Database
from programmes import Programme
from scheduler import reminders as module
from services.reminders.planning import ReminderNotification
from tests.databases import on_sqlite
from tests.running_bot import MALEE, SOMCHAI
from tests.scheduler.ticking import Ticking, changed, told, without_silence
from tests.services.reminders.reminder_people import GOVERNOR, KANDA, OWNER_2, THANA, PeopleByName, at


@pytest.fixture(scope="module")
def cast(cast: Programme) -> Programme:
    return without_silence(cast)


# ── planned once ──


def test_a_clock_that_starts_in_the_middle_says_nothing_of_what_is_past(town: PeopleByName) -> None:
    ticking = Ticking(town)
    ticking.goes_to("2023-07-12 12:00")
    assert ticking.sends() == []
    assert ticking.rule("daily_missing") == (1, at("2023-07-12 17:30"))
    assert ticking.rule("phase_before") == (1, at("2023-11-18 09:00"))


def test_an_instant_is_planned_once_however_often_the_clock_ticks(ticking: Ticking) -> None:
    ticking.goes_to("2023-07-11 23:00")
    ticking.lives_to("2023-07-12 12:00")
    ticking.goes_to("2023-07-12 17:30")
    assert ticking.rule("daily_missing") == (1, at("2023-07-13 17:30"))
    ticking.reminders.tick()
    ticking.follows(ticking.town.programme)
    ticking.reminders.tick()
    both = ("daily_missing", "morning_after")
    assert told(ticking.sends()) == {SOMCHAI: both, MALEE: both}
    ticking.reminders.tick()
    assert ticking.sends() == []
    assert ticking.states("daily_missing")[-2:] == ["sent", "sent"]


@dataclass
class DyingSink:
    """A mailbox in whose hands the process dies, so many letters before the end."""

    inner: object
    survives: int

    def put(self, session: Session, notifications: Sequence[ReminderNotification]) -> Sequence[int | None]:
        self.survives -= 1
        if self.survives < 0:
            raise RuntimeError("killed")
        return self.inner.put(session, notifications)  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("survives", [0, 1, 2])
def test_who_takes_over_from_a_dead_clock_begins_where_it_ended(
    town: PeopleByName, monkeypatch: pytest.MonkeyPatch, survives: int
) -> None:
    monkeypatch.setattr(module, "PEOPLE_AT_ONCE", 3)
    ticking = Ticking(town)
    ticking.goes_to("2023-07-11 00:00")
    dying = Ticking(town, sink=DyingSink(ticking.recording, survives), clock=ticking.clock)
    with pytest.raises(RuntimeError, match="killed"):
        dying.goes_to("2023-07-11 18:30")  # 08:30, 15:30, 17:30 and the summaries
    ticking.reminders.tick()
    pushed = told(ticking.sends())
    summary = ("summary_daily",)
    both = ("daily_missing", "morning_after")
    assert pushed == {SOMCHAI: both, MALEE: both, KANDA: summary, THANA: summary, OWNER_2: summary, GOVERNOR: summary}


def test_clocks_that_tick_at_the_same_moment_plan_it_once(town: PeopleByName, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PEOPLE_AT_ONCE", 2)
    first = Ticking(town)
    clocks = [first, *(Ticking(town, clock=first.clock, sink=first.recording) for _ in range(3))]
    first.goes_to("2023-07-01 00:00")
    for ticking in clocks:
        ticking.reminders.tick()
    for moment in ("2023-07-03 09:00", "2023-07-03 17:30", "2023-07-04 07:30", "2023-07-04 18:30"):
        first.clock.move(at(moment))
        ready = Barrier(len(clocks))

        def tick(ticking: Ticking, ready: Barrier = ready) -> None:
            ready.wait()
            ticking.reminders.tick()

        threads = [Thread(target=tick, args=(ticking,)) for ticking in clocks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        told(first.sends())
    assert set(first.told.values()) == {1}
    assert {rule for rule, _, _ in first.told} >= {"phase_start", "daily_missing", "summary_daily"}
    with town.database.read() as session:
        stored = session.scalar(select(func.count()).select_from(ReminderOccurrence))
        distinct = len(
            session.execute(
                select(ReminderOccurrence.rule, ReminderOccurrence.person_id, ReminderOccurrence.occurrence).distinct()
            ).all()
        )
    assert stored == distinct


# ── one push a day ──


@on_sqlite
def test_the_days_push_is_had_and_what_comes_later_waits(ticking: Ticking) -> None:
    ticking.goes_to("2023-07-03 00:00")
    ticking.follows(changed(ticking.town.programme, "phase_start", rides=None))
    ticking.lives_to("2023-07-03 09:00")
    assert told(ticking.pushes[-5:])[SOMCHAI] == ("phase_start",)
    before = len(ticking.pushes)
    ticking.lives_to("2023-07-03 18:30")
    later = told(ticking.pushes[before:])
    assert SOMCHAI not in later
    assert OWNER_2 not in later  # had the phase's beginning; the summary waits
    assert set(later) == {KANDA, THANA, GOVERNOR}
    assert ticking.states("daily_missing", SOMCHAI) == ["waiting"]
    ticking.lives_to("2023-07-03 19:00")
    assert ticking.writes(SOMCHAI) == ["daily_missing"]
    assert ticking.writes(SOMCHAI) == []


@on_sqlite
def test_what_waited_goes_with_the_days_push_as_one_message(ticking: Ticking) -> None:
    ticking.goes_to("2023-07-11 00:00")
    ticking.lives_to("2023-07-11 08:30")
    assert ticking.states("morning_after", SOMCHAI)[-1] == "waiting"
    before = len(ticking.pushes)
    ticking.lives_to("2023-07-11 17:30")
    assert told(ticking.pushes[before:])[SOMCHAI] == ("daily_missing", "morning_after")


@on_sqlite
def test_what_was_done_meanwhile_is_not_told(ticking: Ticking) -> None:
    ticking.goes_to("2023-07-11 00:00")
    ticking.lives_to("2023-07-11 08:30")
    ticking.town.entry(SOMCHAI, "2023-07-10")
    before = len(ticking.pushes)
    ticking.lives_to("2023-07-11 17:30")
    assert told(ticking.pushes[before:])[SOMCHAI] == ("daily_missing",)
    assert ticking.states("morning_after", SOMCHAI)[-1] == "not_needed"


@on_sqlite
def test_what_must_arrive_is_put_off_to_the_next_morning_when_the_push_was_had(ticking: Ticking) -> None:
    ticking.town.leave(SOMCHAI, "2023-06-01")
    at_four = {"at": ("the day each stage changes, 16:00",), "rides": None}
    programme = changed(changed(ticking.town.programme, "stage_change", **at_four), "form_due", rides=None)
    ticking.follows(programme)
    ticking.goes_to("2023-07-17 00:00")
    ticking.lives_to("2023-07-17 16:00")  # the form opened at nine
    assert ticking.states("stage_change", SOMCHAI) == ["waiting"]
    assert ticking.push_at("stage_change", SOMCHAI) == at("2023-07-18 07:30")
    before = len(ticking.pushes)
    ticking.lives_to("2023-07-18 07:30")
    assert "stage_change" in told(ticking.pushes[before:])[SOMCHAI]


@on_sqlite
def test_what_must_arrive_waits_for_a_reply_and_is_pushed_in_the_evening_to_who_wrote_nothing(
    ticking: Ticking,
) -> None:
    ticking.goes_to("2023-07-17 00:00")
    ticking.lives_to("2023-07-17 16:00")
    assert ticking.states("stage_change", SOMCHAI)[-1:] == ticking.states("stage_change", MALEE)[-1:] == ["waiting"]
    assert {"stage_change", "form_due"} <= set(ticking.writes(SOMCHAI))
    before = len(ticking.pushes)
    ticking.lives_to("2023-07-17 17:30")
    evening = told(ticking.pushes[before:])
    assert {"stage_change", "form_due", "daily_missing"} <= set(evening[MALEE])
    assert "stage_change" not in evening.get(SOMCHAI, ())


@on_sqlite
def test_who_records_each_day_hears_of_one_forgotten_evening_with_the_next_reply_and_of_two_by_a_push(
    ticking: Ticking,
) -> None:
    for day in ("2023-07-04", "2023-07-05", "2023-07-06", "2023-07-07", "2023-07-10"):
        ticking.town.entry(SOMCHAI, day)
    ticking.goes_to("2023-07-11 00:00")
    before = len(ticking.pushes)
    ticking.lives_to("2023-07-11 20:00")
    assert SOMCHAI not in told(ticking.pushes[before:])
    assert told(ticking.pushes[before:])[MALEE] == ("daily_missing", "morning_after")  # who never recorded anything
    assert ticking.writes(SOMCHAI) == ["daily_missing"]  # in the evening, or in the morning:
    ticking.lives_to("2023-07-12 10:00")
    assert ticking.states("morning_after", SOMCHAI)[-1] == "waiting"
    before = len(ticking.pushes)
    ticking.lives_to("2023-07-12 18:00")
    assert told(ticking.pushes[before:])[SOMCHAI] == ("daily_missing", "morning_after")


# ── mutes and forms ──


@on_sqlite
def test_a_mute_puts_off_what_must_arrive_and_ends_the_rest(ticking: Ticking) -> None:
    ticking.town.mute(SOMCHAI, "2023-07-14")
    ticking.goes_to("2023-07-14 00:00")
    ticking.lives_to("2023-07-14 18:00")
    assert SOMCHAI not in {push.name for push in ticking.pushes if push.day == date(2023, 7, 14)}
    assert ticking.states("daily_missing", SOMCHAI)[-1] == "muted"
    assert ticking.writes(SOMCHAI) == []  # while it is quiet nothing rides either
    assert ticking.push_at("stage_change", SOMCHAI) == at("2023-07-15 07:30")
    before = len(ticking.pushes)
    ticking.lives_to("2023-07-15 07:30")
    assert told([push for push in ticking.pushes[before:] if push.day.day == 15]) == {SOMCHAI: ("stage_change",)}


@on_sqlite
def test_nobody_is_interrupted_in_a_form(ticking: Ticking) -> None:
    ticking.goes_to("2023-07-11 23:00")
    ticking.lives_to("2023-07-12 17:20")
    ticking.in_form(SOMCHAI)
    before = len(ticking.pushes)
    ticking.lives_to("2023-07-12 17:45")
    assert set(told(ticking.pushes[before:])) == {MALEE}
    assert ticking.writes(SOMCHAI) == []  # an answer to the form
    ticking.in_form(SOMCHAI)
    ticking.lives_to("2023-07-12 18:00")
    assert ticking.push_at("daily_missing", SOMCHAI) == at("2023-07-12 18:30")
    ticking.in_form(SOMCHAI, busy=False)
    before = len(ticking.pushes)
    ticking.lives_to("2023-07-12 18:30")
    assert told(ticking.pushes[before:])[SOMCHAI] == ("daily_missing", "morning_after")


@on_sqlite
def test_the_end_of_a_form_takes_along_what_waited(ticking: Ticking) -> None:
    ticking.goes_to("2023-07-11 23:00")
    ticking.lives_to("2023-07-12 17:20")
    ticking.in_form(SOMCHAI)
    ticking.lives_to("2023-07-12 17:40")
    ticking.in_form(SOMCHAI, busy=False)
    assert sorted(ticking.writes(SOMCHAI)) == ["daily_missing", "morning_after"]
    before = len(ticking.pushes)
    ticking.lives_to("2023-07-12 20:00")
    assert SOMCHAI not in told(ticking.pushes[before:])


@on_sqlite
def test_what_goes_with_an_answer_just_now_is_not_waited_for(ticking: Ticking) -> None:
    ticking.town.mute(SOMCHAI, "2023-07-14")
    ticking.goes_to("2023-07-14 00:00")
    ticking.lives_to("2023-07-14 18:00")
    ticking.under_way(rides=True)
    ticking.goes_to("2023-07-15 07:30")  # and the tick ends
    assert ticking.states("stage_change", SOMCHAI) == ["waiting"]
    assert ticking.push_at("stage_change", SOMCHAI) is None


def test_equal_letters_to_many_are_one_delivery(ticking: Ticking, database: Database) -> None:
    ticking.goes_to("2023-07-04 17:29")
    ticking.goes_to("2023-07-04 17:30")
    with database.read() as session:
        (delivery,) = session.scalars(select(Delivery).where(Delivery.state == "due", Delivery.rides.is_(False)))
    assert len(delivery.recipients or ()) == 2

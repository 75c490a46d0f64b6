"""What is late is sent within its window or said to be late, and what nobody took along has passed."""

from datetime import datetime

import pytest

from bot import metrics
from models.storage import backups
from programmes import Programme
from tests.databases import on_sqlite
from tests.running_bot import MALEE, PRAYUN, SOMCHAI
from tests.scheduler.ticking import Ticking, told, without_silence
from tests.services.reminders.reminder_people import DARUNEE, GOVERNOR, KANDA, OWNER_2, THANA, WILAI, at


@pytest.fixture(scope="module")
def cast(cast: Programme) -> Programme:
    return without_silence(cast)


def late_count(rule: str) -> float:
    return metrics.REMINDERS.labels(rule, "skipped_late")._value.get()  # type: ignore[no-any-return]


def test_three_hours_late_is_sent_within_its_window_and_else_on_record_and_counted(ticking: Ticking) -> None:
    ticking.goes_to("2023-07-11 23:00")
    ticking.lives_to("2023-07-12 17:00")
    before, counted = len(ticking.pushes), late_count("daily_missing")
    ticking.goes_to("2023-07-12 20:00")
    ticking.sends()
    assert set(told(ticking.pushes[before:])) == {SOMCHAI, MALEE, KANDA, THANA, OWNER_2, GOVERNOR}
    ticking.lives_to("2023-07-13 17:00")
    before = len(ticking.pushes)
    ticking.goes_to("2023-07-13 20:31")
    assert ticking.sends() == []
    assert ticking.states("daily_missing")[-2:] == ["skipped_late"] * 2
    assert late_count("daily_missing") == counted + 2
    assert ticking.states("summary_daily")[-4:] == ["skipped_late"] * 4  # it belongs to one day


@on_sqlite
def test_what_comes_late_in_the_evening_is_pushed_in_the_morning_if_it_must_arrive(ticking: Ticking) -> None:
    ticking.goes_to("2023-07-17 00:00")
    ticking.lives_to("2023-07-17 08:00")
    ticking.goes_to("2023-07-17 22:00")
    assert ticking.sends() == []
    before = len(ticking.pushes)
    ticking.lives_to("2023-07-18 07:30")
    morning = told(ticking.pushes[before:])
    assert morning[SOMCHAI][:2] == ("stage_change", "form_due")
    assert morning[PRAYUN] == ("stage_change",)


@on_sqlite
def test_a_week_of_standstill_is_one_push_to_each_and_the_rest_on_record(ticking: Ticking) -> None:
    ticking.goes_to("2023-07-05 00:00")
    ticking.lives_to("2023-07-05 12:00")
    before = len(ticking.pushes)
    beats: list[datetime] = []
    ticking.reminders._beat = lambda: beats.append(ticking.clock.now())
    ticking.goes_to("2023-07-11 08:00")
    assert len(beats) > 12  # while one tick catches up, it is no clock that stands still
    ticking.sends()
    assert set(told(ticking.pushes[before:])) == {
        *(KANDA, THANA, OWNER_2, GOVERNOR),  # last week's summary
        *(SOMCHAI, MALEE),  # who has no plan yet
    }
    missing = ticking.states("daily_missing", SOMCHAI)
    assert missing[-4:] == ["skipped_late"] * 4
    assert "queued" not in missing


@on_sqlite
def test_what_was_due_between_a_backup_and_its_restore_is_late_although_its_window_is_open(ticking: Ticking) -> None:
    ticking.goes_to("2023-07-11 23:00")
    ticking.lives_to("2023-07-12 17:00")
    before = len(ticking.pushes)
    with ticking.town.database.write() as session:
        backups.note_restore(session, at("2023-07-12 17:00"), at("2023-07-12 18:00"), "castbot.tar.zst")
    ticking.goes_to("2023-07-12 18:00")
    assert ticking.sends() == []
    assert ticking.states("daily_missing")[-2:] == ["skipped_late"] * 2
    ticking.lives_to("2023-07-12 19:00")
    assert {name for name, _ in told(ticking.pushes[before:]).items()} == {KANDA, THANA, OWNER_2, GOVERNOR}  # 18:30


# ── what became of what was given to the outbox ──


def test_what_line_refuses_is_failed_and_what_expired_in_the_outbox_late(ticking: Ticking) -> None:
    ticking.goes_to("2023-07-11 23:00")
    ticking.lives_to("2023-07-12 17:29")
    ticking.goes_to("2023-07-12 17:30")
    ticking.refused()
    ticking.reminders.tick()
    assert ticking.states("daily_missing")[-2:] == ["failed"] * 2
    ticking.goes_to("2023-07-13 17:30")
    ticking.goes_to("2023-07-13 20:31")  # no sender came to it
    assert ticking.states("daily_missing")[-2:] == ["skipped_late"] * 2


@on_sqlite
def test_what_nobody_took_along_has_passed(ticking: Ticking) -> None:
    ticking.goes_to("2023-07-21 00:00")
    ticking.lives_to("2023-07-21 17:00")
    assert ticking.states("weekly_sectors", SOMCHAI) == ["waiting"]
    ticking.town.leave(SOMCHAI, "2023-07-21", "2023-07-28")
    ticking.lives_to("2023-07-25 15:31")
    assert ticking.states("weekly_sectors", SOMCHAI) == ["passed"]


# ── people ──


def test_who_blocked_the_bot_is_told_nothing_and_what_waited_for_them_has_passed(ticking: Ticking) -> None:
    ticking.town.mute(SOMCHAI, "2023-07-14")
    ticking.goes_to("2023-07-14 00:00")
    ticking.lives_to("2023-07-14 18:00")
    ticking.town.blocks(SOMCHAI)
    before = len(ticking.pushes)
    ticking.lives_to("2023-07-17 18:30")
    assert SOMCHAI not in {push.name for push in ticking.pushes[before:]}
    assert ticking.states("stage_change", SOMCHAI) == ["passed"]


@on_sqlite
def test_leave_holds_back_what_recurs_and_not_what_is_dated(ticking: Ticking) -> None:
    for name in (SOMCHAI, PRAYUN, WILAI):
        ticking.town.leave(name, "2023-07-10", "2023-07-17")
    ticking.goes_to("2023-07-09 00:00")
    before = len(ticking.pushes)
    ticking.lives_to("2023-07-17 23:00")
    of = [push.rules for push in ticking.pushes[before:] if push.name == SOMCHAI]
    assert of == [("plan_wanted",), ("stage_change",), ("stage_change", "form_due")]
    assert [push.rules for push in ticking.pushes[before:] if push.name == WILAI] == [("stage_change",)] * 2
    assert DARUNEE not in {push.name for push in ticking.pushes}

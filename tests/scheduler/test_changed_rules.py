"""Rules, phases and holidays that change: what was planned from the old ones is void, and the new ones are planned."""

from datetime import date

import pytest
from structlog.testing import capture_logs

from models.people import leave
from programmes import Programme
from tests.databases import on_sqlite
from tests.running_bot import MALEE, SOMCHAI
from tests.scheduler.ticking import Ticking, changed, told, without_silence
from tests.services.reminders.reminder_people import at


@pytest.fixture(scope="module")
def cast(cast: Programme) -> Programme:
    return without_silence(cast)


def test_a_changed_rule_is_a_new_version_and_what_the_old_one_planned_is_void(ticking: Ticking) -> None:
    ticking.goes_to("2023-07-11 23:00")
    ticking.lives_to("2023-07-12 17:00")
    ticking.goes_to("2023-07-12 17:30")
    assert ticking.states("daily_missing")[-2:] == ["queued"] * 2
    later = ("each working day 18:00 while reporting",)
    ticking.follows(changed(ticking.town.programme, "daily_missing", at=later))
    ticking.goes_to("2023-07-12 17:31")
    assert ticking.rule("daily_missing") == (2, at("2023-07-12 18:00"))
    assert ticking.states("daily_missing")[-2:] == ["void"] * 2
    assert ticking.states("morning_after")[-2:] == ["waiting"] * 2  # it was in the same letter
    assert ticking.sends() == []
    before = len(ticking.pushes)
    ticking.lives_to("2023-07-12 18:00")
    both = ("daily_missing", "morning_after")
    assert told(ticking.pushes[before:]) == {SOMCHAI: both, MALEE: both}
    assert ticking.rule("phase_start")[0] == 1


@on_sqlite
def test_what_must_arrive_is_sent_at_once_when_its_letter_was_taken_back(ticking: Ticking) -> None:
    ticking.goes_to("2023-07-16 00:00")
    ticking.follows(changed(changed(ticking.town.programme, "form_due", rides=None), "stage_change", rides=None))
    ticking.goes_to("2023-07-17 09:00")
    assert ticking.states("form_due") == ticking.states("stage_change", SOMCHAI) * 2 == ["queued"] * 2
    ticking.follows(changed(ticking.programme, "form_due", buttons=("coverage",)))
    ticking.goes_to("2023-07-17 09:01")
    assert ticking.states("form_due") == ["void"] * 2
    assert told(ticking.sends())[SOMCHAI] == ("stage_change", "morning_after")


@on_sqlite
def test_what_is_under_way_to_line_is_not_called_void(ticking: Ticking) -> None:
    ticking.goes_to("2023-07-12 00:00")
    ticking.goes_to("2023-07-12 17:30")
    ticking.under_way()
    ticking.follows(changed(ticking.town.programme, "daily_missing", window="until 20:00"))
    ticking.goes_to("2023-07-12 17:31")
    assert ticking.states("daily_missing") == ["queued"] * 2


@on_sqlite
def test_a_rule_taken_out_of_the_file_is_planned_no_more(ticking: Ticking) -> None:
    ticking.goes_to("2023-07-11 23:00")
    ticking.lives_to("2023-07-12 12:00")
    kept = tuple(one for one in ticking.town.programme.reminders if one.rule != "daily_missing")
    ticking.follows(ticking.town.programme.model_copy(update={"reminders": kept}))
    ticking.goes_to("2023-07-12 12:01")
    assert ticking.rule("daily_missing") == (2, None)
    before = len(ticking.pushes)
    ticking.lives_to("2023-07-13 18:00")
    assert SOMCHAI not in {push.name for push in ticking.pushes[before:]}
    ticking.follows(ticking.town.programme)
    ticking.goes_to("2023-07-13 18:01")
    assert ticking.rule("daily_missing") == (3, at("2023-07-14 17:30"))


@on_sqlite
def test_a_phase_that_ends_earlier_replans_what_follows_and_says_what_changed(
    ticking: Ticking, cast: Programme
) -> None:
    ticking.goes_to("2023-11-20 00:00")
    third, fourth = cast.phase(3), cast.phase(4)
    phases = (
        *cast.phases[:2],
        third.model_copy(update={"end": date(2023, 12, 13)}),
        fourth.model_copy(update={"start": date(2023, 12, 14)}),
    )
    ticking.follows(cast.model_copy(update={"phases": phases}))
    with capture_logs() as logged:
        ticking.goes_to("2023-11-20 00:01")
    said = {entry["rule"]: entry for entry in logged if entry["event"] == "reminders.rule_changed"}
    assert said["phase_end"]["first_gone"] == ("phase:3@2023-12-15T09:00",)
    assert said["phase_end"]["first_new"] == ("phase:3@2023-12-13T09:00",)
    assert "form_due" not in said
    assert ticking.rule("phase_end")[0] == 2
    before = len(ticking.pushes)
    ticking.lives_to("2023-12-22 23:00")
    ended = [push.day for push in ticking.pushes[before:] if push.name == SOMCHAI and "phase_end" in push.rules]
    assert ended == [date(2023, 12, 1), date(2023, 12, 13), date(2023, 12, 22)]
    begun = [push.day for push in ticking.pushes[before:] if push.name == SOMCHAI and "phase_start" in push.rules]
    assert begun == [date(2023, 12, 1), date(2023, 12, 14)]  # a Saturday is told on Friday


def test_a_holiday_added_late_takes_the_day_out(ticking: Ticking, monkeypatch: pytest.MonkeyPatch) -> None:
    ticking.goes_to("2023-07-18 20:00")
    with ticking.town.database.write() as session:
        leave.add_holiday(session, date(2023, 7, 19), "วันหยุดพิเศษ", added_by=1, now=ticking.clock.now())
    monkeypatch.setattr("services.current_programme.LOOKED_FOR", -1.0)  # the clock process sees it at once
    before = len(ticking.pushes)
    ticking.lives_to("2023-07-20 08:30")
    assert ticking.pushes[before:] == []
    assert ticking.rule("daily_missing") == (2, at("2023-07-20 17:30"))
    assert ticking.rule("phase_start")[0] == 1
    ticking.lives_to("2023-07-20 17:30")
    assert ticking.pushes[-1].rules == ("daily_missing", "morning_after")

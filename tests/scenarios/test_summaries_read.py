"""A summary that a coordinator has read in the chat does not come again on that day, unless it says what is new."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from models.coordination.read_summaries import ReadSummary
from scheduler.following import plan_file
from scheduler.ticker import Ticker
from simulator.driver import Someone
from tests.databases import on_sqlite
from tests.patience import until
from tests.running_bot import KANDA, SOMCHAI, RunningBot
from tests.scenarios.test_travelling import heard, place


@pytest.fixture
def ticking(running: RunningBot) -> Iterator[RunningBot]:
    """Wednesday, 17:40: the day is over for those who report."""
    running.line.clock(rate=0)
    running.line.clock(set="2023-07-12T17:40:00+07:00")
    ticker = Ticker(running.bot)
    ticker.start()
    try:
        until(plan_file(running.bot.clock.file).exists, "the clock process says what comes next")
        yield running
    finally:
        ticker.stop()


def pushed_by(running: RunningBot, person: Someone, time: str) -> list[str]:
    before = place(person)
    running.line.clock(set=f"2023-07-{time}:00+07:00")
    return heard(person, before)


def asks(person: Someone, words: str) -> None:
    person.says(words)
    person.hears(1)


def test_what_was_read_after_the_day_is_not_pushed_an_hour_later(ticking: RunningBot) -> None:
    kanda = ticking.joined(KANDA)
    asks(kanda, "สรุป")
    assert pushed_by(ticking, kanda, "12T21:00") == []
    (summary,) = pushed_by(ticking, kanda, "13T21:00")  # the next day's has not been read
    assert summary.startswith("13/07 18:30:00")


@on_sqlite
def test_what_has_changed_since_it_was_read_is_pushed(ticking: RunningBot) -> None:
    kanda, somchai = ticking.joined(KANDA), ticking.joined(SOMCHAI)
    asks(kanda, "สรุป")
    asks(somchai, "วันนี้ประชุมกับผู้ใหญ่บ้าน 12 คน")
    (summary,) = pushed_by(ticking, kanda, "12T21:00")
    assert summary.startswith("12/07 18:30:00")


@on_sqlite
def test_a_summary_of_other_days_or_of_one_place_stands_for_no_other(ticking: RunningBot) -> None:
    kanda = ticking.joined(KANDA)
    for words in ("สรุปเมื่อวาน", "สรุป อ.แม่ใจ", "สรุป กรมที่ดิน"):
        asks(kanda, words)
    assert len(pushed_by(ticking, kanda, "12T21:00")) == 1


@on_sqlite
def test_last_weeks_summary_that_was_read_on_monday_rides_with_nothing(ticking: RunningBot) -> None:
    kanda = ticking.joined(KANDA)
    ticking.line.clock(set="2023-07-17T09:30:00+07:00")
    before = place(kanda)
    asks(kanda, "สรุปสัปดาห์ที่แล้ว")
    said = [one for one in kanda.chat(before) if "10–16 ก.ค." in str(one["message"].get("altText"))]
    assert len(said) == 1


def test_what_was_read_is_kept_for_a_day_only_and_erased_with_its_reader(ticking: RunningBot) -> None:
    kanda = ticking.joined(KANDA)
    for words in ("สรุป", "สรุปเมื่อวาน", "สรุป"):
        asks(kanda, words)
    assert _kept(ticking) == 2
    ticking.line.clock(set="2023-07-13T09:00:00+07:00")
    asks(kanda, "สรุป")
    assert _kept(ticking) == 1
    asks(kanda, "ลบข้อมูลของฉัน")
    asks(kanda, "ยืนยันลบทั้งหมด")
    assert _kept(ticking) == 0


def _kept(running: RunningBot) -> int:
    with running.database.read() as session:
        return session.scalar(select(func.count()).select_from(ReadSummary)) or 0

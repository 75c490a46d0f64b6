"""Travelling with the real bot: what is due on the way is said at its instant, and nothing is late by travelling."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy import select

from models.reminders.reminders import OccurrenceState, ReminderOccurrence
from programmes.bangkok import BANGKOK
from scheduler.following import plan_file
from scheduler.ticker import Ticker
from simulator.driver import Json, Someone
from tests.databases import on_sqlite
from tests.patience import until
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI, RunningBot, start_running_bot

NOVEMBER = datetime.fromisoformat("2023-11-28T09:00:00+07:00")


@contextmanager
def _ticking(running: RunningBot) -> Iterator[RunningBot]:
    """A house with its clock process."""
    running.line.clock(rate=0)
    ticker = Ticker(running.bot)
    ticker.start()
    try:
        until(plan_file(running.bot.clock.file).exists, "the clock process says what comes next: without it time jumps")
        yield running
    finally:
        ticker.stop()


@pytest.fixture
def ticking(running: RunningBot) -> Iterator[RunningBot]:
    with _ticking(running) as opened:
        yield opened


@pytest.fixture
def in_november(migrated_sqlite: Path, tmp_path: Path) -> Iterator[RunningBot]:
    """The last Tuesday of phase 2."""
    copy(migrated_sqlite, tmp_path / "castbot.db")
    with (
        start_running_bot(f"sqlite:///{tmp_path / 'castbot.db'}", tmp_path, start=NOVEMBER) as running,
        _ticking(running) as opened,
    ):
        yield opened


def heard(person: Someone, after: int) -> list[str]:
    """When the bot spoke by itself, and how it reads."""
    return [f"{_when(one)} {_words(one['message'])}" for one in person.chat(after) if one["via"] != "reply"]


def _when(bubble: Json) -> str:
    return datetime.fromtimestamp(bubble["at"] / 1000, BANGKOK).strftime("%d/%m %H:%M:%S")


def _words(message: Json) -> str:
    return str(message.get("altText") or message.get("text"))


def place(person: Someone) -> int:
    return max((int(one["seq"]) for one in person.chat()), default=0)


def states(running: RunningBot) -> Counter[str]:
    with running.database.read() as session:
        return Counter(session.scalars(select(ReminderOccurrence.state)))


@on_sqlite
def test_a_day_brings_the_evening_reminder_and_the_summary_at_their_times(ticking: RunningBot) -> None:
    somchai, malee, kanda = (ticking.joins(name) for name in (SOMCHAI, MALEE, KANDA))
    malee.says("วันนี้ประชุมกับผู้ใหญ่บ้าน 12 คน")
    malee.hears(1)
    before = {person: place(person) for person in (somchai, malee, kanda)}
    arrived = ticking.line.clock(travel="day")
    assert arrived["journey"]["silent"] is False
    (reminder,) = heard(somchai, before[somchai])
    assert reminder.startswith("12/07 17:30:00 วันนี้ยังไม่มีบันทึก")
    assert heard(malee, before[malee]) == []
    (summary,) = heard(kanda, before[kanda])
    assert summary.startswith("12/07 18:30:00")


def test_a_week_is_lived_instant_by_instant_and_nothing_is_late(ticking: RunningBot) -> None:
    somchai, prayun = ticking.joins(SOMCHAI), ticking.joins(PRAYUN)
    before = {person: place(person) for person in (somchai, prayun)}
    arrived = ticking.line.clock(travel="week")
    assert arrived["journey"]["silent"] is False
    told = [line[:14] for line in heard(somchai, before[somchai])]
    assert told == [
        "12/07 17:30:00",
        "13/07 17:30:00",
        "14/07 17:30:00",
        "17/07 17:30:00",
        "18/07 17:30:00",
    ]
    mentor = [line[:14] for line in heard(prayun, before[prayun])]
    # one push a day: on Monday his new stage goes along with Malee, his from then on, who has never been heard of
    assert mentor == ["14/07 15:30:00", "17/07 15:30:00"]
    assert states(ticking)[OccurrenceState.SKIPPED_LATE] == 0
    journey = ticking.line.journey()
    assert journey is not None
    spoken = [stop["at"] for stop in journey["way"] if stop["reached"]]
    assert len(spoken) == len({*told, *mentor})


def test_a_new_phase_is_reached_through_all_that_lies_before_it(in_november: RunningBot) -> None:
    somchai = in_november.joins(SOMCHAI)
    before = place(somchai)
    in_november.line.clock(set="2023-12-02T09:00:00+07:00")
    told = heard(somchai, before)
    assert [line[:14] for line in told][-2:] == ["30/11 17:30:00", "01/12 17:30:00"]
    assert "ช่วงที่ 3" in told[-1]
    assert states(in_november)[OccurrenceState.SKIPPED_LATE] == 0

"""The clock: programme time may be moved, real time never is."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.clock import Clock, ClockError
from programmes.bangkok import BANGKOK, bangkok_day

JULY = datetime(2023, 7, 12, 2, 0, tzinfo=UTC)


def write(path: Path, **values: Any) -> Path:
    """As the simulator does: a new file in the place of the old one."""
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(values))
    os.replace(fresh, path)
    return path


def anchored(path: Path, at: datetime, rate: int = 0) -> Path:
    return write(path, real=datetime.now(UTC).timestamp(), virtual=at.timestamp(), rate=rate)


def test_without_settings_both_times_are_the_time() -> None:
    clock = Clock()
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    assert clock.now().tzinfo is not None


def test_an_offset_moves_programme_time_and_not_real_time() -> None:
    clock = Clock(timedelta(days=-1000))
    before = datetime.now(UTC)
    assert before <= clock.now() + timedelta(days=1000) <= datetime.now(UTC)
    assert before <= clock.real() <= datetime.now(UTC)


def test_a_file_wins_over_an_offset_and_is_followed_when_it_changes(tmp_path: Path) -> None:
    path = anchored(tmp_path / "clock.json", JULY)
    clock = Clock(timedelta(days=9), path)
    assert clock.now() == JULY
    anchored(path, JULY + timedelta(days=7))
    assert clock.now() == JULY + timedelta(days=7)


def test_a_running_clock_runs_and_a_frozen_one_stands(tmp_path: Path) -> None:
    before = datetime.now(UTC)
    hour_ago = (before - timedelta(hours=1)).timestamp()
    running = Clock(file=write(tmp_path / "runs.json", real=hour_ago, virtual=JULY.timestamp(), rate=1))
    frozen = Clock(file=write(tmp_path / "stands.json", real=hour_ago, virtual=JULY.timestamp(), rate=0))
    assert JULY + timedelta(hours=1) <= running.now() <= JULY + timedelta(hours=1) + (datetime.now(UTC) - before)
    assert frozen.now() == JULY


@pytest.mark.parametrize("trouble", ["gone", "half", "empty", "nonsense"])
def test_a_file_that_cannot_be_read_for_a_moment_changes_nothing(tmp_path: Path, trouble: str) -> None:
    path = anchored(tmp_path / "clock.json", JULY)
    clock = Clock(file=path)
    assert clock.now() == JULY
    if trouble == "gone":
        path.unlink()
    else:
        path.write_text(
            {"half": '{"real": 1, "virt', "empty": "", "nonsense": '{"real": [], "virtual": {}, "rate": 1}'}[trouble]
        )
    assert clock.now() == JULY
    anchored(path, JULY + timedelta(hours=1))
    assert clock.now() == JULY + timedelta(hours=1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"real": 1, "virtual": 2}',
        '{"real": "x", "virtual": 2, "rate": 1}',
        '{"real": 1, "virtual": 2, "rate": 3}',
    ],
)
def test_a_file_that_holds_no_clock_stops_the_boot(tmp_path: Path, text: str) -> None:
    path = tmp_path / "clock.json"
    path.write_text(text)
    with pytest.raises(ClockError, match="CLOCK_FILE"):
        Clock(file=path)


def test_a_day_is_bangkoks() -> None:
    assert bangkok_day(datetime(2023, 7, 11, 16, 59, tzinfo=UTC)).isoformat() == "2023-07-11"
    assert bangkok_day(datetime(2023, 7, 11, 17, 0, tzinfo=UTC)).isoformat() == "2023-07-12"
    assert bangkok_day(datetime(2023, 7, 12, 0, 0, tzinfo=BANGKOK)).isoformat() == "2023-07-12"

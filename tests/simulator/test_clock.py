"""Virtual time runs, stands or travels, forward only, and a file says so."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.clock import BackwardsError, VirtualClock
from simulator.driver import DriverError, Simulator

WEDNESDAY = datetime.fromisoformat("2023-07-12T09:00:00+07:00")


class Real:
    """Real time, as a test moves it."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def read(path: Path, real: float) -> float:
    """What a follower of the file takes the time to be."""
    anchor = json.loads(path.read_text(encoding="utf-8"))
    return float(anchor["virtual"] + anchor["rate"] * (real - anchor["real"]))


def test_it_begins_where_told_and_runs_with_real_time(tmp_path: Path) -> None:
    real = Real()
    clock = VirtualClock(WEDNESDAY, tmp_path / "clock.json", real)
    real.now += 90
    assert clock.now() == WEDNESDAY.timestamp() + 90
    assert read(tmp_path / "clock.json", real.now) == clock.now()


def test_a_frozen_clock_stands_and_can_still_travel(tmp_path: Path) -> None:
    real = Real()
    clock = VirtualClock(WEDNESDAY, tmp_path / "clock.json", real)
    clock.freeze()
    real.now += 500
    assert clock.frozen
    assert clock.now() == WEDNESDAY.timestamp()
    clock.advance(3600)
    assert read(tmp_path / "clock.json", real.now + 77) == WEDNESDAY.timestamp() + 3600
    clock.run()
    real.now += 5
    assert clock.now() == WEDNESDAY.timestamp() + 3605


def test_time_never_goes_back() -> None:
    clock = VirtualClock(WEDNESDAY)
    with pytest.raises(BackwardsError):
        clock.set(datetime(2023, 7, 11, tzinfo=UTC))
    with pytest.raises(BackwardsError):
        clock.advance(-1)


def test_the_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    VirtualClock(WEDNESDAY, tmp_path / "deep" / "clock.json")
    assert [one.name for one in (tmp_path / "deep").iterdir()] == ["clock.json"]


def test_one_travels_by_the_control_api(line: Simulator) -> None:
    line.clock(rate=0)
    start = line.clock()["virtual"]
    assert line.clock(travel="hour")["virtual"] - start == 3600
    assert line.clock(travel="day")["virtual"] - start == 3600 + 86400
    assert line.clock(travel="week")["virtual"] - start == 3600 + 8 * 86400
    with pytest.raises(DriverError, match="forward"):
        line.clock(set="2000-01-01T00:00:00+07:00")
    with pytest.raises(DriverError, match="time zone"):
        line.clock(set="2100-01-01T00:00:00")

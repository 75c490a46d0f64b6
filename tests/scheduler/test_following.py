"""Following a clock that travels: it ticks when the clock is moved, and says what is done only once it is sent."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.clock import Clock
from bot.outbound.multicasts import OutboxMessage, queue_messages
from models.messaging.deliveries import Delivery, DeliveryState
from models.storage.database import Database
from scheduler.following import Follower, plan_file

NINE = datetime.fromisoformat("2023-07-12T09:00:00+07:00")
EVENING = NINE + timedelta(hours=8, minutes=30)


class FollowerJobs:
    """What the follower is given to do."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.ticks: list[datetime] = []
        self.next: datetime | None = EVENING
        self.broken = False

    def tick(self) -> None:
        if self.broken:
            raise RuntimeError
        self.ticks.append(self._clock.now())

    def next_instant(self) -> datetime | None:
        return self.next


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clock.json"
    stand(path, NINE)
    return path


@pytest.fixture
def timetable(file: Path) -> FollowerJobs:
    return FollowerJobs(Clock(file=file))


@pytest.fixture
def follower(file: Path, timetable: FollowerJobs, database: Database) -> Follower:
    return Follower(timetable._clock, plan_file(file), database, timetable.tick, timetable.next_instant)


def stand(file: Path, at: datetime) -> None:
    """The clock stands still at an instant; it is replaced whole."""
    half = file.with_suffix(".half")
    half.write_text(json.dumps({"real": 1.0, "virtual": at.timestamp(), "rate": 0}), "utf-8")
    half.replace(file)


def said(file: Path) -> dict[str, float | None]:
    return json.loads(plan_file(file).read_text("utf-8"))  # type: ignore[no-any-return]


def test_it_says_when_there_is_something_to_do_and_up_to_when_all_is_done(follower: Follower, file: Path) -> None:
    follower.look()
    assert said(file) == {"next": EVENING.timestamp(), "done": NINE.timestamp()}
    assert sorted(one.name for one in file.parent.iterdir() if one.name.startswith("clock")) == [
        "clock.json",
        "clock.json.next",
    ]


def test_it_ticks_at_once_when_the_clock_is_moved_and_not_in_between(
    follower: Follower, timetable: FollowerJobs, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.following.monotonic", lambda: 0.0)
    follower.look()
    follower.look()
    assert timetable.ticks == [NINE]
    stand(file, EVENING)
    timetable.next = None
    follower.look()
    assert timetable.ticks == [NINE, EVENING]
    assert said(file) == {"next": None, "done": EVENING.timestamp()}


def test_it_ticks_now_and_then_while_nobody_moves_the_clock(
    follower: Follower, timetable: FollowerJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed = iter([0.0, 0.1, 10.0, 10.0])
    monkeypatch.setattr("scheduler.following.monotonic", lambda: next(passed))
    follower.look()
    follower.look()
    follower.look()
    assert len(timetable.ticks) == 2


def test_nothing_is_said_while_a_message_is_on_its_way(follower: Follower, file: Path, database: Database) -> None:
    follower.look()
    with database.write() as session:
        queue_messages(session, [OutboxMessage("U1", [{"type": "text", "text": "ถึงเวลาแล้ว"}])], NINE)
    stand(file, EVENING)
    for state in (DeliveryState.DUE, DeliveryState.SEALED):
        with database.write() as session:
            session.execute(update(Delivery).values(state=state.value))
        follower.look()
        assert said(file)["done"] == NINE.timestamp()
    with database.write() as session:
        session.execute(update(Delivery).values(state=DeliveryState.SENT.value))
    follower.look()
    assert said(file)["done"] == EVENING.timestamp()


def test_what_rides_is_not_waited_for(follower: Follower, file: Path, database: Database) -> None:
    with database.write() as session:
        queue_messages(session, [OutboxMessage("U1", [{"type": "text", "text": "ไปด้วยกัน"}], piggyback=True)], NINE)
    follower.look()
    assert said(file)["done"] == NINE.timestamp()


def test_an_instant_that_failed_is_not_called_done(follower: Follower, timetable: FollowerJobs, file: Path) -> None:
    follower.look()
    timetable.broken = True
    stand(file, EVENING)
    with pytest.raises(RuntimeError):
        follower.look()
    assert said(file)["done"] == NINE.timestamp()
    timetable.broken = False
    follower.look()
    assert said(file)["done"] == EVENING.timestamp()

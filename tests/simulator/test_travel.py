"""Travelling stops at every instant at which the bot has something to do, and waits there until it is done."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from simulator.driver import DriverError, Simulator, Someone
from simulator.travel import NamedInstant, plan_file
from tests.patience import HANG

WEDNESDAY = datetime.fromisoformat("2023-07-12T09:00:00+07:00")
EARLIER = WEDNESDAY - timedelta(minutes=5)
EVENING = WEDNESDAY + timedelta(hours=8, minutes=30)
MORNING = WEDNESDAY + timedelta(days=1)


class TravellingBot:
    """A bot with a timetable: it follows the clock's file, does what is due, and says beside the file what is next."""

    def __init__(self, clock_file: Path, due: dict[datetime, Callable[[], object]]) -> None:
        self._clock_file, self._due = clock_file, {at.timestamp(): do for at, do in due.items()}
        self.done_at: list[tuple[float, float]] = []  # (instant, what the clock said)
        self.hold, self.ended = Event(), Event()
        self.hold.set()
        self._thread = Thread(target=self._run, daemon=True)

    def __enter__(self) -> "TravellingBot":
        self._look(None)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self._thread.join()

    def _run(self) -> None:
        seen = None
        while not self.ended.wait(0.01):
            seen = self._look(seen)

    def _look(self, seen: str | None) -> str:
        written = self._clock_file.read_text("utf-8")
        if written == seen:
            return written
        now = float(json.loads(written)["virtual"])
        for at in sorted(self._due):
            if at <= now and self.hold.wait(HANG):
                self._due.pop(at)()
                self.done_at.append((at, now))
        self._say(min(self._due, default=None), now)
        return written

    def _say(self, upcoming: float | None, done: float) -> None:
        half = plan_file(self._clock_file).with_suffix(".half")
        half.write_text(json.dumps({"next": upcoming, "done": done}), "utf-8")
        half.replace(plan_file(self._clock_file))


@pytest.fixture
def clock_file(tmp_path: Path) -> Path:
    return tmp_path / "clock.json"


@pytest.fixture
def frozen(clock_file: Path) -> Iterator[Simulator]:
    stops = (NamedInstant(MORNING.timestamp(), {"th": "เช้า", "en": "morning"}),)
    with Simulator.start(start=EARLIER, clock_file=clock_file, stops=stops) as started:
        started.clock(rate=0)
        started.clock(set=WEDNESDAY.isoformat())
        yield started


def push(line: Simulator, person: Someone) -> Callable[[], object]:
    def done() -> object:
        body = json.dumps({"to": person.user_id, "messages": [{"type": "text", "text": "ถึงเวลาแล้ว"}]})
        headers = {"Authorization": "Bearer token", "Content-Type": "application/json"}
        return line._http.request("POST", f"{line.url}/v2/bot/message/push", body=body, headers=headers)

    return done


def times(journey: dict[str, object] | None) -> list[float]:
    assert journey is not None
    return [instant["at"] for instant in journey["way"]]  # type: ignore[index, attr-defined]


def test_it_stops_at_each_instant_the_bot_names_and_messages_bear_its_time(frozen: Simulator, clock_file: Path) -> None:
    somchai = frozen.person("สมชาย")
    due = {EVENING: push(frozen, somchai), EVENING + timedelta(hours=1): push(frozen, somchai)}
    with TravellingBot(clock_file, due) as bot:
        arrived = frozen.clock(travel="day")
    assert [(at, now - at) for at, now in bot.done_at] == [(at.timestamp(), 0.0) for at in due]
    assert [message["at"] for message in somchai.chat()] == [int(at.timestamp() * 1000) for at in due]
    assert arrived["virtual"] == MORNING.timestamp()
    journey = frozen.journey()
    assert times(journey) == [at.timestamp() for at in (*due, MORNING)]
    assert journey is not None
    assert (journey["state"], journey["messages"], journey["people"]) == ("arrived", 2, 1)
    assert journey["way"][0]["reached"] == {somchai.user_id: 1}


def test_what_becomes_due_on_the_way_is_stopped_at_too(frozen: Simulator, clock_file: Path) -> None:
    later = (EVENING + timedelta(minutes=30)).timestamp()
    due: dict[datetime, Callable[[], object]] = {}
    with TravellingBot(clock_file, due) as bot:
        bot._due[EVENING.timestamp()] = lambda: bot._due.update({later: list})
        bot._say(EVENING.timestamp(), WEDNESDAY.timestamp())
        frozen.clock(travel="day")
    assert [at for at, _ in bot.done_at] == [EVENING.timestamp(), later]
    assert all(at == now for at, now in bot.done_at)


def test_time_runs_on_after_arrival_as_it_ran_before(frozen: Simulator, clock_file: Path) -> None:
    with TravellingBot(clock_file, {EVENING: list}):
        assert frozen.clock(travel="day")["rate"] == 0
        frozen.clock(rate=1)
        assert frozen.clock(travel="day")["rate"] == 1


def test_a_journey_can_be_stopped_where_it_is(frozen: Simulator, clock_file: Path) -> None:
    with TravellingBot(clock_file, {EVENING: list}) as bot:
        bot.hold.clear()
        under_way = frozen.clock(travel="week", wait=0)
        assert under_way["journey"]["state"] == "under way"
        while frozen.clock()["virtual"] < EVENING.timestamp():
            pass
        with pytest.raises(DriverError, match="under way"):
            frozen.clock(travel="day", wait=0)
        with pytest.raises(DriverError, match="under way"):
            frozen.clock(rate=1)
        stopped = frozen.clock(stop=True)
        bot.hold.set()
    assert stopped["virtual"] == EVENING.timestamp()
    assert stopped["journey"]["state"] == "stopped"
    assert times(frozen.journey()) == [EVENING.timestamp()]


def test_a_bot_that_has_fallen_silent_is_left_behind(frozen: Simulator, clock_file: Path) -> None:
    frozen.platform.traveller._patience = 0.1
    plan_file(clock_file).write_text(json.dumps({"next": EVENING.timestamp(), "done": 0}))
    arrived = frozen.clock(travel="day")
    assert arrived["virtual"] == MORNING.timestamp()
    assert arrived["journey"]["silent"] is True


@pytest.mark.parametrize("said", [None, "", "{}", '{"next": "soon", "done": 1}', "[]"])
def test_without_a_word_of_the_bot_the_clock_jumps(frozen: Simulator, clock_file: Path, said: str | None) -> None:
    if said is not None:
        plan_file(clock_file).write_text(said)
    arrived = frozen.clock(travel="day")
    assert arrived["virtual"] == MORNING.timestamp()
    assert arrived["journey"] is None


def test_what_a_bot_of_an_earlier_run_said_is_forgotten(clock_file: Path) -> None:
    plan_file(clock_file).write_text(json.dumps({"next": 1, "done": 0}))
    with Simulator.start(start=WEDNESDAY, clock_file=clock_file) as line:
        assert line.clock(travel="day")["journey"] is None


def test_one_travels_to_the_next_named_stop_until_none_is_ahead(frozen: Simulator) -> None:
    assert frozen.clock()["stops"] == [{"at": MORNING.timestamp(), "name": {"th": "เช้า", "en": "morning"}}]
    assert frozen.clock(travel="phase")["virtual"] == MORNING.timestamp()
    with pytest.raises(DriverError, match="no named stop"):
        frozen.clock(travel="phase")
    with pytest.raises(DriverError, match="one of"):
        frozen.clock(travel="year")


def test_a_stop_needs_a_time_zone() -> None:
    assert NamedInstant.read({"at": MORNING.isoformat(), "name": "เช้า"}) == NamedInstant(MORNING.timestamp(), "เช้า")
    with pytest.raises(ValueError, match="time zone"):
        NamedInstant.read({"at": "2023-07-13T09:00:00", "name": "เช้า"})

"""Promise 5: two clocks, then four, tick side by side: what they plan is what one calendar and one roster say."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.clock import Clock
from models.storage.database import Database
from simulator.driver import Simulator
from tests.patience import until
from tests.promises.processes import Processes, processes
from tests.promises.registered_people import registered_people
from tests.promises.reminding import (
    KilledAndReplaced,
    OwnClock,
    agreed,
    of_two_languages,
    passed,
    planned,
    read_by,
    states,
)

pytestmark = pytest.mark.processes
PEOPLE = 12
# By hand: what each participant who never writes is planned for until then, and how many pushes that makes.
WITH_TWO = ("2023-07-12 08:30", "2023-07-12 17:30", "2023-07-13 08:30", "2023-07-13 17:30")
WITH_FOUR = ("2023-07-14 17:30", "2023-07-17 17:30", "2023-07-18 17:30")
MODEL = {
    ("morning_after", "day:2023-07-11@2023-07-12T08:30"),
    ("daily_missing", "day:2023-07-12@2023-07-12T17:30"),
    ("morning_after", "day:2023-07-12@2023-07-13T08:30"),
    ("daily_missing", "day:2023-07-13@2023-07-13T17:30"),
    ("morning_after", "day:2023-07-13@2023-07-14T08:30"),
    ("stage_change", "stage:target@2023-07-14T09:00"),
    ("daily_missing", "day:2023-07-14@2023-07-14T17:30"),
    ("morning_after", "day:2023-07-14@2023-07-17T08:30"),
    ("stage_change", "stage:target@2023-07-17T09:00"),
    ("form_due", "form:feedback7@2023-07-17T09:00"),
    ("morning_after", "day:2023-07-17@2023-07-18T08:30"),
    ("silence_asked", "silence:2023-07-13"),  # they joined the day before; instead of daily_missing of the 17th
    ("daily_missing", "day:2023-07-18@2023-07-18T17:30"),
}
PUSHES = 5


@pytest.fixture
def own(tmp_path: Path) -> OwnClock:
    clock = OwnClock(tmp_path / "own.json")
    clock.stands_at("2023-07-12 00:00")
    return clock


@pytest.fixture
def bots(database_url: str, line: Simulator, tmp_path: Path, own: OwnClock) -> Iterator[Processes]:
    with processes(database_url, line.url, tmp_path, CLOCK_FILE=str(own.file)) as started:
        yield started


def test_two_and_then_four_clocks_plan_what_one_would(
    bots: Processes, own: OwnClock, database: Database, line: Simulator, clock: Clock
) -> None:
    phones = registered_people(line, database, clock, PEOPLE)
    of_two_languages(database)

    def pushed(count: int) -> bool:
        return all(len(read) >= count for read in read_by(phones).values())

    count = 0
    for clocks, instants in ((2, WITH_TWO), (4, WITH_FOUR)):
        nursery = KilledAndReplaced.opened(bots, clocks=clocks, senders=1)
        until(lambda: agreed(database), "the clocks have read the programme")
        for instant in instants:
            own.stands_at(instant)
            count += not instant.endswith("08:30")
            until(partial(pushed, count), f"what is due at {instant} is read")
            until(partial(passed, database, instant), f"the clocks are beyond {instant}")
        nursery.process.kill()

    assert planned(database) == Counter(dict.fromkeys(MODEL, PEOPLE))
    assert {len(read) for read in read_by(phones).values()} == {PUSHES}
    assert set(states(database)) <= {"sent", "queued", "waiting", "passed", "not_needed"}

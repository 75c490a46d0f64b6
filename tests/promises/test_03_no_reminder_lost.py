"""Promises 3 and 4: clocks and senders are killed all the time, and everybody reads each reminder once, and each
announcement.

The control shows what would come of it if the platform knew no retry keys.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import Clock
from models.coordination import broadcasts
from models.coordination.broadcasts import Broadcast
from models.people import people
from models.storage.database import Database
from services.roster.rows import RosterRow, Scope
from simulator.driver import Simulator, Someone
from tests.promises.crowd import crowd, register_all
from tests.promises.processes import Processes, processes, until
from tests.promises.reminding import INSTANTS, Nursery, OwnClock, agreed, of_two_languages, planned, read_by, states

pytestmark = pytest.mark.processes
PEOPLE, SECONDS = 30, 12.0
BETWEEN_KILLS = (0.2, 0.7)
WORDS = "พรุ่งนี้ประชุม 9 โมง ที่ห้องประชุมอำเภอ"


@pytest.fixture
def own(tmp_path: Path) -> OwnClock:
    clock = OwnClock(tmp_path / "own.json")
    clock.stands_at("2023-07-12 00:00")
    return clock


@pytest.fixture
def bots(database_url: str, line: Simulator, tmp_path: Path, own: OwnClock) -> Iterator[Processes]:
    with processes(database_url, line.url, tmp_path, CLOCK_FILE=str(own.file)) as started:
        yield started


def opened(bots: Processes, database: Database, line: Simulator, **slowly: float) -> Nursery:
    """Two clocks and two senders at work, and a platform that takes its time."""
    for endpoint in ("push", "multicast"):
        line.fault("latency", endpoint, **slowly)
    nursery = Nursery.opened(bots, clocks=2, senders=2)
    until(lambda: agreed(database), 30, "the clocks have read the programme")
    return nursery


def killing(
    nursery: Nursery, own: OwnClock, phones: Sequence[Someone], seconds: float, enough: Callable[[], bool]
) -> list[str]:
    """Live from instant to instant, killing somebody every now and then. Return the instants lived through."""
    lived: list[str] = []
    end, kill_at = time.monotonic() + seconds, 0.0
    while time.monotonic() < end and not enough():
        if all(len(read) >= len(lived) for read in read_by(phones).values()) and len(lived) < len(INSTANTS):
            own.stands_at(INSTANTS[len(lived)])
            lived.append(INSTANTS[len(lived)])
        if time.monotonic() >= kill_at:
            nursery.kill_somebody()
            kill_at = time.monotonic() + nursery.chance.uniform(*BETWEEN_KILLS)
        time.sleep(0.02)
    return lived


def test_everybody_reads_each_reminder_once_while_clocks_and_senders_are_killed(
    bots: Processes, own: OwnClock, database: Database, line: Simulator, clock: Clock
) -> None:
    phones = crowd(line, database, clock, PEOPLE)
    of_two_languages(database)
    nursery = opened(bots, database, line, latency_ms=60, chance=0.5)
    lived = killing(nursery, own, phones, SECONDS, lambda: False)
    until(lambda: all(len(read) >= len(lived) for read in read_by(phones).values()), 30, "all has arrived")
    until(lambda: "queued" not in states(database), 30, "all of it is on record")
    assert set(states(database)) <= {"sent", "waiting", "passed"}  # the day's push was had: it waits for a message

    assert min(nursery.killed["clock"], nursery.killed["sender"]) >= 3
    assert len(lived) >= 2
    for read in read_by(phones).values():  # nothing lost, nothing doubled
        assert len(read) == len(lived)
        assert len(set(read)) == len(lived)
    assert set(planned(database).values()) == {PEOPLE}
    accepted = Counter(one["retryKey"] for one in line.sent())
    assert set(accepted.values()) == {1}, "the platform accepted a key twice"


def test_everybody_reads_an_announcement_once_while_who_queues_and_who_sends_it_are_killed(
    bots: Processes, own: OwnClock, database: Database, line: Simulator, clock: Clock
) -> None:
    own.stands_at("2023-07-12 10:00")
    phones = crowd(line, database, clock, PEOPLE)
    of_two_languages(database)
    nursery = opened(bots, database, line, latency_ms=60, chance=0.5)
    _confirm(database, clock, _coordinator(line, database, clock))
    killed_while: Counter[str] = Counter()
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and (_announced(database) != "done" or len(nursery.killed) < 2):
        killed_while[_announced(database)] += 1
        nursery.kill_somebody()
        time.sleep(nursery.chance.uniform(*BETWEEN_KILLS) / 2)
    until(lambda: _announced(database) == "done", 30, "nobody waits for it any more")

    assert killed_while["queuing"] >= 3
    assert min(nursery.killed["clock"], nursery.killed["sender"]) >= 1
    assert all(len(read) == 1 for read in told(phones, WORDS).values())
    accepted = Counter(one["retryKey"] for one in line.sent())
    assert set(accepted.values()) == {1}, "the platform accepted a key twice"


def _coordinator(line: Simulator, database: Database, clock: Clock) -> int:
    row = RosterRow(99, "C1", "กานดา รักไทย", "coordinator", scope=Scope("all"))
    register_all(database, clock, [row], [line.person(row.name).user_id])
    with database.read() as session:
        return people.by_name(session, row.name)[0].id


def _confirm(database: Database, clock: Clock, author_id: int) -> None:
    with database.write() as session:
        draft = broadcasts.draft(session, author_id, WORDS, None, clock.real())
        session.flush()
        broadcasts.confirm(session, draft.id, author_id, clock.real())


def _announced(database: Database) -> str:
    with database.read() as session:
        return session.scalars(select(Broadcast.state)).one()


def told(phones: Sequence[Someone], words: str) -> dict[str, list[str]]:
    """What each was told that has these words in it."""
    texts = {
        phone.user_id: [one["message"].get("text", "") for one in phone.chat() if one["from"] == "bot"]
        for phone in phones
    }
    return {user: [text for text in read if words in text] for user, read in texts.items()}


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_without_keys_on_the_platform_the_same_life_doubles(
    bots: Processes, own: OwnClock, database: Database, line: Simulator, clock: Clock
) -> None:
    phones = crowd(line, database, clock, PEOPLE)
    of_two_languages(database)
    line.dials(retry_key_life=0)
    nursery = opened(bots, database, line, latency_ms=300)

    def doubled() -> bool:
        return any(len(set(read)) < len(read) for read in read_by(phones).values())

    killing(nursery, own, phones, 2 * SECONDS, doubled)
    assert doubled(), "nobody read anything twice: the promise's run would show nothing"

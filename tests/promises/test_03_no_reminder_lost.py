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
from services.roster.rows import RosterRow, RosterScope
from simulator.driver import Simulator, Someone
from tests.patience import until
from tests.promises.processes import Processes, processes
from tests.promises.registered_people import register_all, registered_people
from tests.promises.reminding import (
    INSTANTS,
    KilledAndReplaced,
    OwnClock,
    agreed,
    of_two_languages,
    planned,
    read_by,
    states,
)

pytestmark = pytest.mark.processes
PEOPLE, KILLS, KILLS_OF_EACH = 20, 14, 3  # at least
MOST_KILLS = 400
BETWEEN_KILLS = (0.2, 0.7)  # seconds in which the survivors and the newly started come to do something
ANNOUNCEMENTS = 20  # at most; each gives some chances to kill while it is queued
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


def opened(bots: Processes, database: Database, line: Simulator, **slowly: float) -> KilledAndReplaced:
    """Two clocks and two senders at work, and a platform that takes its time."""
    for endpoint in ("push", "multicast"):
        line.fault("latency", endpoint, **slowly)
    nursery = KilledAndReplaced.opened(bots, clocks=2, senders=2)
    until(lambda: agreed(database), "the clocks have read the programme")
    return nursery


def killing(
    nursery: KilledAndReplaced, own: OwnClock, phones: Sequence[Someone], enough: Callable[[], bool]
) -> list[str]:
    """Live from instant to instant, killing somebody every now and then. Return the instants lived through."""
    lived: list[str] = []
    kill_at = 0.0
    while not enough():
        if all(len(read) >= len(lived) for read in read_by(phones).values()) and len(lived) < len(INSTANTS):
            own.stands_at(INSTANTS[len(lived)])
            lived.append(INSTANTS[len(lived)])
        if time.monotonic() >= kill_at and nursery.is_whole():
            began = time.monotonic()
            nursery.kill_somebody()
            until(nursery.is_whole, "who was killed is replaced")
            slowness = time.monotonic() - began  # a busy machine gives those who live as many chances as a quiet one
            kill_at = time.monotonic() + nursery.chance.uniform(*BETWEEN_KILLS) + 4 * slowness
        time.sleep(0.02)
    return lived


def test_everybody_reads_each_reminder_once_while_clocks_and_senders_are_killed(
    bots: Processes, own: OwnClock, database: Database, line: Simulator, clock: Clock
) -> None:
    phones = registered_people(line, database, clock, PEOPLE)
    of_two_languages(database)
    nursery = opened(bots, database, line, latency_ms=60, chance=0.5)
    lived = killing(nursery, own, phones, lambda: nursery.has_killed(KILLS, KILLS_OF_EACH) and _has_read(phones, 2))
    until(lambda: all(len(read) >= len(lived) for read in read_by(phones).values()), "all has arrived")
    until(lambda: "queued" not in states(database), "all of it is on record")
    assert set(states(database)) <= {"sent", "waiting", "passed", "not_needed"}  # the day's push was had, or said more

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
    phones = registered_people(line, database, clock, PEOPLE)
    of_two_languages(database)
    nursery = opened(bots, database, line, latency_ms=60, chance=0.5)
    author = _coordinator(line, database, clock)
    killed_while: Counter[str] = Counter()
    announced: list[str] = []
    while killed_while["queuing"] < 3 or not nursery.has_killed(2, 1) or _announced(database) != "done":
        if not announced or (_announced(database) == "done" and len(announced) < ANNOUNCEMENTS):
            announced.append(f"{WORDS} ({len(announced) + 1})")
            _confirm(database, clock, author, announced[-1], at_a_time=len(announced) % 2 == 0)
        killed_while[_announced(database)] += 1
        nursery.kill_somebody()
        until(nursery.is_whole, "who was killed is replaced")
        time.sleep(nursery.chance.uniform(*BETWEEN_KILLS) / 2)

    for words in announced:
        until(lambda told_them=words: all(told(phones, told_them).values()), "everybody has read it")
        assert all(len(read) == 1 for read in told(phones, words).values())
    accepted = Counter(one["retryKey"] for one in line.sent())
    assert set(accepted.values()) == {1}, "the platform accepted a key twice"


def _has_read(phones: Sequence[Someone], count: int) -> bool:
    return all(len(read) >= count for read in read_by(phones).values())


def _coordinator(line: Simulator, database: Database, clock: Clock) -> int:
    row = RosterRow(99, "C1", "กานดา รักไทย", "coordinator", scope=RosterScope("all"))
    register_all(database, clock, [row], [line.person(row.name).user_id])
    with database.read() as session:
        return people.by_name(session, row.name)[0].id


def _confirm(database: Database, clock: Clock, author_id: int, words: str, *, at_a_time: bool) -> None:
    with database.write() as session:
        draft = broadcasts.draft(session, author_id, words, None, clock.real())
        draft.send_at = clock.now() if at_a_time else None
        session.flush()
        broadcasts.confirm(session, draft.id, author_id, clock.real())


def _announced(database: Database) -> str:
    """How far the newest announcement is; "none" before there is one."""
    with database.read() as session:
        return session.scalars(select(Broadcast.state).order_by(Broadcast.id.desc())).first() or "none"


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
    phones = registered_people(line, database, clock, PEOPLE)
    of_two_languages(database)
    line.dials(retry_key_life=0)
    nursery = opened(bots, database, line, latency_ms=300)

    def doubled() -> bool:
        return any(len(set(read)) < len(read) for read in read_by(phones).values())

    killing(nursery, own, phones, lambda: doubled() or nursery.has_killed(MOST_KILLS, 0))
    assert doubled(), "nobody read anything twice: the promise's run would show nothing"

"""`python -m bench.broadcasting`: how long queueing an announcement to 15,000 takes, and how it slows other turns."""

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from time import perf_counter, sleep
from typing import Final

from bench import people, systems
from bot.resources import Bot
from bot.settings import read_settings
from models.coordination import broadcasts
from models.coordination.broadcasts import BroadcastAudience
from models.messaging import chats, inbox
from models.messaging.inbox import Arrival, InboxState
from models.people.people import Membership, Person, PersonState, Role
from models.schema import migrate
from scheduler.broadcasting import BroadcastJob

EVERY: Final = 0.02  # seconds between two turns of other people
QUIET: Final = 5.0  # seconds of turns without an announcement, for comparison


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.broadcasting", description=__doc__)
    parser.add_argument("--people", type=int, default=15_000)
    given = parser.parse_args()
    print("| database | receivers | queued in, s | turns' commits p99 alone, ms | p99 meanwhile, ms | rise |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder, systems.postgres_server() as address:
        for name, url in (
            ("SQLite", f"sqlite:///{Path(folder, 'b.db')}"),
            ("PostgreSQL", systems.postgres_url(address)),
        ):
            _measure(name, url, given.people)
    return 0


def _measure(name: str, url: str, count: int) -> None:
    bot = Bot(
        read_settings(
            line_channel_secret="s",
            line_channel_access_token="t",
            line_api_url="http://127.0.0.1:9",
            database_url=url,
            clock_offset=(systems.BEGAN - datetime.now(UTC)).total_seconds(),
        )
    )
    migrate(bot.database)
    now = systems.BEGAN
    people.register(bot.database, bot.programme, count, now)
    with bot.database.write() as session:
        session.add(
            Person(
                id=count + 1, key="C", name="ผู้ประสานงาน", state=PersonState.ACTIVE.value, language="th", created_at=now
            )
        )
        session.flush()
        session.add(Membership(person_id=count + 1, role=Role.COORDINATOR.value, scope="all"))
        draft = broadcasts.draft(session, count + 1, "พรุ่งนี้ประชุม 9 โมง", None, now)
        draft.address(BroadcastAudience())
        session.flush()
        broadcasts.confirm(session, draft.id, count + 1, now)
    alone = _turns_until(bot, Event(), QUIET)
    done = Event()
    taken: list[float] = []
    turning = Thread(target=lambda: taken.extend(_turns_until(bot, done, 600)))
    turning.start()
    began = perf_counter()
    queued = BroadcastJob(bot).carry_on()
    seconds = perf_counter() - began
    done.set()
    turning.join()
    before, meanwhile = _p99(alone), _p99(taken)
    rise = 100 * (meanwhile / before - 1)
    felt = f"{before:.1f} | {meanwhile:.1f} ({len(taken)} turns) | {rise:+.0f} %"
    print(f"| {name} | {queued:,} | {seconds:.2f} | {felt} |", flush=True)
    bot.close()


def _turns_until(bot: Bot, done: Event, seconds: float) -> list[float]:
    """Do again and again what a turn does in the database: store an event, find its chat, commit. Return seconds."""
    taken = []
    until = perf_counter() + seconds
    number = 0
    while perf_counter() < until and not done.is_set():
        number += 1
        began = perf_counter()
        key = people.user_ids(1)[0]
        at = datetime.now(UTC)
        with bot.database.write(urgent=True) as session:
            arrival = Arrival(f"{id(done)}-{number}", key, "message", None, at, "{}", InboxState.DONE)
            inbox.store(session, [arrival], at)
        with bot.database.write() as session:
            chats.by_line_ids(session, [key])[key].told_about_groups_at = at
        taken.append(perf_counter() - began)
        sleep(EVERY)
    return taken


def _p99(taken: list[float]) -> float:
    return sorted(taken)[int(0.99 * (len(taken) - 1))] * 1000


if __name__ == "__main__":
    raise SystemExit(main())

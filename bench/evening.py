"""`python -m bench.evening`: a working day's evening of a whole country, on both databases, in real time.

15,000 participants of all districts, a mentor for each district and 200 coordinators are registered, and nobody has
reported. At 17:30 the clock reminds them; from then on 5,000 of them send their day's work within ten minutes, while
reminders and summaries still go out. Counted is until when the reminders are out, how long a sender waits for the card,
and how long LINE waits for an acknowledgement. Everything runs on this one machine, with the platform and the load.
"""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep, time
from typing import Any, Final

from sqlalchemy import insert

from bench import load, measures, people, systems
from bench.processes import ROOT
from bench.report import table
from bench.systems import BotProcesses, PlatformProcess
from models import schema
from models.messaging.chats import Chat
from models.people.people import Membership, Person, PersonState, Role
from models.storage.database import Database
from programmes import Programme
from programmes import load as load_programme
from thai.gazetteer import gazetteer

PEOPLE: Final = 15_000
COORDINATORS: Final = 200
ANSWERS: Final = 5_000
SECONDS: Final = 600.0
SLICE: Final = 5.0  # seconds of calls that are signed at once: a reply token lives for a minute
REMINDED_AT: Final = datetime.fromisoformat("2023-09-06T17:30:00+07:00")
JOINED: Final = REMINDED_AT - timedelta(days=60)
STARTED_BEFORE: Final = timedelta(seconds=40)
WARM_UP: Final = 50
PATIENCE: Final = 240.0  # seconds for what is still to be sent at the end
HEAD: Final = ("on", "reminders", "first to last, s", "a second, most", "cards", "card p50, s", "p99", "ack p99, ms")
HEAD_MORE: Final = ("ack slowest, ms", "not 200", "other pushes", "PSS after, MB", "CPU s")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.evening", description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--answers", type=int, default=ANSWERS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="only on one of them")
    given = parser.parse_args()
    rows = list(_rows(given))
    said = table((*HEAD, *HEAD_MORE), rows)
    print(said)
    if (given.people, given.answers, given.seconds, given.database) == (PEOPLE, ANSWERS, SECONDS, None):
        (ROOT / "bench" / "evening.md").write_text(_ABOUT.format(now=datetime.now(UTC), said=said), "utf-8")


def _rows(given: argparse.Namespace) -> Iterator[tuple[str, ...]]:
    with systems.scratch() as folder, systems.postgres_server() as address:
        for name, url in (("SQLite", systems.sqlite_url(folder)), ("PostgreSQL", systems.postgres_url(address))):
            if given.database in (None, name.lower()):
                yield _measure(folder, name, url, given)


def _measure(folder: Path, name: str, url: str, given: argparse.Namespace) -> tuple[str, ...]:
    _register(url, given.people)
    everybody = given.people + len(_districts()) + COORDINATORS
    with (
        PlatformProcess(folder, people=everybody, began=REMINDED_AT - STARTED_BEFORE) as platform,
        systems.our_bot(name, folder, platform, url) as bot,
    ):
        reminded_at = REMINDED_AT.timestamp() - platform.ahead
        measures.warm_up(platform, bot, WARM_UP)
        platform.progress()
        sleep(max(0.0, reminded_at - time()))
        posted, asked, calls = _answers(platform, bot, given)
        calls += _the_rest(platform)
        cpu, memory = bot.cpu(), sum(program.memory()[1] for program in bot.programs)
    return name, *_said(posted, asked, calls, reminded_at, given.people), f"{memory:.0f}", f"{cpu:.0f}"


def _register(url: str, count: int) -> None:
    database, programme = Database(url), load_programme(ROOT / "programmes" / "cast-2566")
    schema.migrate(database)
    districts = _districts()
    people.register(database, programme, count, JOINED, districts)
    _register_offices(database, programme, districts, count + 1)
    database.close()


def _districts() -> list[str]:
    below = gazetteer().children
    return sorted(district for province, found in below.items() if len(province) == 2 for district in found)


def _register_offices(database: Database, programme: Programme, districts: list[str], first: int) -> None:
    """Register a mentor for each district, and the coordinators of provinces."""
    version = programme.retention.notice_version
    agreed = {"consent_version": version, "consent_at": JOINED, "created_at": JOINED, "language": "th"}
    provinces = sorted({code[:2] for code in districts})
    held: list[dict[str, Any]] = [{"role": Role.MENTOR.value, "area": code, "scope": None} for code in districts]
    held += [
        {"role": Role.COORDINATOR.value, "area": None, "scope": f"province:{provinces[number % len(provinces)]}"}
        for number in range(COORDINATORS)
    ]
    persons, chats, roles = [], [], []
    line_ids = people.user_ids(first - 1 + len(held))[first - 1 :]
    for number, (line_id, membership) in enumerate(zip(line_ids, held, strict=True), first):
        key = f"O{number}"
        persons.append({"id": number, "key": key, "name": key, "state": PersonState.ACTIVE.value} | agreed)
        chats.append({"line_user_id": line_id, "person_id": number} | agreed)
        roles.append({"person_id": number} | membership)
    with database.write() as session:
        session.execute(insert(Person), persons)
        session.execute(insert(Chat), [one | {"menu_stale": False} for one in chats])
        session.execute(insert(Membership), roles)


Call = tuple[str, list[str], float]  # the kind of call, its receivers, and when it was accepted (Unix time)


def _answers(
    platform: PlatformProcess, bot: BotProcesses, given: argparse.Namespace
) -> tuple[list[load.Load], dict[str, float], list[Call]]:
    """Post the answers evenly. Return how they went, when each person's was due, and what the platform accepted."""
    posted, asked, accepted = list[load.Load](), dict[str, float](), list[Call]()
    rate, left, next_at = given.answers / given.seconds, given.answers, time()
    while left > 0:
        calls = platform.calls(min(left, round(rate * SLICE)), bot.port)
        sleep(max(0.0, next_at - time()))
        went = load.evenly(calls, bot.port, rate)
        posted.append(went)
        asked |= {measures.user_of(call): went.began + number / rate for number, call in enumerate(calls)}
        left, next_at = left - len(calls), next_at + len(calls) / rate
        accepted += platform.progress()["calls"]
    return posted, asked, accepted


def _the_rest(platform: PlatformProcess) -> list[Call]:
    """Return what is accepted until nothing more comes for a while."""
    found, until = list[Call](), time() + PATIENCE
    last = time()
    while time() < min(until, last + 10):
        if more := platform.progress()["calls"]:
            found, last = found + more, time()
        sleep(0.5)
    return found


def _said(
    posted: list[load.Load], asked: dict[str, float], calls: list[Call], reminded_at: float, count: int
) -> Iterator[str]:
    cards: dict[str, float] = {}
    for kind, to, at in calls:
        if kind == "reply" and to[0] in asked and to[0] not in cards:
            cards[to[0]] = at - asked[to[0]]
    pushed = [(at, len(to)) for kind, to, at in calls if kind != "reply" and at >= reminded_at - 1]
    mine = set(people.user_ids(count))
    reminders = [(at, sum(one in mine for one in to)) for kind, to, at in calls if kind != "reply"]
    instants = sorted(at for at, count in reminders if count)
    reached = sum(count for _, count in reminders)
    most: dict[int, int] = {}
    for at, count in pushed:
        most[int(at)] = most.get(int(at), 0) + count
    waits, acks = sorted(cards.values()), sorted(one for went in posted for one in went.latencies)
    yield f"{reached:,}"
    yield f"{instants[0] - reminded_at:.0f}–{instants[-1] - reminded_at:.0f}" if instants else "–"
    yield f"{max(most.values(), default=0):,}"
    yield f"{len(cards):,} of {len(asked):,}"
    yield f"{waits[len(waits) // 2]:.2f}" if waits else "–"
    yield f"{waits[int(0.99 * (len(waits) - 1))]:.2f}" if waits else "–"
    yield f"{1000 * acks[int(0.99 * (len(acks) - 1))]:.0f}"
    yield f"{1000 * acks[-1]:.0f}"
    yield f"{sum(went.count - went.statuses.get(200, 0) for went in posted)}"
    yield f"{sum(count for _, count in pushed) - reached:,}"


_ABOUT: Final = """# An evening of a whole country

Written by `python -m bench.evening`; do not edit. {now:%Y-%m-%d %H:%M}, on two cores that platform and load share.
15,000 participants, a mentor for each of the 928 districts, 200 coordinators. Nobody has reported: at 17:30 all are
reminded, and 5,000 of them send their day's work in the ten minutes from then on. Reminders with the same words go as
multicasts, so more people a second are reached than the 2,000 calls that LINE allows. Aims: reminders out within that
rate, a card's p99 below 3 s.

{said}
"""


if __name__ == "__main__":
    main()

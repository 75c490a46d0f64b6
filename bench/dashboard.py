"""`python -m bench.dashboard`: how long the web pages take with 15,000 people and up to 1,000,000 activities, on both
databases, with 1×, 10× and 100× the people; each page is asked for by a coordinator of everything, first once and then
20 times: what took long is shown again for half a minute."""

import argparse
import os
import tempfile
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time
from typing import Final

from flask.testing import FlaskClient

from bench import cohort, systems
from bot.app import close_app, create_app
from bot.process import rest_collector
from bot.resources import Bot
from bot.settings import Settings
from models.messaging import chats
from models.people import web_sessions
from models.people.people import Membership, Person, PersonState, Role
from models.schema import migrate
from models.storage.database import Database
from programmes import Programme
from scheduler.counting import EntryCounter

TODAY: Final = date(2023, 9, 6)  # a Wednesday of phase 2
NOW: Final = datetime.fromisoformat("2023-09-06T16:00:00+07:00")
DAYS: Final = 70  # activities of each person: 15,000 people have a million
TRIES: Final = 20
PATHS: Final = (
    "/app",
    "/app/whole",
    "/app/people",
    "/app/people?q=คนที่ 12",
    "/app/people?state=missing",
    "/app/entries",
    "/app/entries?place=56",
    "/app/entries?dimension=relief&place=56",
    "/app/entries?sdg=13",
    "/app/entries?q=ขยะเปียก",
    "/app/entries?q=อบรม เกษตรกร",
    "/app/entries?q=ยาเสพติด&place=56",
    "/app/photos",
    "/app/obstacles",
    "/app/certificates",
    "/app/days",
    "/app/days?place=56",
    "/app/coverage",
    "/app/compare?group=province",
    "/app/compare?group=mentor&order=reviews",
    "/app/map/data?level=districts",
    "/app/map/data?level=districts&dimension=wellbeing",
    "/app/map/data?level=districts&agency=กรมที่ดิน",
    "/app/map/data?level=pins&zoom=6",
    "/app/map/data?level=pins&zoom=11&box=99.5,18.9,100.4,19.9",
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.dashboard", description=__doc__)
    parser.add_argument("--people", type=int, nargs="*", default=[150, 1500, 15_000])
    parser.add_argument("--path", nargs="*", default=PATHS, help="other addresses")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="only this one")
    given = parser.parse_args()
    print("| database | people | activities | page | first, ms | p50, ms | p95, ms | CPU, ms | kB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder, systems.postgres_server() as address:
        for people in given.people:
            if given.database != "postgresql":
                measure("SQLite", f"sqlite:///{Path(folder, f'{people}.db')}", people, folder, given.path)
            if given.database != "sqlite":
                measure("PostgreSQL", systems.postgres_url(address), people, folder, given.path)
    return 0


def measure(name: str, url: str, people: int, folder: str, paths: list[str]) -> None:
    clock = Path(folder, "clock.json")
    clock.write_text(f'{{"real": 0, "virtual": {NOW.timestamp()}, "rate": 0}}')
    settings = {"line_channel_secret": "secret", "line_channel_access_token": "token"}
    bot = Bot(Settings(**settings, database_url=url, line_api_url="http://127.0.0.1:9", clock_file=clock))  # type: ignore[arg-type]
    with closing(bot):
        migrate(bot.database)
        count = min(1_000_000, people * DAYS)
        cohort.fill(bot.database, bot.programme, people, count, TODAY, searched=True)
        cohort.mentors(bot.database, bot.programme, people, people + 2)
        coordinator(bot.database, bot.programme, people + 1)
        while EntryCounter(bot.database).count_again():
            pass
        app = create_app(bot)
        rest_collector()  # as the web process does
        client = app.test_client()
        for path in paths:
            client.set_cookie("castbot", _signed_in(bot, people + 1))  # a session may ask for so many pages a minute
            _page(client, (name, f"{people:,}", f"{count:,}"), path)
        close_app(app)


def _page(client: FlaskClient, about: tuple[str, ...], path: str) -> None:
    taken, size = [], 0
    began = perf_counter()
    client.get(path)
    first = (perf_counter() - began) * 1000
    began_cpu = process_time()
    for _ in range(TRIES):
        began = perf_counter()
        answer = client.get(path)
        taken.append((perf_counter() - began) * 1000)
        size = len(answer.data)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
    cpu = (process_time() - began_cpu) * 1000 / TRIES
    points = quantiles(taken, n=20)
    cells = (*about, path, f"{first:.0f}", f"{points[9]:.0f}", f"{points[18]:.0f}", f"{cpu:.0f}", f"{size / 1000:.0f}")
    print(f"| {' | '.join(cells)} |", flush=True)


def coordinator(database: Database, programme: Programme, person_id: int) -> None:
    """Store a coordinator of everything who has agreed to the notice."""
    version, user = programme.retention.notice_version, f"U{os.urandom(16).hex()}"
    with database.write() as session:
        person = Person(
            id=person_id, key="coordinator", name="ผู้ประสานงาน", state=PersonState.ACTIVE, language="th", created_at=NOW
        )
        session.add(person)
        session.flush()
        session.add(Membership(person_id=person_id, role=Role.COORDINATOR, scope="all"))
        chats.ensure(session, [user], NOW)
        chat = chats.by_line_ids(session, [user])[user]
        chat.person_id, chat.consent_version = person_id, version
        person.consent_version = version


def _signed_in(bot: Bot, person_id: int) -> str:
    """Return the token of a new session of somebody."""
    with bot.database.write() as session:
        _, token = web_sessions.begin(session, person_id, "bench", bot.clock.real())
    return token


if __name__ == "__main__":
    raise SystemExit(main())

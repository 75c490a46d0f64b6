"""Who looked at whom on the web: whoever a page names is noted, on every page, and the operator can ask for it."""

import re
from datetime import timedelta

import pytest

from bot.__main__ import main
from models.people import people
from models.people.people import Person, Role
from models.privacy import erasure, viewings
from models.privacy.viewings import Viewing, ViewingCount, ViewingKey, ViewingWay
from programmes.bangkok import bangkok_day
from services.personal_data.viewing_log import ViewingLog
from tests.dashboard.conftest import Web
from tests.dashboard.records import asked, recorded
from tests.dashboard.test_who_may import WAYS
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SECRET, SOMCHAI

PAGES = sorted({way.address for (method, _), way in WAYS.items() if method == "GET" and way.status == 200})
FILTERS = re.compile(r"<(select|datalist)\b.*?</\1>", re.DOTALL)  # what could be chosen is no record
LINKS_ONLY = {"/app/map/data", "/app/photos/zip", "/app/codes", "/app/codes/2"}
EMPTY_FILES = {"/app/roster/template"}


def noted(web: Web, by: str) -> set[str]:
    """The names of whom somebody has looked at on pages."""
    web.app.extensions["viewings"].store()
    with web.database.read() as session:
        found = session.query(Viewing).filter_by(by_person_id=web.person_id(by), way=ViewingWay.PAGE)
        return {session.get_one(Person, row.person_id).name for row in found}


@on_sqlite
def test_whoever_a_page_names_is_noted_on_every_page(web: Web) -> None:
    recorded(web, SOMCHAI)
    recorded(web, MALEE)
    asked(web, SOMCHAI, PRAYUN)
    with web.database.read() as session:
        participants = {
            person.name for person in session.query(Person) if Role.PARTICIPANT in people.roles_of(session, person.id)
        }
    for reader in (KANDA, PRAYUN):
        visiting, shown = web.signed_in(reader), set[str]()
        for path in PAGES:
            before = noted(web, reader)
            answer = visiting.get(path)
            if answer.status_code != 200 or path in LINKS_ONLY | EMPTY_FILES:
                continue
            page = FILTERS.sub("", answer.get_data(as_text=True))
            named = {name for name in participants if name in page}
            missing = named - noted(web, reader)
            assert not missing, (reader, path, missing, before)
            shown |= named
        assert SOMCHAI in shown


def test_looking_is_counted_by_the_day_and_ones_own_page_is_not(web: Web) -> None:
    somchai, kanda = web.signed_in(SOMCHAI), web.signed_in(KANDA)
    person_id = web.person_id(SOMCHAI)
    for _ in range(3):
        kanda.reads(f"/app/people/{person_id}")
    somchai.reads(f"/app/people/{person_id}")
    web.app.extensions["viewings"].store()
    with web.database.read() as session:
        (row,) = viewings.of_person(session, person_id)
        assert (row.by_person_id, row.times, row.way) == (web.person_id(KANDA), 3, "page")
        assert row.day == bangkok_day(web.bot.clock.now())


def test_counts_are_added_kept_for_their_time_and_go_with_the_person(web: Web) -> None:
    now, (somchai, kanda) = web.bot.clock.now(), (web.joins(SOMCHAI), web.joins(KANDA))
    day = bangkok_day(now)
    for at, times in ((now, 2), (now + timedelta(hours=1), 5)):
        with web.database.write() as session:
            viewings.add(session, {ViewingKey(kanda, day, somchai, ViewingWay.FEED): ViewingCount(times, at, at)})
    with web.database.write() as session:
        viewings.note(session, kanda, [somchai, kanda], ViewingWay.CHAT, day - timedelta(days=9), now)
        viewings.clear(session, day - timedelta(days=8))
        (row,) = viewings.of_person(session, somchai)
        assert (row.times, row.first_at, row.last_at) == (7, now, now + timedelta(hours=1))
        assert not viewings.of_person(session, kanda)
        erasure.erase(session, session.get_one(Person, somchai), now, actor="command")
        assert not viewings.of_person(session, somchai)


@on_sqlite
def test_counts_that_could_not_be_stored_are_stored_later(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    log, now = ViewingLog(web.database), web.bot.clock.now()
    monkeypatch.setattr("services.personal_data.viewing_log.EVERY", 3600)
    with monkeypatch.context() as away:
        away.setattr("models.privacy.viewings.add", lambda *_: 1 / 0)
        log.note(1, [2, 3], now)
        log.store()
    log.note(1, [2], now)
    log.stop()
    with web.database.read() as session:
        assert {row.person_id: row.times for row in session.query(Viewing)} == {2: 2, 3: 1}


@on_sqlite
def test_the_operator_asks_who_looked_and_what_an_account_could_see(
    web: Web, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    web.joins(SOMCHAI)
    web.signed_in(KANDA).reads(f"/app/people/{web.person_id(SOMCHAI)}")
    web.app.extensions["viewings"].store()
    settings = web.bot.settings
    for name, value in (
        ("DATABASE_URL", settings.database_url),
        ("MEDIA_DIR", str(settings.media_dir)),
        ("LINE_CHANNEL_SECRET", SECRET),
        ("LINE_API_URL", "http://127.0.0.1:9"),
        ("CLOCK_FILE", str(settings.clock_file)),
    ):
        monkeypatch.setenv(name, value)
    assert main(["person", "access-log", SOMCHAI]) == 0
    assert capsys.readouterr().out == f"12 ก.ค. 2566 · {KANDA} (#{web.person_id(KANDA)}) · หน้าเว็บ · 1 ครั้ง\n"
    assert main(["person", "access-log", MALEE]) == 0
    assert "ไม่มีบันทึก" in capsys.readouterr().out
    assert main(["incident", "--since", "2023-07-12", "--account", KANDA]) == 0
    said = capsys.readouterr().out
    seen, could = said.split("เข้าถึงได้แต่ไม่มีบันทึก")
    assert "Android · Chrome" in seen
    assert SOMCHAI in seen
    assert MALEE not in seen
    assert MALEE in could
    assert SOMCHAI not in could
    assert main(["incident", "--since", "48h"]) == 0
    assert KANDA in capsys.readouterr().out
    for when in ("เมื่อวาน", "2023-07-13", "0h"):
        assert main(["incident", "--since", when]) == 2
    assert "2023-07-12T14:00" in capsys.readouterr().err

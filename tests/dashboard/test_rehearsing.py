"""A rehearsal that was asked for on the web: by whom, how it goes on, what it shows, and until when."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from models.people import people
from models.privacy import erasure
from models.reminders import rehearsals
from models.reminders.rehearsals import Rehearsal, RehearsalState
from programmes import load
from programmes.bangkok import BANGKOK
from scheduler.rehearsal import running
from scheduler.rehearsal.simulation import RehearsedMessage, rehearse
from scheduler.rehearsing import LONGEST, RehearsalJob
from services.dashboard.rehearsals import digest_of, packed, unpacked
from tests.dashboard.browser import DESK, PHONE, looked_at, open_signed_in
from tests.dashboard.conftest import Web, on_a_socket
from tests.dashboard.tables import rows_of
from tests.databases import on_sqlite
from tests.patience import until
from tests.running_bot import KANDA, SOMCHAI
from tests.simulator.browsing import Browsing
from thai.dates import month_year

MONTHS = "ข้อความที่ส่งเอง (push) ต่อเดือน"


class Rehearsing:
    """The job and its process, which rehearses two weeks of July in this one."""

    def __init__(self, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
        self.web, self.lines = web, list[RehearsedMessage]()
        settings = web.bot.settings
        self.environment = {"DATABASE_URL": settings.database_url, "PROGRAMME": str(settings.programme)}
        self.job = RehearsalJob(web.bot, self.environment)
        monkeypatch.setattr(running, "rehearse", self._two_weeks)
        monkeypatch.setattr(running, "read_settings", lambda: settings)

    def _two_weeks(
        self, programme: Any, texts: Any, database: Any, *_: date, **more: Any
    ) -> Iterator[RehearsedMessage]:
        for line in rehearse(programme, texts, database, date(2023, 6, 26), date(2023, 7, 9), **more):
            self.lines.append(line)
            yield line

    def runs(self, monkeypatch: pytest.MonkeyPatch) -> bool:
        monkeypatch.setattr(self.job, "_run", running.main)
        return self.job.rehearse()

    def state(self) -> RehearsalState:
        with self.web.database.read() as session:
            newest = rehearsals.newest(session)
            assert newest is not None
            return newest.state


@pytest.fixture
def rehearsing(web: Web, monkeypatch: pytest.MonkeyPatch) -> Rehearsing:
    return Rehearsing(web, monkeypatch)


@on_sqlite
def test_a_rehearsal_shows_what_each_role_reads_until_the_programme_changes(
    web: Web, rehearsing: Rehearsing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kanda, other = web.signed_in(KANDA), web.signed_in("ธนา ใจงาม")
    assert other.get("/app/rehearsal").status_code == other.post("/app/rehearsal", share="80").status_code == 404
    assert kanda.post("/app/rehearsal", share="33").status_code == 404
    for _ in range(2):
        kanda.post("/app/rehearsal", share="80")
    with web.database.read() as session:
        assert len(rehearsals.all_of(session)) == 1
    assert "กำลังเตรียมรายชื่อ" in kanda.reads("/app/rehearsal")
    assert rehearsing.runs(monkeypatch)
    assert not rehearsing.runs(monkeypatch)

    page = kanda.reads("/app/rehearsal?month=2023-07")
    pushes = Counter(line.at.strftime("%Y-%m") for line in rehearsing.lines if line.way == "push")
    rides = Counter(line.at.strftime("%Y-%m") for line in rehearsing.lines if line.way != "push")
    july = rows_of(page, MONTHS)[month_year(date(2023, 7, 1), "th")]
    assert july[0] == f"{pushes['2023-07']:,}"
    assert july[3] == f"{rides['2023-07']:,}"
    mentors = {line.text for line in rehearsing.lines if line.role == "mentor" and line.at.month == 7}
    read = kanda.reads("/app/rehearsal?month=2023-07&role=mentor")
    days = {line.at.date() for line in rehearsing.lines if line.role == "mentor" and line.at.month == 7}
    assert read.count("<details><summary><b>") == len(days)
    assert any(text.splitlines()[0] in read for text in mentors)

    changed = tmp_path / "programme"
    copytree(web.bot.settings.programme, changed)
    assert digest_of(changed) == digest_of(web.bot.settings.programme)
    (changed / "programme.toml").write_text((changed / "programme.toml").read_text("utf-8") + "\n", "utf-8")
    with web.database.write() as session:
        done = rehearsals.newest_done(session)
        assert done is not None
        done.programme = digest_of(changed)
    page = kanda.reads("/app/rehearsal")
    assert "ไฟล์โครงการเปลี่ยนไป" in page
    assert MONTHS not in page

    with web.database.write() as session:
        erasure.erase(session, people.by_name(session, SOMCHAI)[0], web.bot.clock.now(), actor="command")
        assert rehearsals.newest_done(session) is None


@on_sqlite
def test_a_rehearsal_whose_process_fails_or_dies_is_told_and_can_be_asked_for_again(
    web: Web, rehearsing: Rehearsing, monkeypatch: pytest.MonkeyPatch
) -> None:
    kanda = web.signed_in(KANDA)
    kanda.post("/app/rehearsal", share="0")
    rehearsing.environment["DATABASE_URL"] = "sqlite:////nowhere/at/all.db"
    rehearsing.job._environment = rehearsing.environment
    assert not rehearsing.job.rehearse()  # the real process
    assert rehearsing.state() == "failed"
    assert "ซักซ้อมไม่สำเร็จ" in kanda.reads("/app/rehearsal")
    kanda.post("/app/rehearsal", share="0")
    with web.database.write() as session:
        lost = rehearsals.newest(session)
        assert lost is not None
        now = web.bot.clock.real()
        assert rehearsals.claim(session, lost.id, now, stale_before=now - LONGEST)
        assert not rehearsals.claim(session, lost.id, now, stale_before=now - LONGEST)
        lost = session.get_one(Rehearsal, lost.id)
        lost.began_at = now - 2 * LONGEST
    assert rehearsing.runs(monkeypatch)  # another clock goes on with it
    kanda.post("/app/rehearsal", share="0")

    def stopped(_: int) -> int:
        rehearsing.job._stopping.set()
        return -1

    monkeypatch.setattr(rehearsing.job, "_run", stopped)
    rehearsing.job._stopping.clear()
    rehearsing.job.look()  # as the clock does, in a thread of its own
    until(lambda: rehearsing.state() == "waiting" and rehearsing.job._stopping.is_set(), "given back")
    assert rehearsing.state() == "waiting"


def _at(day: int) -> datetime:
    return datetime(2023, 7, day, 17, 30, tzinfo=BANGKOK)


def test_equal_messages_of_a_day_are_one_with_their_count() -> None:
    programme = load(Path("programmes/cast-2566"))
    first = RehearsedMessage(_at(3), "a+b", "participant", "ก", "push", "อ่าน")
    lines = [first, replace(first, person="ข"), replace(first, way="reply"), replace(first, at=_at(4))]
    result = running.result_of(lines, programme, date(2023, 7, 1), date(2023, 7, 31))
    assert [(day, [(one.way, one.count) for one in those]) for day, those in result.days.items()] == [
        ("2023-07-03", [("push", 2), ("reply", 1)]),
        ("2023-07-04", [("push", 1)]),
    ]
    assert unpacked(packed(result)) == replace(result, days=dict(result.days))
    assert (result.pushes, result.rides, result.people) == (3, 1, 2)


@on_sqlite
def test_the_page_of_rehearsals_in_a_browser(
    web: Web, rehearsing: Rehearsing, monkeypatch: pytest.MonkeyPatch, browser: Browsing
) -> None:
    kanda = web.signed_in(KANDA)
    with on_a_socket(web) as address:
        kanda.post("/app/rehearsal", share="80")
        page = open_signed_in(browser, address, web.token_of(KANDA), PHONE)
        page.goto(f"{address}/app/rehearsal")
        looked_at(page, "rehearsal-going")
        assert rehearsing.runs(monkeypatch)
        page.get_by_text("ข้อความแต่ละวัน").wait_for()  # it looks again by itself
        page.get_by_text("ข้อความ", exact=False).first.wait_for()
        page.goto(f"{address}/app/rehearsal?month=2023-07")
        page.locator("summary").filter(has_text="ข้อความ").first.click()
        looked_at(page, "rehearsal")
        desk = open_signed_in(browser, address, web.token_of(KANDA), DESK)
        desk.goto(f"{address}/app/rehearsal")
        looked_at(desk, "rehearsal")
    assert browser.broken == []

"""Raters in LINE: one connects their chat from the page, is reminded there until they have rated, and gets the link."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
import urllib3
from sqlalchemy import select

from models.activities.activities import Activity
from models.evaluations.ratings import Rating
from models.messaging.chats import Chat
from models.people import people
from models.privacy import erasure
from scheduler.reminders import OutboxSink, ReminderClock
from simulator.driver import Someone
from tests.databases import on_sqlite
from tests.patience import HANG
from tests.running_bot import KANDA, SOMCHAI, RunningBot, start_running_bot
from tests.scenarios.many_people import everything_in
from tests.scenarios.test_raters import (
    IN_THE_ROUND,
    NOVEMBER,
    SOMSRI,
    WHOLE,
    answers,
    get,
    link_from,
    only_rating,
    post,
    said,
)

pytestmark = on_sqlite
HALF_OVER = "2023-12-12T17:31:00+07:00"
NEAR_THE_END = "2023-12-18T09:01:00+07:00"


@pytest.fixture
def running(database_url: str, tmp_path: Path) -> Iterator[RunningBot]:
    with start_running_bot(database_url, tmp_path, start=NOVEMBER, public_url="https://bot.example") as started:
        yield started


@pytest.fixture
def link(running: RunningBot) -> str:
    """The path of the link of an accepted rater of SOMCHAI, on the third day of the round."""
    said(running.joined(SOMCHAI), WHOLE)
    kanda = running.joined(KANDA)
    said(kanda, "ผู้ประเมิน")
    kanda.taps_label("เห็นชอบ")
    kanda.hears(1)
    kanda.taps_label("ออกลิงก์")
    kanda.hears(2)
    running.line.clock(set=IN_THE_ROUND)
    return link_from(kanda)


def ticks(running: RunningBot, to: str) -> None:
    """The clock comes to an instant, and plans what is due on the way."""
    clock = ReminderClock(
        running.database, running.bot.clock, running.bot.calendar, running.bot.texts,
        OutboxSink(running.bot.clock),
    )  # fmt: skip
    clock.tick()
    running.line.clock(set=to)
    clock.tick()


def code_from(running: RunningBot, link: str) -> str:
    """What LINE types after a tap on the page's button."""
    answer = urllib3.request(
        "POST", running.url + link, fields={"line": "1"}, redirect=False, retries=False, timeout=HANG
    )
    address = answer.headers.get("Location", "")
    assert (answer.status, address[:34]) == (303, "https://line.me/R/oaMessage/%40cas")
    return unquote(address.rpartition("?")[2])


def connected(running: RunningBot, link: str) -> Someone:
    """The rater's chat, after they agreed on the page and in the chat."""
    post(running, link, agree="1")
    somsri = running.line.person(SOMSRI)
    said(somsri, code_from(running, link))
    somsri.taps_label("ยินยอม")
    heard = " ".join(everything_in(one) for one in somsri.hears(2))
    assert "เชื่อม LINE แล้ว" in heard
    assert "ยังรอท่านประเมิน 1 คน" in heard
    return somsri


def test_a_rater_is_reminded_in_line_gets_the_link_there_and_hears_nothing_after_rating(
    running: RunningBot, link: str
) -> None:
    assert "รับการเตือนทาง LINE" not in get(running, link)[1]  # nothing before they agree
    somsri = connected(running, link)
    assert "รับการเตือนทาง LINE" not in get(running, link)[1]
    assert "ยังรอท่านประเมิน 1 คน" in said(somsri, "สวัสดีค่ะ วันนี้ประชุมกับผู้ใหญ่บ้าน 20 คน")
    ticks(running, HALF_OVER)
    told = everything_in(somsri.hears(2)[-1])
    assert "ยังรอการประเมินจากท่าน 1 คน" in told
    assert SOMCHAI in told
    somsri.taps_label("เปิดแบบประเมิน")
    shown = json.dumps(somsri.hears(1))
    newer = re.findall(r"https://bot\.example(/r/[A-Za-z0-9_-]{20,})", shown)[-1]
    assert get(running, link)[0] == 404  # the one on paper was replaced
    _, page = get(running, newer)
    assert post(running, f"{newer}/{only_rating(running).id}", hand_in="1", **answers(page, "4"))[0] == 200
    ticks(running, NEAR_THE_END)
    assert "ไม่มีผู้ที่รอท่านประเมิน" in said(somsri, "เมนู")  # the first that is heard
    with running.database.read() as session:
        assert (
            session.scalars(select(Activity).where(Activity.person_id == only_rating(running).about_person_id)).all()
            == []
        )


def test_who_asks_how_to_nominate_hears_by_when_it_should_be_done(database_url: str, tmp_path: Path) -> None:
    before = NOVEMBER.replace(day=20)
    with start_running_bot(database_url, tmp_path, start=before, public_url="https://bot.example") as running:
        somchai = running.joined(SOMCHAI)
        assert "ขอให้เสนอภายในวันศุกร์ 24 พ.ย. 2566" in said(somchai, "เสนอผู้ประเมิน")
        running.line.clock(set=NOVEMBER.isoformat())
        told = said(somchai, "เสนอผู้ประเมิน")
        assert "เสนอได้ถึงวันพุธ 20 ธ.ค. 2566" in told
        assert "24 พ.ย." not in told


def test_the_coordinator_is_led_to_the_numbers_of_those_without_line_with_one_tap(
    running: RunningBot, link: str
) -> None:
    kanda = running.joined(KANDA)
    ticks(running, "2023-12-12T18:31:00+07:00")
    told = " ".join(everything_in(one) for one in kanda.hears(1))
    assert "ผู้ประเมินที่ต้องโทรตาม 1 คน" in told
    kanda.taps_label("ใครยังไม่ประเมิน")
    listed = kanda.hears(1)[-1]
    assert SOMSRI in everything_in(listed)
    assert '"tel:0812345678"' in json.dumps(listed)


def test_a_code_of_the_page_works_once_and_a_rater_does_nothing_else_in_the_chat(
    running: RunningBot, link: str
) -> None:
    post(running, link, agree="1")
    first, second = code_from(running, link), code_from(running, link)
    stranger = running.stranger()
    said(stranger, "ยินยอม")
    assert "เชื่อม LINE แล้ว" not in said(stranger, first)  # a newer one is there
    assert "เชื่อม LINE แล้ว" in said(stranger, second)
    for words in ("ผลการประเมิน", "ผู้ประเมิน", "สรุปวันนี้", "เสนอผู้ประเมิน นายทวี มากมูล 0810000011"):
        heard = said(stranger, words)
        assert "ยังรอท่านประเมิน 1 คน" in heard
        assert "0812345678" not in heard
    with running.database.write() as session:
        (rater,) = people.by_name(session, SOMSRI)
        erasure.erase(session, rater, running.bot.clock.now(), actor="command")
    with running.database.read() as session:
        assert [one for one in session.scalars(select(Chat)) if one.person_id == rater.id] == []
        assert session.scalars(select(Rating).where(Rating.round_key == "final")).all() == []

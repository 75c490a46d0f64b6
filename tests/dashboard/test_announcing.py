"""Announcements on the web: nothing is sent but what was previewed, and only once."""

import io
import re

from PIL import Image
from sqlalchemy import select

from models.activities.media import Media
from models.coordination.broadcasts import Broadcast
from models.people.audit import AuditEntry
from tests.dashboard.browser import DESK, PHONE, looked_at, open_signed_in
from tests.dashboard.conftest import Visiting, Web, on_a_socket
from tests.databases import on_sqlite
from tests.running_bot import KANDA, PRAYUN, SOMCHAI
from tests.simulator.browsing import Browsing


def one(web: Web) -> Broadcast:
    with web.database.read() as session:
        found = session.scalar(select(Broadcast).order_by(Broadcast.id.desc()).limit(1))
        assert found is not None
        session.expunge(found)
        return found


def shown(visiting: Visiting, page: str) -> str:
    found = re.search(r'name="shown" value="([0-9a-f]+)"', visiting.reads(page))
    assert found is not None
    return found[1]


def test_what_was_previewed_is_sent_once(web: Web) -> None:
    web.joins(SOMCHAI)
    kanda = web.signed_in(KANDA)
    for _ in range(2):  # a second tap
        answer = kanda.post("/app/announcements", words="พรุ่งนี้งดลงพื้นที่\r\nฝนตกหนัก")
    page = answer.headers["Location"]
    assert page == f"/app/announcements/{one(web).id}"
    assert one(web).words == "พรุ่งนี้งดลงพื้นที่\nฝนตกหนัก"
    before = shown(kanda, page)
    kanda.client.post(
        page,
        data={
            "form_token": kanda.form_token(),
            "words": "พรุ่งนี้งดลงพื้นที่",
            "to": ["role:participant", "role:mentor", "role:owner", "agency:nonsense"],
            "at": "",
        },
    )
    assert one(web).to.roles == ("participant", "mentor")
    kanda.post(f"{page}/send", shown=before)
    assert "เปลี่ยนไปหลังจากที่แสดง" in kanda.reads(page)
    assert one(web).state == "draft"
    now = shown(kanda, page)
    for _ in range(2):
        kanda.post(f"{page}/send", shown=now)
    assert one(web).state == "queuing"
    assert "ยืนยันไปแล้ว" in kanda.reads(page)
    with web.database.read() as session:
        assert len(session.scalars(select(AuditEntry.id).where(AuditEntry.action == "broadcast")).all()) == 1


@on_sqlite
def test_one_that_waits_for_its_time_is_stopped_changed_or_put_away(web: Web) -> None:
    web.joins(SOMCHAI)
    prayun = web.signed_in(PRAYUN)
    page = prayun.post("/app/announcements", words="ส่งแบบฟอร์มภายในวันศุกร์").headers["Location"]
    for at, said in (("2023-07-11T08:00", "ผ่านไปแล้ว"), ("2030-01-01T08:00", "วันสุดท้ายของโครงการ")):
        prayun.post(page, words="ส่งแบบฟอร์มภายในวันศุกร์", to="role:participant", at=at)
        assert said in prayun.reads(page)
    prayun.post(page, words="ส่งแบบฟอร์มภายในวันศุกร์", to="role:participant", at="2023-07-13T08:00")
    prayun.post(f"{page}/send", shown=shown(prayun, page))
    assert one(web).state == "scheduled"
    prayun.post(f"{page}/edit")
    assert one(web).state == "draft"
    prayun.post(f"{page}/send", shown=shown(prayun, page))
    prayun.post(f"{page}/cancel")
    assert one(web).state == "cancelled"
    assert prayun.get(page).status_code == 404


def test_an_announcement_is_its_authors_alone_and_stays_within_their_scope(web: Web) -> None:
    web.joins(SOMCHAI)
    prayun, kanda = web.signed_in(PRAYUN), web.signed_in(KANDA)
    page = prayun.post("/app/announcements", words="ประชุมวันศุกร์").headers["Location"]
    for others in (kanda, web.signed_in(SOMCHAI)):
        assert others.get(page).status_code == 404
        for act in ("", "/picture", "/plain", "/send", "/edit", "/cancel"):
            assert others.post(page + act, words="อื่น").status_code == 404, act
    prayun.post(page, words="ประชุมวันศุกร์", to="role:coordinator")
    assert one(web).to.roles == ()  # a mentor writes to participants
    assert one(web).state == "draft"


@on_sqlite
def test_a_picture_is_kept_once_and_what_is_none_is_told(web: Web) -> None:
    kanda = web.signed_in(KANDA)
    page = kanda.post("/app/announcements", words="ดูแผนที่").headers["Location"]
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(drawn, "PNG")
    for data in (drawn.getvalue(), drawn.getvalue(), b"%PDF-1.4 no picture"):
        sent = {"form_token": kanda.form_token(), "picture": (io.BytesIO(data), "x.png")}
        kanda.client.post(f"{page}/picture", data=sent, content_type="multipart/form-data")
    assert "ไม่ใช่รูปที่เปิดได้" in kanda.reads(page)
    with web.database.read() as session:
        (kept,) = session.scalars(select(Media))
        assert (kept.state, kept.width, kept.broadcast_id) == ("stored", 40, one(web).id)
    with kanda.get(f"/m/{kept.token}") as picture:
        assert picture.status_code == 200
    kanda.post(f"{page}/plain")
    with web.database.read() as session:
        assert session.scalars(select(Media)).all() == []


@on_sqlite
def test_the_pages_of_an_announcement_in_a_browser(web: Web, browser: Browsing) -> None:
    web.joins(SOMCHAI)
    web.joins(KANDA)
    with on_a_socket(web) as address:
        page = open_signed_in(browser, address, web.token_of(KANDA), PHONE)
        page.goto(f"{address}/app/announcements")
        page.get_by_label("ข้อความของประกาศ").fill("พรุ่งนี้งดลงพื้นที่ <b>ฝนตกหนัก</b>")
        page.get_by_role("button", name="เลือกผู้รับและดูตัวอย่าง").click()
        page.wait_for_url("**/app/announcements/*")
        looked_at(page, "announcement-draft")
        desk = open_signed_in(browser, address, web.token_of(KANDA), DESK)
        desk.goto(page.url)
        looked_at(desk, "announcement-draft")
        desk.get_by_role("button", name="ส่งถึง 1 คน").click()
        desk.wait_for_selector("text=เริ่มส่งแล้ว")
        looked_at(desk, "announcement")
        page.goto(f"{address}/app/announcements")
        looked_at(page, "announcements")
    assert browser.broken == []

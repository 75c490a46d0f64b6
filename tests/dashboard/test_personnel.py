"""Matters of people on the web: leave, deputies, holidays, invite codes; with the chat's checks, once each."""

import re

from sqlalchemy import func, select

from models.people import invites, leave
from models.people.invites import Invite
from models.people.leave import Leave
from models.people.people import Membership
from tests.dashboard.browser import DESK, PHONE, looked_at, open_signed_in
from tests.dashboard.conftest import Web, on_a_socket
from tests.dashboard.records import told
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI
from tests.simulator.browsing import Browsing

THANA = "ธนา ใจงาม"  # coordinates กรมที่ดิน, to which only Malee belongs


@on_sqlite
def test_leave_is_entered_once_the_person_is_told_and_it_is_cancelled_once(web: Web) -> None:
    web.joins(SOMCHAI)
    kanda = web.signed_in(KANDA)
    for _ in range(2):
        kanda.post("/app/leave", name="สมชาย", first="2023-07-13", last="2023-07-14")
    page = kanda.reads("/app/leave")
    assert "บันทึกไว้แล้ว" in page
    assert len(told(web, SOMCHAI)) == 1
    (address,) = re.findall(r'action="(/app/leave/\d+/cancel)"', page)
    assert web.signed_in(THANA).post(address).status_code == 404
    for _ in range(2):
        kanda.post(address)
    assert len(told(web, SOMCHAI)) == 2
    with web.database.read() as session:
        (noted,) = session.scalars(select(Leave))
        assert noted.cancelled_at is not None
        assert noted.said_by == web.person_id(KANDA)


def test_leave_outside_the_scope_or_without_a_day_or_of_several_is_not_entered(web: Web) -> None:
    thana, kanda = web.signed_in(THANA), web.signed_in(KANDA)
    somchai = str(web.person_id(SOMCHAI))
    thana.post("/app/leave", name=SOMCHAI, first="2023-07-13")
    thana.post("/app/leave", name_id=somchai, first="2023-07-13")
    for days in ({}, {"first": "2023-02-31"}, {"first": "2023-07-13", "last": "2023-07-01"}):
        kanda.post("/app/leave", name=SOMCHAI, **days)
    with web.database.read() as session:
        assert session.scalars(select(Leave)).all() == []
    thana.post("/app/leave", name=MALEE, first="2023-07-13")
    with web.database.read() as session:
        assert [one.person_id for one in session.scalars(select(Leave))] == [web.person_id(MALEE)]


@on_sqlite
def test_a_deputy_is_set_once_and_only_a_mentor(web: Web) -> None:
    kanda = web.signed_in(KANDA)
    days = {"first": "2023-07-13", "last": "2023-07-20"}
    for deputy in ("วิไล บุญมา", "วิไล บุญมา", SOMCHAI):
        kanda.post("/app/deputies", deputy=deputy, mentor=PRAYUN, **days)
    with web.database.read() as session:
        held = session.scalars(select(Membership).where(Membership.deputy_for_id == web.person_id(PRAYUN))).all()
        assert [one.person_id for one in held] == [web.person_id("วิไล บุญมา")]
    assert "วิไล บุญมา" in kanda.reads("/app/leave").partition("ผู้ทำหน้าที่แทน</caption>")[2]


@on_sqlite
def test_a_holiday_is_added_and_removed_by_who_coordinates_everything(web: Web) -> None:
    kanda, thana = web.signed_in(KANDA), web.signed_in(THANA)
    assert thana.post("/app/holidays", day="2023-07-27", name="x").status_code == 404
    for day in ("2023-07-27", "2023-07-27", "2023-07-29", "2020-01-01", "nonsense"):
        kanda.post("/app/holidays", day=day, name="วันหยุดพิเศษ")
    with web.database.read() as session:
        assert [str(one.day) for one in leave.extra_holidays(session)] == ["2023-07-27"]
    assert "วันหยุดพิเศษ" in kanda.reads("/app/holidays")
    kanda.post("/app/holidays", day="2023-07-27", act="remove")
    assert "วันหยุดพิเศษ</td>" not in kanda.reads("/app/holidays")


def test_a_code_is_issued_once_a_page_and_not_outside_the_scope(web: Web) -> None:
    kanda, thana = web.signed_in(KANDA), web.signed_in(THANA)
    page = f"/app/codes/{web.person_id(SOMCHAI)}"
    assert thana.get(page).status_code == thana.post(page, shown="0").status_code == 404
    for _ in range(2):
        kanda.post(page, shown="0")
    with web.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Invite)) == 1
    kanda.post(page, shown="1")
    code = re.search(r"[2-9A-Y]{4}-[2-9A-Y]{4}-[2-9A-Y]{4}", kanda.reads(page))
    assert code is not None
    with web.database.write() as session:
        assert invites.redeem(session, invites.hash_of(code[0]) or "", web.bot.clock.now()) == web.person_id(SOMCHAI)


@on_sqlite
def test_sheets_have_a_card_for_each_who_has_not_joined_and_no_working_code_is_ended(web: Web) -> None:
    web.joins(PRAYUN)
    kanda = web.signed_in(KANDA)
    kanda.post(f"/app/codes/{web.person_id(SOMCHAI)}", shown="0")  # has one that works
    answer = kanda.post("/app/codes/sheet", shown="1", who="without", size="4")
    assert answer.mimetype == "application/pdf"
    assert len(re.findall(rb"/Type\s*/Page\b", answer.data)) == 1
    with web.database.read() as session:
        assert session.scalars(select(Invite).where(Invite.revoked_at.is_not(None))).all() == []
        issued = set(session.scalars(select(Invite.person_id)))
    assert web.person_id(PRAYUN) not in issued
    assert len(issued) == 5  # Somchai, Malee, Wilai, Amnat, Thana
    again = kanda.post("/app/codes/sheet", shown="1", who="all")
    assert again.status_code == 303
    assert "ไม่ได้ออกซ้ำ" in kanda.reads("/app/codes")
    thana = web.signed_in(THANA)  # joined by now, and sees only Malee and her mentors
    assert SOMCHAI not in thana.reads("/app/codes")


@on_sqlite
def test_the_pages_of_matters_of_people_in_a_browser(web: Web, browser: Browsing) -> None:
    kanda = web.signed_in(KANDA)
    kanda.post("/app/leave", name=SOMCHAI, first="2023-07-13")
    kanda.post("/app/deputies", deputy="วิไล บุญมา", mentor=PRAYUN, first="2023-07-13")
    with on_a_socket(web) as address:
        for size in (PHONE, DESK):
            page = open_signed_in(browser, address, web.token_of(KANDA), size)
            for path in ("leave", "holidays", "codes?q=สมชาย", f"codes/{web.person_id(SOMCHAI)}"):
                page.goto(f"{address}/app/{path}")
                looked_at(page, path.replace("/", "-").partition("?")[0])
    assert browser.broken == []

"""A mentor's week in a browser, with the real bot behind it: what waits, one tap, a quoted card, an entry sent back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import WEDNESDAY
from tests.running_bot import PRAYUN, SOMCHAI, RunningBot, start_running_bot
from tests.scenarios.mentoring import records
from tests.simulator.browsing import Browsing, open_page, say, shoot

pytestmark = pytest.mark.browser


@pytest.fixture
def inhabited(tmp_path: Path, migrated_sqlite: Path) -> Iterator[RunningBot]:
    database = tmp_path / "castbot.db"
    database.write_bytes(migrated_sqlite.read_bytes())
    with start_running_bot(f"sqlite:///{database}", tmp_path, start=WEDNESDAY) as opened:
        yield opened


def newest(page: Page) -> Locator:
    return page.locator(".row.bot").last


def quote(page: Page, row: Locator) -> None:
    """Press a message long, as on a phone, and choose to reply to it."""
    row.dispatch_event("contextmenu")
    page.get_by_role("button", name="ตอบกลับ").click()


def test_a_mentor_answers_a_week_and_the_author_mends_what_came_back(browser: Browsing, inhabited: RunningBot) -> None:
    author, mentor = inhabited.joined(SOMCHAI), inhabited.joined(PRAYUN)
    records(author, "10 ก.ค.", "เมื่อวาน", "วันนี้")
    page = open_page(browser, inhabited.line.url, mentor.user_id)
    page.locator(".rich-menu").get_by_role("button", name="รอตรวจ").click()
    cards = page.locator(".row.bot .flex-preview")
    expect(cards.last).to_contain_text("พุธ 12 ก.ค. 2566")
    shoot(page, "mentor-waiting-390")

    page.get_by_role("button", name="รับทราบ 1", exact=True).last.click()
    expect(newest(page)).to_contain_text("เหลืออีก 2 รายการ")
    page.get_by_role("button", name="แป้นพิมพ์").click()
    quote(page, page.locator(".row.bot").filter(has_text="อังคาร 11 ก.ค. 2566").last)
    say(page, "ครั้งหน้าชวนโรงเรียนมาด้วย")
    expect(newest(page)).to_contain_text("บันทึกนี้ยังรอ")
    shoot(page, "mentor-quoted-390")
    say(page, "ส่งกลับ 3 จำนวนคนไม่ตรง")
    expect(newest(page)).to_contain_text("เหลืออีก 1 รายการ")

    phone = open_page(browser, inhabited.line.url, author.user_id)
    expect(phone.locator(".row.bot").filter(has_text="ครั้งหน้าชวนโรงเรียนมาด้วย")).to_have_count(1)
    phone.get_by_role("button", name="แก้ไขเลย").last.click()
    expect(phone.locator(".row.bot").filter(has_text="มีคนร่วมกี่คน")).to_have_count(1)
    shoot(phone, "author-asked-390")
    phone.get_by_role("button", name="แป้นพิมพ์").click()
    say(phone, "๔๐")
    expect(phone.locator(".row.bot").filter(has_text="ตรวจครั้งที่ 2")).to_have_count(1)
    expect(page.locator(".row.bot").filter(has_text="ครั้งที่ 2 แก้ไข: จำนวนคน 25 เป็น 40").first).to_be_visible()
    shoot(page, "mentor-again-390")
    say(page, "รับทราบทั้งหมด")
    expect(newest(page)).to_contain_text("รับทราบแล้ว")
    assert [one for one in inhabited.line.journal(kind="api") if one["status"] >= 400] == []

"""The whole walk in a browser, with the real bot behind it: join, record with photo and pin, correct, delete, undo."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.conftest import WEDNESDAY
from tests.running_bot import SOMCHAI, RunningBot, start_running_bot
from tests.simulator.browsing import Browsing, choose_files, open_page, say, shoot

pytestmark = pytest.mark.browser

MESSAGE = "วันนี้ลงพื้นที่ บ้านหนองบัว ต.แม่ใจ ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"


@pytest.fixture
def inhabited(tmp_path: Path, migrated_sqlite: Path) -> Iterator[RunningBot]:
    """The house on SQLite only: what is looked at here is the page."""
    database = tmp_path / "castbot.db"
    database.write_bytes(migrated_sqlite.read_bytes())
    with start_running_bot(f"sqlite:///{database}", tmp_path, start=WEDNESDAY) as opened:
        yield opened


def newest(page: Page) -> Locator:
    return page.locator(".row.bot").last


def photo() -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((800, 600)).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def test_a_newcomer_joins_records_corrects_deletes_and_takes_it_back(browser: Browsing, inhabited: RunningBot) -> None:
    phone = inhabited.line.person(SOMCHAI, friend=False, role="participant")
    page = open_page(browser, inhabited.line.url, phone.user_id)
    page.get_by_role("button", name="เพิ่มเพื่อน", exact=True).click()
    page.locator(".row.bot").get_by_role("button", name="ยินยอม", exact=True).click()
    expect(page.locator(".row.me").last).to_contain_text("ยินยอม")
    expect(page.locator(".row.bot")).to_have_count(2)
    shoot(page, "bot-welcome-390")
    expect(page.locator(".rich-menu img")).to_be_visible()
    page.get_by_role("button", name="แป้นพิมพ์").click()
    say(page, inhabited.code_for(SOMCHAI))
    expect(newest(page)).to_contain_text(SOMCHAI)

    say(page, MESSAGE)
    card = page.locator(".row.bot .flex-preview").last
    expect(card).to_contain_text("พุธ 12 ก.ค. 2566")
    expect(card).to_contain_text("25 คน")
    shoot(page, "bot-record-390")

    before = page.locator(".row.bot").count()
    choose_files(page, "รูปภาพ", ("field.jpg", "image/jpeg", photo()))
    expect(page.locator(".row.bot")).to_have_count(before + 1)
    page.get_by_role("button", name="แนบ", exact=True).click()
    page.get_by_role("button", name="ตำแหน่ง").click()
    page.get_by_role("button", name="ส่งตำแหน่งนี้").click()
    expect(page.locator(".row.bot")).to_have_count(before + 2)

    said = page.locator(".row.bot").count()
    page.get_by_role("button", name="แก้จำนวนคน").last.click()
    expect(page.locator(".row.bot")).to_have_count(said + 1)
    say(page, "๓๐")
    expect(page.locator(".row.bot .flex-preview").last).to_contain_text("30 คน")
    shoot(page, "bot-corrected-390")
    page.get_by_role("button", name="🗑 ลบ").or_(page.get_by_role("button", name="ลบ")).last.click()
    expect(newest(page)).to_contain_text("ลบบันทึก")
    page.get_by_role("button", name="เลิกลบ").last.click()
    expect(newest(page)).to_contain_text("30 คน")
    shoot(page, "bot-undone-390")
    assert [one["status"] for one in inhabited.line.journal(kind="webhook")] == [200] * len(
        inhabited.line.journal(kind="webhook")
    )
    assert [one for one in inhabited.line.journal(kind="api") if one["status"] >= 400] == []

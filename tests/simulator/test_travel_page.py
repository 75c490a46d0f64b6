"""The page while time travels: how far it has come, a way to stop, and who was told what on the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from simulator.driver import Simulator
from simulator.travel import NamedInstant
from tests.simulator.browsing import DESK, PHONE, Browsing, open_page, shoot
from tests.simulator.test_travel import EARLIER, EVENING, MORNING, WEDNESDAY, TravellingBot, push

pytestmark = pytest.mark.browser


@pytest.fixture
def clock_file(tmp_path: Path) -> Path:
    return tmp_path / "clock.json"


@pytest.fixture
def frozen(clock_file: Path) -> Iterator[Simulator]:
    stops = (NamedInstant(MORNING.timestamp(), {"th": "ช่วงที่ ๓", "en": "Phase 3"}),)
    with Simulator.start(start=EARLIER, clock_file=clock_file, stops=stops) as started:
        started.clock(rate=0)
        started.clock(set=WEDNESDAY.isoformat())
        started.person("สมชาย", role="participant")
        started.person("กานดา", role="coordinator")
        yield started


def test_a_day_passes_and_one_sees_who_was_told_when(browser: Browsing, frozen: Simulator, clock_file: Path) -> None:
    somchai, kanda = frozen.person("สมชาย"), frozen.person("กานดา")
    page = open_page(browser, frozen.url, somchai.user_id, DESK)
    with TravellingBot(clock_file, {EVENING: push(frozen, somchai), EVENING.replace(hour=18): push(frozen, kanda)}):
        page.locator("[data-travel=day]").click()
        expect(page.locator("#journey")).to_contain_text("ถึงแล้ว")
    expect(page.locator("#journey")).to_contain_text("2 ข้อความ ถึง 2 คน")
    expect(page.locator("#now")).to_contain_text("พฤหัสบดี 13 ก.ค. 2566 09:00")
    expect(page.locator(f"[data-person='{kanda.user_id}'] .badge")).to_have_text("1")
    expect(page.locator(".row.bot")).to_contain_text("17:30")
    page.get_by_role("button", name="ใครได้รับเมื่อไร").click()
    evening = page.locator(".way button").first
    expect(evening).to_contain_text("พุธ 12 ก.ค. 2566 17:30")
    expect(evening).to_contain_text("ผู้เข้าร่วม 1")
    shoot(page, "travelled-1440")
    evening.click()
    expect(page.locator("[data-person]")).to_have_count(1)
    page.get_by_role("button", name="แสดงทุกคน").click()
    expect(page.locator("[data-person]")).to_have_count(2)
    assert browser.broken == []


def test_on_a_phone_one_goes_to_the_next_stop_and_can_stop_on_the_way(
    browser: Browsing, frozen: Simulator, clock_file: Path
) -> None:
    somchai = frozen.person("สมชาย")
    page = open_page(browser, frozen.url, somchai.user_id, PHONE)
    with TravellingBot(clock_file, {EVENING: push(frozen, somchai)}) as bot:
        bot.hold.clear()
        page.get_by_role("button", name="เดินทางไปข้างหน้า").click()
        shoot(page, "places-390")
        page.get_by_role("button", name="ช่วงที่ ๓").click()
        expect(page.locator("#journey")).to_contain_text("กำลังเดินทาง พุธ 12 ก.ค. 2566 17:30")
        shoot(page, "travelling-390")
        page.get_by_role("button", name="หยุด", exact=True).click()
        expect(page.locator("#journey")).to_contain_text("หยุดไว้ที่นี่")
        bot.hold.set()
    assert frozen.clock()["virtual"] == EVENING.timestamp()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert browser.broken == []

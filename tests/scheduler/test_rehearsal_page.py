"""The rehearsal's page in a browser: it stands alone, opens a day, speaks two languages, fits a phone."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as BrowserPage

from bot.settings import ROOT
from locales.texts import Texts
from programmes import Programme, load
from programmes.bangkok import BANGKOK
from scheduler.rehearsal.page import RehearsalPage, write_page
from scheduler.rehearsal.simulation import RehearsedMessage
from scheduler.rehearsal.table import RehearsalFacts
from tests.patience import HANG
from tests.simulator.browsing import SHOTS

pytestmark = pytest.mark.browser
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1200, "height": 900}
EVIL = '</script><img src=x onerror="document.title=1"> & "คำพูด"'


def line(at: str, rule: str, person: str, text: str, role: str = "participant", way: str = "push") -> RehearsedMessage:
    return RehearsedMessage(datetime.fromisoformat(at).replace(tzinfo=BANGKOK), rule, role, person, way, text)


LINES = [
    line("2023-07-12T16:00", "morning_after", "มาลี แสงทอง", "อังคาร 11 ก.ค. 2566 ยังไม่มีบันทึก", way="rides"),
    *(line("2023-07-12T17:30", "daily_missing", f"คนที่ {number}", "วันนี้ยังไม่มีบันทึก") for number in range(5)),
    line("2023-07-12T17:30", "daily_missing", "สมชาย ใจดี", EVIL),
    line("2023-07-12T18:30", "summary_daily", "กานดา รักไทย", "สรุปวันนี้", role="coordinator"),
    line("2023-08-04T15:30", "mentor_weekly", "ประยูร ศรีสุข", "สัปดาห์นี้", role="mentor"),
]


def written(tmp_path: Path, programme: Programme, lines: list[RehearsedMessage]) -> Path:
    told = RehearsalFacts(date(2023, 7, 3), date(2023, 8, 6), 0.6, example=True)
    file = tmp_path / "rehearsal.html"
    write_page(RehearsalPage(told, programme, Texts.load(ROOT / "locales")), lines, file)
    return file


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load(ROOT / "programmes" / "cast-2566")


class OpenedPage:
    """A browser's page, and what it asked the network for or broke at."""

    def __init__(self, page: BrowserPage) -> None:
        self.page, self.asked = page, list[str]()
        self.broken: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.broken.append(str(error)))

    def go(self, file: Path) -> BrowserPage:
        self.page.goto(file.as_uri())
        return self.page

    def fine(self) -> bool:
        return not self.broken and all(url.startswith(("file:", "data:")) for url in self.asked)


@pytest.fixture(params=[PHONE, DESK], ids=["390", "1200"])
def opened(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[OpenedPage]:
    context = chromium.new_context(viewport=request.param, locale="th-TH")
    page = context.new_page()
    page.set_default_timeout(HANG * 1000)
    yield OpenedPage(page)
    context.close()


def shoot(page: BrowserPage, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.screenshot(path=SHOTS / f"rehearsal-{name}-{width}.png", full_page=name == "whole")


def test_a_day_opens_with_its_messages_and_the_people_they_are_for(
    opened: OpenedPage, tmp_path: Path, programme: Programme
) -> None:
    page = opened.go(written(tmp_path, programme, LINES))
    shoot(page, "whole")
    expect(page.locator("[data-day='2023-07-12'] small")).to_have_text("7")
    expect(page.locator("[data-day='2023-07-13'] small")).to_have_text("")
    page.locator("[data-day='2023-07-12']").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("พุธ 12 ก.ค. 2566")
    groups = dialog.locator(".group")
    expect(groups).to_have_count(3)
    expect(groups.nth(0)).to_contain_text("ไปกับคำตอบของ 1 คน")
    expect(groups.nth(1)).to_contain_text("ถึง 6 คน")
    expect(groups.nth(1).locator(".said").first).to_have_text("วันนี้ยังไม่มีบันทึก")
    groups.nth(1).get_by_text("อีก 1 แบบ").click()
    expect(groups.nth(1).locator(".said").nth(1)).to_have_text(EVIL)
    shoot(page, "day")
    page.get_by_role("button", name="วันถัดไป").click()
    expect(dialog).to_contain_text("วันนี้ไม่มีข้อความใด")
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    assert page.title() != "1"
    assert opened.fine()
    assert page.evaluate("document.documentElement.scrollWidth") <= (page.viewport_size or DESK)["width"]


def test_it_speaks_english_when_asked_to(opened: OpenedPage, tmp_path: Path, programme: Programme) -> None:
    page = opened.go(written(tmp_path, programme, LINES))
    expect(page.locator("h1")).to_contain_text("ซักซ้อมกำหนดการ")
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("The schedule of messages, rehearsed", use_inner_text=True)
    page.locator("[data-day='2023-08-04']").click()
    expect(page.get_by_role("dialog")).to_contain_text("Fri 4 Aug 2023")
    expect(page.get_by_role("dialog")).to_contain_text("The mentor's week")
    assert opened.fine()


def test_what_it_adds_up_to_is_what_it_was_given(opened: OpenedPage, tmp_path: Path, programme: Programme) -> None:
    page = opened.go(written(tmp_path, programme, LINES))
    assert page.locator(".sums dt").all_inner_texts() == ["8", "1", "9", "0 %"]
    assert page.locator(".bar .number b").all_inner_texts() == ["7", "1"]
    holiday = page.locator(".month").first.locator(".notes .holiday").first
    expect(holiday).to_contain_text("28")
    expect(page.locator(".cell.begins")).to_have_count(2)
    data: dict[str, Any] = json.loads(page.locator("#data").inner_text())
    assert sum(len(group[5]) for groups in data["days"].values() for group in groups) == len(LINES)


def test_a_span_without_a_message_is_a_page_too(opened: OpenedPage, tmp_path: Path, programme: Programme) -> None:
    page = opened.go(written(tmp_path, programme, []))
    assert page.locator(".sums dt").all_inner_texts()[:3] == ["0", "0", "0"]
    assert opened.fine()


def test_a_month_over_the_quota_says_so(opened: OpenedPage, tmp_path: Path, programme: Programme) -> None:
    small = programme.model_copy(update={"budget": programme.budget.model_copy(update={"plan": 6, "reserve": 2})})
    later = [line(f"2023-08-0{day}T15:30", "mentor_weekly", f"คนที่ {day}", "สัปดาห์นี้", "mentor") for day in range(1, 6)]
    page = opened.go(written(tmp_path, small, [*LINES, *(later[:4])]))
    assert [text.split("· ")[1] for text in page.locator(".bar small").all_inner_texts()] == ["เกินโควตา", "แตะส่วนสำรอง"]


def test_a_page_that_fails_leaves_no_half_behind(tmp_path: Path, programme: Programme) -> None:
    def breaking() -> Iterator[RehearsedMessage]:
        yield LINES[0]
        raise RuntimeError

    file = tmp_path / "rehearsal.html"
    file.write_text("before", "utf-8")
    told = RehearsalFacts(date(2023, 7, 3), date(2023, 7, 3) + timedelta(days=1), 0, example=True)
    with pytest.raises(RuntimeError):
        write_page(RehearsalPage(told, programme, Texts.load(ROOT / "locales")), breaking(), file)
    assert [one.name for one in tmp_path.iterdir()] == ["rehearsal.html"]
    assert file.read_text("utf-8") == "before"

"""A partner without LINE on a phone, and an executive at a desk, rate on the pages of their links in a real browser."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from models.activities.activities import Activity
from models.evaluations import shown_entries
from models.evaluations.raters import Rater
from models.evaluations.ratings import Rating
from models.people import people
from programmes.bangkok import BANGKOK
from services.evaluations import nominations
from services.evaluations.nominations import RaterDetails
from services.evaluations.rounds import open_round
from tests.conftest import empty_database
from tests.running_bot import KANDA, MALEE, SOMCHAI, RunningBot, start_running_bot
from tests.simulator.browsing import SHOTS, Browsing

pytestmark = pytest.mark.browser
IN_THE_ROUND = datetime(2023, 12, 6, 9, tzinfo=BANGKOK)
CRITERIA = ("ability", "vision", "leadership", "ethics", "networks", "growth_mindset")
SMALLEST_TAP = 44  # pixels


@pytest.fixture(scope="module")
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    folder = tmp_path_factory.mktemp("raters")
    with (
        empty_database(request, "sqlite", folder) as url,
        start_running_bot(url, folder, start=IN_THE_ROUND, public_url="https://bot.example") as started,
    ):
        yield started


def link_of(running: RunningBot, kind: str, name: str, about: tuple[str, ...]) -> str:
    """Let somebody in to rate these participants; the path of their link."""
    now = running.bot.clock.now()
    with running.database.write() as session:
        turn = running.bot.programme.round("final")
        open_round(session, running.bot.programme, turn, now)
        by = people.by_name(session, KANDA)[0]
        details = RaterDetails(name, "กลุ่มสตรีอำเภอแม่ใจ", "civil_society", "0812345678", None, "ถังขยะเปียก")
        rating = None
        for one in about:
            person = people.by_name(session, one)[0]
            rating = nominations.nominate(session, turn, turn.kind(kind), person, details, now, by=by, accepted=True)
        assert rating is not None
        token = nominations.issue_link(session, session.get_one(Rater, rating.rater_id), now, by=by)
    return f"/r/{token}"


def scores(running: RunningBot, name: str) -> list[str | None]:
    with running.database.read() as session:
        theirs = select(Rating.scores).join(Rater, Rater.id == Rating.rater_id)
        person = people.by_name(session, name)[0].id
        return list(session.scalars(theirs.where(Rater.person_id == person).order_by(Rating.id)))


def fits(page: Page, name: str) -> None:
    """Nothing is wider than the screen, and what is tapped is large enough; a picture is kept to look at."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"rater-{name}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    sizes = page.evaluate(
        "[...document.querySelectorAll('button:not(.first), a.button, label.option')].map(e => e.offsetHeight)"
    )
    assert all(size >= SMALLEST_TAP for size in sizes)


def answer_all(page: Page, mark: int) -> None:
    for key in CRITERIA:
        page.locator(f"fieldset[data-key$='{key}'] label.option").nth(mark - 1).click()
    expect(page.locator("#status")).to_have_text("บันทึกแล้ว")
    expect(page.locator("input:checked")).to_have_count(len(CRITERIA))


def test_a_partner_without_line_rates_on_a_phone_and_goes_on_on_another(running: RunningBot, browser: Browsing) -> None:
    link = link_of(running, "partner", "นางสมศรี บุญมา", (SOMCHAI,))
    phone = browser.chromium.new_page(viewport={"width": 390, "height": 844})
    phone.goto(running.url + link)
    assert SOMCHAI in phone.locator("main").inner_text()
    fits(phone, "partner-notice")
    phone.get_by_role("button", name="ยินยอมและเริ่มประเมิน").click()
    fits(phone, "partner-form")
    phone.get_by_role("button", name="ส่งแบบฟอร์ม").click()
    assert "6 ข้อที่ต้องแก้" in phone.locator("[role=alert]").inner_text()
    fits(phone, "partner-form-wrong")
    answer_all(phone, 4)

    other = browser.chromium.new_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    other.goto(running.url + link)
    assert other.locator("input:checked").count() == len(CRITERIA)
    other.locator("textarea").fill("ตั้งใจทำงานกับชาวบ้านดีมาก")
    other.get_by_role("button", name="ส่งแบบฟอร์ม").click()
    assert "ขอบคุณ" in other.locator("h1").inner_text()
    fits(other, "partner-done")
    assert scores(running, "นางสมศรี บุญมา") == ["4,4,4,4,4,4"]

    phone.get_by_role("button", name="ส่งแบบฟอร์ม").click()
    assert "คำตอบที่ส่งก่อนใช้ได้" in phone.locator("main").inner_text()
    fits(phone, "partner-already")


def test_an_executive_rates_one_after_another_with_what_is_on_record_beside(
    running: RunningBot, browser: Browsing
) -> None:
    somchai = running.joined(SOMCHAI)
    somchai.says("วันนี้ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน ที่บ้านหนองบัว")
    somchai.hears(1)
    with running.database.write() as session:
        (entry,) = session.scalars(select(Activity))
        shown_entries.show(session, entry, running.bot.clock.now())
    link = link_of(running, "executive", "นายอธิบดี ใจกว้าง", (SOMCHAI, MALEE))
    desk = browser.chromium.new_page(viewport={"width": 1366, "height": 768})
    desk.goto(running.url + link)
    desk.get_by_role("button", name="ยินยอมและเริ่มประเมิน").click()
    listed = desk.locator("main").inner_text()
    assert "พบภาคีเครือข่าย 2 จาก 7 ภาค" in listed
    assert "0 จาก 2 คน" in desk.locator("header").inner_text()
    fits(desk, "executive-list")
    desk.get_by_role("link", name="ประเมิน", exact=True).first.click()
    assert "ถังขยะเปียก" in desk.locator(".evidence").inner_text()
    fits(desk, "executive-form")
    answer_all(desk, 5)
    desk.get_by_role("button", name="ส่งแบบฟอร์ม").click()
    fits(desk, "executive-done")
    desk.get_by_role("link", name=f"ประเมินคนถัดไป: {MALEE}").click()
    answer_all(desk, 3)
    desk.get_by_role("link", name="รายชื่อทั้งหมด").click()
    assert "ประเมินต่อ" in desk.locator("main").inner_text()
    fits(desk, "executive-list-begun")
    assert scores(running, "นายอธิบดี ใจกว้าง") == ["5,5,5,5,5,5", None]

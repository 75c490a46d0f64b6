"""The form's page in Chromium at phone width, with JavaScript and without: the same draft as in the chat."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from models.forms import answers, submissions
from services.media.store import LARGEST_PHOTO
from tests.conftest import WEDNESDAY
from tests.patience import HANG
from tests.running_bot import SOMCHAI, RunningBot, start_running_bot
from tests.scenarios.many_people import everything_in, nothing_more, photo, words_of
from tests.simulator.browsing import PHONE, SHOTS, Browsing

pytestmark = pytest.mark.browser
LATER = WEDNESDAY + timedelta(days=7)
ABBOT = "พระครูสมุห์ชัย เจ้าอาวาสวัดศรีโคมคำ"


@pytest.fixture
def inhabited(tmp_path: Path, migrated_sqlite: Path) -> Iterator[RunningBot]:
    database = tmp_path / "castbot.db"
    database.write_bytes(migrated_sqlite.read_bytes())
    with start_running_bot(f"sqlite:///{database}", tmp_path, start=LATER, public_url="https://bot.example") as opened:
        yield opened


def address(running: RunningBot, phone: object) -> str:
    """The address the chat gives for the open draft, at the port the test serves."""
    phone.says("ทำบนเว็บ")  # type: ignore[attr-defined]
    said = words_of(phone.hears(1)[-1])  # type: ignore[attr-defined]
    return f"{running.url}/f/{said.split('/f/')[1].split()[0]}"


def opened(browser: Browsing, url: str, *, javascript: bool) -> Page:
    chromium: Browser = browser.chromium
    context = chromium.new_context(viewport=PHONE, locale="th-TH", java_script_enabled=javascript)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(HANG * 1000)
    page.on("pageerror", lambda error: browser.broken.append(str(error)))
    page.goto(url)
    return page


def shoot(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", animations="disabled", full_page=True)


def kept(running: RunningBot) -> dict[str, str]:
    """What is stored of Somchai's newest submission, empty answers left out."""
    with running.database.read() as session:
        person_id = running.person_id(SOMCHAI)
        found = submissions.drafts_of(session, person_id) or submissions.submitted_of(
            session, person_id, "feedback7", LATER.date()
        )
        return {key: one.value for key, one in answers.of_submission(session, found[0].id).items() if one.value}


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_a_form_begun_in_the_chat_is_finished_on_the_page(browser: Browsing, inhabited: RunningBot) -> None:
    phone = inhabited.joined(SOMCHAI)
    for said in ("แบบฟอร์ม", "2", ABBOT):
        phone.says(said)
        phone.hears(1)
    page = opened(browser, address(inhabited, phone), javascript=True)
    expect(page.get_by_label("ผู้ให้ความเห็นคือใคร")).to_have_value(ABBOT)
    expect(page.get_by_role("radio", name="ภาคผู้นำศาสนา")).to_be_checked()
    shoot(page, "form-page-begun-390")
    assert not overflows(page)

    page.get_by_label("พบกันที่ไหน").fill("วัดศรีโคมคำ")
    page.get_by_label("พบกันที่ไหน").blur()
    expect(page.locator("#status")).to_have_text("บันทึกแล้ว")
    assert kept(inhabited)["place"] == "วัดศรีโคมคำ"
    page.get_by_role("radio", name="ต้องติดตาม", exact=True).check()
    expect(page.get_by_label("ควรติดตามภายในวันที่เท่าไร")).to_be_visible()  # it applies only now
    page.get_by_label("ควรติดตามภายในวันที่เท่าไร").fill("2023-07-01")
    page.get_by_label("ควรติดตามภายในวันที่เท่าไร").blur()
    expect(page.locator("#q-follow_up_by-error")).to_have_text("วันติดตามต้องอยู่หลังวันที่พบกัน")
    page.get_by_label("ควรติดตามภายในวันที่เท่าไร").fill("2023-08-01")
    page.get_by_role("button", name="ส่งแบบฟอร์ม").click()

    expect(page.get_by_role("alert")).to_contain_text("ยังส่งไม่ได้")  # the view itself and the cooperation are open
    shoot(page, "form-page-wrong-390")
    page.get_by_role("alert").get_by_role("link").first.click()
    page.get_by_label("คิดเห็นอย่างไร").fill("อยากให้ทำต่อเนื่อง")
    page.get_by_role("radio", name="5 พร้อมเต็มที่").check()
    heavy = {"name": "heavy.png", "mimeType": "image/png", "buffer": b"x" * (LARGEST_PHOTO + 1)}
    page.get_by_label("ส่งภาพตอนพบกัน").set_input_files(heavy)
    page.get_by_role("button", name="ส่งแบบฟอร์ม").click()  # nothing is sent
    expect(page.locator("#q-photo-error")).to_have_text("ไฟล์ใหญ่เกิน 10 MB เลือกไฟล์ที่เล็กลง")
    page.get_by_label("ส่งภาพตอนพบกัน").set_input_files(
        {"name": "temple.png", "mimeType": "image/png", "buffer": photo()}
    )
    page.get_by_role("button", name="ส่งแบบฟอร์ม").click()
    expect(page.get_by_role("heading", name="ได้รับแบบฟอร์มแล้ว")).to_be_visible()
    shoot(page, "form-page-done-390")

    final = kept(inhabited)
    assert (final["sector"], final["who"], final["place"]) == ("religious", ABBOT, "วัดศรีโคมคำ")
    assert (final["cooperation"], final["follow_up_by"]) == ("5", "2023-08-01")
    assert final["photo"].startswith("photo-")
    page.reload()
    expect(page.get_by_role("heading", name="ลิงก์นี้ใช้ไม่ได้แล้ว")).to_be_visible()
    assert nothing_more(inhabited, phone)  # told with the next answer, which costs nothing
    phone.says("เมนู")
    assert any("บนเว็บแล้ว" in everything_in(message) for message in phone.hears(2))
    assert browser.broken == []


def test_without_javascript_the_page_does_the_same_by_its_buttons(browser: Browsing, inhabited: RunningBot) -> None:
    phone = inhabited.joined(SOMCHAI)
    phone.says("แบบฟอร์ม")
    phone.hears(1)
    page = opened(browser, address(inhabited, phone), javascript=False)
    page.get_by_role("radio", name="ภาคเอกชน").check()
    page.get_by_label("ผู้ให้ความเห็นคือใคร").fill("ก")
    page.get_by_role("radio", name="ต้องติดตาม", exact=True).check()
    page.get_by_role("button", name="บันทึกไว้ก่อน").click()
    expect(page.locator("#q-who-error")).to_have_text("ขอชื่อบุคคลหรือหน่วยงานอย่างน้อย 2 ตัวอักษร")
    expect(page.get_by_label("ผู้ให้ความเห็นคือใคร")).to_have_value("ก")  # what was typed is not lost
    page.get_by_label("ผู้ให้ความเห็นคือใคร").fill("ประธานหอการค้า")
    page.get_by_role("button", name="บันทึกไว้ก่อน").click()
    expect(page.get_by_text("บันทึกแล้ว ทำต่อที่นี่หรือในแชตก็ได้")).to_be_visible()
    expect(page.get_by_label("ควรติดตามภายในวันที่เท่าไร")).to_be_visible()
    shoot(page, "form-page-plain-390")
    assert not overflows(page)

    # the chat goes on where the page stopped
    phone.says("ทำต่อ")
    assert "พบกันที่ไหน" in words_of(phone.hears(1)[-1])


def test_what_was_answered_on_the_page_is_not_overwritten_from_the_chat(
    browser: Browsing, inhabited: RunningBot
) -> None:
    phone = inhabited.joined(SOMCHAI)
    for said in ("แบบฟอร์ม", "2"):
        phone.says(said)
        phone.hears(1)
    page = opened(browser, address(inhabited, phone), javascript=True)
    page.get_by_label("ผู้ให้ความเห็นคือใคร").fill(ABBOT)
    page.get_by_label("ผู้ให้ความเห็นคือใคร").blur()
    expect(page.locator("#status")).to_have_text("บันทึกแล้ว")
    phone.says("กำนันสมหมาย")  # the chat still shows that question
    assert "ตอบไว้บนเว็บแล้ว" in words_of(phone.hears(1)[-1])
    assert kept(inhabited)["who"] == ABBOT
    phone.says("ใช่ คำตอบข้อนี้")
    phone.hears(1)
    assert kept(inhabited)["who"] == "กำนันสมหมาย"

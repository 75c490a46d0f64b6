"""Reviewing in a real browser: by keys at a desk, by taps on a phone, and without JavaScript."""

from playwright.sync_api import expect

from tests.dashboard.browser import DESK, PHONE, looked_at, open_signed_in
from tests.dashboard.conftest import Web, on_a_socket
from tests.dashboard.records import asked, recorded, state_of
from tests.databases import on_sqlite
from tests.running_bot import PRAYUN, SOMCHAI
from tests.simulator.browsing import Browsing


@on_sqlite
def test_entries_are_reviewed_by_keys_by_taps_and_without_scripts(web: Web, browser: Browsing) -> None:
    asked(web, SOMCHAI, PRAYUN)
    entries = [recorded(web, SOMCHAI, f"งานที่ {number} <b>“&”</b> " + "ก" * 200) for number in range(4)]
    token = web.token_of(PRAYUN)
    with on_a_socket(web) as address:
        desk = open_signed_in(browser, address, token, DESK)
        desk.goto(f"{address}/app/reviews")
        looked_at(desk, "reviews")
        desk.keyboard.press("j")
        desk.keyboard.press("j")
        desk.keyboard.press("a")
        desk.wait_for_url("**#entry-*")
        assert [state_of(web, one) for one in entries[:3]].count("approved") == 1
        expect(desk.get_by_role("status")).to_contain_text("รับทราบ")
        desk.keyboard.press("r")
        desk.keyboard.type("ขาดรูป ja")  # keys are letters there
        desk.get_by_role("button", name="ส่งกลับแก้ไข").filter(visible=True).click()
        expect(desk.get_by_role("status")).to_contain_text("กลับให้")
        assert [state_of(web, one) for one in entries].count("returned") == 1

        phone = open_signed_in(browser, address, web.token_of(PRAYUN), PHONE, scripts=False)
        phone.goto(f"{address}/app/reviews")
        phone.get_by_label("คำตอบถึง").fill("พรุ่งนี้ 9 โมง")
        phone.get_by_role("button", name="ส่งคำตอบ").click()
        expect(phone.get_by_text("ส่งคำตอบถึง")).to_be_visible()
        for box in phone.get_by_role("checkbox", name="เลือก").all():
            box.check()
        phone.get_by_role("button", name="รับทราบรายการที่เลือก").first.click()
        expect(phone.get_by_role("status")).to_contain_text("รับทราบแล้ว 2 รายการ")
        assert [state_of(web, one) for one in entries].count("approved") == 3

        again = open_signed_in(browser, address, web.token_of(PRAYUN), PHONE)
        again.goto(f"{address}/app/reviews")
        looked_at(again, "reviews-done")
    assert browser.broken == []

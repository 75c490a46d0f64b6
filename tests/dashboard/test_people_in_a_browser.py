"""Participants and entries in a real browser: on a phone and on a desk, looked at by axe-core, with and without
scripts."""

from datetime import date, timedelta
from io import BytesIO

from PIL import Image

from models.activities.activities import ActivityState
from models.reviews.reviews import Act
from tests.dashboard.browser import DESK, PHONE, looked_at, open_signed_in
from tests.dashboard.conftest import Web, on_a_socket
from tests.dashboard.stored import a_review, an_entry
from tests.dashboard.test_forms import handed_in, published
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI
from tests.simulator.browsing import Browsing

STATES = (ActivityState.APPROVED, ActivityState.SUBMITTED, ActivityState.RETURNED)


def a_picture(colour: str = "#3a7") -> bytes:
    kept = BytesIO()
    Image.new("RGB", (240, 180), colour).save(kept, "JPEG")
    return kept.getvalue()


def some_records(web: Web) -> None:
    """Entries of two weeks of two people, some with pictures and reviews."""
    for back in (1, 2, 5, 6, 7, 8):
        day = date(2023, 7, 12) - timedelta(days=back)
        state = STATES[back % 3]
        entry = an_entry(web, SOMCHAI, day, state=state, picture=a_picture() if back % 2 else None)
        if state is not ActivityState.SUBMITTED:
            act = Act.PRAISE if state is ActivityState.APPROVED else Act.RETURN
            a_review(web, entry, PRAYUN, act, "ทำได้ดีมาก ขอรูปเพิ่มในครั้งหน้า")
    an_entry(web, MALEE, date(2023, 7, 11), "รังวัดที่ดินกับกำนันตำบลบ้านต๋อม")


@on_sqlite
def test_participants_are_shown_on_a_phone_and_on_a_desk(web: Web, browser: Browsing) -> None:
    some_records(web)
    for name in (KANDA, SOMCHAI):
        web.joins(name)
    person_id = web.person_id(SOMCHAI)
    with on_a_socket(web) as address:
        for size in (PHONE, DESK):
            page = open_signed_in(browser, address, web.token_of(KANDA), size)
            for path, name in (("/app/people", "people"), (f"/app/people/{person_id}", "person")):
                page.goto(address + path)
                looked_at(page, name)
        own = open_signed_in(browser, address, web.token_of(SOMCHAI), scripts=False)
        own.goto(f"{address}/app")
        assert own.url.endswith(f"/app/people/{person_id}")
        own.locator(".grid a.cell").first.click()
        assert f"person={person_id}" in own.url
    assert browser.broken == []


@on_sqlite
def test_entries_photos_obstacles_and_forms_are_shown_on_a_phone_and_on_a_desk(web: Web, browser: Browsing) -> None:
    web.joins(SOMCHAI)
    some_records(web)
    entry = an_entry(web, SOMCHAI, date(2023, 7, 11), "พบปัญหาอุปสรรค รถน้ำไม่พอ", picture=a_picture("#a33"))
    published(web)
    submission = handed_in(web, SOMCHAI, sector="people", difficult="รถน้ำไม่พอ", who="กำนันตำบลแม่ใจ")
    web.joins(KANDA)
    paths = {
        "entries": "/app/entries?state=waiting",
        "entry": f"/app/entries/{entry}",
        "photos": "/app/photos",
        "obstacles": "/app/obstacles",
        "forms": "/app/forms",
        "form-table": "/app/forms/feedback7",
        "form-report": "/app/forms/feedback7/report",
        "form-record": f"/app/forms/feedback7/{submission}",
    }
    with on_a_socket(web) as address:
        for size in (PHONE, DESK):
            page = open_signed_in(browser, address, web.token_of(KANDA), size)
            for name, path in paths.items():
                page.goto(address + path)
                looked_at(page, name)
    assert browser.broken == []

"""A roster sent on the web: nothing is changed but what was shown, once, and it is undone as in the chat."""

import io
import re

from sqlalchemy import select
from werkzeug.test import TestResponse

from models.people import people
from models.people.imports import RosterImport
from tests.dashboard.browser import DESK, PHONE, looked_at, open_signed_in
from tests.dashboard.conftest import Visiting, Web, on_a_socket
from tests.databases import on_sqlite
from tests.running_bot import KANDA
from tests.scenarios.test_roster_files import HEADINGS, NEW, OTHERS, P1, P2
from tests.simulator.browsing import Browsing

NAPHA = "นภา เมฆขาว"


def sent(visiting: Visiting, *lines: str, name: str = "รายชื่อ.csv") -> TestResponse:
    content = "\r\n".join([HEADINGS, *lines]).encode()
    data = {"form_token": visiting.form_token(), "file": (io.BytesIO(content), name)}
    return visiting.client.post("/app/roster", data=data, content_type="multipart/form-data")


def shown(visiting: Visiting, page: str) -> str:
    found = re.search(r'name="shown" value="([0-9a-f]+)"', visiting.reads(page))
    assert found is not None
    return found[1]


def is_there(web: Web, name: str) -> bool:
    with web.database.read() as session:
        return bool(people.by_name(session, name))


def test_a_roster_is_shown_imported_once_and_undone(web: Web) -> None:
    kanda = web.signed_in(KANDA)
    page = sent(kanda, P1, P2, *OTHERS, NEW).headers["Location"]
    assert sent(kanda, P1, P2, *OTHERS, NEW).headers["Location"] == page  # a second tap
    assert NAPHA in kanda.reads(page)
    assert not is_there(web, NAPHA)
    kanda.post(page, todo="apply", shown="0" * 64)
    assert "เปลี่ยนไปหลังจากแสดง" in kanda.reads(page) or not is_there(web, NAPHA)
    assert not is_there(web, NAPHA)
    now = shown(kanda, page)
    for _ in range(2):
        kanda.post(page, todo="apply", shown=now)
    assert is_there(web, NAPHA)
    with web.database.read() as session:
        (made,) = session.scalars(select(RosterImport).where(RosterImport.actor != "command"))
        assert (made.state, made.added) == ("done", 1)
    for other in (web.signed_in("ธนา ใจงาม"), web.signed_in("ประยูร ศรีสุข")):
        assert other.get(page).status_code == other.post(page, todo="undo").status_code == 404
        assert sent(other, P1).status_code == 404
    kanda.post(page, todo="undo")
    assert not is_there(web, NAPHA)


@on_sqlite
def test_what_is_wrong_with_a_file_and_who_of_it_is_who_is_asked_first(web: Web) -> None:
    kanda = web.signed_in(KANDA)
    for lines, name in (((P1,), "รายชื่อ.pdf"), ((), "x.csv")):
        sent(kanda, *lines, name=name)
    wrong = sent(kanda, NEW.replace("participant", "nobody")).headers["Location"]
    page = kanda.reads(wrong)
    assert "แก้ไฟล์แล้วส่งใหม่" in page
    assert 'value="apply"' not in page
    first = sent(kanda, P1, P2, *OTHERS, NEW).headers["Location"]
    kanda.post(first, todo="apply", shown=shown(kanda, first))
    near = sent(kanda, P1, P2, *OTHERS, NEW.replace("เมฆขาว", "เมฆขาง")).headers["Location"]
    page = kanda.reads(near)
    assert f"คนเดียวกับ {NAPHA}" in page
    assert 'value="apply"' not in page
    number = re.search(r'name="number" value="(\d+)"', page)
    assert number is not None
    kanda.post(near, todo="new", number=number[1])
    kanda.post(near, todo="apply", shown=shown(kanda, near))
    assert is_there(web, "นภา เมฆขาง")
    assert is_there(web, NAPHA)


@on_sqlite
def test_the_pages_of_rosters_in_a_browser(web: Web, browser: Browsing) -> None:
    kanda = web.signed_in(KANDA)
    page_of = sent(kanda, P1, P2, *OTHERS, NEW).headers["Location"]
    with on_a_socket(web) as address:
        for size in (PHONE, DESK):
            page = open_signed_in(browser, address, web.token_of(KANDA), size)
            page.goto(address + page_of)
            looked_at(page, "roster-preview")
            page.goto(f"{address}/app/roster")
            looked_at(page, "roster")
    assert browser.broken == []

"""A form sent on the web: what is wrong with it by row and column, what it changes, its preview, its publication."""

import io
import re
from datetime import timedelta
from typing import Any

from openpyxl import Workbook
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from models.activities.media import Media
from models.forms import forms, uploads
from models.forms.answers import Answer
from models.forms.submissions import Submission
from models.people import people
from models.people.audit import AuditEntry
from models.privacy import erasure
from scheduler.housekeeping import Housekeeping
from tests.dashboard.browser import DESK, PHONE, looked_at, open_signed_in
from tests.dashboard.conftest import Visiting, Web, on_a_socket
from tests.dashboard.test_forms import handed_in, published
from tests.databases import on_sqlite
from tests.running_bot import KANDA, PRAYUN, SOMCHAI
from tests.scenarios.many_people import photo
from tests.simulator.browsing import Browsing

THANA = "ธนา ใจงาม"
SURVEY = [
    ("type", "name", "label::ไทย (th)", "required", "relevant", "constraint", "calculation"),
    ("select_one yes_no", "flooded", "น้ำท่วมไหม", "yes", "", "", ""),
    ("integer", "homes", "กี่หลัง", "yes", "${flooded} = 'yes'", ". < 500", ""),
    ("calculate", "people", "", "", "", "", "${homes} * 3"),
    ("begin repeat", "leaders", "ผู้นำ", "", "", "", ""),
    ("text", "leader", "ชื่อ <b>", "", "", "", ""),
    ("end repeat", "", "", "", "", "", ""),
    ("image", "picture", "รูป", "", "", "", ""),
]
CHOICES = [("list_name", "name", "label::ไทย (th)"), ("yes_no", "yes", "ท่วม"), ("yes_no", "no", "ไม่ท่วม")]


def workbook(survey: list[tuple[str, ...]], version: str = "1") -> bytes:
    book = Workbook()
    sheets = {"survey": survey, "choices": CHOICES}
    settings = [("form_id", "form_title", "version", "default_language"), ("flood", "น้ำท่วม", version, "ไทย (th)")]
    for name, lines in (sheets | {"settings": settings}).items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    book.remove(book.worksheets[0])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def sent(visiting: Visiting, content: bytes, name: str = "น้ำท่วม.xlsx", **beside: bytes) -> TestResponse:
    data: dict[str, Any] = {"form_token": visiting.form_token(), "file": (io.BytesIO(content), name)}
    data["beside"] = [(io.BytesIO(one), f"{stem}.csv") for stem, one in beside.items()]
    return visiting.client.post("/app/forms/new", data=data, content_type="multipart/form-data")


def publishes(visiting: Visiting, page: str, **said: str) -> TestResponse:
    shown = re.search(r'name="shown" value="([0-9a-f]+)"', visiting.reads(page))
    assert shown is not None
    return visiting.post(page, todo="publish", **{"shown": shown[1], **said})


def cells(page: str) -> str:
    """The text of a page, a cell a line."""
    return re.sub(r"(\s*<[^>]+>\s*)+", "\n", page.partition("<main")[2])


def test_a_form_is_checked_compared_and_published_once_with_the_rules_of_the_command(web: Web) -> None:
    kanda = web.signed_in(KANDA)
    wrong = [*SURVEY, ("selct_one yes_no", "x", "ผิด", "", "", "", "")]
    refused = sent(kanda, workbook(wrong)).headers["Location"]
    told = cells(kanda.reads(refused)).split()
    assert told[told.index("survey") :][:3] == ["survey", "9", "type"]
    assert 'value="publish"' not in kanda.reads(refused)
    assert kanda.get(f"{refused}/preview").status_code == 404

    file = workbook(SURVEY)
    page = sent(kanda, file).headers["Location"]
    assert sent(kanda, file).headers["Location"] == page  # a second tap
    assert kanda.get(refused).status_code == 404  # the file in whose place it came
    for other in (web.signed_in(THANA), web.signed_in(PRAYUN)):
        assert other.get(page).status_code == other.get("/app/forms/new").status_code == 404
        assert sent(other, workbook(SURVEY)).status_code == 404
    kanda.post(page, todo="publish", shown="0" * 32, role="participant")
    publishes(kanda, page, role="executive")
    with web.database.read() as session:
        assert forms.newest(session, "flood") is None
    assert publishes(kanda, page, role="participant").headers["Location"] == "/app/forms/flood"
    assert kanda.post(page, todo="publish").headers["Location"] == "/app/forms/new"  # a second tap
    with web.database.read() as session:
        version = forms.newest(session, "flood")
        assert version is not None
        kanda_id = people.by_name(session, KANDA)[0].id
        assert (version.number, version.for_role, version.published_by) == (1, "participant", f"person:{kanda_id}")
        (noted,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "publish_form"))
        assert (noted.actor, noted.ids) == (f"person:{kanda_id}", {"form": "flood", "number": 1})

    changed = [list(line) for line in SURVEY]
    changed[2][2], changed[2][5] = "กี่หลังคาเรือน", ". < 900"
    again = sent(kanda, workbook([tuple(line) for line in [*changed[:4], *changed[7:]]], "2")).headers["Location"]
    differences = cells(kanda.reads(again))
    assert "กี่หลัง\nกี่หลังคาเรือน" in differences
    assert ". < 500" not in differences  # as it is written in HTML
    assert ". &lt; 500\n. &lt; 900" in differences
    assert "leaders/leader" in differences
    publishes(kanda, again)
    with web.database.read() as session:
        version = forms.newest(session, "flood")
        assert version is not None
        assert (version.number, version.for_role) == (2, "participant")


@on_sqlite
def test_what_would_break_answers_is_not_published_and_a_form_of_the_programme_stays_its_roles(web: Web) -> None:
    published(web)
    handed_in(web, SOMCHAI, sector="people", difficult="รถน้ำเสีย")
    kanda = web.signed_in(KANDA)
    file = web.bot.settings.programme / "forms" / "feedback7.md"
    same = sent(kanda, file.read_bytes(), "feedback7.md").headers["Location"]
    assert "ตรงกับฉบับที่ 1" in kanda.reads(same)
    broken = file.read_text("utf-8").replace("| text | difficult", "| integer | difficult")
    assert broken != file.read_text("utf-8")
    page = kanda.reads(sent(kanda, broken.encode(), "feedback7.md").headers["Location"])
    assert "difficult มีคนตอบแล้วเป็น text" in page
    assert 'value="publish"' not in page
    right = broken.replace("| integer | difficult", "| text | difficult2").replace("${difficult}", "${difficult2}")
    address = sent(kanda, right.encode(), "feedback7.md").headers["Location"]
    publishes(kanda, address, role="mentor")
    with web.database.read() as session:
        version = forms.newest(session, "feedback7")
        assert version is not None
        assert (version.number, version.for_role) == (2, "participant")


@on_sqlite
def test_lists_come_with_the_form_and_what_is_missing_or_unused_is_told(web: Web) -> None:
    kanda = web.signed_in(KANDA)
    form = b"## survey\n| type | name | label |\n| select_one_from_file villages.csv | village | Village |\n"
    page = kanda.reads(sent(kanda, form, "v.md").headers["Location"])
    assert "villages.csv" in page
    assert 'value="publish"' not in page
    page = sent(kanda, form, "v.md", villages="name,label\nv1,บ้านหนองบัว\n".encode(), other=b"name\nx\n").headers
    assert "other.csv" in kanda.reads(page["Location"])
    assert "บ้านหนองบัว" in kanda.reads(f"{page['Location']}/preview")
    assert "ยังไม่ได้เลือกไฟล์" in kanda.reads(kanda.post("/app/forms/new").headers["Location"])


def stored(web: Web) -> list[int]:
    with web.database.read() as session:
        return [session.scalar(select(func.count()).select_from(one)) or 0 for one in (Submission, Answer, Media)]


@on_sqlite
def test_the_preview_asks_and_refuses_as_the_form_will_and_stores_nothing(web: Web) -> None:
    kanda = web.signed_in(KANDA)
    page = sent(kanda, workbook(SURVEY)).headers["Location"]
    here = f"{page}/preview"

    def along(html: str) -> dict[str, str]:
        return dict(re.findall(r'name="(form_token|answers)" value="([^"]+)" data-along', html))

    first = kanda.reads(here)
    assert "ตัวอย่าง ไม่เก็บคำตอบ" in first
    assert "กี่หลัง" not in first
    said = kanda.client.post(f"{here}/answer", data={"key": "flooded", "value": "yes", **along(first)}).get_json()
    assert "กี่หลัง" in said["fields"]
    refused = kanda.client.post(here, data={"a:homes": "501", "hand_in": "1", **said["along"]})
    assert refused.status_code == 422
    picture = (io.BytesIO(photo("crimson", (40, 30))), "p.jpg")
    data = {"a:flooded": "yes", "a:homes": "7", "a:leaders[1]/leader": "ก", "a:picture": picture, **said["along"]}
    more = kanda.client.post(here, data={**data, "add": "leaders"}, content_type="multipart/form-data")
    html = more.get_data(as_text=True)
    assert "leaders[2]/leader" in html
    done = kanda.client.post(here, data={"hand_in": "1", "a:leaders[2]/leader": "ข", **along(html)})
    words = cells(done.get_data(as_text=True)).split()
    assert words[words.index("กี่หลัง") + 1] == "7"
    assert words[words.index("people") + 1] == "21"
    assert stored(web) == [0, 0, 0]
    forged = {**along(html), "answers": "0" * 64 + along(html)["answers"][64:]}
    assert "กี่หลัง" not in kanda.client.post(here, data=forged).get_data(as_text=True)  # it begins anew


@on_sqlite
def test_a_file_that_was_not_published_goes_with_its_sender_and_after_a_month(web: Web) -> None:
    kanda = web.signed_in(KANDA)
    page = sent(kanda, workbook(SURVEY)).headers["Location"]
    with web.database.write() as session:
        one = session.get_one(uploads.FormUpload, int(page.rpartition("/")[2]))
        one.created_at -= timedelta(days=29)
    Housekeeping(web.bot).scrub()
    kanda.reads(page)
    with web.database.write() as session:
        session.get_one(uploads.FormUpload, int(page.rpartition("/")[2])).created_at -= timedelta(days=2)
    Housekeeping(web.bot).scrub()
    assert kanda.get(page).status_code == 404
    sent(kanda, workbook(SURVEY))
    with web.database.write() as session:
        erasure.erase(session, people.by_name(session, KANDA)[0], web.bot.clock.now(), actor="command")
        assert session.scalar(select(func.count()).select_from(uploads.FormUpload)) == 0


@on_sqlite
def test_the_pages_of_a_new_form_in_a_browser(web: Web, browser: Browsing) -> None:
    kanda = web.signed_in(KANDA)
    wrong = sent(kanda, workbook([*SURVEY, ("selct_one yes_no", "x", "ผิด", "", "", "", "")])).headers["Location"]
    with on_a_socket(web) as address:
        token = web.token_of(KANDA)
        for size in (PHONE, DESK):
            page = open_signed_in(browser, address, token, size)
            page.goto(f"{address}/app/forms/new")
            looked_at(page, "form-new")
            page.goto(address + wrong)
            looked_at(page, "form-problems")
        publishes(kanda, sent(kanda, workbook(SURVEY)).headers["Location"], role="participant")
        longer = sent(kanda, workbook([*SURVEY, ("note", "end", "ขอบคุณ", "", "", "", "")], "2")).headers["Location"]
        for size in (PHONE, DESK):
            page = open_signed_in(browser, address, token, size)
            page.goto(address + longer)
            looked_at(page, "form-differences")
            page.get_by_role("link", name="ลองกรอก").click()
            page.get_by_label("ท่วม", exact=True).check()
            page.get_by_label("กี่หลัง").fill("7")
            page.get_by_label("กี่หลัง").blur()
            page.get_by_role("button", name="เพิ่มผู้นำ").click()
            looked_at(page, "form-preview")
            page.get_by_role("button", name="ส่งแบบฟอร์ม").click()
            looked_at(page, "form-tried")
    assert stored(web) == [0, 0, 0]
    assert browser.broken == []

"""The list of participants and a person's season: what each reader sees, and that the numbers are those of the rows."""

import re
from datetime import date
from html import unescape

import pytest

from models.activities.activities import ActivityState
from models.people import leave
from models.reviews import questions
from models.reviews.reviews import Act
from tests.dashboard.conftest import Visiting, Web
from tests.dashboard.stored import a_review, an_entry
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI

MONDAY, TUESDAY, WEDNESDAY = (date(2023, 7, day) for day in (10, 11, 12))
THANA, WILAI = "ธนา ใจงาม", "วิไล บุญมา"
HOSTILE = '<script>alert("ก")</script> \'; DROP TABLE activity; --'


def rows_of(page: str) -> dict[str, list[str]]:
    """The rows of the first table with a body: name -> cells, as a reader sees them."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in body.split("</tr>") if "<t" in row]
    return {cells[0]: cells[1:] for cells in ([_bare(cell) for cell in row] for row in rows)}


def _bare(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def names_on(visiting: Visiting, path: str) -> list[str]:
    return [name.removesuffix(" ยังไม่ลงทะเบียน") for name in rows_of(visiting.reads(path))]


def test_the_list_has_who_is_in_scope_with_counts_of_the_rows_themselves(web: Web) -> None:
    for day in (MONDAY, MONDAY, TUESDAY):
        an_entry(web, SOMCHAI, day)
    an_entry(web, MALEE, MONDAY, state=ActivityState.RETURNED)
    with web.database.write() as session:
        leave.grant(session, web.person_id(MALEE), TUESDAY, TUESDAY, said_by=1, now=web.bot.clock.now())
    days = web.bot.programme.expected_days(web.bot.programme.start, TUESDAY)
    found = rows_of(web.signed_in(KANDA).reads("/app/people"))
    somchai, malee = (next(cells for name, cells in found.items() if one in name) for one in (SOMCHAI, MALEE))
    assert somchai == [
        "กรมการปกครอง", "อ.แม่ใจ จ.พะเยา", PRAYUN, f"2/{len(days)}", f"{len(days) - 2}", "11 ก.ค. 2566", "3",
    ]  # fmt: skip
    assert malee[3:] == [f"1/{len(days) - 1}", f"{len(days) - 2}", "10 ก.ค. 2566", "0"]
    assert names_on(web.signed_in(THANA), "/app/people") == [MALEE]
    assert names_on(web.signed_in(PRAYUN), "/app/people") == [SOMCHAI]


def test_filters_of_the_address_find_who_is_meant(web: Web) -> None:
    an_entry(web, SOMCHAI, TUESDAY)
    with web.database.write() as session:
        leave.grant(session, web.person_id(MALEE), MONDAY, MONDAY, said_by=1, now=web.bot.clock.now())
    web.joins(SOMCHAI)
    kanda = web.signed_in(KANDA)
    for asked, expected in {
        "q=ใจดี": [SOMCHAI],
        "q=%25": [],
        "place=5607": [SOMCHAI, MALEE],  # in different stages
        "place=99": [MALEE, SOMCHAI],  # no such place: as if it was not asked
        "agency=กรมที่ดิน": [MALEE],
        f"mentor={web.person_id(PRAYUN)}": [SOMCHAI],
        "state=came&day=2023-07-11": [SOMCHAI],
        "state=missing&day=2023-07-11": [MALEE],
        "state=missing&day=2023-07-10": [SOMCHAI],
        "state=missing&day=2023-07-09": [],  # a Sunday
        "state=leave&day=2023-07-10": [MALEE],
        "state=not_joined": [MALEE],
        "state=nonsense&day=nonsense&page=nonsense": [MALEE, SOMCHAI],
    }.items():
        assert sorted(names_on(kanda, f"/app/people?{asked}")) == sorted(expected), asked
    assert names_on(kanda, "/app/people?sort=last") == [MALEE, SOMCHAI]
    assert names_on(kanda, "/app/people?sort=missing") == [MALEE, SOMCHAI]
    assert names_on(kanda, "/app/people?sort=waiting") == [SOMCHAI, MALEE]


def test_a_season_shows_what_its_reader_may_see(web: Web) -> None:
    entry = an_entry(web, SOMCHAI, MONDAY, HOSTILE)
    a_review(web, entry, PRAYUN, Act.RETURN, "ขอรูปเพิ่ม")
    an_entry(web, SOMCHAI, TUESDAY, "ไปอบรม", state=ActivityState.NOTE)
    an_entry(web, SOMCHAI, TUESDAY, "ลบไปแล้ว", state=ActivityState.DELETED)
    somchai_id = web.person_id(SOMCHAI)
    with web.database.write() as session:
        now = web.bot.clock.now()
        questions.ask(session, somchai_id, "เบิกค่าเดินทางอย่างไร", held_by_id=None, message_id="q1", at=now)
    address = f"/app/people/{somchai_id}"
    own, mentor, coordinator = (web.signed_in(name).reads(address) for name in (SOMCHAI, PRAYUN, KANDA))
    for page in (own, mentor, coordinator):
        assert "DROP TABLE" in page
        assert "<script>alert" not in page
        assert "ขอรูปเพิ่ม" in page
        assert "ลบไปแล้ว" not in page
    assert "ไปอบรม" in own
    assert "ไปอบรม" not in mentor + coordinator  # a note counts nowhere
    assert "เบิกค่าเดินทาง" in own
    assert "เบิกค่าเดินทาง" in mentor
    assert "เบิกค่าเดินทาง" not in coordinator  # they were not given it
    for outsider in (MALEE, WILAI, THANA):
        assert web.signed_in(outsider).get(address).status_code == 404, outsider
    assert web.signed_in(SOMCHAI).get(f"/app/people/{web.person_id(MALEE)}").status_code == 404
    assert web.signed_in(KANDA).get(f"/app/people/{web.person_id(PRAYUN)}").status_code == 404  # no participant


@on_sqlite
def test_the_calendar_of_a_season_has_each_day_as_it_was(web: Web) -> None:
    an_entry(web, SOMCHAI, date(2023, 7, 7), state=ActivityState.APPROVED)
    an_entry(web, SOMCHAI, MONDAY, state=ActivityState.RETURNED)
    with web.database.write() as session:
        leave.grant(session, web.person_id(SOMCHAI), TUESDAY, TUESDAY, said_by=1, now=web.bot.clock.now())
    page = web.signed_in(SOMCHAI).reads(f"/app/people/{web.person_id(SOMCHAI)}")
    for said in (
        "ศุกร์ 7 ก.ค. 2566 รับทราบแล้ว",
        "จันทร์ 10 ก.ค. 2566 ส่งกลับให้แก้ไข",
        "อังคาร 11 ก.ค. 2566 ลา",
        "พุธ 12 ก.ค. 2566 วันนี้ ยังไม่หมดเวลา",
        "พฤหัสบดี 6 ก.ค. 2566 ยังไม่บันทึก",
    ):
        assert said in page


@on_sqlite
@pytest.mark.parametrize("name", [KANDA, PRAYUN])
def test_participants_are_led_to_their_own_season_and_overseers_are_not(web: Web, name: str) -> None:
    somchai = web.signed_in(SOMCHAI)
    led = somchai.get("/app")
    assert (led.status_code, led.headers["Location"]) == (303, f"/app/people/{web.person_id(SOMCHAI)}")
    assert somchai.get("/app/people").status_code == 404
    assert web.signed_in(name).get("/app").status_code == 200


@on_sqlite
def test_on_a_day_off_nobody_is_missing_and_the_page_says_why(web: Web) -> None:
    kanda = web.signed_in(KANDA)
    assert "วันหยุด ไม่มีใครต้องรายงาน" in kanda.reads("/app/people?state=missing&day=2023-07-09")  # a Sunday
    assert "วันหยุด ไม่มีใคร" not in kanda.reads("/app/people?state=missing&day=2023-07-11")

"""Exports by chat: a link for one device, shown on GET, taken by POST, with what its person may see at that moment."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from openpyxl import load_workbook
from sqlalchemy import select, update

from bot.app import close_app, create_app
from models.activities.activities import Activity, ActivityState
from models.coordination.downloads import VALID_FOR, Download
from models.people.audit import AuditEntry
from models.people.people import Membership
from simulator.driver import Someone
from tests.conftest import WEDNESDAY
from tests.databases import on_sqlite
from tests.patience import HANG
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI, RunningBot, start_running_bot
from tests.scenarios.many_people import everything_in, photo, words_of
from thai.centres import kilometres

LAND = "ธนา ใจงาม"  # coordinates the land department's people
ADDRESS = "https://bot.example"
STORY = "ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"
FORMULAS = ("=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x.example","x")')
SCRIPT = "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[RunningBot]:
    """A house whose pages have an address."""
    with start_running_bot(database_url, tmp_path, start=WEDNESDAY, public_url=ADDRESS) as opened:
        yield opened


def link_in(message: object) -> str:
    """The path of the link of a card."""
    (url,) = {part for part in _uris(message) if part.startswith(f"{ADDRESS}/d/")}
    return url.removeprefix(ADDRESS)


def token_in(url: str) -> str:
    return url.rsplit("/", 1)[1].partition("?")[0]


def _uris(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("uri"), str):
            yield part["uri"]
        for value in part.values():
            yield from _uris(value)
    elif isinstance(part, list):
        for value in part:
            yield from _uris(value)


def asked(running: RunningBot, phone: Someone, words: str = "ส่งออกกิจกรรม csv") -> str:
    phone.says(words)
    return running.url + link_in(phone.hears(1)[0])


def rows_of(answer: requests.Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def recorded(running: RunningBot, name: str, *stories: str) -> None:
    phone = running.joined(name)
    for story in stories:
        phone.says(story)
        phone.hears(1)


@on_sqlite
def test_a_link_shows_what_it_is_and_is_used_up_only_by_taking_it(office: RunningBot) -> None:
    recorded(office, SOMCHAI, STORY)
    url = asked(office, office.joined(KANDA))
    for _ in range(3):  # previews look more than once
        page = requests.get(url, timeout=HANG)
        assert page.status_code == 200
        assert KANDA in page.text
        assert "กิจกรรม" in page.text
    taken = requests.post(url, timeout=HANG)
    (row,) = rows_of(taken)
    assert taken.content.startswith(b"\xef\xbb\xbf")  # so that Excel reads Thai
    assert row["ผู้บันทึก"] == SOMCHAI
    assert row["ข้อความ"] == STORY
    assert (row["วันที่ (พ.ศ.)"], row["วันที่ (ค.ศ.)"]) == ("12 ก.ค. 2566", "2023-07-12")
    assert row["ภาคีเครือข่าย"] == "ภาคราชการ, ภาคผู้นำศาสนา"
    assert (row["ภาคี: ภาคราชการ"], row["ภาคี: ภาคเอกชน"], row["เรื่อง: ถังขยะเปียกลดโลกร้อน"]) == ("1", "0", "1")
    assert [row[one] for one in ("จังหวัด", "อำเภอ", "ตำบล", "ที่มาของพื้นที่")] == ["พะเยา", "แม่ใจ", "", "พื้นที่ปฏิบัติงาน"]
    assert (row["ครูพี่เลี้ยง"], row["สถานะการตรวจ"]) == (PRAYUN, "รอตรวจ")
    for again in (requests.post(url, timeout=HANG), requests.get(url, timeout=HANG)):
        assert again.status_code == 404
        assert "ใช้ไม่ได้แล้ว" in again.text


def test_who_took_what_is_on_record_and_the_token_nowhere(office: RunningBot) -> None:
    kanda = office.joined(KANDA)
    url = asked(office, kanda)
    requests.post(url, timeout=HANG)
    kanda_id = office.person_id(KANDA)
    with office.database.read() as session:
        acts = session.scalars(select(AuditEntry).where(AuditEntry.action == "download")).all()
        assert [(one.person_id, one.ids["kind"]) for one in acts] == [(kanda_id, "activities")]
        kept = session.scalar(select(Download))
        assert token_in(url) not in str(vars(kept))


@on_sqlite
def test_a_link_ends_after_half_an_hour(office: RunningBot) -> None:
    url = asked(office, office.joined(KANDA))
    with office.database.write() as session:
        session.execute(update(Download).values(expires_at=Download.created_at, created_at=Download.created_at))
    assert requests.get(url, timeout=HANG).status_code == 404
    assert requests.post(url, timeout=HANG).status_code == 404
    assert VALID_FOR.total_seconds() == 1800  # as the page and the card say


def test_a_link_holds_what_its_person_sees_when_it_is_taken(office: RunningBot) -> None:
    recorded(office, SOMCHAI, STORY)
    recorded(office, MALEE, STORY)
    kanda, land = office.joined(KANDA), office.joined(LAND)
    assert {row["ผู้บันทึก"] for row in rows_of(requests.post(asked(office, land), timeout=HANG))} == {MALEE}
    all_of_it, later = asked(office, kanda), asked(office, kanda)
    assert {row["ผู้บันทึก"] for row in rows_of(requests.post(all_of_it, timeout=HANG))} == {SOMCHAI, MALEE}
    with office.database.write() as session:  # the scope changes between the link and the taking
        mine = Membership.person_id == office.person_id(KANDA)
        session.execute(update(Membership).where(mine).values(scope="agency:กรมการปกครอง"))
    assert {row["ผู้บันทึก"] for row in rows_of(requests.post(later, timeout=HANG))} == {SOMCHAI}
    last = asked(office, kanda)
    with office.database.write() as session:
        session.execute(update(Membership).where(mine).values(to_day=WEDNESDAY.date().replace(day=1)))
    assert requests.get(last, timeout=HANG).status_code == 404
    assert requests.post(last, timeout=HANG).status_code == 404


@on_sqlite
def test_others_data_are_for_coordinators_and_ones_own_for_their_author(office: RunningBot) -> None:
    recorded(office, MALEE, STORY)
    recorded(office, SOMCHAI, STORY, f"เมื่อวาน{STORY}", f"28 มิ.ย. {STORY}")
    for name in (SOMCHAI, PRAYUN):
        phone = office.joined(name)
        phone.taps("export?first=2023-07-12&last=2023-07-12&what=people&suffix=csv")
        assert "เปิดให้ผู้ประสานงาน" in words_of(phone.hears(1)[0])
    phone.says("ส่งออกกิจกรรม")
    assert f"{ADDRESS}/d/" not in json.dumps(phone.hears(1)[0])
    somchai = office.joined(SOMCHAI)
    url = asked(office, somchai, "ขอไฟล์บันทึกของฉัน csv")
    assert SOMCHAI in requests.get(url, timeout=HANG).text
    rows = rows_of(requests.post(url, timeout=HANG))
    assert {row["ผู้บันทึก"] for row in rows} == {SOMCHAI}
    assert [row["วันที่ (ค.ศ.)"] for row in rows] == ["2023-06-28", "2023-07-11", "2023-07-12"]
    today = asked(office, somchai, "ขอไฟล์บันทึกของฉันวันนี้ excel")
    somchai.says("ถอนความยินยอม")
    somchai.hears(1)
    somchai.says("ใช่")
    somchai.hears(1)
    assert requests.post(today, timeout=HANG).status_code == 404


@on_sqlite
def test_who_was_a_participant_and_is_a_mentor_now_still_gets_what_they_recorded(office: RunningBot) -> None:
    recorded(office, SOMCHAI, STORY)
    with office.database.write() as session:
        mine = select(Membership).where(Membership.person_id == office.person_id(SOMCHAI))
        held = session.scalars(mine).one()
        held.role, held.area = "mentor", "4001"
    somchai = office.joined(SOMCHAI)
    rows = rows_of(requests.post(asked(office, somchai, "ขอไฟล์บันทึกของฉัน csv"), timeout=HANG))
    assert {row["ผู้บันทึก"] for row in rows} == {SOMCHAI}
    somchai.says("ข้อมูลของฉัน")
    somchai.hears(1)
    somchai.taps("export?first=1000-01-01&last=1000-01-01&what=mine&suffix=csv")
    assert f"{ADDRESS}/d/" in json.dumps(somchai.hears(1)[0])


@on_sqlite
def test_a_link_opens_outside_of_line_and_is_used_up_only_by_a_whole_download(office: RunningBot) -> None:
    url = asked(office, office.joined(KANDA), "ส่งออกรายชื่อ csv")
    assert url.endswith("?openExternalBrowser=1")  # LINE's own browser keeps no downloads
    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": f"/d/{token_in(url)}", "wsgi.url_scheme": "http"}
    environ |= {"SERVER_NAME": "castbot", "SERVER_PORT": "80"}
    broken = create_app(office.bot)
    try:
        answer = iter(broken.wsgi_app(environ, lambda *_: None))
        assert next(answer)
        answer.close()  # the phone is gone
    finally:
        close_app(broken)
    assert KANDA in requests.post(url, timeout=HANG).content.decode("utf-8")
    assert requests.post(url, timeout=HANG).status_code == 404


def device(url: str) -> dict[str, str]:
    """The cookie that a new device is given, as its browser sends it back."""
    page = requests.get(url, timeout=HANG)
    assert "Secure" in page.headers["Set-Cookie"]
    assert "HttpOnly" in page.headers["Set-Cookie"]
    return page.cookies.get_dict()


def test_a_device_may_take_a_small_file_again_that_broke_on_its_way_and_no_other_device(office: RunningBot) -> None:
    url = asked(office, office.joined(KANDA), "ส่งออกรายชื่อ csv")
    phone, other = device(url), device(url)
    for _ in range(2):  # who knows whether it has arrived: it fits the socket's buffer
        assert KANDA in requests.post(url, cookies=phone, timeout=HANG).content.decode("utf-8")
        again = requests.get(url, cookies=phone, timeout=HANG)
        assert "เครื่องนี้ดาวน์โหลดไปแล้ว" in again.text
        assert "Set-Cookie" not in again.headers
    for cookies in (other, {}, {"device": ""}, {"device": "x"}):
        assert requests.post(url, cookies=cookies, timeout=HANG).status_code == 404
        assert requests.get(url, cookies=cookies, timeout=HANG).status_code == 404
    with office.database.write() as session:
        acts = session.scalars(select(AuditEntry.action).where(AuditEntry.action.like("download%")))
        assert list(acts) == ["download", "download_again"]
        assert phone["device"] not in str(vars(session.scalar(select(Download))))
        session.execute(update(Download).values(expires_at=Download.created_at))
    assert requests.post(url, cookies=phone, timeout=HANG).status_code == 404  # the half hour is over


def test_kinds_files_days_and_places_can_be_said_or_tapped(office: RunningBot) -> None:
    recorded(office, SOMCHAI, STORY, f"เมื่อวาน{STORY}")
    recorded(office, MALEE, STORY)
    kanda = office.joined(KANDA)
    kanda.says("ส่งออก")
    assert "จะส่งออกอะไร" in words_of(kanda.hears(1)[0])
    kanda.taps_label("รายชื่อ")
    people = load_workbook(io.BytesIO(requests.post(office.url + link_in(kanda.hears(1)[0]), timeout=HANG).content))
    assert people.active is not None
    names = {row[1].value for row in people.active.iter_rows(min_row=2)}
    assert {SOMCHAI, MALEE, PRAYUN, KANDA, LAND} <= names
    today = rows_of(requests.post(asked(office, kanda, "ส่งออกกิจกรรมวันนี้ csv"), timeout=HANG))
    assert len(today) == 2
    narrow = rows_of(requests.post(asked(office, kanda, "ส่งออกกิจกรรม สัปดาห์นี้ อ.แม่ใจ csv"), timeout=HANG))
    assert [row["ผู้บันทึก"] for row in narrow] == [SOMCHAI, SOMCHAI]
    coverage = rows_of(requests.post(asked(office, kanda, "ส่งออกภาคีเครือข่าย csv"), timeout=HANG))
    somchai = next(row for row in coverage if row["ชื่อ"] == SOMCHAI)
    assert (somchai["วันที่รายงานแล้ว"], somchai["ภาคราชการ"], somchai["ภาคเอกชน"]) == ("2", "2", "0")


@on_sqlite
def test_a_pin_is_a_point_on_the_map_and_an_area_stands_at_its_town_marked_as_such(office: RunningBot) -> None:
    phone = office.joined(SOMCHAI)
    phone.says(STORY)
    phone.hears(1)
    phone.sends_location(19.35, 99.81)
    phone.hears(1)
    phone.sends_image(photo())
    phone.hears(1)
    recorded(office, MALEE, f"{STORY} ต.ดงเจน อ.ภูกามยาว จ.พะเยา")
    answer = requests.post(asked(office, office.joined(KANDA), "ส่งออกกิจกรรม แผนที่"), timeout=HANG)
    feature, roughly = answer.json()["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [99.81, 19.35]}
    assert feature["properties"]["ผู้บันทึก"] == SOMCHAI
    assert feature["properties"]["ที่มาของจุดบนแผนที่"] == "หมุดของผู้บันทึก"
    assert kilometres((19.32, 100.0), tuple(reversed(roughly["geometry"]["coordinates"]))) < 15  # ตัวอำเภอภูกามยาว
    assert roughly["properties"]["ที่มาของจุดบนแผนที่"] == "ตัวอำเภอ (โดยประมาณ)"
    assert roughly["properties"]["ละติจูด"] is None
    link = feature["properties"]["รูป 1"]
    assert requests.get(link.replace(ADDRESS, office.url), timeout=HANG).headers["Content-Type"].startswith("image/")


def test_formulas_and_scripts_are_only_text_in_every_kind_of_file(office: RunningBot) -> None:
    with office.database.write() as session:
        for words in (*FORMULAS, SCRIPT):
            common = dict.fromkeys(("opened_at", "latest_at", "created_at", "updated_at"), WEDNESDAY)
            session.add(
                Activity(
                    person_id=office.person_id(SOMCHAI),
                    chat_key="U",
                    day=WEDNESDAY.date(),
                    state=ActivityState.SUBMITTED.value,
                    words=words,
                    photos=0,
                    revision=1,
                    **common,
                )
            )
    kanda = office.joined(KANDA)
    cells = [row["ข้อความ"] for row in rows_of(requests.post(asked(office, kanda), timeout=HANG))]
    assert cells == [*(f"'{words}" for words in FORMULAS), SCRIPT]
    book = load_workbook(io.BytesIO(requests.post(asked(office, kanda, "ส่งออกกิจกรรม excel"), timeout=HANG).content))
    assert book.active is not None
    column = [cell.value for cell in book.active[1]].index("ข้อความ")
    for row, words in zip(book.active.iter_rows(min_row=2), (*FORMULAS, SCRIPT), strict=True):
        assert (row[column].data_type, row[column].value) == ("s", words)
    features = requests.post(asked(office, kanda, "ส่งออกกิจกรรม geojson"), timeout=HANG).json()["features"]
    assert [one["properties"]["ข้อความ"] for one in features] == [*FORMULAS, SCRIPT]


def test_without_an_address_the_file_is_asked_of_whoever_runs_it(running_on_sqlite: RunningBot) -> None:
    kanda = running_on_sqlite.joined(KANDA)
    kanda.says("ส่งออกกิจกรรม")
    assert "ผู้ดูแลระบบ" in everything_in(kanda.hears(1)[0])


@on_sqlite
def test_no_token_that_was_never_given_opens_anything(office: RunningBot) -> None:
    for token in ("x", "0" * 43, "../../etc/passwd", "%00", "ก"):
        assert requests.get(f"{office.url}/d/{token}", timeout=HANG).status_code == 404
        assert requests.post(f"{office.url}/d/{token}", timeout=HANG).status_code == 404

"""My data as a file: everything that is stored about a person, for that person, by a link and by the operator."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
import requests

from bot.__main__ import main
from models.coordination import downloads, feeds
from models.people.people import Person
from simulator.driver import Someone
from tests.conftest import WEDNESDAY
from tests.patience import HANG
from tests.running_bot import KANDA, MALEE, PRAYUN, SECRET, SOMCHAI, RunningBot, start_running_bot
from tests.scenarios.many_people import eventually, only_entry, photo
from tests.scenarios.mentoring import asks
from tests.scenarios.test_downloads import ADDRESS, link_in
from tests.simulator.browsing import Browsing

WORK = "วันนี้ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"
LINK = re.compile(f'"{ADDRESS}(/d/[^"]+)"')
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[RunningBot]:
    with start_running_bot(database_url, tmp_path, start=WEDNESDAY, public_url=ADDRESS) as opened:
        yield opened


def say(phone: Someone, *words: str) -> Any:
    for one in words:
        phone.says(one)
        said = phone.hears(1)
    return said


def link_for(phone: Someone) -> str:
    """The path of the link on the card, which may come behind what others have written."""
    phone.says("ข้อมูลของฉัน")
    return eventually(lambda: LINK.search(json.dumps(phone.hears(1))))[1]


def file_of(running: RunningBot, phone: Someone) -> zipfile.ZipFile:
    url = running.url + link_for(phone)
    assert "openExternalBrowser=1" in url
    taken = requests.post(url, timeout=HANG)
    assert (taken.status_code, taken.headers["Content-Type"]) == (200, "application/zip")
    return zipfile.ZipFile(io.BytesIO(taken.content))


def lived(running: RunningBot) -> tuple[Someone, bytes]:
    """Somchai has an entry with a photo that his mentor has answered, and a question to her; Malee has an entry too."""
    somchai, malee, mentor = (running.joined(name) for name in (SOMCHAI, MALEE, PRAYUN))
    body = photo("crimson", (151, 43))
    say(somchai, f"{WORK} <b>ทดสอบ</b>")
    somchai.sends_image(body)
    somchai.hears(1)
    say(malee, f"{WORK} ของมาลีคนเดียว")
    say(somchai, "ถามพี่เลี้ยง จะประสานวัดอย่างไร")
    asks(mentor, "รอตรวจ", 2)
    say(mentor, "ชื่นชม ประสานงานดีมาก")
    eventually(lambda: list(running.bot.settings.media_dir.rglob("*.thumb.jpg")))
    return somchai, body


def test_a_person_gets_a_page_the_tables_and_their_pictures_and_nobody_elses(
    office: RunningBot, tmp_path: Path, browser: Browsing
) -> None:
    somchai, body = lived(office)
    with file_of(office, somchai) as zipped:
        pictures = [name for name in zipped.namelist() if name.startswith("files/")]
        assert [zipped.read(name) for name in pictures] == [body]
        page, said = zipped.read("index.html").decode(), json.loads(zipped.read("data.json"))
        zipped.extractall(tmp_path / "unpacked")
    (entry,) = said["tables"]["activity"]
    assert entry["words"] == f"{WORK} <b>ทดสอบ</b>"
    assert entry["person_id"] == {"person": "self"}
    assert said["tables"]["media"][0]["file"] == pictures[0]
    assert said["tables"]["chat"][0]["line_user_id"] == somchai.user_id
    for words in (SOMCHAI, "ถังขยะเปียก", "ประสานงานดีมาก", PRAYUN, "จะประสานวัดอย่างไร"):
        assert words in page
    for others in ("ของมาลีคนเดียว", MALEE, KANDA):
        assert others not in page + json.dumps(said, ensure_ascii=False)
    opened = browser.chromium.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto((tmp_path / "unpacked" / "index.html").as_uri())
    assert opened.locator("article b").count() == 0  # what people wrote is no markup
    assert opened.locator("img").evaluate_all("all => all.every(one => one.naturalWidth === 151)")
    assert all(url.startswith("file:") for url in asked)


def test_others_are_named_only_if_they_wrote_to_the_person(office: RunningBot) -> None:
    somchai = office.joined(SOMCHAI)
    say(somchai, WORK)
    with file_of(office, somchai) as zipped:
        assert PRAYUN not in zipped.read("data.json").decode()  # the mentor, who has not looked at it yet
    mentor = office.joined(PRAYUN)
    asks(mentor, "รอตรวจ", 2)
    say(mentor, "รับทราบ")
    with file_of(office, somchai) as zipped:
        said = json.loads(zipped.read("data.json"))
    assert said["tables"]["review"][0]["by_person_id"] == {"person": "another", "name": PRAYUN}


def test_whoever_has_withdrawn_their_consent_still_gets_it_and_the_erased_do_not(office: RunningBot) -> None:
    somchai = office.joined(SOMCHAI)
    say(somchai, WORK, "ถอนความยินยอม", "ใช่")
    with file_of(office, somchai) as zipped:
        assert WORK in zipped.read("index.html").decode()
    link = office.url + link_for(somchai)
    say(somchai, "ลบข้อมูลของฉัน", "ยืนยันลบทั้งหมด")
    assert requests.get(link, timeout=HANG).status_code == 404
    assert requests.post(link, timeout=HANG).status_code == 404


def test_a_stranger_of_whom_nothing_is_kept_is_offered_no_file(office: RunningBot) -> None:
    assert ADDRESS not in str(say(office.stranger(), "ข้อมูลของฉัน"))


def test_the_operator_writes_the_same_file_which_only_they_can_read(
    office: RunningBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    somchai = office.joined(SOMCHAI)
    story = f"{WORK} {token_hex(4)}"
    say(somchai, story)
    assert only_entry(office, somchai).words == story
    for name, value in (
        ("DATABASE_URL", office.bot.settings.database_url),
        ("MEDIA_DIR", str(office.bot.settings.media_dir)),
        ("LINE_CHANNEL_SECRET", SECRET),
    ):
        monkeypatch.setenv(name, value)
    out = tmp_path / "somchai.zip"
    assert main(["person", "export", SOMCHAI, "--out", str(out)]) == 0
    assert SOMCHAI in capsys.readouterr().out
    assert out.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(out) as zipped:
        assert story in zipped.read("index.html").decode()
    assert main(["person", "export", SOMCHAI, "--out", str(tmp_path / "somchai.txt")]) == 2
    assert main(["person", "export", "ไม่มีใคร", "--out", str(tmp_path / "nobody.zip")]) == 1
    assert not (tmp_path / "nobody.zip").exists()
    with office.database.read() as session:
        assert session.get_one(Person, office.person_id(SOMCHAI))


def test_the_file_says_who_looked_in_the_chat_by_a_download_and_by_a_feed(office: RunningBot) -> None:
    somchai, kanda, mentor = office.joined(SOMCHAI), office.joined(KANDA), office.joined(PRAYUN)
    say(somchai, WORK)
    asks(mentor, "รอตรวจ", 2)
    say(kanda, f"ขอดูของ {SOMCHAI} วันนี้")
    link = office.url + link_in(say(kanda, "ส่งออกกิจกรรม csv"))
    assert requests.post(link, timeout=HANG).status_code == 200
    with office.database.write() as session:
        _, token = feeds.make(session, office.person_id(KANDA), "ตาราง", office.bot.clock.real())
    asking = {"Authorization": f"Bearer {token}"}
    assert requests.get(f"{office.url}/odata/v1/Entries", headers=asking, timeout=HANG).status_code == 200
    with file_of(office, somchai) as zipped:
        page, looks = zipped.read("index.html").decode(), json.loads(zipped.read("data.json"))["tables"]["viewing"]
    assert {(one["by_person_id"]["name"], one["way"]) for one in looks} == {
        (PRAYUN, "chat"), (KANDA, "chat"), (KANDA, "download"), (KANDA, "feed"),
    }  # fmt: skip
    assert f"{KANDA} · ดาวน์โหลดไฟล์ · 1 ครั้ง" in page


def test_the_file_says_of_every_kind_of_link_what_it_was_for(office: RunningBot) -> None:
    somchai = office.joined(SOMCHAI)
    kinds = {"paper-participant": "รายงานของผู้เข้าร่วมโครงการ", "mine": "บันทึกของฉัน", "one of tomorrow": "ไฟล์ที่ขอ"}
    with office.database.write() as session:
        for kind in kinds:
            wanted = downloads.ExportRequest(kind, "pdf")
            downloads.offer(session, office.person_id(SOMCHAI), wanted, office.bot.clock.real())
    with file_of(office, somchai) as zipped:
        page = zipped.read("index.html").decode()
    assert [words for words in kinds.values() if words not in page] == []

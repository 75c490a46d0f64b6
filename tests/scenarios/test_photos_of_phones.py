"""Photos as phones send them: two in one file, HEIC as a file; and what is said of those that cannot be kept."""

import io
from itertools import count
from pathlib import Path

import pytest
import urllib3
from PIL import Image
from sqlalchemy import select

from bot.inbound.file_events import store_codes
from models.activities.media import Media
from models.messaging.conversations import Conversation
from models.messaging.inbox import InboxEvent
from simulator.driver import Someone
from tests.databases import on_sqlite
from tests.running_bot import KANDA, RunningBot
from tests.scenarios.interviewing import newest_answers, publish, say_all, submissions_of
from tests.scenarios.many_people import (
    ManyPeople,
    entries_of,
    eventually,
    nothing_more,
    only_entry,
    settled,
    words_of,
)
from tests.scenarios.test_forms import CODES
from tests.services.media import files_of_phones as phones
from tests.services.media.test_codes import EAN, photo_of
from tests.services.media.test_pictures import claiming

FILES = """## survey
| type | name | label |
|---|---|---|
| image | front | รูปหน้าบ้าน |
| file | paper | เอกสารหรือรูป |
| text | place | ที่ไหน |

## settings
| form_id | form_title |
|---|---|
| houses | บ้านที่ไปเยี่ยม |
"""
CHECKED = CODES.replace("| type | name | label |", "| type | name | label | constraint |").replace(
    "| barcode | parcel | รหัสบนกล่อง |", "| barcode | parcel | รหัสบนกล่อง | string-length(.) = 3 |"
)


NUMBERS = count(9_000)  # of photos whose codes are read late: a house takes each once
LINES = CODES.splitlines(keepends=True)
TURNED = "".join([*LINES[:3], LINES[5], LINES[3], LINES[4], *LINES[6:]])  # the place is asked for first


def sends_file(phone: Someone, folder: Path, name: str, body: bytes) -> None:
    path = folder / name
    path.write_bytes(body)
    phone.sends_file(path)


def media_of(running: RunningBot, phone: Someone) -> list[Media]:
    person_id = running.person_id(phone.name)
    with running.database.read() as session:
        return list(session.scalars(select(Media).where(Media.person_id == person_id).order_by(Media.id)))


def fetched(running: RunningBot, phone: Someone, *states: str) -> list[Media]:
    """The person's media, once they are in these states."""
    eventually(lambda: [one.state for one in media_of(running, phone)] == list(states))
    return media_of(running, phone)


def test_a_photo_of_an_iphone_or_samsung_with_two_pictures_in_it_is_kept(village: ManyPeople) -> None:
    running, phone = village.running, village.participant()
    body = phones.mpo(phones.held(phones.scene(), 6), exif=phones.notes(6).tobytes())
    phone.sends_image(body, "image/jpeg")
    phone.hears(1)
    (kept,) = fetched(running, phone, "stored")
    assert (kept.content_type, kept.width, kept.height, kept.size) == ("image/jpeg", 1200, 900, len(body))


def test_a_heic_that_is_sent_as_a_file_is_a_photo_of_the_activity(village: ManyPeople, tmp_path: Path) -> None:
    running, phone = village.running, village.participant()
    phone.says("วันนี้ประชุมกับผู้ใหญ่บ้าน 25 คน")
    phone.hears(1)
    sends_file(phone, tmp_path, "IMG_0417.HEIC", phones.heic(phones.scene()))
    assert words_of(phone.hears(1)[0]).startswith("เพิ่มรูป 1 รูป")
    assert only_entry(running, phone).photos == 1
    (kept,) = fetched(running, phone, "stored")
    page = urllib3.request("GET", f"{running.url}/m/{kept.token}?full")
    assert (page.status, page.headers["Content-Type"], page.data[:2]) == (200, "image/jpeg", b"\xff\xd8")


@pytest.mark.parametrize(("name", "is_photo"), [("สแกน.TIFF", True), ("a.b.webp", True), ("photo.jpg.pdf", False)])
def test_a_file_is_a_photo_by_the_end_of_its_name(
    hamlet: ManyPeople, tmp_path: Path, name: str, is_photo: bool
) -> None:
    running, phone = hamlet.running, hamlet.participant()
    sends_file(phone, tmp_path, name, phones.TAKEN["scan of two pages"]())
    said = phone.hears(1)[0]
    assert [entry.photos for entry in entries_of(running, phone)] == ([1] if is_photo else [])
    assert is_photo or "จับภาพหน้าจอ" in words_of(said)


def test_a_pdf_with_the_name_of_a_photo_is_said_to_be_a_document(hamlet: ManyPeople, tmp_path: Path) -> None:
    running, phone = hamlet.running, hamlet.participant()
    sends_file(phone, tmp_path, "ใบเซ็นชื่อ.jpg", b"%PDF-1.7 ...")
    phone.hears(1)
    fetched(running, phone, "refused")
    phone.says("ขอบคุณ")
    (said,) = [one for one in phone.hears(2) if "เอกสาร" in words_of(one)]
    assert "ส่งภาพหน้าจอแทน" in words_of(said)


def test_a_photo_with_too_many_pixels_is_told_of_once_and_not_fetched_again(village: ManyPeople) -> None:
    running, phone = village.running, village.participant()
    phone.sends_image(claiming(13_000, 13_000))
    phone.hears(1)
    fetched(running, phone, "refused")
    phone.says("ขอบคุณ")
    (said,) = [words_of(one) for one in phone.hears(2) if "ละเอียดเกิน" in words_of(one)]
    assert "ส่งใหม่" not in said
    phone.says("ขอบคุณ")
    phone.hears(1)
    assert nothing_more(running, phone)
    assert [(one.state, one.due_at, one.attempts) for one in media_of(running, phone)] == [("refused", None, 1)]


def test_a_form_takes_heic_where_it_asks_for_a_picture_or_a_file(later_village: ManyPeople, tmp_path: Path) -> None:
    running, phone = later_village.running, later_village.participant()
    publish(running, FILES, key="houses")
    assert "รูปหน้าบ้าน" in words_of(say_all(phone, "แบบฟอร์ม", "บ้านที่ไปเยี่ยม"))
    sends_file(phone, tmp_path, "front.heic", phones.heic(phones.scene()))
    assert "เอกสารหรือรูป" in words_of(phone.hears(1)[-1])
    sends_file(phone, tmp_path, "paper.heic", phones.heic(phones.scene()))
    assert "ที่ไหน" in words_of(phone.hears(1)[-1])
    front, paper = fetched(running, phone, "stored", "stored")
    assert (front.kind, front.content_type, paper.kind) == ("photo", "image/jpeg", "file")
    assert newest_answers(running, phone) == {"front": f"photo-{front.id}.jpg", "paper": f"file-{paper.id}.bin"}
    assert entries_of(running, phone) == []


def test_a_picture_that_cannot_be_opened_is_no_answer_and_is_asked_for_again(later_village: ManyPeople) -> None:
    running, phone = later_village.running, later_village.participant()
    publish(running, FILES, key="houses")
    say_all(phone, "แบบฟอร์ม", "บ้านที่ไปเยี่ยม")
    phone.sends_image(b"not a picture")
    assert "เอกสารหรือรูป" in words_of(phone.hears(1)[-1])
    fetched(running, phone, "refused")
    assert newest_answers(running, phone) == {}
    phone.says("ข้าม")
    assert "รูปหน้าบ้าน" in words_of(phone.hears(1)[0])
    told = [words_of(one["message"]) for one in phone.chat() if one["from"] == "bot"]
    assert [one for one in told if "เปิดไม่ได้" in one] != []
    assert [one for one in told if "แบบฟอร์มจะถามข้อนั้นอีกครั้ง" in one] != []


def test_a_code_is_read_in_a_heic(later_hamlet: ManyPeople, tmp_path: Path) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    publish(running, CODES, key="parcels")
    say_all(phone, "แบบฟอร์ม", "รับพัสดุ")
    parcel = Image.open(io.BytesIO(photo_of(EAN)))
    sends_file(phone, tmp_path, "IMG_1.heic", phones.heic(parcel))
    assert "รหัสของบ้าน" in words_of(phone.hears(1)[-1])
    assert newest_answers(running, phone) == {"parcel": "8851234567898"}


def read_late(running: RunningBot, phone: Someone, *codes: str) -> None:
    """Let the codes of a photo that was sent for the first question be read now, in the photo's place in the chat."""
    draft = submissions_of(running, phone)[-1].id
    with running.database.write() as session:
        earlier = session.scalars(select(InboxEvent).order_by(InboxEvent.id.desc()).limit(1)).one()
        talk = session.get_one(Conversation, phone.user_id)
        talk.note_photographed(str(earlier.message_id), f"{draft}/parcel")
        photographed = Media(id=next(NUMBERS), chat_key=phone.user_id, message_id=earlier.message_id)
        store_codes(session, photographed, codes, running.bot.clock.real())
    settled(running)


def test_a_code_that_is_read_after_the_form_was_parked_is_its_answer_and_its_author_is_told(
    later_village: ManyPeople,
) -> None:
    running, phone = later_village.running, later_village.participant()
    publish(running, CODES, key="parcels")
    say_all(phone, "แบบฟอร์ม", "รับพัสดุ", "พักไว้")
    read_late(running, phone, "A-1")
    assert "อ่านรหัสในรูปที่ส่งก่อนหน้าได้เป็น “A-1”" in words_of(phone.hears(2)[1])
    assert newest_answers(running, phone) == {"parcel": "A-1"}
    assert "รหัสของบ้าน" in words_of(say_all(phone, "ทำต่อ"))


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ((), "อ่านรหัสในรูปที่ส่งก่อนหน้าไม่ได้"),
        (("8851234567898", "B-7"), "มีหลายรหัส (8851234567898, B-7)"),
        (("8851234567898",), "“8851234567898” ไม่ตรงตามที่ข้อนั้นกำหนด"),
    ],
    ids=["none", "several", "refused"],
)
def test_what_was_no_answer_is_told_after_the_form_was_parked_too(
    later_hamlet: ManyPeople, codes: tuple[str, ...], said: str
) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    publish(running, CHECKED, key="parcels")
    say_all(phone, "แบบฟอร์ม", "รับพัสดุ", "พักไว้")
    read_late(running, phone, *codes)
    assert said in words_of(phone.hears(2)[1])
    assert newest_answers(running, phone) == {}
    assert "รหัสบนกล่อง" in words_of(say_all(phone, "ทำต่อ"))


def test_a_code_that_is_read_while_an_earlier_question_is_open_again_answers_its_own(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    publish(running, TURNED, key="parcels")
    say_all(phone, "แบบฟอร์ม", "รับพัสดุ", "ศาลา", "ย้อนกลับ")
    read_late(running, phone, "A-1")
    told, asked = phone.hears(3)[1:]
    assert "“A-1”" in words_of(told)
    assert "ที่ไหน" in words_of(asked)
    assert "รหัสของบ้าน" in words_of(say_all(phone, "วัด"))
    assert newest_answers(running, phone) == {"place": "วัด", "parcel": "A-1"}


def test_a_code_for_a_form_that_was_cancelled_is_nothing(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    publish(running, CODES, key="parcels")
    say_all(phone, "แบบฟอร์ม", "รับพัสดุ", "ยกเลิกแบบฟอร์ม")
    read_late(running, phone, "A-1")
    assert nothing_more(running, phone)


@on_sqlite
@pytest.mark.parametrize(("kind", "said"), [("video", "วิดีโอ"), ("audio", "ไมค์"), ("file", "ไฟล์")])
def test_a_coordinator_who_sends_a_file_is_told_of_files(running: RunningBot, kind: str, said: str) -> None:
    kanda = running.joined(KANDA)
    kanda.does(kind)
    assert said in words_of(kanda.hears(1)[0])

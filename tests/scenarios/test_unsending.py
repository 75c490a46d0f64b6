"""Unsend takes back text, photo, pin and correction with all that was read from them; a byte search finds nothing."""

from secrets import token_hex

import pytest
import urllib3

from models.activities.media import Media
from models.activities.pieces import ActivityPiece
from scheduler.housekeeping import Housekeeping
from simulator.driver import Someone
from tests.patience import HANG
from tests.running_bot import RunningBot
from tests.scenarios.many_people import (
    ManyPeople,
    entries_of,
    eventually,
    only_entry,
    photo,
    revisions_of,
    settled,
    words_of,
)
from tests.scenarios.traces import gone, traces

WORK = "วันนี้ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"


@pytest.fixture
def canary() -> str:
    """Words nobody else says."""
    return f"นกขมิ้น{token_hex(4)}"


def test_an_unsent_text_is_gone_with_all_that_was_read_from_it(village: ManyPeople, canary: str) -> None:
    phone = village.participant()
    said = phone.says(f"{WORK} {canary}")
    phone.hears(1)
    assert traces(village.running, canary)
    phone.unsends(said.message_id)
    assert gone(village.running, canary)
    assert entries_of(village.running, phone) == []


def test_an_unsent_text_leaves_the_photo_it_came_with(hamlet: ManyPeople, canary: str) -> None:
    phone = hamlet.participant()
    said = phone.says(f"{WORK} {canary}")
    phone.hears(1)
    phone.sends_image(photo())
    phone.hears(1)
    phone.unsends(said.message_id)
    assert gone(hamlet.running, canary)
    entry = only_entry(hamlet.running, phone)
    assert (entry.words, entry.people, entry.photos) == (None, None, 1)
    assert (entry.kept.sectors, entry.kept.tags, entry.kept.places) == ((), (), ())


def test_an_unsent_photo_is_gone_from_the_store_and_its_address_shows_nothing(village: ManyPeople, canary: str) -> None:
    running, phone = village.running, village.participant()
    body = photo("teal", (333, 77))
    phone.says(f"{WORK} {canary}")
    phone.hears(1)
    sent = phone.sends_image(body)
    phone.hears(1)
    token = eventually(lambda: token_of_stored(running, sent.message_id))
    assert get(running, f"/m/{token}").status == 200
    phone.unsends(sent.message_id)
    settled(running)
    assert get(running, f"/m/{token}").status == 404
    Housekeeping(running.bot).remove_leftovers()
    assert gone(running, body)
    assert only_entry(running, phone).photos == 0


def test_a_photo_two_people_sent_stays_for_the_other(village: ManyPeople) -> None:
    running = village.running
    body = photo("navy", (222, 55))
    tokens = []
    phones = [village.participant(), village.participant()]
    for phone in phones:
        sent = phone.sends_image(body)
        phone.hears(1)
        tokens.append((eventually(lambda sent=sent: token_of_stored(running, sent.message_id)), sent.message_id))
    phones[0].unsends(tokens[0][1])
    settled(running)
    Housekeeping(running.bot).remove_leftovers()
    assert get(running, f"/m/{tokens[0][0]}").status == 404
    assert get(running, f"/m/{tokens[1][0]}?full").data == body


def test_bytes_that_were_to_be_deleted_stay_if_somebody_has_sent_them_again(village: ManyPeople) -> None:
    running, first, second = village.running, village.participant(), village.participant()
    body = photo("olive", (211, 44))
    sent = first.sends_image(body)
    first.hears(1)
    eventually(lambda: token_of_stored(running, sent.message_id))
    first.unsends(sent.message_id)
    settled(running)
    again = second.sends_image(body)
    second.hears(1)
    token = eventually(lambda: token_of_stored(running, again.message_id))
    assert Housekeeping(running.bot).remove_leftovers() == 1
    assert get(running, f"/m/{token}?full").data == body
    assert get(running, f"/m/{token}").status == 200
    assert Housekeeping(running.bot).remove_leftovers() == 0
    second.unsends(again.message_id)
    settled(running)
    Housekeeping(running.bot).remove_leftovers()
    assert gone(running, body)


def test_an_unsent_photo_does_not_take_typed_words_with_it(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    sent = phone.sends_image(photo())
    phone.hears(1)
    phone.says("แก้ข้อความ")
    phone.hears(1)
    phone.says("ป้ายถังขยะเปียกหน้าวัด")
    phone.hears(1)
    phone.unsends(sent.message_id)
    settled(hamlet.running)
    assert only_entry(hamlet.running, phone).words == "ป้ายถังขยะเปียกหน้าวัด"


def test_an_unsent_pin_takes_the_place_it_named_with_it(village: ManyPeople) -> None:
    phone = village.participant()
    phone.sends_image(photo())
    phone.hears(1)
    sent = phone.sends_location(19.35, 99.81, "", "ต.แม่ใจ อ.แม่ใจ จ.พะเยา")
    phone.hears(1)
    assert only_entry(village.running, phone).places
    phone.unsends(sent.message_id)
    settled(village.running)
    entry = only_entry(village.running, phone)
    assert (entry.pin, entry.places) == (None, [])


def test_of_two_pins_the_one_not_unsent_stays(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.sends_location(19.1, 99.1)
    phone.hears(1)
    second = phone.sends_location(19.2, 99.2)
    phone.hears(1)
    phone.unsends(second.message_id)
    settled(hamlet.running)
    assert only_entry(hamlet.running, phone).pin == (19.1, 99.1)


def corrects(phone: Someone, label: str, answer: str) -> str:
    phone.says(label)
    phone.hears(1)
    said = phone.says(answer)
    phone.hears(1)
    return said.message_id


def test_an_unsent_correction_becomes_what_was_before(village: ManyPeople, canary: str) -> None:
    phone = village.participant()
    phone.says("วันนี้ประชุมกับผู้ใหญ่บ้าน 25 คน")
    phone.hears(1)
    words = corrects(phone, "แก้ข้อความ", f"ประชุมเรื่องใหม่ {canary}")
    people = corrects(phone, "แก้จำนวนคน", "40")
    for message_id in (words, people):
        phone.unsends(message_id)
    assert gone(village.running, canary)
    entry = only_entry(village.running, phone)
    assert (entry.words, entry.people) == ("วันนี้ประชุมกับผู้ใหญ่บ้าน 25 คน", 25)
    assert not any("40" in str(one) for one in revisions_of(village.running, entry.id))


def test_an_unsent_correction_of_the_day_makes_a_note_count_again(village: ManyPeople) -> None:
    phone = village.participant()
    phone.says("วันนี้ประชุมกับผู้ใหญ่บ้าน 25 คน")
    phone.hears(1)
    into_the_gap = corrects(phone, "แก้วันที่", "1 ก.ค. 66")
    assert (only_entry(village.running, phone).state, only_entry(village.running, phone).note) == ("note", "gap")
    phone.unsends(into_the_gap)
    settled(village.running)
    entry = only_entry(village.running, phone)
    assert (entry.day.isoformat(), entry.state, entry.note) == ("2023-07-12", "submitted", None)


def test_corrections_unsent_one_after_the_other_leave_nothing_of_either(village: ManyPeople, canary: str) -> None:
    phone = village.participant()
    phone.says("วันนี้ประชุมกับผู้ใหญ่บ้าน 25 คน")
    phone.hears(1)
    first = corrects(phone, "แก้ข้อความ", f"ประชุมครั้งที่หนึ่ง {canary}")
    second = corrects(phone, "แก้ข้อความ", f"ประชุมครั้งที่สอง {canary}")
    for message_id in (first, second):
        phone.unsends(message_id)
    assert gone(village.running, canary)


def test_an_older_correction_unsent_leaves_the_newer_one(village: ManyPeople, canary: str) -> None:
    phone = village.participant()
    phone.says("วันนี้ประชุมกับผู้ใหญ่บ้าน 25 คน")
    phone.hears(1)
    first = corrects(phone, "แก้ข้อความ", f"ประชุมครั้งที่หนึ่ง {canary}")
    corrects(phone, "แก้ข้อความ", "ประชุมครั้งที่สอง")
    phone.unsends(first)
    assert gone(village.running, canary)
    assert only_entry(village.running, phone).words == "ประชุมครั้งที่สอง"


def test_words_split_off_after_a_correction_are_gone_when_unsent(village: ManyPeople, canary: str) -> None:
    phone = village.participant()
    phone.sends_image(photo())
    phone.hears(1)
    said = phone.says(f"{WORK} {canary}")
    phone.hears(1)
    corrects(phone, "แก้ข้อความ", "ประชุมเรื่องถังขยะเปียก")
    phone.says("แก้ข้อความ")
    phone.hears(1)
    phone.says("ไม่แก้แล้ว")
    phone.hears(1)
    with village.running.database.read() as session:
        piece = session.query(ActivityPiece).filter_by(message_id=said.message_id).one().id
    phone.taps(f"split?addition={piece}")
    phone.hears(2)
    phone.unsends(said.message_id)
    assert gone(village.running, canary)
    assert [entry.photos for entry in entries_of(village.running, phone)] == [1]


def test_unsend_before_its_message_arrives_lays_a_tombstone(village: ManyPeople, canary: str) -> None:
    running, phone = village.running, village.participant()
    running.line.webhook(hold=True)
    said = phone.says(f"{WORK} {canary}")
    phone.unsends(said.message_id)
    running.line.webhook(hold=False)
    running.line.release(order="reversed", batch=1)
    assert gone(running, canary)
    assert entries_of(running, phone) == []


def test_an_album_picture_unsent_before_it_arrives_is_not_fetched(hamlet: ManyPeople) -> None:
    running, phone = hamlet.running, hamlet.participant()
    running.line.webhook(hold=True)
    sent = phone.sends_album([(photo("red"), "image/png"), (photo("blue"), "image/png")])
    phone.unsends(sent.message_ids[0])
    running.line.webhook(hold=False)
    running.line.release(order="reversed", batch=1)
    settled(running)
    assert only_entry(running, phone).photos == 1


def test_words_offered_and_then_unsent_cannot_be_recorded(village: ManyPeople, canary: str) -> None:
    phone = village.participant()
    said = phone.says(f"เอ่อ {canary}")
    (offer,) = phone.hears(1)
    assert "ยังไม่แน่ใจ" in words_of(offer)
    phone.unsends(said.message_id)
    settled(village.running)
    phone.taps_label("บันทึกเป็นกิจกรรม")
    assert "ไม่ได้เก็บไว้แล้ว" in words_of(phone.hears(1)[0])
    assert entries_of(village.running, phone) == []
    assert gone(village.running, canary)


def test_a_stranger_can_unsend_too(hamlet: ManyPeople, canary: str) -> None:
    phone = hamlet.running.stranger("คนเปลี่ยนใจ")
    said = phone.says(f"สวัสดีครับ {canary}")
    phone.hears(1)
    phone.unsends(said.message_id)
    assert gone(hamlet.running, canary)


def test_unsend_of_somebody_elses_message_id_changes_nothing(hamlet: ManyPeople) -> None:
    running, author, other = hamlet.running, hamlet.participant(), hamlet.participant()
    said = author.says("วันนี้ประชุมกับผู้ใหญ่บ้าน 25 คน")
    author.hears(1)
    sent = author.sends_image(photo("olive"))
    author.hears(1)
    for message_id in (said.message_id, sent.message_id):
        unsend = {"type": "unsend", "unsend": {"messageId": message_id}}
        running.line.events([unsend | {"source": {"type": "user", "userId": other.user_id}}])
    settled(running)
    entry = only_entry(running, author)
    assert (entry.words, entry.photos) == ("วันนี้ประชุมกับผู้ใหญ่บ้าน 25 คน", 1)
    with running.database.read() as session:
        assert session.query(Media).filter_by(message_id=sent.message_id).count() == 1


def token_of_stored(running: RunningBot, message_id: str) -> str | None:
    with running.database.read() as session:
        found = session.query(Media).filter_by(message_id=message_id, state="stored").one_or_none()
        return found.token if found else None


def get(running: RunningBot, path: str) -> urllib3.BaseHTTPResponse:
    return urllib3.request("GET", running.url + path, timeout=HANG)

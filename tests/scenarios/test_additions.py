"""One entry from many messages: photos, albums, pins and words that belong together, and parting them again."""

import random

import pytest

from models.activities import media
from services.media.store import LARGEST_PHOTO
from simulator.driver import Someone
from tests.running_bot import RunningBot
from tests.scenarios.many_people import (
    ManyPeople,
    entries_of,
    eventually,
    everything_in,
    labels_of,
    nothing_more,
    only_entry,
    photo,
    revisions_of,
    settled,
    the_wait_is_over,
    words_of,
)

WORK = "วันนี้ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"


def photos_of(running: RunningBot, phone: Someone) -> list[media.Media]:
    entries = entries_of(running, phone)
    with running.database.read() as session:
        return [one for entry in entries for one in media.of_activity(session, entry.id)]


def states_of(running: RunningBot, phone: Someone) -> set[str]:
    """States of all photos of a person's one entry, lost ones too."""
    person_id = running.person_id(phone.name)
    with running.database.read() as session:
        found = session.query(media.Media).filter_by(person_id=person_id).all()
        return {one.state for one in found}


def test_a_photo_alone_is_an_entry_of_today(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.sends_image(photo())
    (card,) = phone.hears(1)
    entry = only_entry(hamlet.running, phone)
    assert (entry.words, entry.photos, entry.state) == (None, 1, "submitted")
    assert "1 รูป" in words_of(card)
    assert "เล่าเพิ่ม" in everything_in(card)


def test_words_after_a_photo_are_the_words_of_its_entry(village: ManyPeople) -> None:
    phone = village.participant()
    phone.sends_image(photo())
    phone.hears(1)
    phone.says(WORK)
    (card,) = phone.hears(1)
    entry = only_entry(village.running, phone)
    assert (entry.words, entry.people, entry.photos) == (WORK, 25, 1)
    assert set(entry.kept.sectors) == {"government", "religious"}
    assert "แยกรายการ" in labels_of(card)
    assert [part for part, _, _ in revisions_of(village.running, entry.id)] == ["+words"]


def test_words_of_another_day_after_a_photo_are_an_entry_of_their_own(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.sends_image(photo())
    phone.hears(1)
    phone.says(WORK.replace("วันนี้", "เมื่อวาน"))
    phone.hears(1)
    assert [entry.words is None for entry in entries_of(hamlet.running, phone)] == [True, False]


def test_second_words_are_a_second_entry(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.says(WORK)
    phone.hears(1)
    phone.says("ช่วงบ่ายตรวจกองทุนหมู่บ้าน 8 คน")
    phone.hears(1)
    assert len(entries_of(hamlet.running, phone)) == 2


def test_a_photo_and_a_pin_within_five_minutes_join_with_one_line_each(village: ManyPeople) -> None:
    phone = village.participant()
    phone.says(WORK)
    phone.hears(1)
    village.running.line.clock(advance=240)
    phone.sends_image(photo())
    (line,) = phone.hears(1)
    assert words_of(line).startswith("เพิ่มรูป 1 รูป")
    phone.sends_location(19.35, 99.81, "ศาลากลางบ้าน", "ต.แม่ใจ อ.แม่ใจ จ.พะเยา")
    (line,) = phone.hears(1)
    assert words_of(line).startswith("เพิ่มพิกัด")
    entry = only_entry(village.running, phone)
    assert (entry.photos, entry.pin) == (1, (19.35, 99.81))
    assert [part for part, _, _ in revisions_of(village.running, entry.id)] == ["+photo", "+pin", "places"]


def test_after_five_minutes_a_photo_is_an_entry_of_its_own(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.says(WORK)
    phone.hears(1)
    hamlet.running.line.clock(advance=301)
    phone.sends_image(photo())
    phone.hears(1)
    assert [entry.photos for entry in entries_of(hamlet.running, phone)] == [0, 1]


def test_what_joins_is_judged_by_the_time_it_was_sent_not_by_when_it_arrives(village: ManyPeople) -> None:
    running, phone = village.running, village.participant()
    phone.says(WORK)
    phone.hears(1)
    running.line.clock(advance=60)
    running.line.webhook(hold=True)
    phone.sends_image(photo())
    running.line.webhook(hold=False)
    running.line.clock(advance=900)
    running.line.release()
    phone.hears(1)
    assert only_entry(running, phone).photos == 1


def test_a_pin_names_the_place_when_nothing_else_did(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.sends_location(19.35, 99.81, "ที่ว่าการอำเภอแม่ใจ", "ต.แม่ใจ อ.แม่ใจ จ.พะเยา")
    phone.hears(1)
    assert only_entry(hamlet.running, phone).places == ["แม่ใจ"]  # the subdistrict says the rest


def test_a_pin_far_from_where_one_works_is_asked_about_and_another_takes_its_place(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.sends_location(7.0, 100.47)
    asked, _ = phone.hears(2)
    assert "กม. ใช่ที่ทำงานนี้หรือไม่" in words_of(asked)
    phone.sends_location(19.3, 99.9)
    (line,) = phone.hears(1)
    assert words_of(line).startswith("เพิ่มพิกัด")
    assert only_entry(hamlet.running, phone).pin == (19.3, 99.9)


def test_an_album_is_one_entry_with_one_card(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.sends_album([(photo(color), "image/png") for color in ("red", "green", "blue")])
    (card,) = phone.hears(1)
    assert nothing_more(hamlet.running, phone)
    assert "3 รูป" in words_of(card)
    assert only_entry(hamlet.running, phone).photos == 3


@pytest.mark.parametrize("seed", [1, 2])
def test_an_album_whose_pictures_come_shuffled_is_one_entry_with_one_card(village: ManyPeople, seed: int) -> None:
    running, phone = village.running, village.participant()
    colors = random.Random(seed).sample(["red", "green", "blue", "yellow"], 4)
    running.line.webhook(hold=True)
    phone.sends_album([(photo(color), "image/png") for color in colors])
    running.line.webhook(hold=False)
    running.line.release(order="shuffled", batch=1, seed=seed)
    (card,) = phone.hears(1)
    settled(running)
    assert "4 รูป" in words_of(card)
    assert only_entry(running, phone).photos == 4
    assert nothing_more(village.running, phone)


def test_an_album_of_which_a_picture_never_comes_is_answered_without_it(hamlet: ManyPeople) -> None:
    running, phone = hamlet.running, hamlet.participant()
    running.line.fault("500", "content", times=2)
    source = {"type": "user", "userId": phone.user_id}
    for index in (1, 2):
        album = {"id": f"ALBUM{phone.user_id[-6:]}", "index": index, "total": 3}
        message = {"type": "image", "id": f"9{phone.user_id[-8:]}{index}", "imageSet": album}
        message["contentProvider"] = {"type": "line"}
        running.line.events([{"type": "message", "source": source, "message": message}])
    settled(running)
    assert running.line.chat(phone) == []  # it waits for the third
    the_wait_is_over(running, phone)
    (card,) = eventually(lambda: running.line.chat(phone))
    assert "2 รูป" in str(card)
    assert only_entry(running, phone).photos == 2


def test_an_album_after_words_joins_them_with_one_line(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.says(WORK)
    phone.hears(1)
    phone.sends_album([(photo(color), "image/png") for color in ("red", "green", "blue")])
    (line,) = phone.hears(1)
    assert "เพิ่มรูป 3 รูป" in words_of(line)
    assert nothing_more(hamlet.running, phone)
    assert only_entry(hamlet.running, phone).photos == 3


@pytest.mark.parametrize("how", ["tap", "type"])
def test_an_album_that_joined_is_split_off_whole(hamlet: ManyPeople, how: str) -> None:
    phone = hamlet.participant()
    phone.says(WORK)
    phone.hears(1)
    phone.sends_album([(photo(color), "image/png") for color in ("red", "green")])
    phone.hears(1)
    phone.taps_label("แยกรายการ") if how == "tap" else phone.says("แยกรายการ")
    phone.hears(2)
    entry, apart = entries_of(hamlet.running, phone)
    assert (entry.words, entry.photos) == (WORK, 0)
    assert (apart.words, apart.photos, apart.day, apart.state) == (None, 2, entry.day, "submitted")
    assert [part for part, _, _ in revisions_of(hamlet.running, entry.id)][-1] == "split"


def test_words_that_joined_a_photo_are_split_off_with_what_they_say(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.sends_image(photo())
    phone.hears(1)
    phone.says(WORK)
    phone.hears(1)
    phone.says("แยกรายการ")
    phone.hears(2)
    entry, apart = entries_of(hamlet.running, phone)
    assert (entry.words, entry.people, entry.kept.sectors, entry.photos) == (None, None, (), 1)
    assert (apart.words, apart.people, apart.photos) == (WORK, 25, 0)
    assert set(apart.kept.sectors) == {"government", "religious"}


def test_a_pin_split_off_leaves_the_pin_that_was_there(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.sends_location(19.1, 99.1)
    phone.hears(1)
    phone.sends_location(19.2, 99.2)
    phone.hears(1)
    phone.says("แยกรายการ")
    phone.hears(2)
    entry, apart = entries_of(hamlet.running, phone)
    assert (entry.pin, apart.pin) == ((19.1, 99.1), (19.2, 99.2))


def test_splitting_twice_splits_once(village: ManyPeople) -> None:
    phone = village.participant()
    phone.says(WORK)
    phone.hears(1)
    phone.sends_image(photo())
    phone.hears(1)
    for _ in range(2):
        phone.taps_label("แยกรายการ")
        phone.hears(1)
    assert len(entries_of(village.running, phone)) == 2


def test_a_deleted_entry_takes_no_more_photos(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.says(WORK)
    phone.hears(1)
    phone.taps_label("ลบ")
    phone.hears(1)
    phone.sends_image(photo())
    phone.hears(1)
    assert [(entry.state, entry.photos) for entry in entries_of(hamlet.running, phone)] == [
        ("deleted", 0),
        ("submitted", 1),
    ]


@pytest.mark.parametrize("how", ["tap", "type"])
def test_add_photo_takes_the_next_photo_to_that_entry_however_old_it_is(hamlet: ManyPeople, how: str) -> None:
    phone = hamlet.participant()
    phone.says(WORK)
    phone.hears(1)
    hamlet.running.line.clock(advance=400)
    phone.taps_label("เพิ่มรูป") if how == "tap" else phone.says("เพิ่มรูป")
    (asked,) = phone.hears(1)
    assert {"ถ่ายรูป", "เลือกรูป"} <= set(labels_of(asked))
    phone.sends_image(photo())
    phone.hears(1)
    assert only_entry(hamlet.running, phone).photos == 1


@pytest.mark.parametrize("how", ["tap", "type"])
def test_add_pin_takes_the_next_pin_to_that_entry(hamlet: ManyPeople, how: str) -> None:
    phone = hamlet.participant()
    phone.says(WORK)
    phone.hears(1)
    hamlet.running.line.clock(advance=400)
    phone.taps_label("ปักหมุด") if how == "tap" else phone.says("ปักหมุด")
    (asked,) = phone.hears(1)
    assert "ส่งพิกัด" in labels_of(asked)
    phone.sends_location(19.3, 99.8)
    phone.hears(1)
    assert only_entry(hamlet.running, phone).pin == (19.3, 99.8)


def test_a_whole_album_goes_to_the_entry_that_asked_for_a_photo(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.says(WORK)
    phone.hears(1)
    hamlet.running.line.clock(advance=400)
    phone.says("เพิ่มรูป")
    phone.hears(1)
    phone.sends_album([(photo(color), "image/png") for color in ("red", "green", "blue")])
    (line,) = phone.hears(1)
    assert "3 รูป" in words_of(line)
    assert only_entry(hamlet.running, phone).photos == 3


def test_a_photo_is_fetched_hashed_and_kept_with_a_thumbnail(village: ManyPeople) -> None:
    running, phone = village.running, village.participant()
    body = photo("purple", (1200, 900))
    phone.sends_image(body)
    phone.hears(1)
    eventually(lambda: states_of(running, phone) == {"stored"})
    (kept,) = photos_of(running, phone)
    assert (kept.width, kept.height, kept.size, kept.content_type) == (1200, 900, len(body), "image/png")
    assert kept.sha256 is not None
    assert running.bot.media.original(kept.sha256) == body
    assert running.bot.media.thumbnail(kept.sha256).startswith(b"\xff\xd8")


def test_a_photo_line_is_still_preparing_is_fetched_a_little_later(hamlet: ManyPeople) -> None:
    running, phone = hamlet.running, hamlet.participant()
    running.line.dials(content_delay=0.5)
    try:
        phone.sends_image(photo("orange"))
    finally:
        running.line.dials(content_delay=0)
    phone.hears(1)
    eventually(lambda: states_of(running, phone) == {"stored"})


def test_a_photo_line_no_longer_has_is_said_with_the_next_answer(village: ManyPeople) -> None:
    running, phone = village.running, village.participant()
    source = {"type": "user", "userId": phone.user_id}
    message = {"type": "image", "id": f"8{phone.user_id[-9:]}", "contentProvider": {"type": "line"}}
    running.line.events([{"type": "message", "source": source, "message": message}])
    eventually(lambda: states_of(running, phone) == {"gone"})
    phone.says("ขอบคุณ")
    heard = phone.hears(2)
    assert any("หมดอายุ" in words_of(one) for one in heard)


def test_a_file_that_is_no_picture_is_refused_and_said(hamlet: ManyPeople) -> None:
    running, phone = hamlet.running, hamlet.participant()
    phone.sends_image(b"GIF89a this is not a picture at all", "image/gif")
    phone.hears(1)
    eventually(lambda: states_of(running, phone) == {"refused"})
    phone.says("ขอบคุณ")
    assert any("เปิดไม่ได้" in words_of(one) for one in phone.hears(2))


def test_a_photo_larger_than_ten_megabytes_is_refused_and_said(hamlet: ManyPeople) -> None:
    running, phone = hamlet.running, hamlet.participant()
    phone.sends_image(photo() + b"\0" * LARGEST_PHOTO)
    phone.hears(1)
    eventually(lambda: states_of(running, phone) == {"refused"})
    assert photos_of(running, phone) == []
    phone.says("ขอบคุณ")
    assert any("10 MB" in words_of(one) for one in phone.hears(2))

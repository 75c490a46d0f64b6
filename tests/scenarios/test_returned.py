"""A returned entry reopens in its author's chat, asks only what was flagged, and goes to the mentor again."""

import pytest

from tests.databases import on_sqlite
from tests.running_bot import PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.many_people import everything_in, nothing_more, only_entry, photo, revisions_of, settled, words_of
from tests.scenarios.mentoring import (
    asks,
    audited,
    entry_on,
    hears_later,
    message_id,
    records,
    reviews_of,
    states,
    told,
)


@pytest.fixture
def pair(running: RunningBot):
    author, mentor = running.joined(SOMCHAI), running.joined(PRAYUN)
    records(author, "วันนี้")
    return author, mentor


def returned(author, mentor, why: str) -> None:
    asks(mentor, "รอตรวจ", 2)
    asks(mentor, f"ส่งกลับ 1 {why}")
    hears_later(author, why)  # each time another reason, else an earlier notice would do


@on_sqlite
def test_only_what_was_flagged_is_asked_and_the_resubmission_says_what_changed(running: RunningBot, pair) -> None:
    author, mentor = pair
    returned(author, mentor, "จำนวนคนไม่ตรง")
    author.taps_label("แก้ไขเลย")
    assert "มีคนร่วมกี่คน" in words_of(author.hears(1)[0])
    said = told(author, "40", 2)
    assert "ส่งให้ครูพี่เลี้ยงตรวจครั้งที่ 2 แล้ว" in said
    assert "40 คน" in said
    assert only_entry(running, author).state == "resubmitted"
    heard = hears_later(mentor, "ครั้งที่ 2 แก้ไข: จำนวนคน 25 เป็น 40")
    assert SOMCHAI in heard
    assert "ครั้งที่ 2 แก้ไข: จำนวนคน 25 เป็น 40" in told(mentor, "รอตรวจ", 2)
    asks(mentor, "รับทราบ 1")
    assert only_entry(running, author).state == "approved"


@on_sqlite
def test_a_number_that_turns_out_not_to_be_known_is_a_correction_too(running: RunningBot, pair) -> None:
    author, mentor = pair
    returned(author, mentor, "จำนวนคนไม่ตรง")
    asks(author, "แก้ไขเลย")
    assert "ส่งให้ครูพี่เลี้ยงตรวจครั้งที่ 2 แล้ว" in told(author, "ไม่ระบุ", 2)
    assert (only_entry(running, author).state, only_entry(running, author).people) == ("resubmitted", None)
    hears_later(mentor, "ครั้งที่ 2 แก้ไข: จำนวนคน ไม่ระบุ")


def test_a_day_corrected_by_a_message_that_was_unsent_is_still_told(running: RunningBot, pair) -> None:
    author, mentor = pair
    returned(author, mentor, "ผิดวันที่")
    asks(author, "แก้ไขเลย")
    said = author.says("เมื่อวาน")
    author.hears(2)
    author.unsends(said.message_id)
    settled(running)
    assert "แก้ไข: วันที่ พุธ 12 ก.ค. 2566" in told(mentor, "รอตรวจ", 2)


@on_sqlite
def test_several_flags_are_asked_one_after_the_other_and_sent_when_the_last_is_mended(
    running: RunningBot, pair
) -> None:
    author, mentor = pair
    returned(author, mentor, "ไม่มีรูป และจำนวนคนไม่ตรง")
    author.taps_label("แก้ไขเลย")
    assert "ส่งรูปมาได้เลย" in words_of(author.hears(1)[0])
    author.sends_image(photo())
    heard = author.hears(2)
    assert "เหลืออีก 1 ส่วน" in words_of(heard[0])
    assert "มีคนร่วมกี่คน" in words_of(heard[1])
    assert only_entry(running, author).state == "returned"
    assert "ตรวจครั้งที่ 2" in told(author, "๑๒", 2)
    hears_later(mentor, "แก้ไข: เพิ่มรูป, จำนวนคน 25 เป็น 12")


def test_an_album_is_sent_again_once_with_all_its_pictures(running: RunningBot, pair) -> None:
    author, mentor = pair
    returned(author, mentor, "ขาดรูป")
    asks(author, "แก้ไขเลย")
    author.sends_album([(photo(color), "image/png") for color in ("red", "blue", "green")])
    heard = " ".join(everything_in(one) for one in author.hears(2))
    assert "ตรวจครั้งที่ 2" in heard
    entry = only_entry(running, author)
    assert (entry.state, entry.photos) == ("resubmitted", 3)
    assert "ดูรูป 3 รูป" in hears_later(mentor, "ดูรูป")


@on_sqlite
def test_words_that_quote_the_returned_entry_answer_what_was_flagged(running: RunningBot, pair) -> None:
    author, mentor = pair
    returned(author, mentor, "มากี่คน")
    said = told(author, "๓๕ คน", 2, quoting=message_id(running, author, "ส่งกลับให้แก้ไข"))
    assert "ตรวจครั้งที่ 2" in said
    assert only_entry(running, author).people == 35


@on_sqlite
def test_words_that_quote_an_entry_returned_for_its_photo_go_to_the_mentor_and_are_not_lost(
    running: RunningBot, pair
) -> None:
    author, mentor = pair
    returned(author, mentor, "ขาดรูป")
    asks(author, "กล้องเสีย ส่งพรุ่งนี้ได้ไหม", quoting=message_id(running, author, "ส่งกลับให้แก้ไข"))
    hears_later(mentor, "กล้องเสีย ส่งพรุ่งนี้ได้ไหม")
    assert only_entry(running, author).state == "returned"


@on_sqlite
def test_a_part_nobody_flagged_can_be_corrected_too_and_nothing_is_sent_yet(running: RunningBot, pair) -> None:
    author, mentor = pair
    returned(author, mentor, "ขาดรูป")
    entry = only_entry(running, author)
    author.taps(f"edit?activity={entry.id}&part=people")
    author.hears(1)
    asks(author, "26")
    assert only_entry(running, author).state == "returned"
    assert nothing_more(running, author)


@on_sqlite
def test_returned_in_words_alone_every_part_may_be_mended_and_the_author_says_when_it_is_ready(running, pair) -> None:
    author, mentor = pair
    returned(author, mentor, "ขอให้ชัดกว่านี้")
    heard = asks(author, "แก้ไขเลย", 2)
    assert "แก้ได้ทุกส่วน" in words_of(heard[0])
    asks(author, "แก้ข้อความ")
    asks(author, "ประชุมวางแผนถังขยะเปียกกับผู้ใหญ่บ้านและเจ้าอาวาส")
    assert only_entry(running, author).state == "returned"
    assert "ตรวจครั้งที่ 2" in told(author, "ส่งตรวจใหม่", 2)
    hears_later(mentor, "ครั้งที่ 2 แก้ไข: ข้อความ")


@on_sqlite
def test_sending_again_unchanged_is_asked_about_first(running: RunningBot, pair) -> None:
    author, mentor = pair
    returned(author, mentor, "ขาดรูป")
    assert "ยังไม่ได้แก้ส่วนใดเลย" in told(author, "ส่งตรวจใหม่")
    assert only_entry(running, author).state == "returned"
    asks(author, "ส่งตรวจใหม่", 2)
    assert only_entry(running, author).state == "resubmitted"
    hears_later(mentor, "แก้ไข: ส่งตามเดิม")


@on_sqlite
def test_the_second_return_makes_it_the_third_time(running: RunningBot, pair) -> None:
    author, mentor = pair
    for count, said in (("2", "30"), ("3", "31")):
        returned(author, mentor, f"จำนวนคนไม่ตรงกับ {said}")
        asks(author, "แก้ไขเลย")
        assert f"ตรวจครั้งที่ {count}" in told(author, said, 2)
    assert [act for act, *_ in reviews_of(running, only_entry(running, author).id)] == ["return", "return"]


@on_sqlite
def test_of_several_returned_entries_it_is_asked_which(running: RunningBot, pair) -> None:
    author, mentor = pair
    records(author, "เมื่อวาน")
    asks(mentor, "รอตรวจ", 3)
    for number in (1, 2):
        asks(mentor, f"ส่งกลับ {number} จำนวนคนไม่ตรง")
        hears_later(author, f"{10 + number} ก.ค. 2566 กลับให้แก้ไข")
    assert "มี 2 บันทึกที่ส่งกลับ" in told(author, "แก้ไขเลย")
    assert "มีคนร่วมกี่คน" in told(author, "2")
    asks(author, "50", 2)
    assert (entry_on(running, author, 11).people, entry_on(running, author, 12).people) == (25, 50)
    assert states(running, author).count("resubmitted") == 1


@on_sqlite
def test_whose_turn_it_is_stands_on_the_card_in_the_calendar_and_in_the_status(running: RunningBot, pair) -> None:
    author, mentor = pair
    entry = only_entry(running, author)
    assert "รอครูพี่เลี้ยงตรวจ" in _card(author, entry.id)
    assert "รอครูพี่เลี้ยงตรวจ 1 รายการ" in told(author, "สถานะ")
    returned(author, mentor, "ขาดรูป")
    card = _card(author, entry.id)
    assert "ครูพี่เลี้ยงส่งกลับให้แก้ไข" in card
    assert f"{PRAYUN}: ขาดรูป" in card
    assert "ส่งกลับให้แก้ไข 1 รายการ" in told(author, "สถานะ")
    assert "ส่งกลับให้แก้ไข: 12" in told(author, "รายการ")
    assert "รอตรวจ" in told(mentor, "สถานะ")
    asks(author, "แก้ไขเลย")
    author.sends_image(photo())
    author.hears(2)
    assert "แก้ไขและส่งใหม่แล้ว" in _card(author, entry.id)
    asks(mentor, "รอตรวจ", 2)
    asks(mentor, "รับทราบ 1")
    assert "ครูพี่เลี้ยงรับทราบแล้ว" in _card(author, entry.id)
    assert "รับทราบแล้ว: 12" in told(author, "รายการ")


def _card(author, activity: int) -> str:
    author.taps(f"open?activity={activity}")
    return " ".join(everything_in(one) for one in author.hears(1))


def moved(author, entry_id: int, day: str, heard: int = 1) -> str:
    """The entry's day picked from the calendar; everything the bot answers."""
    author.taps(f"day?activity={entry_id}", params={"date": day})
    return " ".join(everything_in(message) for message in author.hears(heard))


@on_sqlite
def test_a_returned_entry_moved_into_the_gap_and_back_is_returned_still(running: RunningBot, pair) -> None:
    author, mentor = pair
    returned(author, mentor, "ขาดรูป")
    entry = only_entry(running, author)
    assert "ระหว่างพักของโครงการ" in moved(author, entry.id, "2023-07-01")
    assert only_entry(running, author).state == "note"
    moved(author, entry.id, "2023-07-12")
    assert only_entry(running, author).state == "returned"
    changes = [one for one in revisions_of(running, entry.id) if one[0] == "state"]
    assert changes == [
        ("state", "submitted", "returned"), ("state", "returned", "note"), ("state", "note", "returned"),
    ]  # fmt: skip
    assert [one.ids["activity"] for one in audited(running, "activity:move_out")][-1] == entry.id
    assert [one.ids["activity"] for one in audited(running, "activity:move_in")][-1] == entry.id
    assert "ส่งรูปมาได้เลย" in told(author, "แก้ไขเลย")
    author.sends_image(photo())
    assert "ตรวจครั้งที่ 2" in words_of(author.hears(2)[0])
    heard = hears_later(mentor, "ครั้งที่ 2 แก้ไข:")
    assert "เพิ่มรูป" in heard
    assert "วันที่" not in heard.split("แก้ไข:")[1].split("·")[0]


@on_sqlite
def test_a_day_moved_into_the_gap_and_on_to_the_right_one_is_mended_and_sent(running: RunningBot, pair) -> None:
    author, mentor = pair
    returned(author, mentor, "วันที่ไม่ถูก")
    entry = only_entry(running, author)
    moved(author, entry.id, "2023-07-01")
    assert only_entry(running, author).state == "note"
    assert "ตรวจครั้งที่ 2" in moved(author, entry.id, "2023-07-11", 2)
    assert only_entry(running, author).state == "resubmitted"
    assert "12 ก.ค. 2566 เป็น อังคาร 11 ก.ค. 2566" in hears_later(mentor, "แก้ไข: วันที่")


def test_a_change_taken_back_is_no_change(running: RunningBot, pair) -> None:
    author, mentor = pair
    returned(author, mentor, "วันที่ไม่ถูก")
    entry = only_entry(running, author)
    moved(author, entry.id, "2023-07-01")
    assert "วันไหน" in moved(author, entry.id, "2023-07-12", 2)  # it is asked for again
    assert only_entry(running, author).state == "returned"
    assert "ยังไม่ได้แก้ส่วนใดเลย" in told(author, "ส่งตรวจใหม่")
    asks(author, "ส่งตรวจใหม่", 2)
    hears_later(mentor, "แก้ไข: ส่งตามเดิม")


@on_sqlite
def test_a_deleted_entry_that_was_returned_comes_back_returned_also_by_way_of_the_gap(
    running: RunningBot, pair
) -> None:
    author, mentor = pair
    returned(author, mentor, "ขาดรูป")
    entry = only_entry(running, author)
    moved(author, entry.id, "2023-07-01")
    for said in ("ลบ", "เลิกลบ"):
        author.taps_label(said)
        author.hears(1)
    assert only_entry(running, author).state == "note"
    moved(author, entry.id, "2023-07-12")
    assert only_entry(running, author).state == "returned"
    assert [one.ids["activity"] for one in audited(running, "activity:delete")][-1] == entry.id
    assert [one.ids["activity"] for one in audited(running, "activity:restore")][-1] == entry.id

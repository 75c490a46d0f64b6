"""A week of a mentor: many entries side by side, all noted at once with a warning, quoting a row of cards."""

import pytest

from tests.databases import on_sqlite
from tests.placements import placements
from tests.running_bot import MAE_CHAI, MUEANG_PHAYAO, PHAYAO, PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.many_people import everything_in, labels_of, photo, words_of
from tests.scenarios.mentoring import (
    asks,
    entry_on,
    hears_later,
    message_id,
    records,
    reviews_of,
    states,
    told,
)

WEEK = ("3 ก.ค.", "4 ก.ค.", "5 ก.ค.", "6 ก.ค.", "7 ก.ค.", "10 ก.ค.", "เมื่อวาน", "วันนี้")


@pytest.fixture
def pair(running: RunningBot):
    author, mentor = running.joined(SOMCHAI), running.joined(PRAYUN)
    records(author, *WEEK)
    return author, mentor


@on_sqlite
def test_many_entries_come_side_by_side_on_pages_of_ten(running: RunningBot, pair) -> None:
    author, mentor = pair
    records(author, "วันนี้ ตอนบ่าย", "วันนี้ ตอนเย็น", "วันนี้ ตอนค่ำ")
    heard = asks(mentor, "รอตรวจ", 2)
    assert "รอตรวจ 11 รายการ" in words_of(heard[0])
    assert len(heard[1]["contents"]["contents"]) == 10
    assert "ถัดไป" in labels_of(heard[1])
    (_, second) = asks(mentor, "ถัดไป", 2)
    assert f"11 · {SOMCHAI}" in everything_in(second)
    assert "ครบทุกรายการ" in told(mentor, "ถัดไป")
    asks(mentor, "ชื่นชม 11")
    assert states(running, author)[-1] == "approved"


def test_all_that_was_shown_is_noted_in_one_tap_when_everything_was_opened(running: RunningBot, pair) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 2)
    assert "รับทราบแล้ว 8 รายการ" in told(mentor, "รับทราบทั้งหมด")
    assert set(states(running, author)) == {"approved"}
    said = told(author, "สถานะ", 2)
    assert "ครูพี่เลี้ยงรับทราบบันทึก 8 รายการแล้ว" in said
    assert "3 ก.ค. 2566" in said


@on_sqlite
def test_photos_and_questions_that_were_not_opened_are_warned_of_and_a_second_tap_confirms(
    running: RunningBot, pair
) -> None:
    author, mentor = pair
    author.sends_image(photo())
    author.hears(1)
    asks(author, "ถามพี่เลี้ยง ต้องแต่งกายอย่างไร")
    asks(mentor, "รอตรวจ", 2)
    mentor.taps_label("รับทราบทั้งหมด")
    (warning,) = mentor.hears(1)
    said = words_of(warning)
    assert "1 รายการมีรูปที่ยังไม่ได้เปิดดู" in said
    assert "มีคำถาม 1 เรื่องยังไม่ได้เปิดอ่าน" in said
    assert "approved" not in states(running, author)
    mentor.taps_label("ยืนยันรับทราบทั้งหมด")
    assert "รับทราบแล้ว 8 รายการ" in words_of(mentor.hears(1)[0])
    assert set(states(running, author)) == {"approved"}


@on_sqlite
def test_opened_photos_are_not_warned_of(running: RunningBot, pair) -> None:
    author, mentor = pair
    author.sends_image(photo())
    author.hears(1)
    asks(mentor, "รอตรวจ", 2)
    mentor.taps_label("ดูรูป 1 รูป")
    mentor.hears(1)
    assert "รับทราบแล้ว 8 รายการ" in told(mentor, "รับทราบทั้งหมด")


def test_what_came_or_changed_after_the_cards_is_not_noted_with_them(running: RunningBot, pair) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 2)
    author.taps(f"edit?activity={entry_on(running, author, 12).id}&part=people")
    author.hears(1)
    asks(author, "40")
    records(author, "วันนี้ ตอนบ่าย")
    said = told(mentor, "รับทราบทั้งหมด")
    assert "รับทราบแล้ว 7 รายการ" in said
    assert "ข้าม 1 รายการ" in said
    assert states(running, author) == ["approved"] * 7 + ["submitted", "submitted"]


@on_sqlite
def test_words_that_quote_a_row_of_cards_are_kept_until_it_is_said_whose_they_are(running: RunningBot, pair) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 2)
    row = message_id(running, mentor, f"8 · {SOMCHAI}")
    (which,) = asks(mentor, "ช่วยเล่าผลที่ได้เพิ่มด้วย", quoting=row)
    assert "หมายถึงบันทึกของใคร" in words_of(which)
    assert all(reviews_of(running, entry_on(running, author, day).id) == [] for day in (3, 4, 12))
    asks(mentor, "2")
    entry = entry_on(running, author, 4)
    assert reviews_of(running, entry.id) == [("comment", "ช่วยเล่าผลที่ได้เพิ่มด้วย", None)]
    assert "4 ก.ค. 2566" in hears_later(author, "ช่วยเล่าผลที่ได้เพิ่มด้วย")


@on_sqlite
def test_a_number_before_the_words_that_quote_a_row_says_whose_they_are(running: RunningBot, pair) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 2)
    asks(mentor, "ชื่นชม 3 ครบถ้วนดี", quoting=message_id(running, mentor, f"8 · {SOMCHAI}"))
    assert reviews_of(running, entry_on(running, author, 5).id) == [("praise", "ครบถ้วนดี", None)]


@on_sqlite
def test_a_tap_on_a_choice_of_an_earlier_question_is_explained(running: RunningBot, pair) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 2)
    asks(mentor, "เรื่องแรก", quoting=message_id(running, mentor, f"8 · {SOMCHAI}"))
    (old,) = [one for one in mentor.chat() if one["from"] == "bot"][-1:]
    stale = old["message"]["quickReply"]["items"][0]["action"]["data"]
    asks(mentor, "เมนู")
    mentor.taps(stale)
    assert "คำถามก่อนหน้า" in words_of(mentor.hears(1)[0])
    assert reviews_of(running, entry_on(running, author, 3).id) == []


@on_sqlite
def test_an_act_without_a_number_asks_whose_while_several_wait(running: RunningBot, pair) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 2)
    assert "หมายถึงบันทึกของใคร" in told(mentor, "ชื่นชม ละเอียดดีมาก")
    mentor.taps_label(next(label for label in labels_of(_newest(mentor)) if label.startswith("5 ")))
    mentor.hears(1)
    assert reviews_of(running, entry_on(running, author, 7).id) == [("praise", "ละเอียดดีมาก", None)]


def _newest(phone):
    return [one["message"] for one in phone.chat() if one["from"] == "bot"][-1]


def test_two_authors_are_told_apart_by_name(running: RunningBot) -> None:
    from services.roster.applying import apply_roster
    from services.roster.rows import RosterRow

    other = RosterRow(
        50,
        "P9",
        "ทองดี มีสุข",
        "participant",
        "กรมที่ดิน",
        "นักวิชาการที่ดินชำนาญการพิเศษ",
        placements(MAE_CHAI, MUEANG_PHAYAO, PHAYAO),
    )
    with running.database.write() as session:
        apply_roster(session, [other], running.bot.programme, running.bot.clock.now())
    first, second, mentor = running.joined(SOMCHAI), running.joined("ทองดี มีสุข"), running.joined(PRAYUN)
    records(first, "วันนี้")
    records(second, "วันนี้")
    asks(mentor, "รอตรวจ", 3)
    asks(mentor, "ชื่นชม ทองดี")
    assert (states(running, first), states(running, second)) == (["submitted"], ["approved"])

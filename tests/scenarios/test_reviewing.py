"""A mentor answers entries: by one tap, by number, by quoting a card, all at once; and the author hears of it."""

import pytest

from bot.postback import FlagPart, ReviewActivity
from tests.databases import on_sqlite
from tests.running_bot import PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.many_people import everything_in, labels_of, nothing_more, settled, words_of
from tests.scenarios.mentoring import (
    asks,
    audited,
    entry_on,
    hears_later,
    message_id,
    records,
    reviews_of,
    revision_of,
    states,
    told,
)


@pytest.fixture
def pair(running: RunningBot):
    """Somchai, who has recorded three days, and his mentor of the pilot stage."""
    author, mentor = running.joined(SOMCHAI), running.joined(PRAYUN)
    records(author, "10 ก.ค.", "เมื่อวาน", "วันนี้")
    return author, mentor


@on_sqlite
def test_what_waits_comes_as_numbered_cards_one_message_each_while_they_are_few(running: RunningBot, pair) -> None:
    _author, mentor = pair
    heard = asks(mentor, "รอตรวจ", 4)
    assert "รอตรวจ 3 รายการ" in words_of(heard[0])
    for number, card in enumerate(heard[1:], 1):
        said = everything_in(card)
        for part in (f"{number} · {SOMCHAI}", "25 คน", "ภาคราชการ", "ภาคผู้นำศาสนา", "บ้านหนองบัว", "รับทราบ", "ชื่นชม"):
            assert part in said
    assert "จันทร์ 10 ก.ค. 2566" in everything_in(heard[1])
    assert "รับทราบทั้งหมด" in labels_of(heard[-1])


def test_one_tap_notes_an_entry_which_is_then_locked_and_its_author_hears_with_the_next_message(running, pair) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 4)
    mentor.taps_label("รับทราบ 1")
    said = words_of(mentor.hears(1)[0])
    assert "เหลืออีก 2 รายการ" in said
    assert states(running, author) == ["approved", "submitted", "submitted"]
    settled(running)
    assert nothing_more(running, author)  # it costs nothing: no push
    assert "ครูพี่เลี้ยงรับทราบบันทึกวันจันทร์ 10 ก.ค. 2566 แล้ว" in told(author, "สถานะ", 2)
    assert "แก้ไขไม่ได้" in _tries_to_change(author, entry_on(running, author, 10).id)
    (act,) = audited(running, "review:approve")
    assert act.person_id == running.person_id(SOMCHAI)
    assert act.actor == f"person:{running.person_id(PRAYUN)}"


def _tries_to_change(author, activity: int) -> str:
    author.taps(f"edit?activity={activity}&part=words")
    return " ".join(everything_in(one) for one in author.hears(1))


@on_sqlite
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("ชื่นชม ๒", ["submitted", "approved", "submitted"]),
        ("รับทราบ 1-3", ["approved", "approved", "approved"]),
        ("รับทราบ 1, 3", ["approved", "submitted", "approved"]),
        ("อนุมัติ 2 และ 3", ["submitted", "approved", "approved"]),
        ("2 รับทราบ", ["submitted", "approved", "submitted"]),
        ("ส่งกลับ 2 ขาดรูป", ["submitted", "returned", "submitted"]),
    ],
)
def test_acts_are_typed_with_the_numbers_of_the_cards(
    running: RunningBot, pair, said: str, expected: list[str]
) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 4)
    asks(mentor, said)
    assert states(running, author) == expected


@on_sqlite
def test_a_number_that_was_not_shown_says_so_and_changes_nothing(running: RunningBot, pair) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 4)
    assert "ไม่มีรายการเลข 7" in told(mentor, "รับทราบ 1, 7")
    assert states(running, author) == ["submitted"] * 3


@on_sqlite
def test_words_that_quote_a_card_are_filed_on_that_entry_and_reach_its_author_at_once(
    running: RunningBot, pair
) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 4)
    said = told(mentor, "ครั้งหน้าชวนโรงเรียนมาด้วย", quoting=message_id(running, mentor, f"2 · {SOMCHAI}"))
    assert "อังคาร 11 ก.ค. 2566" in said
    entry = entry_on(running, author, 11)
    assert reviews_of(running, entry.id) == [("comment", "ครั้งหน้าชวนโรงเรียนมาด้วย", None)]
    assert entry.state == "submitted"  # words are no approval
    heard = hears_later(author, "ครั้งหน้าชวนโรงเรียนมาด้วย")
    assert PRAYUN in heard
    assert "อังคาร 11 ก.ค. 2566" in heard


@on_sqlite
@pytest.mark.parametrize(
    ("said", "act", "words", "state"),
    [
        ("ชื่นชม ประสานงานดีมาก", "praise", "ประสานงานดีมาก", "approved"),
        ("รับทราบครับ", "approve", None, "approved"),
        ("ส่งกลับ ขาดรูปกิจกรรม", "return", "ขาดรูปกิจกรรม", "returned"),
    ],
)
def test_an_act_that_quotes_a_card_is_done_on_that_entry(running, pair, said, act, words, state) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 4)
    asks(mentor, said, quoting=message_id(running, mentor, f"3 · {SOMCHAI}"))
    entry = entry_on(running, author, 12)
    assert entry.state == state
    assert [one[:2] for one in reviews_of(running, entry.id)] == [(act, words)]
    assert states(running, author).count("submitted") == 2


@on_sqlite
def test_sending_back_asks_why_and_one_tap_says_it(running: RunningBot, pair) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 4)
    mentor.taps_label("ส่งกลับแก้ไข 1")
    (why,) = mentor.hears(1)
    assert {"ข้อความ", "รูป", "สถานที่", "จำนวนคน", "วันที่"} <= set(labels_of(why))
    assert states(running, author)[0] == "submitted"
    mentor.taps_label("รูป")
    mentor.hears(1)
    entry = entry_on(running, author, 10)
    assert (entry.state, reviews_of(running, entry.id)) == ("returned", [("return", None, ["photo"])])
    assert "ที่ต้องแก้: รูป" in hears_later(author, "ส่งกลับให้แก้ไข")


@on_sqlite
def test_the_reason_in_words_flags_what_it_speaks_of(running: RunningBot, pair) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 4)
    asks(mentor, "ส่งกลับ 1")
    assert states(running, author)[0] == "submitted"
    asks(mentor, "ไม่มีรูป และไม่บอกสถานที่")
    entry = entry_on(running, author, 10)
    assert reviews_of(running, entry.id) == [("return", "ไม่มีรูป และไม่บอกสถานที่", ["photo", "places"])]
    assert "ไม่มีรูป และไม่บอกสถานที่" in hears_later(author, "ส่งกลับให้แก้ไข")


@on_sqlite
def test_not_sending_back_after_all_leaves_the_entry_waiting(running: RunningBot, pair) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 4)
    asks(mentor, "ส่งกลับ 1")
    assert "ยังรอตรวจอยู่" in told(mentor, "ไม่ส่งกลับแล้ว")
    assert states(running, author) == ["submitted"] * 3


def test_an_entry_changed_since_it_was_shown_is_shown_again_instead_of_noted(running: RunningBot, pair) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 4)
    entry = entry_on(running, author, 12)
    author.taps(f"edit?activity={entry.id}&part=people")
    author.hears(1)
    asks(author, "30")
    mentor.taps_label("รับทราบ 3")
    said = " ".join(everything_in(one) for one in mentor.hears(2))
    assert "แก้บันทึกนี้หลังจากที่แสดง" in said
    assert "30 คน" in said
    assert states(running, author) == ["submitted"] * 3


def test_the_same_tap_twice_acts_once(running: RunningBot, pair) -> None:
    author, mentor = pair
    entry = entry_on(running, author, 10)
    button = ReviewActivity(entry.id, revision_of(running, entry.id), "praise").pack()
    for _ in range(2):
        mentor.taps(button)
        mentor.hears(1)
    assert reviews_of(running, entry.id) == [("praise", None, None)]
    mentor.taps(FlagPart(entry.id, "photo").pack())
    assert "รับทราบไปแล้ว" in words_of(mentor.hears(1)[0])
    assert entry_on(running, author, 10).state == "approved"


@on_sqlite
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("ผ่านหมดยกเว้นข้อ 2", ["approved", "submitted", "approved"]),
        ("รับทราบทั้งหมด ยกเว้น ๒", ["approved", "submitted", "approved"]),
        ("รับทราบ 1-3 เว้น 2", ["approved", "submitted", "approved"]),
        ("รับทราบ 1 เอ๊ย ไม่ใช่ ข้อ 2", ["submitted", "approved", "submitted"]),
        ("รับทราบทุกรายการ แต่ข้อ 3 ส่งกลับ", ["approved", "approved", "submitted"]),
    ],
)
@pytest.mark.parametrize("answer", ["ใช่ครับ อนุมัติได้เลย", "tap", "ยังไม่ทำ", "ไม่ใช่ครับ ยังไม่อนุมัติ"])
def test_an_exception_or_a_slip_is_shown_and_done_only_after_a_yes(
    running: RunningBot, pair, said: str, expected: list[str], answer: str
) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 4)
    (asked,) = asks(mentor, said)
    assert "ใช่หรือไม่" in words_of(asked)
    assert states(running, author) == ["submitted"] * 3
    if answer == "tap":
        mentor.taps_label("ใช่ รับทราบ")
        mentor.hears(1)
    else:
        asks(mentor, answer)
    assert states(running, author) == (expected if answer in ("ใช่ครับ อนุมัติได้เลย", "tap") else ["submitted"] * 3)


@on_sqlite
def test_the_second_act_of_a_message_is_said_to_wait(running: RunningBot, pair) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 4)
    assert "รายการ 2 ยังไม่ได้ส่งกลับ" in told(mentor, "ผ่าน 1 ส่งคืน 2 รูปไม่ชัด")
    assert "รายการ 2 ยังไม่ได้ส่งกลับ" in words_of(asks(mentor, "ใช่", 2)[1])
    assert states(running, author) == ["approved", "submitted", "submitted"]
    assert "สองคำสั่ง" in told(mentor, "ส่งคืน 2 รูปไม่ชัด ผ่าน 3")
    assert states(running, author) == ["approved", "submitted", "submitted"]


@on_sqlite
def test_a_reason_said_before_the_entry_is_chosen_goes_with_it(running: RunningBot, pair) -> None:
    author, mentor = pair
    assert "บันทึกของใคร" in told(mentor, "ส่งคืน")
    assert "รับเหตุผลไว้แล้ว" in told(mentor, "ขาดรูปกับรายชื่อคน")
    assert "กลับให้" in told(mentor, "2")
    assert states(running, author) == ["submitted", "returned", "submitted"]
    ((act, words, parts),) = reviews_of(running, entry_on(running, author, 11).id)
    assert (act, words, "photo" in (parts or ())) == ("return", "ขาดรูปกับรายชื่อคน", True)


@on_sqlite
@pytest.mark.parametrize("said", ["ให้ผ่านหมด ยกเว้นของมาลี", "ส่งกลับ 1 เอ๊ย 2 ขาดรูป", "รับทราบ 1 เอ๊ย ไม่ใช่ ข้อ 9"])
def test_what_cannot_be_worked_out_is_asked_for_by_number(running: RunningBot, pair, said: str) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 4)
    assert "พิมพ์เลขอีกครั้ง" in told(mentor, said)
    assert states(running, author) == ["submitted"] * 3


@on_sqlite
def test_a_quoted_card_with_a_slip_is_shown_with_its_buttons(running: RunningBot, pair) -> None:
    author, mentor = pair
    asks(mentor, "รอตรวจ", 4)
    heard = asks(mentor, "รับทราบ เอ๊ย เดี๋ยวก่อน", 2, quoting=message_id(running, mentor, "1 · "))
    assert "แตะปุ่มที่ต้องการ" in words_of(heard[0])
    assert states(running, author) == ["submitted"] * 3

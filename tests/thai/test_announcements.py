"""Announcements: to whom they go is read as the data says, and the words are as they were written."""

import pytest

from tests.thai.speakers import speaker
from thai.announcements import Receivers, announcement_in, announces, as_written, receivers_in
from thai.data import read
from thai.understand import understand

COORDINATOR = speaker("coordinator")
WORDS = "พรุ่งนี้หยุด"
TABLES = read("announcing")


@pytest.mark.parametrize("table", [table for table in TABLES if table not in ("announces", "other_words")])
def test_each_word_s_example_names_known_receivers_and_the_words(table):
    for word, example in TABLES[table].items():
        said = announcement_in(example, COORDINATOR)
        assert said is not None, example
        assert (said.words, said.to.are_known) == (WORDS, True), (word, example, said)
        assert understand(example, COORDINATOR).intent == "broadcast", example


@pytest.mark.parametrize("example", TABLES["announces"].values())
def test_each_opening_announces_whatever_follows(example):
    assert announces(example)
    assert understand(example, COORDINATOR).intent == "broadcast"
    assert announcement_in(example, COORDINATOR).to == Receivers()


@pytest.mark.parametrize("example", TABLES["other_words"].values())
def test_a_word_that_only_begins_alike_announces_nothing(example):
    assert not announces(example)


@pytest.mark.parametrize(
    ("text", "words", "to"),
    [
        ("ประกาศถึงครูพี่เลี้ยง ขอให้ตรวจงาน ๓ เรื่อง", "ขอให้ตรวจงาน ๓ เรื่อง", Receivers(roles=("mentor",))),
        ("ประกาศ อ.แม่ใจ น้ำท่วม", "อ.แม่ใจ น้ำท่วม", Receivers(areas=("5607",))),
        ("ประกาศเฉพาะ อ.แม่ใจ จ.พะเยา: หยุด", "หยุด", Receivers(areas=("5607",))),
        ("ประกาศ นายอำเภอแม่ใจเชิญประชุม", "นายอำเภอแม่ใจเชิญประชุม", Receivers()),
        ("ประกาศถึงเวลาส่งรายงานแล้ว", "ถึงเวลาส่งรายงานแล้ว", Receivers(unread="เวลาส่งรายงานแล้ว")),
        ("ประกาศ\nเรื่อง การแต่งกาย\n๑. ชุดกากี", "เรื่อง การแต่งกาย\n๑. ชุดกากี", Receivers()),
        (
            "บอกพี่เลี้ยงแม่ใจกับดอกคำใต้ว่าขอรายงาน",
            "ขอรายงาน",
            Receivers(roles=("mentor",), areas=("5607", "5605")),
        ),
        (
            "แจ้งครูพี่เลี้ยงที่ยังไม่ตรวจงานว่าขอให้ตรวจ",
            "ขอให้ตรวจ",
            Receivers(roles=("mentor",), unread="ที่ยังไม่ตรวจงาน"),
        ),
        (
            "ขอความอนุเคราะห์ประชาสัมพันธ์ไปยังผู้เข้าร่วมโครงการในพื้นที่จังหวัดสงขลาและจังหวัดยะลาว่า ระวังน้ำ",
            "ระวังน้ำ",
            Receivers(roles=("participant",), areas=("90", "95")),
        ),
        ("แจ้งผู้เข้าร่วมช่วงที่ ๒ ว่าหยุด", "หยุด", Receivers(roles=("participant",), phase=2)),
        ("บอกสมชายว่าโทรกลับ", "โทรกลับ", Receivers(unread="สมชาย")),
    ],
)
def test_receivers_and_words_are_told_apart(text, words, to):
    said = announcement_in(text, COORDINATOR)
    assert said is not None
    assert (said.words, said.to) == (words, to)


@pytest.mark.parametrize(
    "text",
    [
        "แจ้งว่าพรุ่งนี้หยุด",
        "บอกหน่อยว่าใครยังไม่ส่ง",
        "บอกทีว่าใครลาบ้าง",
        "แจ้งลาของสมชาย วันที่ 13",
        "สรุปอำเภอแม่ใจ",
    ],
)
def test_what_names_no_receivers_is_no_announcement(text):
    assert announcement_in(text, COORDINATOR) is None
    assert understand(text, COORDINATOR).intent != "broadcast"


@pytest.mark.parametrize("text", ["ครูพี่เลี้ยง อ.แม่ใจ", "ผู้เข้าร่วมและครูพี่เลี้ยง", "กรมที่ดิน", "เฟส ๒", "แม่ใจ"])
def test_words_that_only_name_receivers_are_receivers(text):
    assert receivers_in(text, COORDINATOR).are_known


@pytest.mark.parametrize("text", ["ครูพี่เลี้ยงที่ยังไม่ตรวจ", "อ.แม่ใจ น้ำท่วม", "พรุ่งนี้", "", "ถึง"])
def test_words_that_say_anything_else_are_not(text):
    assert receivers_in(text, COORDINATOR) is None


def test_the_words_keep_their_own_digits():
    assert as_written("กระจายข่าว ประชุม ๓ วัน", "ประชุม 3 วัน") == "ประชุม ๓ วัน"

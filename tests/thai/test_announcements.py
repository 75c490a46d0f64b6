"""Announcements: to whom they go is read as the data says, and the words are as they were written."""

import pytest

from tests.thai.speakers import speaker
from thai.announced_receivers import Receivers, receivers_in
from thai.announcements import (
    AnnouncementSaid,
    announcement_in,
    announces,
    as_written,
    time_said,
    told_to,
)
from thai.data import read
from thai.understand import understand

COORDINATOR = speaker("coordinator")
WORDS = "พรุ่งนี้หยุด"
TABLES = read("announcing")
QUESTIONS = (
    "asked_of",
    "asked_behind_a_space",
    "asked_at_the_end",
    "made_before",
    "is_received",
    "asks_whether",
)
NOT_RECEIVERS = (
    *QUESTIONS,
    "announces",
    "other_words",
    "narrows",
    "units",
    "ranks",
    "passes_on",
    "mine",
    "begins",
    "asked_to",
    "salutes",
    "tells_later",
)
MENTOR = speaker("mentor")


@pytest.mark.parametrize("table", [table for table in TABLES if table not in NOT_RECEIVERS])
def test_each_word_s_example_names_known_receivers_and_the_words(table):
    for word, example in TABLES[table].items():
        said = announcement_in(example, COORDINATOR)
        assert said is not None, example
        assert (said.words, said.to.are_known) == (WORDS, True), (word, example, said)
        assert understand(example, COORDINATOR).intent == "broadcast", example


@pytest.mark.parametrize(
    "said",
    [
        *TABLES["tells_later"].values(),
        "ครูพี่เลี้ยงทุกท่าน แจ้งว่าพรุ่งนี้หยุด",
        "นายอำเภอทุกท่านนะ ฝากแจ้ง พรุ่งนี้หยุด",
    ],
)
def test_receivers_before_the_word_that_tells_or_behind_one_that_comes_later_are_read(said):
    assert announcement_in(said, COORDINATOR) is None
    assert told_to(said, COORDINATOR).roles == ("mentor",)
    assert told_to(said, COORDINATOR).are_known


@pytest.mark.parametrize("said", ["สรุปที่นายอำเภอแม่ใจแจ้งว่ายังไม่ได้รับ", "เมื่อวานแจ้งครูพี่เลี้ยงที่ยังไม่ตรวจงานแล้ว"])
def test_who_is_only_spoken_of_is_no_receiver(said):
    assert told_to(said, COORDINATOR) == Receivers()


@pytest.mark.parametrize(
    ("said", "day", "at"),
    [
        ("พรุ่งนี้บ่ายโมงเตือนครูพี่เลี้ยงว่าวันนี้วันสุดท้าย", 13, 13),
        ("ประกาศถึงทุกคนตอน๒ทุ่มคืนนี้ว่าพรุ่งนี้หยุด", 12, 20),
        ("ประกาศถึงทุกคนว่าพรุ่งนี้ 8 โมงประชุม", None, None),
        ("ประกาศ พรุ่งนี้ 8 โมงประชุม", None, None),
    ],
)
def test_a_time_beside_the_receivers_is_when_to_send(said, day, at):
    read_said = announcement_in(said, COORDINATOR) or AnnouncementSaid(None, told_to(said, COORDINATOR))
    found = time_said(said, read_said, COORDINATOR)
    assert (found and (found.day or COORDINATOR.today).day, found and found.at.hour) == (day, at)


@pytest.mark.parametrize("table", QUESTIONS)
def test_a_question_that_begins_like_an_announcement_announces_nothing(table):
    for question in TABLES[table].values():
        assert not announces(question), question
        assert understand(question, COORDINATOR).intent != "broadcast", question


@pytest.mark.parametrize(
    "said", ["ประกาศ ใครยังไม่ส่งรายงานบ้าง", "ประกาศว่าพรุ่งนี้ใครว่างบ้าง", "ประกาศถึงผู้เข้าร่วม ผลเมื่อไหร่ดี", "ประกาศผลการคัดเลือก"]
)
def test_a_question_that_is_announced_is_an_announcement(said):
    assert announces(said)
    assert understand(said, COORDINATOR).intent == "broadcast"


@pytest.mark.parametrize("example", TABLES["passes_on"].values())
def test_what_is_passed_on_is_announced_also_to_receivers_who_are_not_understood(example):
    read_as = understand(example, COORDINATOR)
    assert (read_as.intent, read_as.slots.message) == ("broadcast", WORDS)
    assert announcement_in(example, COORDINATOR).to.unread


@pytest.mark.parametrize("letter", TABLES["salutes"].values())
def test_a_letter_goes_to_whom_it_salutes_and_stays_whole(letter):
    assert understand(letter, COORDINATOR).slots.message == letter
    for said in (letter, f"ประกาศ {letter}"):
        assert announcement_in(said, COORDINATOR).to.are_known


@pytest.mark.parametrize("text", ["เรียนผู้ประสานงาน ขอส่งรายชื่อ", "เรียนพี่เลี้ยง ขอบคุณมาก", "เรียนจบแล้วกลับบ้าน", "ถึงแล้ว"])
def test_a_mentor_s_letter_to_others_and_other_words_announce_nothing(text):
    assert announcement_in(text, MENTOR) is None


@pytest.mark.parametrize("text", ["บอกน้องกรมที่ดินให้ส่งแผนด้วย", "ฝากบอกพี่เลี้ยงที่มีงานค้างตรวจด้วยครับ"])
def test_what_was_written_is_not_asked_for_again(text):
    read_as = understand(text, COORDINATOR)
    assert (read_as.intent, read_as.slots.message) == ("broadcast", text)


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("ฝากแจ้งพี่เลี้ยงทุกท่านให้ตรวจบันทึกที่ค้าง", Receivers(roles=("mentor",), everybody=True)),
        ("บอกน้องกรมที่ดินให้ส่งแผนด้วย", Receivers(roles=("participant",), agencies=("dol",))),
        ("ฝากบอกพี่เลี้ยงที่มีงานค้างตรวจด้วยครับ", Receivers(roles=("mentor",), unread="ที่มีงานค้างตรวจด้วยครับ")),
        ("ส่งรายงานให้พี่เลี้ยง", Receivers()),
    ],
)
def test_who_is_told_to_do_something_is_the_receiver(text, to):
    assert told_to(text, COORDINATOR) == to


def test_those_in_a_mentor_s_care_are_all_whom_a_mentor_writes_to():
    for example in TABLES["mine"].values():
        assert announcement_in(example, MENTOR).to == Receivers(roles=("participant",)), example
        assert announcement_in(example, COORDINATOR).to.unread, example


def test_words_begin_behind_receivers_without_a_break():
    for word, example in TABLES["begins"].items():
        for said in (
            announcement_in(f"{example}ทดสอบ", COORDINATOR),
            announcement_in(f"ประกาศถึงพี่เลี้ยง{word}ทดสอบ", COORDINATOR),
        ):
            assert said == AnnouncementSaid(f"{word}ทดสอบ", Receivers(roles=("mentor",))), word


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("แจ้งผู้เข้าร่วมทั้ง ๗๖ คนว่าพรุ่งนี้ใครลาบ้างให้กดคืนนี้", "พรุ่งนี้ใครลาบ้างให้กดคืนนี้"),
        ("ช่วยประชาสัมพันธ์\nที่ มท ๐๒๐๗\nเรื่อง ประชุม", "ที่ มท ๐๒๐๗\nเรื่อง ประชุม"),
        ("ฝากบอกน้องเมย์ว่าสรุปรายงานส่งพี่ด้วย", "สรุปรายงานส่งพี่ด้วย"),
        ("ประกาศถึงพี่เลี้ยงบางท่านค้างกว่าสิบเรื่อง", "ถึงพี่เลี้ยงบางท่านค้างกว่าสิบเรื่อง"),
    ],
)
def test_an_announcement_keeps_its_words_whatever_they_ask(text, words):
    read_as = understand(text, COORDINATOR)
    assert (read_as.intent, read_as.slots.message) == ("broadcast", words)


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
            Receivers(roles=("mentor",), group="not_reviewed"),
        ),
        ("แจ้งครูพี่เลี้ยงที่ยังไม่มาว่าโทรกลับ", "โทรกลับ", Receivers(roles=("mentor",), unread="ที่ยังไม่มา")),
        ("แจ้งภาคใต้ว่าพายุเข้า", "พายุเข้า", Receivers(regions=("south",))),
        ("แจ้งน้องๆภาคใต้ตอนบนกับ อ.แม่ใจ ว่าหยุด", "หยุด", Receivers(("participant",), ("5607",), ("upper_south",))),
        ("ประกาศถึงผู้เข้าร่วม ภาคอีสาน พรุ่งนี้หยุด", "พรุ่งนี้หยุด", Receivers(("participant",), (), ("northeast",))),
        ("ประกาศ ภาคเหนือ น้ำท่วม", "ภาคเหนือ น้ำท่วม", Receivers(regions=("north",))),
        ("แจ้งผู้ที่ยังไม่รายงานวันนี้ อ.แม่ใจ ว่าส่งด้วย", "ส่งด้วย", Receivers(areas=("5607",), group="not_reported")),
        ("แจ้งคนที่ยังไม่รายงานตัวว่ามาด้วย", "มาด้วย", Receivers(roles=("participant",), unread="ที่ยังไม่รายงานตัว")),
        ("ประกาศ คนที่ยังไม่ส่งรายงาน ขอให้ส่ง", "คนที่ยังไม่ส่งรายงาน ขอให้ส่ง", Receivers()),
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


@pytest.mark.parametrize("text", ["ครูพี่เลี้ยงที่ยังไม่มา", "อ.แม่ใจ น้ำท่วม", "พรุ่งนี้", "", "ถึง"])
def test_words_that_say_anything_else_are_not(text):
    assert receivers_in(text, COORDINATOR) is None


def test_the_words_keep_their_own_digits():
    assert as_written("กระจายข่าว ประชุม ๓ วัน", "ประชุม 3 วัน") == "ประชุม ๓ วัน"


@pytest.mark.parametrize(
    "text",
    [
        *TABLES["narrows"].values(),
        "แจ้งผู้เข้าร่วม ที่ยังไม่มาประชุม ว่าพรุ่งนี้หยุด",
        "แจ้งน้อง มาลี ว่าพรุ่งนี้หยุด",
        "แจ้งครูพี่เลี้ยง นายสมชาย ว่าพรุ่งนี้หยุด",
        "ประกาศถึงผู้เข้าร่วม มาลี ศรีสุข: พรุ่งนี้หยุด",
        "แจ้งครูพี่เลี้ยง กำนัน ผู้ใหญ่บ้าน ว่าพรุ่งนี้หยุด",
        "ประกาศถึงผู้เข้าร่วมช่วงที่ 1 และ 2 พรุ่งนี้หยุด",
        "ประกาศถึงผู้เข้าร่วมช่วงที่ 1 ช่วงที่ 2 พรุ่งนี้หยุด",
        "ประกาศถึงผู้เข้าร่วมช่วงที่ 9 พรุ่งนี้หยุด",
        "ประกาศถึงเจ้าหน้าที่ รพ.สต. พรุ่งนี้หยุด",
        "ประกาศหาเจ้าหน้าที่ 2 คน ช่วยงานพรุ่งนี้",
        "announce to allies: hello",
    ],
)
def test_who_is_only_partly_understood_is_asked_for_and_no_word_is_lost(text):
    """Behind a space these were part of the announcement, and everybody got it (29 November 2026)."""
    said = announcement_in(text, COORDINATOR)
    assert said is not None
    assert said.to.unread
    assert said.words.endswith(text[-5:])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *((example, None) for example in TABLES["units"].values()),
        ("ประกาศถึงครูพี่เลี้ยง น้องๆ ส่งงานแล้ว ช่วยตรวจด้วย", "น้องๆ ส่งงานแล้ว ช่วยตรวจด้วย"),
        ("ประกาศถึงครูพี่เลี้ยง ผู้เข้าร่วม 3 คน ลาพรุ่งนี้", "ผู้เข้าร่วม 3 คน ลาพรุ่งนี้"),
        ("ประกาศถึงผู้เข้าร่วม ตาก ฝน ระวัง", "ตาก ฝน ระวัง"),
        ("ประกาศถึงผู้เข้าร่วม ทราบแล้วเปลี่ยน", "ทราบแล้วเปลี่ยน"),
    ],
)
def test_the_first_words_are_no_further_receivers(text, words):
    said = announcement_in(text, COORDINATOR)
    assert said.to.are_known
    assert len(said.to.roles) == 1
    assert (said.to.areas, said.to.phase) == ((), None)
    assert said.words == (words or text[text.index("ช่วง") :])


@pytest.mark.parametrize("text", TABLES["ranks"].values())
def test_a_rank_is_not_that(text):
    said = announcement_in(text, COORDINATOR)
    assert said is None or not said.words.startswith("ที่")

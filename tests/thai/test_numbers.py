"""Numbers as digits and words, and people who are not households."""

import pytest

from tests.thai.speakers import speaker
from thai.lexicon import tokens_of
from thai.numbers import numbers_in, read_number
from thai.people_counts import people_in
from thai.understand import understand


def people(text):
    tokens = tokens_of(text)
    return people_in(tokens, numbers_in(tokens))[0].count


@pytest.mark.parametrize(
    ("answer", "number"),
    [
        ("25", 25),
        ("๑๒", 12),
        ("สัก 25 คน", 25),
        ("1,200 คน", 1200),
        ("ยี่สิบห้า", 25),
        ("ร้อยยี่สิบ", 120),
        ("สองร้อยห้าคน", 205),
        ("สองพันห้า", 2500),
        ("ซาวห้าคน", 25),
        ("สิบเอ็ด", 11),
        ("ร้อยคน", 100),
        ("25คนค่ะ", 25),
    ],
)
def test_one_definite_number_is_read(answer, number):
    assert read_number(answer) == number


@pytest.mark.parametrize("answer", ["", "หลายคน", "สองสามคน", "ร้อยกว่า", "20-30 คน", "5 หรือ 6", "ไม่รู้", "เกือบ 30"])
def test_no_answer_several_or_vague_ones_are_no_number(answer):
    assert read_number(answer) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ชาวบ้าน 25 คน", 25),
        ("ผู้ป่วย 4 ราย", 4),
        ("ประชุมยี่สิบห้าคน", 25),
        ("ประมาณ 50 คน", 50),
        ("ชาวบ้าน 20 คน พระ 2 รูป", 22),
        ("ชาย 10 คน หญิง 15 คน รวม 25 คน", 25),
        ("ผู้เข้าร่วม 30 คน เป็นชาย 12 คน หญิง 18 คน", 30),
        ("10 ครัวเรือน 35 คน", 35),
        ("ผู้เข้าร่วม 25", 25),
        ("40 students and 2 teachers", 42),
    ],
)
def test_people_are_counted(text, count):
    assert people(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "เยี่ยม 10 ครัวเรือน",
        "ปลูกต้นไม้ 200 ต้น",
        "ขยะ 35 กก.",
        "ถ่ายรูป 5 รูป",
        "หมู่บ้านละ 5 คน",
        "แจกคนละ 2 ถุง",
        "อายุ 60 ปี",
        "ประชุม 2 ครั้ง",
        "ประชุมเวลา 9 น.",
        "12/7/66 ประชุม",
    ],
)
def test_other_things_are_not_people(text):
    assert people(text) is None


@pytest.mark.parametrize(
    "text",
    ["ร้อยกว่าคน", "สองสามคน", "20-30 คน", "หลายสิบคน", "มากกว่า 30 คน", "ไม่ถึง 30 คน", "พระ 2 รูป ชาวบ้านหลายคน"],
)
def test_vague_words_are_never_turned_into_a_number(text):
    assert people(text) is None


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("วันนี้อบรมครู 3 เด็ก 31 ที่ อบต.ศรีถ้อย", 34),
        ("เวทีวันนี้ นักวิจัย 2 NGO 3 ทหาร 5 ชาวบ้าน 18", 28),
        ("วันนี้คุยกับหมออนามัย ทันตแพทย์ 2 ผู้ช่วย 4 คนไข้ 53", 59),
        ("ประชุมกำนัน ผู้ใหญ่บ้าน 12 หมู่บ้าน วันนี้", None),
        ("วันนี้สอนเด็ก 3 ขวบ ที่ศูนย์เด็ก", None),
        ("วันนี้ประชุมชาวบ้าน 9 โมง", None),
        ("วันนี้ไปกับชาวบ้าน 6 คน ครู 2 คน รวม 8", 8),
    ],
)
def test_people_without_a_classifier_are_counted_if_nothing_follows_their_number(text, people):
    assert understand(text, speaker()).slots.people_count == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("เมื่อวานอบรม 20 คน เอ้ย 25 คน", 25),
        ("ชาวบ้านมา 20 คน เอ้ย 25 คน ขุดคลอง", 25),
        ("วันนี้กำนัน 1 ผญบ. 8 สารวัตร 2 ประชุม", 11),
        ("วันนี้พระ 5 ชาวบ้าน 40 ทำบุญที่วัด", 45),
    ],
)
def test_what_is_taken_back_does_not_count(text, people):
    assert understand(text, speaker()).slots.people_count == people


def test_a_total_that_is_not_the_sum_is_asked_about():
    (doubt,) = understand("วันนี้ครู 3 เด็ก 31 รวม 35 ทำแปลงผัก", speaker()).doubts_of("people_count")
    assert doubt.options == (35, 34)

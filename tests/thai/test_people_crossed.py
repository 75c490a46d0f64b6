"""How many people took part, crossed: every way to write a number with what stands beside it. Right, or asked about."""

from itertools import product

import pytest

from tests.thai.speakers import speaker
from thai.meaning import DoubtKind
from thai.understand import understand

# A number as people write it, and what it is.
NUMBERS = {
    "12": 12, "๓๕": 35,
    "105": 105, "1,200": 1200, "๑,๒๐๐": 1200, "1 200": 1200, "2 ร้อย": 200, "3 พัน": 3000, "1.2 พัน": 1200,
    "1 พัน 2 ร้อย": 1200, "สองร้อย": 200, "ร้อยยี่สิบ": 120, "พันสอง": 1200, "สองพันห้า": 2500, "ครึ่งร้อย": 50, "ครึ่งพัน": 500,
    "สามสิบห้า": 35, "ซาวห้า": 25,
}  # fmt: skip
# What stands before the number of those who came, and what counts them.
CAME = (
    ("ชาวบ้าน", "คน"), ("มีคนมา", "คน"), ("ผู้เข้าร่วม", "คน"), ("ผู้เข้าร่วมประชุม", "ราย"), ("ประชุมกับ อสม.", "คน"),
    ("มาจริง", "คน"),
    ("มีผู้เข้าอบรม", "ท่าน"), ("ลงชื่อ", "คน"),
)  # fmt: skip
# Other numbers of the same message, before and after.
NEIGHBOURS = (
    ("", ""),
    ("วันที่ 5 ก.ค. 66 ", ""),
    ("เวลา 13.30 น. ", ""),
    ("ที่หมู่ 4 ", ""),
    ("เป้าหมาย 900 คน ", ""),
    ("เชิญไป 900 คน ", ""),
    ("", " ขาด 3 คน"),
    ("", " ไม่มา 7 คน"),
    ("", " ใช้งบ 15,000 บาท"),
    ("", " ได้ขยะ 350 กิโลกรัม"),
    ("", " จาก 40 ครัวเรือน"),
    ("ตามหนังสือ ว 118 ", " ติดต่อ 080-000-0000"),
    ("ครั้งที่ 7/2566 ", " พื้นที่ 12 ไร่"),
)


def people(text):
    meaning = understand(f"วันนี้ประชุมหมู่บ้าน {text}", speaker())
    return meaning.slots.people_count, [
        option for doubt in meaning.doubts_of("people_count") for option in doubt.options
    ]


@pytest.mark.parametrize("written", NUMBERS, ids=str)
def test_those_who_came_are_counted_whatever_stands_beside_them(written):
    wrong = []
    for (before, unit), (first, last) in product(CAME, NEIGHBOURS):
        text = f"{first}{before} {written} {unit}{last}"
        count, options = people(text)
        if count != NUMBERS[written] and NUMBERS[written] not in options:
            wrong.append((text, count))
    assert not wrong, f"{len(wrong)} wrong, such as {wrong[:4]}"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("สมาชิกทั้งหมด 150 คน มาประชุม 92 คน", 92),
        ("ตั้งเป้า 80 คน มาจริง 63 คน", 63),
        ("ผู้เข้าอบรม 40 คน ขาด 3 คน", 40),
        ("สุ่มตรวจปัสสาวะพนักงาน 60 คน พบสารเสพติด 2 คน", 60),
        ("ประชุมผู้ปกครอง 47/60 คน", 47),
        ("ผู้เข้าร่วม : 84/120", 84),
        ("เชิญ 60 ตอบรับ 45 มาจริง 41 ขาดไป 4", 41),
        ("ผู้สูงอายุตามทะเบียน 312 ราย มารับการตรวจ 140 ราย ส่งต่อโรงพยาบาล 6 ราย", 140),
        ("มากันแค่ 3 คนจากที่นัดไว้ 30", 3),
        ("ผู้ช่วยผู้ใหญ่บ้านมา 26", 26),
        ("มา 45 ขอโทษค่ะดูใบเซ็นชื่อใหม่ได้ 54", 54),
        ("มีผู้เข้าประชุม ๓๒ คน (สามสิบสองคน)", 32),
        ("ชาย 14 คน หญิง 19 คน", 33),
        ("พบชาวบ้าน 30 คน", 30),
        ("คนมาเกือบร้อย เป้าตั้งไว้ 80", None),
        ("รับได้ 40 คน ครั้งหน้า", None),
        ("มีคนมา 20-30 คน", None),
    ],
)
def test_members_targets_absent_and_found_people_are_not_those_who_came(text, count):
    assert people(text)[0] == count


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("ชาย 14 หญิง 19 รวม 35 คน", [35, 33]),
        ("ตามรายงานการประชุมมีผู้เข้าประชุม 35 คน แต่ในใบลงชื่อมี 38 คน", [35, 38]),
    ],
)
def test_numbers_that_contradict_each_other_are_asked_about(text, options):
    (doubt,) = understand(f"วันนี้ประชุมหมู่บ้าน {text}", speaker()).doubts_of("people_count")
    assert doubt.kind is DoubtKind.WHICH_NUMBER
    assert list(doubt.options) == options

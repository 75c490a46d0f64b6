"""How many people took part, as reports tell it: group by group, in totals, lists and corrections."""

import pytest

from tests.thai.speakers import speaker
from thai.understand import understand


def people(text):
    return understand(text, speaker()).slots.people_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("วันนี้ปลูกป่า คน 30", 30),
        ("ทำแนวกันไฟวันนี้ มี 20 คนที่ ต.แม่สุก", 20),
        ("แจกผ้าห่มวันนี้ คนราวๆ 80", 80),
        ("เมื่อวานเก็บขยะ นักเรียน 40 ครูเวร 3", 43),
        ("วันนี้อบรมทำขนม อาจารย์คุม 2 แม่บ้าน 15 คน", 17),
        ("ลง ต.ศรีถ้อย คุย 22", 22),
        ("ทำบุญ พระภิกษุ 9 รูป ชาวบ้าน 30 คนร่วมพิธี", 39),
        ("วันนี้ฟังปัญหา 3 ตำบล มีชาวบ้าน 10+12+8 คน", 30),
        ("ประชุมผู้บริหาร 12 ท่าน ติดตามอีก 8 วันนี้", 20),
        ("วันนี้ไปเยี่ยมตา 1 คน กับยายอีกคนหนึ่ง", 2),
        ("วันนี้แจกถุงยังชีพ 60 ถุง มีคนมารับ 55 เมื่อเช้า", 55),
    ],
)
def test_people_are_counted_by_their_word_where_no_classifier_stands(text, count):
    assert people(text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("วันนี้บริษัทมา 3 คน อุตสาหกรรมจังหวัด 2 คน คุยเรื่องฝุ่น", 5),
        ("ผู้ร่วมวันนี้: เจ้าของร้าน 4 คน เจ้าหน้าที่เกษตร 2 คน", 6),
        ("ช่วยซ่อมบ้านวันนี้ ทหาร 12 นาย จิตอาสา 25 คน", 37),
        ("ประชุม อบต. วันนี้ หัวหน้าส่วน 4 คน ผู้เข้าประชุม 21 คน", 21),
        ("ผู้ปกครองทั้งหมด 60 คน ผู้ปกครองมาประชุม 47 คน วันนี้", 47),
        ("กรรมการกองทุน 9/15 ประชุมวันนี้", 9),
        ("สมาชิกสหกรณ์ทั้งหมด 900 คน วันนี้คุยกับสมาชิกอีก 7 คน", 7),
    ],
)
def test_each_group_that_came_is_added_and_who_is_said_of_all_is_not(text, count):
    assert people(text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("วันนี้กู้ภัย 8 คน ชาวบ้าน 92 คน คนทั้งงาน 100", 100),
        ("วันนี้นั่งคุยกัน ครู 2 เด็ก 9 นับหัวได้ 11", 11),
        ("วันนี้ลำละ 6 คน 2 ลำ รวม 12 แจกข้าว", 12),
        ("วันนี้แบ่งกลุ่มละ 5 คน 4 กลุ่ม คุยเรื่องน้ำ", 20),
        ("วันนี้พาเด็ก 12 คนไปไหว้ครูบา รวมครูบา 13", 13),
    ],
)
def test_a_total_is_found_behind_other_words_and_groups_of_one_size_are_multiplied(text, count):
    meaning = understand(text, speaker())
    options = [option for doubt in meaning.doubts_of("people_count") for option in doubt.options]
    assert meaning.slots.people_count == count or options[:1] == [count]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("วันนี้คุยกับครู 7 คน เรื่องเด็กหลุดระบบ 19 ราย", 7),
        ("วันนี้หมอมาผ่าต้อ 3 ตา ผมพาคนแก่ไป 5 คน", 5),
        ("วันนี้ไลฟ์สดขายผัก คนดูไลฟ์ 500 เกษตรกรมา 6 คน", 6),
        ("วันนี้ อสม. พ่นยุงหมู่ 4", None),
        ("วันนี้ไปงานบวช มีชาวบ้านเป็นร้อย", None),
        ("วันนี้เจอคนวันละราวๆ 30", None),
    ],
)
def test_people_spoken_of_eyes_viewers_and_villages_are_not_those_who_came(text, count):
    assert people(text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ของวันที่ 10 ก.ค. คนไม่ใช่ 210 ค่ะ 120", 120),
        ("แก้ของเมื่อวาน คนไม่ใช่ 54 ต้อง 45", 45),
        ("แก้จำนวนคนวันพุธ 41 นะ ไม่ใช่ 14", 41),
        ("แก้บันทึกเมื่อวาน บ่แม่น 30 คนเด้อ 13 คน", 13),
    ],
)
def test_a_correction_says_which_number_is_right_without_a_classifier(text, count):
    assert people(text) == count


def test_a_man_counted_as_nai_is_no_title():
    assert people("วันนี้ตั้งด่าน อส. 6 นาย ชรบ. 4 นาย") == 10

"""What mentors and coordinators ask about many people is read as the data says."""

from datetime import date

import pytest

from tests.thai.speakers import CAST, speaker
from thai.data import read
from thai.enquiries import NOT_IDEAS, ideas_in, read_enquiry, subjects
from thai.understand import understand

COORDINATOR = speaker("coordinator")


def test_words_for_the_whole_are_read_in_their_examples():
    for example in read("enquiries")["whole"].values():
        assert read_enquiry(example, COORDINATOR).whole, example
    for example in read("enquiries")["of_programme"].values():
        found = read_enquiry(example, COORDINATOR)
        assert (found.whole, found.of_programme, found.from_start) == (True, True, False), example
    for example in read("enquiries")["from_start"].values():
        found = read_enquiry(example, COORDINATOR)
        assert (found.whole, found.from_start) == (True, True), example


@pytest.mark.parametrize("example", [*read("enquiries")["not_the_start"].values(), "สรุป", "สรุปเมื่อวาน", "สรุป อ.แม่ใจ"])
def test_other_words_do_not_mean_the_whole(example):
    found = read_enquiry(example, COORDINATOR)
    assert (found.whole, found.of_programme, found.from_start) == (False, False, False)


def test_days_that_are_said_are_meant_and_not_those_since_the_start():
    found = read_enquiry("ภาพรวมทั้งโครงการเดือนนี้", COORDINATOR)
    assert (found.whole, found.of_programme, found.from_start) == (True, False, False)


def test_each_word_is_found_in_its_example():
    tables = {idea: words for idea, words in read("enquiries").items() if idea not in NOT_IDEAS}
    lost = [
        (idea, word, example)
        for idea, words in tables.items()
        for word, example in words.items()
        if idea not in ideas_in(example, CAST.words)
    ]
    assert lost == []


@pytest.mark.parametrize("subject", subjects(), ids=lambda subject: subject.example)
def test_each_way_to_ask_is_read_in_its_example(subject):
    found = read_enquiry(subject.example, COORDINATOR)
    assert (found.about, found.group) == (subject.about, subject.group)


@pytest.mark.parametrize(
    ("text", "group", "order"),
    [
        ("สรุปรายอำเภอ จ.พะเยา", "district", "worst"),
        ("จังหวัดไหนส่งน้อยสุด", "province", "worst"),
        ("จังหวัดไหนส่งมากที่สุด", "province", "best"),
        ("จังหวัดไหนขาดมากที่สุด", "province", "worst"),
        ("จังหวัดไหนค้างตรวจเยอะ", "province", "reviews"),
        ("3 จังหวัดที่ส่งน้อยที่สุดเมื่อวาน", "province", "worst"),
        ("กรมไหนเก่งสุด", "agency", "best"),
        ("ยอดค้างส่งแยกตามสังกัดค่ะ", "agency", "worst"),
        ("พี่เลี้ยงคนไหนค้างตรวจเยอะ", "mentor", "reviews"),
        ("สรุปของแต่ละคน", "person", "worst"),
    ],
)
def test_what_is_compared_and_who_comes_first(text, group, order):
    found = read_enquiry(text, COORDINATOR)
    assert (found.about, found.group, found.order) == ("comparison", group, order)


@pytest.mark.parametrize(
    ("text", "about", "places", "day"),
    [
        ("ใครยังไม่ส่งวันนี้ของแม่ใจน่ะ", None, ["แม่ใจ"], "2023-07-12"),
        ("มีรูปบ้านสร้างอะวันนี้", "photos", ["บ้านสร้าง"], "2023-07-12"),
        ("บ้านสร้างเสร็จแล้วหลายหลัง", None, [], None),  # houses were built
        ("ขอดูรูปเมื่อวาน เอ้ยเมื่อวานซืน", "photos", [], "2023-07-10"),
        ("ขอดูรูปเมื่อวาน เอ้ยลืมไป", "photos", [], "2023-07-11"),
    ],
)
def test_districts_without_their_level_and_days_that_are_corrected(text, about, places, day):
    found = read_enquiry(text, COORDINATOR)
    said = found.slots.activity_date
    assert (found.about, [place.name for place in found.slots.places]) == (about, places)
    assert said == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    "text",
    [
        "แผนที่จะไปตรวจน่านยังไม่นิ่งเลย",
        "แผนที่ในมือถือพาหลงแล้วไปไม่ถึงวังเจ้าสักที",
        "เดี๋ยวค่อยดูรูปเมื่อวาน ไปประชุมก่อน",
        "รูปผู้ว่าฯ หน้าห้องประชุมต้องเปลี่ยนไหม ใครดูแลอยู่",
    ],
)
def test_words_in_passing_ask_for_nothing(text):
    assert read_enquiry(text, COORDINATOR).about is None


def test_who_thinks_aloud_is_offered_what_they_may_mean():
    said = understand("เดี๋ยวค่อยดูว่าใครยังไม่ส่ง ไปประชุมก่อน", COORDINATOR)
    assert (said.intent, said.guesses) == ("unknown", ("who_is_missing", "menu"))
    assert understand("ใครยังไม่ส่ง", COORDINATOR).intent == "who_is_missing"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("กรมฯ ประสงค์จะรวบรวมปัญหาอุปสรรคที่ข้าราชการในสังกัดได้รายงานไว้", "difficulties"),
        ("มีผู้เข้าร่วมโครงการท่านใดขออนุญาตลาไว้บ้าง", "leave"),
        ("มื้ออื่นมีไผบ่มา ลาป่วยลากิจ", "leave"),
        ("ใคร่ขอความอนุเคราะห์ภาพถ่ายการปฏิบัติงานเมื่อวานด้วยค่ะ", "photos"),
        ("ตารางส่งไม่ส่งของอุดรแบบเป็นช่องๆ", "comparison"),
        ("น้องคนไหนยังไม่แอดไลน์บ้างคะ", "not_registered"),
        ("ลงทะเบียนกันครบรึยัง", "not_registered"),
        ("อาทิตย์หน้ามีใครลากิจมั่ง", "leave"),
        ("ข้อความที่แจ้งเมื่อวานใครยังไม่อ่าน", "received"),
        ("ที่ตั้งเวลาไว้ 3 ทุ่มส่งหรือยัง", "announced"),
        ("ใครยังไม่ตอบแบบสอบถามรอบสอง", "form_status"),
        ("เฟส 4 จบเมื่อไหร่", "schedule"),
        ("เอาวันลาของน้องออกที เค้าไม่ลาแล้ว", "leave_back"),
        ("มอบหมายปลัดอาวุโสดูแลน้องแทน", "deputy"),
        ("ใครยังไม่พบภาคศาสนา", "coverage"),
        ("พี่เลี้ยงยังไม่เข้ามาในไลน์อีกกี่ท่าน", "not_registered"),
        ("สัปดาห์หน้าพี่ไม่อยู่ ฝากเมย์ตรวจแทน", "deputy"),
        ("ยังขาดภาคส่วนไหนที่ไม่เจอ", "coverage"),
    ],
)
def test_questions_in_other_words_are_answered(text, about):
    assert read_enquiry(text, COORDINATOR).about == about


@pytest.mark.parametrize(
    ("text", "group", "order"),
    [
        ("จว.ไหนขี้เกียจสุด", "province", "worst"),
        ("หน่วยงานไหนส่งไวสุด", "agency", "best"),
        ("นอภ.ท่านไหนยังไม่กดรับรอง", "mentor", "reviews"),
    ],
)
def test_praise_and_blame_say_who_comes_first(text, group, order):
    found = read_enquiry(text, COORDINATOR)
    assert (found.about, found.group, found.order) == ("comparison", group, order)


def test_who_has_not_reviewed_compares_mentors_for_coordinators_only():
    assert read_enquiry("ใครยังไม่ตรวจ", COORDINATOR).group == "mentor"
    assert read_enquiry("ใครยังไม่ตรวจ", speaker("mentor")).about is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ขอเลขรวมโคราชเดือนนี้", ["30"]),
        ("สรุปน่านเมื่อวาน", ["55"]),
        ("ภาคใต้มีปัญหาอะไรบ้าง", [None]),
        ("คนที่ไม่เคยส่งเลยมีใคร", []),
    ],
)
def test_a_province_is_found_without_its_level_and_a_part_of_the_country_is_unknown(text, codes):
    assert [place.code for place in read_enquiry(text, COORDINATOR).slots.places] == codes


@pytest.mark.parametrize(
    "text",
    [
        "สรุป อ.แม่ใจ",
        "สรุปอำเภอแม่ใจ",
        "สรุปจังหวัดพะเยา",
        "จังหวัดไหนทำเรื่องยาเสพติดมากที่สุด",  # a table of reports does not say
        "ใครขาดบ่อยที่สุดเดือนนี้",
        "ขอดูของ สมชาย",
        "ไม่มีปัญหา",
        "มีปัญหายาเสพติดกี่หมู่บ้าน",
    ],
)
def test_other_questions_are_no_comparison(text):
    assert read_enquiry(text, COORDINATOR).about is None


@pytest.mark.parametrize("example", read("enquiries")["sends_back"].values())
def test_an_entry_sent_back_for_its_photo_is_no_question_for_photos(example):
    assert read_enquiry(example, COORDINATOR).about is None

"""What mentors and coordinators ask about many people is read as the data says."""

import pytest

from tests.thai.speakers import CAST, speaker
from thai.data import read
from thai.enquiries import NOT_IDEAS, ideas_in, read_enquiry, subjects

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

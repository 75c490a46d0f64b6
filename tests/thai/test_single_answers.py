"""Short answers to a question of the bot, and new values: each word of the data means in its example what it should."""

from datetime import date

import pytest

from tests.thai.speakers import CAST, speaker
from thai.data import read
from thai.new_values import NewValues, new_values
from thai.single_answers import says_every_day, says_not_to_record

ANSWERS = read("answers")


@pytest.mark.parametrize("example", [*ANSWERS["every_day"].values(), *ANSWERS["all_of"].values()])
def test_an_answer_that_means_all_of_the_days(example: str) -> None:
    assert says_every_day(example, CAST.words)


@pytest.mark.parametrize("example", ANSWERS["not_to_record"].values())
def test_an_answer_that_means_that_nothing_is_recorded(example: str) -> None:
    assert says_not_to_record(example)


@pytest.mark.parametrize("answer", ["วันที่ 3", "เมื่อวาน", "ไม่ใช่ วันที่ 3", "3", ""])
def test_a_day_is_neither(answer: str) -> None:
    assert not says_every_day(answer, CAST.words)
    assert not says_not_to_record(answer)


@pytest.mark.parametrize("example", ANSWERS["becomes"].values())
def test_a_correction_says_how_many_people_it_should_be(example: str) -> None:
    assert new_values(example, speaker()).people == 27


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("วันที่ผิดค่ะ ต้องเป็นวันที่ 10", NewValues(day=date(2023, 7, 10))),
        ("แก้บันทึกวันที่ 5 ก.ค. เป็นวันที่ 6 ก.ค.", NewValues(day=date(2023, 7, 6))),
        ("แก้วันที่ครับ ที่ลงเป็น ๗ ก.ค. ที่จริงคือ ๘ ก.ค. ๒๕๖๖", NewValues(day=date(2023, 7, 8))),
        ("ลงวันที่ผิดนะ ไปจริงวันศุกร์ที่ ๗ ก.ค.", NewValues(day=date(2023, 7, 7))),
        ("แก้จำนวนคน จาก 25 เป็น 27 คน", NewValues(people=27)),
        ("แก้คำว่าประชุมเป็นอบรม", NewValues()),
        ("แก้ไขรายการ", NewValues()),
        ("", NewValues()),
    ],
)
def test_new_values_are_read_after_the_word_that_stands_before_them(text: str, values: NewValues) -> None:
    assert new_values(text, speaker()) == values


def test_a_new_place_is_looked_for_in_the_speakers_district() -> None:
    (place,) = new_values("แก้ไขสถานที่เป็น ต.ศรีถ้อย", speaker()).places
    assert (place.name, place.code) == ("ศรีถ้อย", "560702")

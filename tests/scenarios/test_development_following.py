"""A training follows its entry: told again, corrected, made of a plain entry; what cannot be is not stored."""

from datetime import date

import pytest

from bot.postback import EditActivity, MakeTraining, NotTraining, RetellTraining, TellOfDay
from models.activities.activities import ActivityState
from simulator.driver import Someone
from tests.running_bot import RunningBot
from tests.scenarios.local_office import CLERK, HEAD, TOLD, says, taps, trainings_of
from tests.scenarios.many_people import everything_in

WRITING = "อบรมการเขียนหนังสือราชการ 2 วัน เมื่อวันที่ 12-13 ก.พ."


def the_training(office: RunningBot) -> tuple[str | None, str, float | None, date | None, date, str | None]:
    [(one, entry, _)] = trainings_of(office)
    return one.topic, one.way, one.days, one.first, entry.day, entry.words


def tapped_words(phone: Someone, label: str) -> str:
    phone.taps_label(label)
    return everything_in(phone.hears())


def test_new_words_of_the_entry_are_read_again_and_a_moved_day_moves_all_days(office: RunningBot) -> None:
    clerk = office.joined(CLERK)
    says(clerk, TOLD)
    entry = trainings_of(office)[0][1].id
    taps(clerk, EditActivity(entry, "words"))
    card = says(clerk, WRITING)
    assert "รอผู้บังคับบัญชายืนยัน" in card  # the card of a training
    topic, _, days, first, last, words = the_training(office)
    assert (topic, days, first, last) == ("การเขียนหนังสือราชการ", 2, date(2024, 2, 12), date(2024, 2, 13))
    assert words == WRITING
    assert trainings_of(office)[0][0].course != "procurement_2567"
    taps(clerk, EditActivity(entry, "day"))
    says(clerk, "10 ก.พ.")
    assert the_training(office)[3:5] == (date(2024, 2, 9), date(2024, 2, 10))
    taps(clerk, EditActivity(entry, "words"))
    assert "ไม่ได้บอกเรื่องอบรม" in says(clerk, "ประชุมกับผู้ใหญ่บ้าน")
    assert the_training(office)[0] == "การเขียนหนังสือราชการ"


def test_a_training_is_told_again_whole_or_in_part_also_by_a_head(office: RunningBot) -> None:
    head = office.joined(HEAD)
    says(head, TOLD)
    assert "เล่าใหม่" in tapped_words(head, "แก้ไขด้วยข้อความ")
    assert "การบริหารพัสดุภาครัฐ" in tapped_words(head, "ไม่แก้แล้ว")
    taps(head, RetellTraining(trainings_of(office)[0][1].id))
    assert "2 วัน" in says(head, "2 วัน")
    assert the_training(office)[:4] == ("การบริหารพัสดุภาครัฐ", "training", 2, date(2024, 2, 6))
    taps(head, RetellTraining(trainings_of(office)[0][1].id))
    says(head, "ไปดูงานการจัดการขยะ 1 วัน เมื่อวาน")
    topic, way, days, first, last, _ = the_training(office)
    assert (topic, way, days, first, last) == ("การจัดการขยะ", "study_visit", 1, None, date(2024, 2, 13))


def test_a_plain_entry_is_made_a_training_and_one_that_is_none_a_plain_entry(office: RunningBot) -> None:
    clerk = office.joined(CLERK)
    says(clerk, "ประชุมกับผู้ใหญ่บ้านเรื่องถังขยะเปียก 25 คน")
    assert trainings_of(office) == []
    assert "ประชุมกับผู้ใหญ่บ้าน" in tapped_words(clerk, "เป็นการอบรม")
    entry = trainings_of(office)[0][1].id
    assert the_training(office)[:2] == ("ประชุมกับผู้ใหญ่บ้านเรื่องถังขยะเปียก 25 คน", "training")
    assert "เป็นการอบรม" in taps(clerk, NotTraining(entry))
    assert trainings_of(office) == []
    other = office.joined(HEAD)
    taps(other, MakeTraining(entry))
    assert trainings_of(office) == []


def test_training_told_while_a_day_is_asked_for_is_recorded_on_that_day(office: RunningBot) -> None:
    clerk = office.joined(CLERK)
    taps(clerk, TellOfDay("2024-02-12"))
    says(clerk, "อบรมการเขียนหนังสือราชการ")
    assert the_training(office)[4] == date(2024, 2, 12)


def test_the_same_topic_on_overlapping_days_is_asked_about(office: RunningBot) -> None:
    clerk = office.joined(CLERK)
    says(clerk, TOLD)
    assert "รายการเดียวกัน" in says(clerk, "อบรมการบริหารพัสดุภาครัฐ เมื่อวันที่ 6-8 ก.พ.")
    assert "การบริหารพัสดุภาครัฐ" in tapped_words(clerk, "ใช่ เปิดรายการเดิม")
    assert len(trainings_of(office)) == 1
    says(clerk, "อบรมการบริหารพัสดุภาครัฐ เมื่อวันที่ 6-8 ก.พ.")
    assert "6–8 ก.พ." in says(clerk, "ไม่ใช่ บันทึกใหม่")
    assert len(trainings_of(office)) == 2
    says(clerk, "อบรมการบริหารพัสดุภาครัฐ เมื่อวันที่ 12-13 ก.พ.")
    assert len(trainings_of(office)) == 3


@pytest.mark.parametrize(
    "words",
    ["เรียนออนไลน์ เรื่องจริยธรรม 40 ชั่วโมง เมื่อวาน", "อบรมจริยธรรม 1 วัน 30 ชั่วโมง", "อบรมจริยธรรม 60 ชั่วโมง เมื่อวันที่ 5-6 ก.พ."],
)
def test_more_hours_than_its_days_have_are_refused_with_what_to_do(office: RunningBot, words: str) -> None:
    assert "เป็นไปไม่ได้ โปรดพิมพ์ใหม่" in says(office.joined(CLERK), words)
    assert trainings_of(office) == []


def test_numbers_out_of_range_leave_the_card_open(office: RunningBot) -> None:
    clerk = office.joined(CLERK)
    says(clerk, TOLD)
    assert "99" in says(clerk, "1 99")
    says(clerk, "5")
    assert "teamwork" in trainings_of(office)[0][2]
    assert trainings_of(office)[0][1].state == ActivityState.SUBMITTED

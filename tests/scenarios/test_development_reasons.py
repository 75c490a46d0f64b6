"""Sending a training back and changing the plan ask for a reason: only a reason is taken for one."""

import pytest
from sqlalchemy import select

from bot.postback import ConfirmTraining, LeaveReason
from models.activities.activities import ActivityState
from models.development.revisions import DevelopmentRevision
from models.reviews.reviews import Review
from tests.running_bot import RunningBot
from tests.scenarios.local_office import CLERK, HEAD, HR, TOLD, says, taps, trainings_of
from tests.scenarios.many_people import everything_in

CHANGE = "ปรับแผน: หลักสูตรที่ 3 งบ 50,000 บาท"


def reasons(office: RunningBot) -> list[str | None]:
    with office.database.read() as session:
        return list(session.scalars(select(DevelopmentRevision.reason).order_by(DevelopmentRevision.number)))


def test_a_training_is_sent_back_with_the_words_that_were_asked_for(office: RunningBot) -> None:
    clerk, head = office.joined(CLERK), office.joined(HEAD)
    says(clerk, TOLD)
    entry = trainings_of(office)[0][1].id
    send_back = ConfirmTraining(entry, False)
    assert "ไม่ส่งกลับแล้ว" in taps(head, send_back)
    assert "ยังรอยืนยัน" in says(head, "ไม่ส่งกลับแล้ว")
    taps(head, send_back)
    assert "ยังไม่ได้ส่ง" in says(head, "ใครยังไม่ได้อบรม", 2)  # a question is answered, and the reason still asked for
    assert trainings_of(office)[0][1].state == ActivityState.SUBMITTED
    says(head, "ขาดใบประกาศ", 2)
    with office.database.read() as session:
        assert session.scalars(select(Review.words)).all() == ["ขาดใบประกาศ"]
    assert trainings_of(office)[0][1].state == ActivityState.RETURNED
    clerk.hears(2)  # that it was sent back, with a button that opens it
    clerk.taps_label("เปิดรายการนี้")
    assert "ขาดใบประกาศ" in everything_in(clerk.hears())
    assert "ส่งกลับให้แก้ไข" in says(clerk, "ประวัติการอบรม")
    assert "ขาดใบประกาศ" in says(clerk, "1")  # opens it


def test_the_buttons_of_a_training_that_waits_can_be_typed(office: RunningBot) -> None:
    clerk, head = office.joined(CLERK), office.joined(HEAD)
    says(clerk, TOLD)
    says(head, "รอยืนยัน")
    assert "ไม่ส่งกลับแล้ว" in says(head, "ส่งกลับให้แก้ไข")
    says(head, "ไม่ส่งกลับแล้ว")
    assert trainings_of(office)[0][1].state == ActivityState.SUBMITTED
    says(head, "ยืนยันการอบรม")  # nothing is shown: what waits is
    assert trainings_of(office)[0][1].state == ActivityState.SUBMITTED
    says(head, "ยืนยันการอบรม", 2)
    assert trainings_of(office)[0][1].state == ActivityState.APPROVED


@pytest.mark.parametrize("reason", ["วิทยากรขึ้นราคา", "เพราะหลักสูตรที่ 2 ใช้งบ 20,000 บาทแล้ว"])
def test_any_sentence_that_is_nothing_else_is_the_reason(office: RunningBot, reason: str) -> None:
    hr = office.joined(HR)
    says(hr, CHANGE)
    answer = says(hr, reason)
    assert reasons(office) == [reason], answer


def test_what_is_said_meanwhile_is_no_reason_and_the_question_stays(office: RunningBot) -> None:
    hr = office.joined(HR)
    says(hr, CHANGE)
    for words, answer in (
        ("หลักสูตรที่ 2 ใช้งบ 20,000 บาท", "20,000 บาท บันทึกแล้ว"),
        ("งบใช้ไปเท่าไร", "ใช้ไปแล้ว 20,000 บาท"),
        ("สรุปวันนี้", "ผู้เข้าร่วม"),
    ):
        said = says(hr, words, 2)
        assert answer in said, words
        assert "42,000 เป็น 50,000" in said, words  # what waits for its reason
        assert "ไม่ปรับแล้ว" in said, words
    assert reasons(office) == []
    says(hr, "วิทยากรขึ้นราคา")
    assert reasons(office) == ["วิทยากรขึ้นราคา"]


def test_what_may_be_the_reason_or_something_new_is_asked_about(office: RunningBot) -> None:
    hr = office.joined(HR)
    says(hr, CHANGE)
    assert "เป็นเหตุผลใช่หรือไม่" in says(hr, "งบอบรมไม่พอ")
    assert reasons(office) == []
    hr.taps_label("ใช้เป็นเหตุผล")
    hr.hears()
    assert reasons(office) == ["งบอบรมไม่พอ"]


@pytest.mark.parametrize("way", ["ไม่ปรับแล้ว", "ยกเลิก", LeaveReason()])
def test_the_question_is_left_by_its_button_or_a_word(office: RunningBot, way: str | LeaveReason) -> None:
    hr = office.joined(HR)
    says(hr, CHANGE)
    left = says(hr, way) if isinstance(way, str) else taps(hr, way)
    assert "แผนยังเหมือนเดิม" in left
    says(hr, "วิทยากรขึ้นราคา")
    assert reasons(office) == []


def test_a_training_told_meanwhile_is_recorded_and_its_numbers_choose(office: RunningBot) -> None:
    clerk, head = office.joined(CLERK), office.joined(HEAD)
    says(clerk, TOLD)
    taps(head, ConfirmTraining(trainings_of(office)[0][1].id, False))
    assert "ยังไม่ได้ส่ง" in says(head, "เรียนออนไลน์ เรื่องจริยธรรม 6 ชั่วโมง เมื่อวาน", 2)
    assert len(trainings_of(office)) == 2
    assert "ยังไม่ได้ส่ง" in says(head, "1", 2)
    assert trainings_of(office)[1][2] != ()
    says(head, "ขาดใบประกาศ", 2)
    assert trainings_of(office)[0][1].state == ActivityState.RETURNED

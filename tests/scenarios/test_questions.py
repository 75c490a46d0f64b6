"""Questions to the mentor of the day: asked in words, answered by quoting or a button; they move with mentors."""

from dataclasses import replace
from datetime import date

import pytest

from bot.postback import AnswerThread, OpenThread
from models.reviews.questions import QuestionThread
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from tests.databases import on_sqlite
from tests.house import NAMED_PEOPLE, KANDA, MAE_CHAI, MALEE, PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.mentoring import asks, audited, hears_later, message_id, told
from tests.scenarios.village import entries_of, everything_in, words_of

DEPUTY = RosterRow(20, "M8", "สุดา แทนคุณ", "mentor", position="ปลัดอำเภอ", area=MAE_CHAI, deputy=PRAYUN)
WIJAI = "วิไล บุญมา"


def import_roster(house: RunningBot, *rows: RosterRow) -> None:
    with house.database.write() as session:
        apply_roster(session, [*NAMED_PEOPLE, *rows], house.bot.programme, house.bot.clock.now())


def held_by(house: RunningBot) -> list[int | None]:
    with house.database.read() as session:
        return [one.held_by_id for one in session.query(QuestionThread).order_by(QuestionThread.id)]


def test_a_question_goes_to_todays_mentor_and_the_answer_comes_back_by_quoting(house: RunningBot) -> None:
    asker, mentor = house.joined(SOMCHAI), house.joined(PRAYUN)
    assert PRAYUN in told(asker, "ถามพี่เลี้ยง ต้องแต่งกายอย่างไรในงานวันพรุ่งนี้")
    said = hears_later(mentor, "ต้องแต่งกายอย่างไร")
    assert f"คำถามจาก{SOMCHAI}" in said
    assert f"ส่งคำตอบถึง{SOMCHAI}" in told(mentor, "ชุดผ้าไทย", quoting=message_id(house, mentor, "ต้องแต่งกายอย่างไร"))
    answer = hears_later(asker, "ชุดผ้าไทย")
    assert PRAYUN in answer
    assert "ต้องแต่งกายอย่างไร" in answer
    (act,) = audited(house, "question:answer")
    assert act.person_id == house.person_id(SOMCHAI)
    asks(asker, "สีอะไร", quoting=message_id(house, asker, "ชุดผ้าไทย"))
    hears_later(mentor, "สีอะไร")
    for phone in (asker, mentor):
        asks(phone, "คำถาม")
        thread = told(phone, "1")
        for part in ("ต้องแต่งกายอย่างไร", "ชุดผ้าไทย", "สีอะไร"):
            assert part in thread


@on_sqlite
def test_the_answer_may_come_by_the_button_and_the_asker_sees_whose_turn_it_is(house: RunningBot) -> None:
    asker, mentor = house.joined(SOMCHAI), house.joined(PRAYUN)
    asks(asker, "ถามพี่เลี้ยง ส่งรายงานวันไหน")
    assert f"รอ{PRAYUN} ตอบ" in told(asker, "คำถาม")
    hears_later(mentor, "ส่งรายงานวันไหน")
    mentor.taps_label("ตอบคำถาม")
    assert "พิมพ์คำตอบได้เลย" in words_of(mentor.hears(1)[0])
    asks(mentor, "ทุกวันศุกร์")
    hears_later(asker, "ทุกวันศุกร์")
    assert "ตอบแล้ว" in told(asker, "คำถาม")
    assert "รอคำตอบ 0 เรื่อง" in told(mentor, "คำถาม")


@on_sqlite
@pytest.mark.parametrize("how", ["type", "tap"])
def test_without_words_it_is_asked_what_and_may_be_left(house: RunningBot, how: str) -> None:
    asker, mentor = house.joined(SOMCHAI), house.joined(PRAYUN)
    if how == "tap":
        asker.taps("say?intent=contact_mentor")
        assert "อยากถามอะไร" in words_of(asker.hears(1)[0])
    else:
        assert "อยากถามอะไร" in told(asker, "ถามพี่เลี้ยง")
    assert "ไม่ได้ส่ง" in told(asker, "ไม่ถามแล้ว")
    asks(asker, "ถามพี่เลี้ยง")
    asks(asker, "พรุ่งนี้นัดกี่โมง")
    hears_later(mentor, "พรุ่งนี้นัดกี่โมง")


@on_sqlite
def test_what_reads_like_an_entry_goes_to_the_mentor_as_asked_and_can_still_be_recorded(house: RunningBot) -> None:
    asker, mentor = house.joined(SOMCHAI), house.joined(PRAYUN)
    asks(asker, "ถามพี่เลี้ยง")
    heard = asks(asker, "วันนี้ประชุมกับพระเรื่องถังขยะเปียก 25 คน", 2)
    hears_later(mentor, "ถังขยะเปียก 25 คน")
    assert "ถ้าตั้งใจบันทึกงาน" in words_of(heard[1])
    assert entries_of(house, asker) == []
    asker.taps_label("บันทึกเป็นกิจกรรม")
    asker.hears(1)
    assert len(entries_of(house, asker)) == 1


@on_sqlite
def test_asking_who_the_mentor_is_names_them_and_sends_nothing(house: RunningBot) -> None:
    asker = house.joined(SOMCHAI)
    house.joined(PRAYUN)
    assert PRAYUN in told(asker, "พี่เลี้ยงเป็นใคร")
    asks(asker, "วันนี้ประชุมกับพระเรื่องถังขยะเปียก 25 คน")
    assert held_by(house) == []
    assert len(entries_of(house, asker)) == 1


@on_sqlite
def test_a_mentor_who_is_not_on_line_is_stood_in_for_by_the_deputy_then_the_coordinator(house: RunningBot) -> None:
    import_roster(house, DEPUTY)
    asker = house.joined(SOMCHAI)
    assert "ยังไม่มีผู้รับใน LINE" in told(asker, "ถามพี่เลี้ยง คนแรกใครรับ")
    coordinator = house.joined(KANDA)
    assert f"{KANDA} ผู้ประสานงาน" in told(asker, "ถามพี่เลี้ยง คนที่สองใครรับ")
    hears_later(coordinator, "คนที่สองใครรับ")
    asks(coordinator, "รับไว้แล้ว", quoting=message_id(house, coordinator, "คนที่สองใครรับ"))
    hears_later(asker, "รับไว้แล้ว")
    deputy = house.joined("สุดา แทนคุณ")
    assert "ทำหน้าที่แทน" in told(asker, "ถามพี่เลี้ยง คนที่สามใครรับ")
    hears_later(deputy, "คนที่สามใครรับ")
    mentor = house.joined(PRAYUN)
    assert "รอคำตอบ 2 เรื่อง" in told(mentor, "คำถาม")  # what waited for somebody, and what waits for the deputy
    assert "รับช่วงต่อจากสุดา แทนคุณ" in told(mentor, "1")


def test_open_questions_move_with_the_stage_and_in_october(house: RunningBot) -> None:
    october = RosterRow(9, "M9", "ชาญชัย มาใหม่", "mentor", position="นายอำเภอ", area="5601", from_day=date(2023, 10, 1))
    old = replace(next(row for row in NAMED_PEOPLE if row.name == WIJAI), to_day=date(2023, 9, 30))
    with house.database.write() as session:
        rows = [*(row for row in NAMED_PEOPLE if row.name != WIJAI), old, october]
        apply_roster(session, rows, house.bot.programme, house.bot.clock.now())
    asker, pilot, target = house.joined(SOMCHAI), house.joined(PRAYUN), house.joined(WIJAI)
    new = house.joined("ชาญชัย มาใหม่")
    asks(asker, "ถามพี่เลี้ยง ขอเอกสารแผนอำเภอได้ที่ไหน")
    hears_later(pilot, "ขอเอกสารแผนอำเภอ")
    house.line.clock(set="2023-07-18T09:00:00+07:00")
    assert "ยังไม่มีคำถาม" in told(pilot, "คำถาม")
    assert "ขอเอกสารแผนอำเภอ" in told(target, "คำถาม")
    assert f"รับช่วงต่อจาก{PRAYUN}" in told(target, "1")
    assert f"รับช่วงต่อจาก{PRAYUN}" not in told(target, "คำถาม")
    house.line.clock(set="2023-10-02T09:00:00+07:00")
    assert "สิ้นสุดแล้ว" in told(target, "คำถาม")
    asks(new, "คำถาม")
    assert f"รับช่วงต่อจาก{WIJAI}" in told(new, "1")
    assert "ไม่พบคำถามนี้" in told(pilot, "ได้ที่ห้องสมุด", quoting=message_id(house, pilot, "ขอเอกสารแผนอำเภอ"))


def test_anothers_question_does_not_exist_whoever_asks(house: RunningBot) -> None:
    asker, mentor = house.joined(SOMCHAI), house.joined(PRAYUN)
    asks(asker, "ถามพี่เลี้ยง เรื่องลับของอำเภอ")
    hears_later(mentor, "เรื่องลับ")
    with house.database.read() as session:
        question = session.query(QuestionThread).one().id
    for outsider in (house.joined(WIJAI), house.joined(MALEE), house.joined("ธนา ใจงาม"), house.joined(KANDA)):
        for button in (OpenThread(question), AnswerThread(question)):
            outsider.taps(button.pack())
            (known,) = outsider.hears(1)
            outsider.taps(button.pack().replace(f"={question}", "=999999"))
            (unknown,) = outsider.hears(1)
            assert known == unknown
            assert "เรื่องลับ" not in everything_in(known)
        assert "เรื่องลับ" not in told(outsider, "คำถาม")

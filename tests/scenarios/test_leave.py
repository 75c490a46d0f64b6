"""Leave, quiet and days off: noted from what is typed, taken back with one tap, taken out of what is expected."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models.people.audit import AuditEntry
from models.people.leave import ExtraHoliday, Leave, Mute
from simulator.driver import Someone
from tests.databases import on_sqlite
from tests.running_bot import KANDA, PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.doubting import Doubting, july, weekday
from tests.scenarios.many_people import ManyPeople, entries_of, eventually, everything_in, labels_of, words_of
from thai.meaning import Doubt, DoubtKind

TODAY = july(12)


def leaves_of(running: RunningBot, phone: Someone) -> list[tuple[date, date, bool]]:
    mine = select(Leave).where(Leave.person_id == person_of(running, phone)).order_by(Leave.id)
    with running.database.read() as session:
        return [(row.from_day, row.to_day, row.cancelled_at is None) for row in session.scalars(mine)]


def person_of(running: RunningBot, phone: Someone) -> int:
    return running.person_id(phone.name)


def asks(phone: Someone, words: str) -> str:
    phone.says(words)
    return everything_in(phone.hears(1)[0])


def test_leave_is_noted_with_its_days_in_full_and_counts_no_day_as_missing(village: ManyPeople) -> None:
    phone = village.participant()
    before = asks(phone, "สถานะ")
    said = asks(phone, "ลาวันนี้")
    assert "พุธ 12 ก.ค. 2566 รวม 1 วันทำการ" in said
    assert leaves_of(village.running, phone) == [(TODAY, TODAY, True)]
    assert "จาก 8 วัน" in before
    assert "จาก 7 วัน" in asks(phone, "สถานะ")


@pytest.mark.parametrize("yes", ["ใช่", "ใช่ ลา", "ใช่ครับ ลาจริง"])
def test_leave_of_days_that_are_over_is_asked_about_and_stored_after_a_yes(village: ManyPeople, yes: str) -> None:
    phone = village.participant()
    said = asks(phone, "ลาวันที่ 10-11 ก.ค.")
    assert "ท่านลา จันทร์ 10 ก.ค. – อังคาร 11 ก.ค. 2566 รวม 2 วันทำการ ใช่หรือไม่" in said
    assert leaves_of(village.running, phone) == []
    asks(phone, yes)
    assert leaves_of(village.running, phone) == [(date(2023, 7, 10), date(2023, 7, 11), True)]
    assert "จาก 6 วัน" in asks(phone, "สถานะ")


@pytest.mark.parametrize("no", ["ไม่", "ไม่ใช่", "ไม่ลาแล้ว", "ยกเลิก", "เมนู"])
def test_after_a_no_nothing_is_stored_and_old_buttons_say_so(hamlet: ManyPeople, no: str) -> None:
    phone = hamlet.participant()
    phone.says("ลาวันที่ 10-11 ก.ค.")
    (asked,) = phone.hears(1)
    asks(phone, no)
    for item in asked["quickReply"]["items"][:3]:
        phone.taps(item["action"]["data"])
        assert "ผ่านไปแล้ว" in words_of(phone.hears(1)[0])
    asks(phone, "ใช่")
    assert leaves_of(hamlet.running, phone) == []


@pytest.mark.parametrize("words", ["ขอลาครึ่งวันบ่ายพรุ่งนี้", "ขอลาพรุ่งนี้ครึ่งเช้า"])
def test_leave_of_half_a_day_is_asked_about(hamlet: ManyPeople, words: str) -> None:
    phone = hamlet.participant()
    said = asks(phone, words)
    assert "บันทึกเป็นรายวันเต็ม" in said
    assert "ใช่หรือไม่" in said
    assert leaves_of(hamlet.running, phone) == []
    asks(phone, "ใช่")
    assert leaves_of(hamlet.running, phone) == [(july(13), july(13), True)]


def test_long_leave_is_asked_about(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    assert "รวม 6 วันทำการ ใช่หรือไม่" in asks(phone, "ลาวันที่ 13-20 ก.ค.")
    assert leaves_of(hamlet.running, phone) == []
    phone.taps_label("ใช่ ลา")
    phone.hears(1)
    assert leaves_of(hamlet.running, phone) == [(date(2023, 7, 13), date(2023, 7, 20), True)]


@pytest.mark.parametrize(
    ("said", "answer", "asked", "stored"),
    [
        ("ลาวันที่ 10-11 ก.ค.", "ใช่แต่แค่วันที่ 10", "ท่านลา จันทร์ 10 ก.ค. 2566 รวม 1 วันทำการ", [july(10)]),
        ("ลาวันที่ 10-11 ก.ค.", "วันที่ 10 ส.ค.", None, [date(2023, 8, 10)]),
        ("ลาวันจันทร์ อังคาร และศุกร์หน้า", None, "อังคาร 18 ก.ค. 2566, ศุกร์ 21 ก.ค. 2566 รวม 3 วันทำการ", [17, 18, 21]),
        ("ลา 13-14 ก.ค. กลับมา 17 ก.ค.", None, None, [13, 14]),
        ("ลาพุธหน้าถึงศุกร์", None, None, [19, 20, 21]),
        ("ลาทุกวันศุกร์", None, "ท่านลา ศุกร์ 14 ก.ค. 2566 รวม 1 วันทำการ", [14]),
        ("ลาวันที่ 13, 14, 17 และ 19 ก.ค.", None, "รวม 4 วันทำการ", [13, 14, 17, 19]),
    ],
)
def test_no_day_is_excused_that_was_not_said_and_none_is_left_out(
    hamlet: ManyPeople, said: str, answer: str | None, asked: str | None, stored: list[date | int]
) -> None:
    phone = hamlet.participant()
    question = asks(phone, said)
    if answer is not None:
        question = asks(phone, answer)
    if asked is not None:
        assert asked in question
        asks(phone, "ใช่")
    spans = leaves_of(hamlet.running, phone)
    days = [first + timedelta(n) for first, last, _ in spans for n in range((last - first).days + 1)]
    assert days == [day if isinstance(day, date) else july(day) for day in stored]


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("วันศุกร์ไม่ลาแล้ว", "ยกเลิกลา 14/7"),
        ("ยกเลิกการลาวันศุกร์", "ยกเลิกลา 14/7"),
        ("ไม่ได้ลาเมื่อวานนะ", "ยกเลิกการลาช่วงไหน"),
        ("วันพฤหัสไม่ลาแล้ว", "ยกเลิกลา 14/7"),
    ],
)
def test_who_says_that_they_are_not_on_leave_takes_none(hamlet: ManyPeople, said: str, answered: str) -> None:
    phone = hamlet.participant()
    asks(phone, "ลาวันที่ 14 ก.ค.")
    phone.says(said)
    (heard,) = phone.hears(1)
    assert answered in " ".join((words_of(heard), *labels_of(heard)))
    asks(phone, "ใช่")
    assert leaves_of(hamlet.running, phone) == [(july(14), july(14), True)]


def test_of_two_lengths_one_is_chosen_by_tap_or_by_typing_it(hamlet: ManyPeople, doubting: Doubting) -> None:
    working, calendar = (july(14), july(18)), (july(14), july(16))
    length = Doubt("period", DoubtKind.LENGTH, (working, calendar))
    text = doubting.reads("ลาพัก 3 วันตั้งแต่ศุกร์", length, intent="leave", period=working, activity_date=None)
    for chooses in ("tap", "type"):
        phone = hamlet.participant()
        assert "ศุกร์ 14 ก.ค. – อังคาร 18 ก.ค. 2566 รวม 3 วันทำการ" in asks(phone, text)
        assert leaves_of(hamlet.running, phone) == []
        if chooses == "tap":
            phone.taps_label("14/7–16/7 (1 วัน)")
            phone.hears(1)
        else:
            asks(phone, "14/7–16/7")
        assert leaves_of(hamlet.running, phone) == [(*calendar, True)]


def test_other_days_can_be_typed_instead_at_once_or_after_the_button(hamlet: ManyPeople) -> None:
    for first in (None, "เลือกวันเอง"):
        phone = hamlet.participant()
        asks(phone, "ลาวันที่ 10-11 ก.ค.")
        if first:
            assert "ลาวันไหน" in asks(phone, first)
        assert "ศุกร์ 14 ก.ค. 2566" in asks(phone, "ศุกร์นี้")
        assert leaves_of(hamlet.running, phone) == [(july(14), july(14), True)]


def test_illness_that_is_told_is_offered_as_leave_and_as_an_activity(hamlet: ManyPeople, doubting: Doubting) -> None:
    told = Doubt("activity_date", DoubtKind.NOT_ASKED, (TODAY,))
    text = doubting.reads("วันนี้ป่วย ไปทำงานไม่ได้", told, intent="leave", activity_date=TODAY)
    phone = hamlet.participant()
    phone.says(text)
    (asked,) = phone.hears(1)
    assert "พุธ 12 ก.ค. 2566" in words_of(asked)
    assert labels_of(asked) == ["ใช่ ลา", "เลือกวันเอง", "ไม่ใช่", "บันทึกเป็นกิจกรรม"]
    assert leaves_of(hamlet.running, phone) == []
    assert entries_of(hamlet.running, phone) == []
    asks(phone, "ใช่ครับ")
    assert leaves_of(hamlet.running, phone) == [(TODAY, TODAY, True)]


def test_separate_days_are_separate_leave(hamlet: ManyPeople, doubting: Doubting) -> None:
    days = Doubt("activity_date", DoubtKind.SEVERAL_DAYS, (july(13), july(17)))
    text = doubting.reads("ลาวันที่ 13 กับ 17", days, intent="leave", activity_date=None, period=None)
    phone = hamlet.participant()
    assert "พฤหัสบดี 13 ก.ค. 2566, จันทร์ 17 ก.ค. 2566 รวม 2 วันทำการ" in asks(phone, text)
    asks(phone, "ใช่")
    assert leaves_of(hamlet.running, phone) == [(july(13), july(13), True), (july(17), july(17), True)]


def test_a_weekday_against_the_date_is_said_and_asked(hamlet: ManyPeople, doubting: Doubting) -> None:
    text = doubting.reads("ลาวันศุกร์ที่ 20 ก.ค.", weekday(july(20), july(21)), intent="leave", activity_date=july(20))
    phone = hamlet.participant()
    assert "วันศุกร์ไม่ตรงกับพฤหัสบดี 20 ก.ค." in asks(phone, text)
    asks(phone, "วันที่ 21")
    assert leaves_of(hamlet.running, phone) == [(july(21), july(21), True)]


def test_work_told_instead_of_an_answer_is_recorded_and_no_leave(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    asks(phone, "ลาวันที่ 10-11 ก.ค.")
    asks(phone, "วันนี้ประชุมกับผู้ใหญ่บ้านเรื่องถังขยะเปียก 25 คน")
    assert len(entries_of(hamlet.running, phone)) == 1
    assert leaves_of(hamlet.running, phone) == []


def test_a_leave_is_taken_back_by_tap_or_by_typing_and_given_again(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    asks(phone, "ลาพรุ่งนี้")
    phone.taps_label("ยกเลิกการลา")
    assert "ยกเลิกการลา" in words_of(phone.hears(1)[0])
    assert leaves_of(hamlet.running, phone) == [(date(2023, 7, 13), date(2023, 7, 13), False)]
    phone.taps_label("ลาเหมือนเดิม")
    phone.hears(1)
    assert "ยกเลิกการลา" in asks(phone, "ยกเลิกลา")
    assert not any(valid for _, _, valid in leaves_of(hamlet.running, phone))


def test_without_a_day_the_days_are_asked_and_anything_but_a_day_is_told_what_to_type(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    assert "ลาวันไหน" in asks(phone, "ขอลา")
    assert "ยังไม่เห็นวันที่" in asks(phone, "ไปทำธุระ")
    assert "14 ก.ค. 2566" in asks(phone, "ศุกร์นี้")
    assert leaves_of(hamlet.running, phone) == [(date(2023, 7, 14), date(2023, 7, 14), True)]


def test_a_span_that_lies_behind_offers_the_next_month(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    asks(phone, "ลาวันที่ 3-5 ก.ค.")
    phone.taps_label("3/8–5/8 (2 วัน)")
    assert "พฤหัสบดี 3 ส.ค. – เสาร์ 5 ส.ค. 2566" in words_of(phone.hears(1)[0])


def test_quiet_until_a_day_in_doubt_is_asked_about(hamlet: ManyPeople, doubting: Doubting) -> None:
    text = doubting.reads("หยุดเตือนถึงวันศุกร์ที่ 20", weekday(july(20), july(21)), intent="mute", activity_date=july(20))
    phone = hamlet.participant()
    assert "ถึงวันไหน" in asks(phone, text)
    phone.taps_label("ศุกร์ 21 ก.ค.")
    assert "ศุกร์ 21 ก.ค. 2566" in words_of(phone.hears(1)[0])


def test_impossible_spans_are_refused_with_what_to_do(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    assert "นอกช่วงโครงการ" in asks(phone, "ลาวันที่ 5 ม.ค. 2567")
    assert leaves_of(hamlet.running, phone) == []


def test_somebody_elses_leave_does_not_exist(village: ManyPeople) -> None:
    mine, theirs = village.participant(), village.participant()
    asks(mine, "ลาพรุ่งนี้")
    of_mine = select(Leave.id).where(Leave.person_id == person_of(village.running, mine))
    with village.running.database.read() as session:
        leave_id = session.scalars(of_mine).one()
    theirs.taps(f"noleave?leave={leave_id}")
    theirs.hears(1)
    assert leaves_of(village.running, mine) == [(date(2023, 7, 13), date(2023, 7, 13), True)]


def test_quiet_is_for_today_unless_more_is_said_and_ends_when_asked(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    assert "วันนี้จะไม่ส่งข้อความเตือน" in asks(phone, "หยุดเตือนวันนี้")
    phone.taps_label("ทั้งสัปดาห์นี้")
    assert "ศุกร์ 14 ก.ค. 2566" in words_of(phone.hears(1)[0])
    with hamlet.running.database.read() as session:
        mine = select(Mute).where(Mute.person_id == person_of(hamlet.running, phone))
        assert [(row.from_day, row.to_day) for row in session.scalars(mine)] == [(date(2023, 7, 12), date(2023, 7, 14))]
    assert "เปิดเตือนแล้ว" in asks(phone, "เปิดเตือน")
    assert "เปิดอยู่แล้ว" in asks(phone, "เปิดเตือน")


def test_a_coordinator_of_all_adds_a_late_holiday_after_seeing_what_it_changes(running: RunningBot) -> None:
    coordinator, participant = running.joined(KANDA), running.joined(SOMCHAI)
    assert "ยืนยันหรือไม่" in asks(coordinator, "เพิ่มวันหยุด 11 ก.ค. วันหยุดตามมติ ครม.")
    with running.database.read() as session:
        assert session.scalars(select(ExtraHoliday)).all() == []
    coordinator.taps_label("ยืนยันวันหยุด")
    assert "วันหยุดตามมติ ครม." in words_of(coordinator.hears(1)[0])
    with running.database.read() as session:
        assert [row.day for row in session.scalars(select(ExtraHoliday))] == [date(2023, 7, 11)]
        assert "add_holiday" in {row.action for row in session.scalars(select(AuditEntry))}
    eventually(lambda: "จาก 7 วัน" in asks(participant, "สถานะ"))
    assert "เป็นวันหยุดอยู่แล้ว" in asks(coordinator, "เพิ่มวันหยุด 11 ก.ค.")
    asks(coordinator, "ลบวันหยุด 11 ก.ค.")
    assert "ออกแล้ว" in asks(coordinator, "ยืนยันวันหยุด")
    eventually(lambda: "จาก 8 วัน" in asks(participant, "สถานะ"))


@on_sqlite
def test_a_holiday_is_added_up_to_the_last_follow_up(running: RunningBot) -> None:
    coordinator = running.joined(KANDA)
    assert "ยืนยันหรือไม่" in asks(coordinator, "เพิ่มวันหยุด 24 มิ.ย. 2567 วันหยุดพิเศษ")  # six months after the end
    assert "อยู่นอกช่วง" in asks(coordinator, "เพิ่มวันหยุด 25 มิ.ย. 2567 วันหยุดพิเศษ")


@on_sqlite
def test_nobody_else_adds_holidays(running: RunningBot) -> None:
    assert "ผู้ประสานงานส่วนกลาง" in asks(running.joined("ธนา ใจงาม"), "เพิ่มวันหยุด 11 ก.ค.")
    for name in (SOMCHAI, PRAYUN):
        asks(running.joined(name), "เพิ่มวันหยุด 11 ก.ค.")
    with running.database.read() as session:
        assert session.scalars(select(ExtraHoliday)).all() == []

"""Leave, quiet and days off: noted from what is typed, taken back with one tap, taken out of what is expected."""

from datetime import date

from sqlalchemy import select

from models.people.audit import AuditEntry
from models.people.leave import ExtraHoliday, Leave, Mute
from simulator.driver import Someone
from tests.databases import on_sqlite
from tests.running_bot import KANDA, PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.many_people import ManyPeople, eventually, everything_in, words_of


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
    said = asks(phone, "ลาวันที่ 10-11 ก.ค.")
    assert "10–11 ก.ค. 2566" in said
    assert "2 วัน" in said
    assert leaves_of(village.running, phone) == [(date(2023, 7, 10), date(2023, 7, 11), True)]
    assert "จาก 8 วัน" in before
    assert "จาก 6 วัน" in asks(phone, "สถานะ")


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
    phone.taps_label("เป็น 3/8–5/8")
    assert "3–5 ส.ค. 2566" in words_of(phone.hears(1)[0])


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


@on_sqlite
def test_nobody_else_adds_holidays(running: RunningBot) -> None:
    assert "ผู้ประสานงานส่วนกลาง" in asks(running.joined("ธนา ใจงาม"), "เพิ่มวันหยุด 11 ก.ค.")
    for name in (SOMCHAI, PRAYUN):
        asks(running.joined(name), "เพิ่มวันหยุด 11 ก.ค.")
    with running.database.read() as session:
        assert session.scalars(select(ExtraHoliday)).all() == []
